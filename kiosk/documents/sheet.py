"""What every certificate sheet has around its content: head, authentication, foot, overprint."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm

from kiosk.documents.fit import fit, pieces
from kiosk.documents.fonts import Fonts
from kiosk.documents.measures import AUTHENTICATION_TOP, LEFT, RIGHT
from kiosk.documents.pen import PAGE_WIDTH, SOFT, Pen
from kiosk.rules.eras import full_width, japanese_date
from kiosk.rules.record import CertificateRecord

_SEAL = 25.4
_RED = (0.66, 0.0, 0.0)
_MARK_GREY = 0.86


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: `page` of `pages`, and the code that ties it to its record."""

    page: int
    pages: int
    code: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What a kind of certificate says around its content: `sentence` is what the mayor certifies."""

    title: str
    subtitle: str
    sentence: str


def draw_head(pen: Pen, fonts: Fonts, record: CertificateRecord, wording: Wording, place: Place) -> None:
    """Municipality, document number, title, subtitle."""
    name = fit(
        record.municipality_name, fonts.label(record.municipality_name), 70 * mm, 10, smallest=7, most_lines=1
    )
    pen.text(LEFT, 19.5, name.lines[0], fonts.label(record.municipality_name), name.size)
    number = f"証明書番号　{record.document_number}"
    fitted = fit(number, fonts.gothic, 100 * mm, 10, smallest=6, most_lines=1)
    pen.text(RIGHT, 19.5, number, fonts.gothic, fitted.size, align="right")
    pen.text(PAGE_WIDTH / 2, 33.5, wording.title, fonts.mincho, 23, align="centre", spacing=15)
    subtitle = wording.subtitle + ("" if place.page == 1 else "（続き）")
    pen.text(PAGE_WIDTH / 2, 40.5, subtitle, fonts.mincho, 10.5, align="centre", colour=SOFT)


def draw_authentication(pen: Pen, fonts: Fonts, record: CertificateRecord, wording: Wording) -> None:
    """The sentence of the mayor, the date, and a plain box where the seal would stand."""
    top = AUTHENTICATION_TOP
    pen.text(LEFT, top + 7, wording.sentence, fonts.mincho, 12)
    pen.text(LEFT, top + 25, japanese_date(record.issued_on), fonts.mincho, 13)
    office = f"{record.prefecture}{record.municipality_name}長"
    mayor = "　" + " ".join(pieces(record.mayor))
    width = (RIGHT - LEFT - _SEAL - 16) * mm
    signed = fit(f"{office}　{mayor}", fonts.mincho, width, 13, smallest=8, most_lines=1)
    pen.text(LEFT + 9, top + 35, signed.lines[0], fonts.mincho, signed.size)
    _draw_seal_place(pen, fonts, RIGHT - _SEAL, top + 14, specimen=record.specimen)


def _draw_seal_place(pen: Pen, fonts: Fonts, x: float, y: float, *, specimen: bool) -> None:
    """A plain double box. A real seal is the municipality's and is never imitated."""
    colour = _RED if specimen else SOFT
    pen.box(x, y, _SEAL, _SEAL, line=0.8, colour=colour)
    pen.box(x + 0.7, y + 0.7, _SEAL - 1.4, _SEAL - 1.4, line=0.4, colour=colour)
    for line, character in enumerate("見本" if specimen else "公印"):
        pen.text(
            x + _SEAL / 2, y + 11.2 + line * 8, character, fonts.mincho, 20, align="centre", colour=colour
        )


def draw_foot(pen: Pen, fonts: Fonts, record: CertificateRecord, place: Place) -> None:
    """The line that every page ends with."""
    pen.line(LEFT, 280, RIGHT, 280, width=0.4)
    if record.specimen:
        pen.text(LEFT, 285, "この証明書は見本です。効力はありません。", fonts.gothic, 9)
    pen.text(PAGE_WIDTH / 2 + 8, 285, f"照合番号　{place.code}", fonts.gothic, 9, align="centre")
    pages = f"{full_width(place.page)} ／ {full_width(place.pages)} ページ"
    pen.text(RIGHT, 285, pages, fonts.gothic, 9, align="right")


def draw_overprint(pen: Pen, fonts: Fonts) -> None:
    """見本 SAMPLE across the sheet, over the ground and under the text."""
    pen.overprint("見本 SAMPLE", fonts.gothic, 196, 42, _MARK_GREY)
