"""The certificate that is measured, and what it draws as plain operations, for peers to draw as well."""

from __future__ import annotations

from functools import cache
from typing import TypedDict
from unittest.mock import patch

from reportlab.lib.units import mm

from kiosk.documents import document
from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.files import GOTHIC, GOTHIC_BOLD, MINCHO, find_font
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.canvas import HAIRLINE, INK, Align, Colour, PageCanvas
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import Person, ResidentRecord
from kiosk.rules.record import CertificateRecord
from tests.support.sample_records import SAMPLES

SERIAL = "K7Q4-20PX-9W3M"
"""The sample's document number; each drawing has another, so that no result can be kept and shown again."""

NAMES = (
    ("見本　一郎", "みほん　いちろう", "世帯主"),
    ("見本　葛\U000e0104子", "みほん　かつこ", "妻"),
    ("\U00020bb7野　髙﨑", "よしの　たかさき", "子"),
    ("渡邉\U000e010f　太郎", "わたなべ　たろう", "同居人"),
)


class Text(TypedDict):
    """Millimetres from the upper left corner to the left end of the baseline; points; 0 to 2: the font."""

    x: float
    y: float
    size: float
    font: int
    text: str


class Line(TypedDict):
    """Ends in millimetres, width in points."""

    ends: tuple[float, float, float, float]
    width: float


class Page(TypedDict):
    """What one page shows."""

    texts: list[Text]
    lines: list[Line]


class Sample(TypedDict):
    """What a peer is given: A4 pages, and the files of the three fonts."""

    pages: list[Page]
    fonts: list[str]
    serial: str


def record(serial: str = SERIAL) -> CertificateRecord:
    """A 住民票の写し on two sheets: four people with every item, real variants among their names."""
    found = SAMPLES[CertificateKind.RESIDENT_RECORD]
    content = found.content
    assert isinstance(content, ResidentRecord)
    native = content.persons[0]
    persons = tuple(_person(native, *name) for name in NAMES)
    whole = content.model_copy(update={"persons": persons})
    return found.model_copy(update={"content": whole, "document_number": serial})


def _person(like: Person, name: str, kana: str, relationship: str) -> Person:
    return like.model_copy(update={"name": name, "name_kana": kana, "relationship": relationship})


@cache
def sample(fonts: Fonts) -> Sample:
    """The texts and lines of the sample's two pages, without ground pattern, overprint and attestation."""
    pages: list[Page] = [{"texts": [], "lines": []}]
    faces = (fonts.mincho, fonts.gothic, fonts.gothic_bold)

    class Recorded(PageCanvas):
        """Writes down texts and lines, and draws as before."""

        def text(
            self, x: float, y: float, text: str, font: CIDFont, size: float, *, align: Align = "left",
            colour: Colour = INK, spacing: float = 0.0,
        ) -> None:  # fmt: skip
            width = font.width(text, size) + spacing * (len(text) - 1)
            left = x * mm - {"left": 0.0, "centre": width / 2, "right": width}[align]
            face = next(at for at, each in enumerate(faces) if each is font)
            pages[-1]["texts"].append({"x": left / mm, "y": y, "size": size, "font": face, "text": text})
            super().text(x, y, text, font, size, align=align, colour=colour, spacing=spacing)

        def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = HAIRLINE) -> None:
            pages[-1]["lines"].append({"ends": (x1, y1, x2, y2), "width": width})
            super().line(x1, y1, x2, y2, width=width)

        def box(
            self, x: float, y: float, width: float, height: float, *, line: float = HAIRLINE,
            colour: Colour = INK,
        ) -> None:  # fmt: skip
            right, low = x + width, y + height
            for ends in ((x, y, right, y), (right, y, right, low), (right, low, x, low), (x, low, x, y)):
                pages[-1]["lines"].append({"ends": ends, "width": line})
            super().box(x, y, width, height, line=line, colour=colour)

        def finish(self) -> None:
            pages.append({"texts": [], "lines": []})
            super().finish()

    with patch.object(document, "PageCanvas", Recorded):
        document.render(record(), fonts)
    files = [str(find_font(each)) for each in (MINCHO, GOTHIC, GOTHIC_BOLD)]
    return {"pages": pages[:-1], "fonts": files, "serial": SERIAL}
