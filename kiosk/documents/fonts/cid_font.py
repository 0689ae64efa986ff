"""A TrueType font for reportlab with two-byte codes, variation sequences and no silent substitution.

reportlab's own TTFont prints the base glyph and a box for an ideographic variation sequence, which
would print a wrong legal name. This class looks each glyph up by (character, variation selector) in
the font's cmap, embeds one small Type0 / CIDFontType2 subset (ISO 32000-1, 9.7), writes a ToUnicode
map that restores the exact text, and raises MissingGlyph for a character the font does not have.
"""

from __future__ import annotations

import hashlib
import re
import struct
import threading
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc, pdfmetrics

from kiosk.documents.fonts.truetype_subset import TrueTypeSubsetter
from kiosk.documents.pdf.archive_document import Fragment, referred, stream

_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Mn", "Mc", "Me"})
_SPACES = " \u3000"
_IDENTITY = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"


class MissingGlyph(ValueError):
    """A font has no glyph for a character. The message names the font but not the `code_points`."""

    def __init__(self, font: str, sort: str, code_points: tuple[int, ...]) -> None:
        super().__init__(f"{font} cannot show one {sort}")
        self.code_points = code_points


Cluster = str
"""A character, with its variation selector if it has one."""


class Encoded(NamedTuple):
    """A text in one document: the font's resource name, hexadecimal codes, glyphs, thousandths of an em."""

    font: str
    codes: str
    glyphs: int
    width: int


@dataclass
class _Use:
    """The characters that one PDF uses of a font, each with its code (four hexadecimal digits) and advance.

    The code is the CID: the position from 1, as 0 is .notdef.
    """

    internal_name: str
    codes: dict[Cluster, tuple[str, int]] = field(default_factory=dict)


_SELECTOR = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_HAS_SELECTOR, _CLUSTERS = re.compile(_SELECTOR), re.compile(f".{_SELECTOR}?", re.DOTALL)


def clusters(text: str) -> Sequence[Cluster]:
    """Split a text into characters with their selectors: units that a line break must never split."""
    # Most texts have no selector, and then are their own characters.
    return _CLUSTERS.findall(text) if _HAS_SELECTOR.search(text) else text


class CIDFont:
    """One font file. Use `CIDFont.open`: reportlab registers fonts by name for the whole process."""

    # reportlab's canvas uses these attributes, and the methods below that have names in its style.
    _multiByte = False
    _dynamicFont = True
    shapable = False
    encName = "UTF-8"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self._subsetter = TrueTypeSubsetter(path)
        self._font = hb.Font(self._face)
        self._per_em: int = self._face.upem
        self.postscript_name = (
            self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        ).replace(" ", "")
        self.fontName = f"{self.postscript_name}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
        extents = self._font.get_font_extents("ltr")
        self._notdef = self._thousandths(float(self._font.get_glyph_h_advance(0)))
        self.ascent = self._thousandths(extents.ascender)
        self.descent = self._thousandths(extents.descender)
        self.face = SimpleNamespace(
            name=self.fontName, ascent=self.ascent, descent=self.descent, builtIn=False
        )
        self._described = self._description()
        self._found: dict[Cluster, tuple[int, int]] = {}
        self._uses: WeakKeyDictionary[Any, _Use] = WeakKeyDictionary()
        self._lock = threading.Lock()

    @staticmethod
    @cache
    def open(path: Path) -> CIDFont:
        """Return the font in file `path`, registered with reportlab once.

        Raises OSError if the file cannot be read, ValueError if it is not a TrueType font.
        """
        with path.open("rb"):
            pass  # harfbuzz reports a missing file as an unspecific error
        font = CIDFont(path)
        pdfmetrics.registerFont(font)
        return font

    # --- measuring ----------------------------------------------------------------------------

    def glyph(self, base: str, selector: str = "") -> int:
        """Return the glyph id of a character or variation sequence. Raises MissingGlyph."""
        cluster = base + selector
        return (self._found.get(cluster) or self._look_up(cluster))[0]

    def check(self, text: str) -> None:
        """Raise MissingGlyph unless the font has the exact glyph for every character of `text`."""
        for cluster in clusters(text):
            self.glyph(cluster)

    def supports(self, text: str) -> bool:
        """True when `check` passes."""
        try:
            self.check(text)
        except MissingGlyph:
            return False
        return True

    def width(self, text: str, size: float) -> float:
        """Return the width of `text` in points at `size` points. Raises MissingGlyph."""
        found = self._found
        total = 0
        for cluster in clusters(text):
            try:
                total += found[cluster][1]
            except KeyError:
                total += self._look_up(cluster)[1]
        return total * size / 1000

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:
        """reportlab's name for `width`."""
        return self.width(text, size)

    def _look_up(self, cluster: Cluster) -> tuple[int, int]:
        """Return glyph id and advance in thousandths of an em, and remember them. Raises MissingGlyph."""
        character, mark = cluster[0], cluster[1:]
        base, selector = ord(character), ord(mark) if mark else 0
        sort = "variation sequence" if selector else "character"
        if unicodedata.category(character) in _REFUSED_CATEGORIES:
            raise MissingGlyph(self.postscript_name, "control or combining character", (base, selector))
        if selector:
            glyph = self._font.get_variation_glyph(base, selector)
        else:
            glyph = self._font.get_nominal_glyph(base)
        if not glyph:
            raise MissingGlyph(self.postscript_name, sort, (base, selector))
        extents = self._font.get_glyph_extents(glyph)
        if character not in _SPACES and (extents is None or not (extents.width and extents.height)):
            raise MissingGlyph(self.postscript_name, f"{sort} (its glyph is blank)", (base, selector))
        advance = self._thousandths(float(self._font.get_glyph_h_advance(glyph)))
        found = self._found[cluster] = int(glyph), advance
        return found

    def _thousandths(self, units: float) -> int:
        return round(units * 1000 / self._per_em)

    # --- what reportlab's canvas calls ----------------------------------------------------------

    def encode(self, text: str, doc: Any) -> Encoded:
        """Return how a text is written on this document's pages. Raises MissingGlyph."""
        width, written = 0, []
        with self._lock:
            use = self._use(doc)
            codes = use.codes
            for cluster in clusters(text):
                code = codes.get(cluster)
                if code is None:
                    advance = (self._found.get(cluster) or self._look_up(cluster))[1]
                    code = codes[cluster] = f"{len(codes) + 1:04X}", advance
                written.append(code[0])
                width += code[1]
        return Encoded(f"/{use.internal_name}", "".join(written), len(written), width)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """Return the text as two-byte codes of this document's only subset. Raises MissingGlyph."""
        return [(0, bytes.fromhex(self.encode(text, doc).codes))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        """Return the resource name of the font on this document's pages."""
        with self._lock:
            return f"/{self._use(doc).internal_name}"

    def _use(self, doc: Any) -> _Use:
        use = self._uses.get(doc)
        if use is None:
            use = self._uses[doc] = _Use(f"F{len(doc.fontMapping) + 1}")
            doc.fontMapping[self.fontName] = f"/{use.internal_name}"
            doc.delayedFonts.append(self)
        return use

    def addObjects(self, doc: Any) -> None:
        """Write the font's objects into the document; reportlab calls this on saving."""
        with self._lock:
            use = self._uses.pop(doc)
        found = [self._found[cluster] for cluster in use.codes]
        glyphs = [0, *(glyph for glyph, _ in found)]
        with self._lock:
            subset = self._subsetter.subset(glyphs)
        digest = hashlib.sha256(repr(sorted(set(glyphs))).encode()).digest()
        tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
        name, part = f"/BaseFont/{tag}+{self.postscript_name}", use.internal_name
        mapped = struct.pack(f">{len(glyphs)}H", *(subset.new_ids[glyph] for glyph in glyphs))
        file = referred(doc, _stream(subset.font), f"{part}.file")
        described = f"<</Type/FontDescriptor/FontName/{tag}+{self.postscript_name}{self._described}{file}>>"
        descriptor = referred(doc, Fragment(described.encode("ascii")), f"{part}.descriptor")
        map_ = referred(doc, _stream(mapped), f"{part}.map")
        unicode = referred(doc, _stream(_to_unicode(use.codes)), f"{part}.unicode")
        widths = " ".join(str(advance) for _, advance in found)
        cid = (
            f"<</Type/Font/Subtype/CIDFontType2{name}{_IDENTITY}/FontDescriptor {descriptor}/DW 1000"
            f"/W[0[{self._notdef} {widths}]]/CIDToGIDMap {map_}>>"
        )
        descendant = referred(doc, Fragment(cid.encode("ascii")), f"{part}.cid")
        font = (
            f"<</Type/Font/Subtype/Type0{name}/Encoding/Identity-H/DescendantFonts[{descendant}]"
            f"/ToUnicode {unicode}>>"
        )
        key = f"{part}.type0"
        referred(doc, Fragment(font.encode("ascii")), key)
        doc.idToObject[pdfdoc.BasicFonts].dict[part] = pdfdoc.PDFObjectReference(key)

    def _description(self) -> str:
        """Return what a descriptor says of this font in every document, up to the font file."""
        # head.xMin…yMax, at offset 36 of the table (OpenType, "head").
        box = struct.unpack_from(">4h", self._face.reference_table("head").data, 36)
        return (
            f"/Flags 4/FontBBox[{' '.join(str(self._thousandths(value)) for value in box)}]/ItalicAngle 0"
            f"/Ascent {self.ascent}/Descent {self.descent}/CapHeight {self.ascent}/StemV 80/FontFile2 "
        )


def _stream(data: bytes) -> Fragment:
    return stream(f"/Length1 {len(data)}", zlib.compress(data, 2))


def _to_unicode(codes: dict[Cluster, tuple[str, int]]) -> bytes:
    """Return the ToUnicode CMap: UTF-16, base and selector in one entry (ISO 32000-1, 9.10.3)."""
    lines = [
        f"<{code}> <{cluster.encode('utf-16-be').hex().upper()}>" for cluster, (code, _) in codes.items()
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
