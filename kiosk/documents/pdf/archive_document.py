"""The file around the pages: PDF/A-2b (ISO 19005-2) of few objects, under reportlab's canvas.

reportlab writes each object from nested Python objects, entry by entry, and knows no PDF/A. What a
certificate needs beyond its pages is little and mostly the same for all, so it is kept here as bytes.

Rules of ISO 19005-2 that hold for every file: no encryption, a file identifier, four bytes over 127 after the
header (6.1); device colours by the output intent (6.2.4.3), so that the ground's cyan is a Separation with
an alternate in RGB (6.2.4.4); no transparency (6.2.10); every font embedded with its widths (6.2.11);
metadata as XMP that agree with the information dictionary (6.6). All of it follows from what is drawn and
from the date of issue: no clock, no author.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from kiosk.documents.pdf.srgb import srgb_profile

PRODUCER = "certificate-kiosk"
CYAN = "Cyan"
"""Resource name of the printer's cyan alone (ISO 32000-1, 8.6.6.4); its tint is 0 to 1."""
_CYAN = (
    f"/{CYAN}[/Separation/Cyan/DeviceRGB<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[0 0.6784 0.9373]/N 1>>]"
)
"""C1 is what a viewer shows for full cyan: DeviceCMYK 1 0 0 0 as poppler converts it."""
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_IDENTIFIER = 16
_INTENT = (
    "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
    "/DestOutputProfile %s>>"
)
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>{dates}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class Fragment(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object of a file as the bytes that stand in it."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: Any) -> bytes:
        """reportlab's name for what is written."""
        return self.data


def stream(entries: str, packed: bytes, packing: str = "/Filter/FlateDecode") -> Fragment:
    """Return a stream object: `packed` is what stands in the file, `entries` the rest of its dictionary."""
    head = f"<<{entries}{packing}/Length {len(packed)}>>\nstream\n"
    return Fragment(head.encode("ascii") + packed + b"\nendstream")


def referred(document: Any, content: Fragment, name: str) -> str:
    """Register an object under a name of its own, and return the reference to it (ISO 32000-1, 7.3.10)."""
    document.Reference(content, name)
    return f"{document.idToObjectNumberAndVersion[name][0]} 0 R"


def pdf_date(day: date) -> str:
    """Return the beginning of a day in Japan as a PDF date string (ISO 32000-1, 7.9.4)."""
    return f"(D:{day:%Y%m%d}000000+09'00')"


@dataclass
class Page:
    """One page that was drawn: its content stream, and entries of its dictionary besides the usual ones."""

    content: bytes
    entries: str = ""


class ArchiveDocument(pdfdoc.PDFDocument):  # type: ignore[misc]  # reportlab has no types
    """What reportlab's canvas draws into, written as PDF/A-2b.

    `title` is ASCII without brackets and must not name a person; without `dated`, the file has no date.
    """

    def __init__(self, title: str, size: tuple[float, float], dated: date | None) -> None:
        super().__init__(invariant=1)
        self._title, self._dated = title, dated
        self._box = f"[0 0 {size[0]:.4f} {size[1]:.4f}]"
        self.closed: list[Page] = []

    def addPage(self, page: Any) -> None:
        """Take what reportlab's canvas has collected as a page."""
        self.closed.append(Page(page.stream.encode("ascii")))
        self.pageCounter += 1
        self.inObject = None

    def GetPDFData(self, canvas: Any) -> bytes:
        """Return the whole file; reportlab's canvas calls this once, on saving."""
        for font in self.delayedFonts:
            font.addObjects(self)
        resources = referred(self, Fragment(self._resources()), "resources")
        tree = Fragment(b"")
        parent = referred(self, tree, "page tree")
        kids = " ".join(
            self._page(page, number, parent, resources) for number, page in enumerate(self.closed)
        )
        tree.data = f"<</Type/Pages/Count {len(self.closed)}/Kids[{kids}]>>".encode("ascii")
        profile = referred(self, _profile(), "profile")
        metadata = referred(self, _metadata(self._title, self._dated), "metadata")
        catalog = f"<</Type/Catalog/Pages {parent}/Metadata {metadata}/OutputIntents[{_INTENT % profile}]>>"
        root = referred(self, Fragment(catalog.encode("ascii")), "catalog")
        dates = f"/CreationDate{pdf_date(self._dated)}/ModDate{pdf_date(self._dated)}" if self._dated else ""
        told = f"<</Title({self._title})/Creator({PRODUCER})/Producer({PRODUCER}){dates}>>"
        info = referred(self, Fragment(told.encode("ascii")), "info")
        return self._file(root, info)

    def _resources(self) -> bytes:
        """One dictionary for all pages; the fonts' is reportlab's, where each font puts itself."""
        numbers = self.idToObjectNumberAndVersion
        fonts = self.idToObject[pdfdoc.BasicFonts]
        found = "".join(f"/{name} {numbers[each.name][0]} 0 R" for name, each in fonts.dict.items())
        prefix = pdfdoc.xObjectName("")
        images = "".join(f"/{name} {at} 0 R" for name, (at, _) in numbers.items() if name.startswith(prefix))
        self.idToObject[pdfdoc.BasicFonts] = Fragment(f"<<{found}>>".encode("ascii"))
        fonts_reference = f"{numbers[pdfdoc.BasicFonts][0]} 0 R"
        return f"<</Font {fonts_reference}/XObject<<{images}>>/ColorSpace<<{_CYAN}>>>>".encode("ascii")

    def _page(self, page: Page, number: int, parent: str, resources: str) -> str:
        content = referred(self, stream("", zlib.compress(page.content, 2)), f"content {number}")
        entries = (
            f"<</Type/Page/Parent {parent}/MediaBox{self._box}/Resources {resources}/Contents {content}"
            f"{page.entries}>>"
        )
        return referred(self, Fragment(entries.encode("ascii")), f"page {number}")

    def _file(self, root: str, info: str) -> bytes:
        file, rows = bytearray(_HEADER), ["0000000000 65535 f \n"]
        for number in range(1, self.objectcounter + 1):
            rows.append(f"{len(file):010} 00000 n \n")
            written = self.idToObject[self.numberToId[number]].format(self)
            file += b"%d 0 obj\n%b\nendobj\n" % (number, written)
        name = hashlib.sha256(file).hexdigest()[: 2 * _IDENTIFIER]
        table = "".join(rows)
        tail = (
            f"xref\n0 {len(rows)}\n{table}trailer\n<</Size {len(rows)}/Root {root}/Info {info}"
            f"/ID[<{name}><{name}>]>>\nstartxref\n{len(file)}\n%%EOF\n"
        )
        return bytes(file) + tail.encode("ascii")


@cache
def _packed_profile() -> bytes:
    return zlib.compress(srgb_profile(), 9)


def _profile() -> Fragment:
    return stream("/N 3", _packed_profile())


def _metadata(title: str, dated: date | None) -> Fragment:
    when = f"{dated:%Y-%m-%d}T00:00:00+09:00" if dated else ""
    dates = f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>" if dated else ""
    text = _XMP.format(title=escape(title), producer=PRODUCER, dates=dates)
    # Not compressed, so that a program that knows nothing of PDF finds it (ISO 19005-2, 6.6.2.1).
    return stream("/Type/Metadata/Subtype/XML", text.encode(), packing="")
