"""Every file is PDF/A-2b (ISO 19005-2): its rules one by one, on what qpdf, lcms and HarfBuzz read.

No program for the whole standard could be had. Apache PDFBox's preflight, which knows PDF/A-1b, was run on a
certificate of every kind: it objects to the part's number and to a CIDSet that part 2 no longer asks for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
import uharfbuzz as hb
from PIL import Image, ImageCms

from kiosk.documents.calibration_page import calibration_page
from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.srgb import srgb_profile
from kiosk.documents.printer_test_page import service_page
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.record import CertificateRecord
from tests.support.paper_scans import two_sided
from tests.support.pdf_objects import Entries, PdfObjects
from tests.support.sample_records import SAMPLES

AT = datetime(2026, 11, 21, 10, 15, tzinfo=JST)
Draw = Callable[[Fonts], bytes]


def _certificate(record: CertificateRecord) -> Draw:
    return lambda fonts: render(record, fonts).pdf


FILES: dict[str, Draw] = {kind.value: _certificate(record) for kind, record in SAMPLES.items()}
FILES |= {
    "with a back": lambda fonts: two_sided(SAMPLES[CertificateKind.RESIDENT_RECORD], fonts).pdf,
    "test page": lambda fonts: service_page(fonts, issued_at=AT, terminal="T-0001"),
    "calibration page": calibration_page,
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
FORBIDDEN = {
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/Names", "/AcroForm", "/Annots", "/EmbeddedFiles",
    "/SMask", "/Group", "/BM", "/CA", "/ca", "/ExtGState", "/TR", "/TR2", "/HTO", "/OPI", "/Ref", "/PS",
    "/Alternates", "/F", "/FFilter", "/FDecodeParms", "/Encrypt", "/XFA", "/OCProperties", "/Requirements",
}  # fmt: skip
"""What PDF/A-2b forbids (6.1.7, 6.2.5, 6.2.8, 6.5, 6.6), or binds to conditions (transparency, 6.2.10)."""


@pytest.fixture(scope="module", params=FILES)
def pdf(request: pytest.FixtureRequest, fonts: Fonts) -> bytes:
    return FILES[request.param](fonts)


@pytest.fixture
def objects(pdf: bytes, tmp_path: Path) -> PdfObjects:
    return PdfObjects(pdf, tmp_path)


@pytest.fixture
def root(objects: PdfObjects) -> Entries:
    return objects.entries(objects.trailer["/Root"])


def _metadata(objects: PdfObjects, root: Entries) -> ElementTree.Element:
    found = ElementTree.fromstring(objects.stream(root["/Metadata"]).data.decode()).find(
        f"{RDF}RDF/{RDF}Description"
    )
    assert found is not None
    return found


def _text(description: ElementTree.Element, path: str) -> str | None:
    return description.findtext(path)


def test_header_and_end_are_as_part_2_asks(pdf: bytes) -> None:
    """6.1.2: four bytes over 127 in a comment after the header. 6.1.3: nothing after the end."""
    header, comment = pdf.split(b"\n", 2)[:2]
    assert re.fullmatch(rb"%PDF-1\.[0-7]", header)
    assert comment[:1] == b"%"
    assert len(comment) > 4
    assert all(byte > 127 for byte in comment[1:5])
    assert pdf.endswith(b"%%EOF\n")
    assert pdf.count(b"%%EOF") == 1


def test_a_file_has_an_identifier_and_no_encryption(objects: PdfObjects) -> None:
    first, second = objects.trailer["/ID"]
    assert first == second
    assert first.removeprefix("b:") not in ("", "00" * 16)
    assert "/Encrypt" not in objects.trailer


def test_other_content_is_another_file(fonts: Fonts, tmp_path: Path) -> None:
    record = SAMPLES[CertificateKind.SEAL_REGISTRATION]
    other = record.model_copy(update={"document_number": "K7Q4-20PX-9W3N"})
    named = [PdfObjects(render(each, fonts).pdf, tmp_path).trailer["/ID"] for each in (record, other)]
    assert named[0] != named[1]


def test_streams_are_as_long_as_they_say_and_stand_on_lines_of_their_own(pdf: bytes) -> None:
    """6.1.7.1."""
    streams = [*re.finditer(rb"/Length (\d+)>>\nstream\n", pdf)]
    assert len(streams) == pdf.count(b"endstream") > 5
    for each in streams:
        assert pdf[each.end() + int(each[1]) :].startswith(b"\nendstream\nendobj\n")


def test_streams_are_deflated_but_for_the_metadata(pdf: bytes) -> None:
    """6.1.7.2 forbids LZW; 6.6.2.1 wants metadata that a program finds without reading PDF."""
    filters = re.findall(rb"/Filter([^\s<>]*?)/Length", pdf)
    assert set(filters) == {b"/FlateDecode"}
    assert len(filters) == pdf.count(b"endstream") - 1
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf


def test_nothing_forbidden_stands_anywhere(objects: PdfObjects) -> None:
    found = {key for each in objects.dictionaries() for key in each}
    assert "/Contents" in found
    assert not found & FORBIDDEN


def test_the_metadata_say_pdf_a_2b_and_agree_with_the_information(objects: PdfObjects, root: Entries) -> None:
    """6.6.2 to 6.6.4. Nothing else stands in either: no author, no machine, no history."""
    told = _metadata(objects, root)
    assert _text(told, f"{PDFA}part") == "2"
    assert _text(told, f"{PDFA}conformance") == "B"
    info = objects.entries(objects.trailer["/Info"])
    same = {
        "/Title": f"{DC}title/{RDF}Alt/{RDF}li",
        "/Creator": f"{XMP}CreatorTool",
        "/Producer": f"{PDF}Producer",
    }
    for key, path in same.items():
        assert info.pop(key).removeprefix("u:") == _text(told, path)
    for key, path in {"/CreationDate": f"{XMP}CreateDate", "/ModDate": f"{XMP}ModifyDate"}.items():
        day = info.pop(key, None)
        written = _text(told, path)
        assert (day is None) == (written is None)
        if day is not None:
            assert written == re.sub(
                r"u:D:(....)(..)(..)(..)(..)(..)\+09'00'", r"\1-\2-\3T\4:\5:\6+09:00", day
            )
    assert not info
    allowed = {f"{PDFA}part", f"{PDFA}conformance", f"{DC}format", f"{DC}title", f"{XMP}CreatorTool"}
    allowed |= {f"{PDF}Producer", f"{XMP}CreateDate", f"{XMP}ModifyDate"}
    assert {each.tag for each in told} <= allowed


def test_the_only_date_is_the_day_of_issue(fonts: Fonts, tmp_path: Path) -> None:
    record = SAMPLES[CertificateKind.TAXATION]
    objects = PdfObjects(render(record, fonts).pdf, tmp_path)
    day = f"u:D:{record.issued_on:%Y%m%d}000000+09'00'"
    assert objects.entries(objects.trailer["/Info"])["/CreationDate"] == day
    dates = {value for each in objects.dictionaries() for value in each.values() if str(value)[:4] == "u:D:"}
    assert dates == {day}


def test_one_output_intent_gives_srgb(objects: PdfObjects, root: Entries) -> None:
    """6.2.3."""
    (intent,) = root["/OutputIntents"]
    told = objects.entries(intent)
    assert told["/S"] == "/GTS_PDFA1"
    assert told["/OutputConditionIdentifier"] == "u:sRGB IEC61966-2.1"
    profile = objects.stream(told["/DestOutputProfile"])
    assert profile.entries["/N"] == 3
    assert profile.data == srgb_profile()


def test_the_profile_is_srgb_to_lcms() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert (profile.profile.xcolor_space, profile.profile.device_class) == ("RGB ", "mntr")
    assert profile.profile.version == pytest.approx(2.1)
    levels = Image.new("RGB", (52, 52 * 52))
    levels.putdata([(r, g, b) for r in range(0, 256, 5) for g in range(0, 256, 5) for b in range(0, 256, 5)])
    own = ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(levels, profile, own)
    assert converted is not None
    pairs = zip(levels.tobytes(), converted.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1


def test_colours_are_of_the_output_intent(objects: PdfObjects) -> None:
    """6.2.4.3 and 6.2.4.4: no CMYK; cyan as a colorant, with one alternate in RGB."""
    for page in objects.pages:
        words = objects.stream(page["/Contents"]).data.split()
        assert b"g" in words
        assert not {b"k", b"K", b"gs", b"sh", b"ri", b"i"} & set(words)
        used = {words[at - 1] for at, word in enumerate(words) if word in (b"cs", b"CS")}
        assert used <= {b"/Cyan"}
        spaces = objects.entries(objects.entries(page["/Resources"])["/ColorSpace"])
        (space,) = spaces.values()
        assert space[:3] == ["/Separation", "/Cyan", "/DeviceRGB"]
    images = [each for each in objects.dictionaries() if each.get("/Subtype") == "/Image"]
    assert all(each["/ImageMask"] is True and not each.get("/Interpolate") for each in images)


def test_every_glyph_that_is_shown_is_embedded_with_its_width_and_its_text(objects: PdfObjects) -> None:
    """6.2.11.3 to 6.2.11.8: fonts embedded, widths equal, no .notdef; and each code has its characters."""
    shown: dict[str, set[int]] = {}
    for page in objects.pages:
        content = objects.stream(page["/Contents"]).data
        font = ""
        for name, codes in re.findall(rb"(/F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj", content):
            font = name.decode() or font
            shown.setdefault(font, set()).update(
                int(codes[at : at + 4], 16) for at in range(0, len(codes), 4)
            )
    fonts = objects.entries(objects.entries(objects.pages[0]["/Resources"])["/Font"])
    assert shown.keys() == fonts.keys()
    for name, reference in fonts.items():
        type0 = objects.entries(reference)
        assert (type0["/Subtype"], type0["/Encoding"]) == ("/Type0", "/Identity-H")
        (descendant,) = map(objects.entries, type0["/DescendantFonts"])
        descriptor = objects.entries(descendant["/FontDescriptor"])
        assert type0["/BaseFont"] == descendant["/BaseFont"] == descriptor["/FontName"]
        assert re.fullmatch(r"/[A-Z]{6}\+[A-Za-z-]+", type0["/BaseFont"])
        file = objects.stream(descriptor["/FontFile2"])
        assert file.entries["/Length1"] == len(file.data)
        face = hb.Face(file.data)
        measured = hb.Font(face)
        first, widths = descendant["/W"]
        assert first == 0
        glyphs = objects.stream(descendant["/CIDToGIDMap"]).data
        unicode = dict(
            re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", objects.stream(type0["/ToUnicode"]).data)
        )
        assert 0 not in shown[name]
        for code in shown[name]:
            glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
            assert 0 < glyph < face.glyph_count
            advance = measured.get_glyph_h_advance(glyph) * 1000 / face.upem
            assert widths[code] == pytest.approx(advance, abs=1)
            assert bytes.fromhex(unicode[b"%04X" % code].decode()).decode("utf-16-be")
