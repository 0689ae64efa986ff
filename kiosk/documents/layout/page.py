"""What surrounds the content of every certificate: header, attestation, footer and overprint."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import characters, fit
from kiosk.documents.layout.dimensions import ATTESTATION_TOP, LEFT, RIGHT
from kiosk.documents.pdf.canvas import PAGE_WIDTH, SOFT, PageCanvas
from kiosk.rules.eras import full_width, japanese_date
from kiosk.rules.record import CertificateRecord

_SEAL = 25.4
_RED = (0.66, 0.0, 0.0)
_MARK_GREY = 0.86


@dataclass(frozen=True, slots=True)
class PagePosition:
    """`page` of `pages`, and the code that ties the page to its record."""

    page: int
    pages: int
    code: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The fixed texts of a certificate: `sentence` is what the mayor certifies."""

    title: str
    subtitle: str
    sentence: str


def draw_header(
    canvas: PageCanvas, fonts: Fonts, record: CertificateRecord, wording: Wording, position: PagePosition
) -> None:
    """Draw municipality, document number, title and subtitle."""
    name = fit(
        record.municipality_name, fonts.label(record.municipality_name), 70 * mm, 10, min_size=7, max_lines=1
    )
    canvas.text(LEFT, 19.5, name.lines[0], fonts.label(record.municipality_name), name.size)
    number = f"証明書番号　{record.document_number}"
    fitted = fit(number, fonts.gothic, 100 * mm, 10, min_size=6, max_lines=1)
    canvas.text(RIGHT, 19.5, number, fonts.gothic, fitted.size, align="right")
    canvas.text(PAGE_WIDTH / 2, 33.5, wording.title, fonts.mincho, 23, align="centre", spacing=15)
    subtitle = wording.subtitle + ("" if position.page == 1 else "（続き）")
    canvas.text(PAGE_WIDTH / 2, 40.5, subtitle, fonts.mincho, 10.5, align="centre", colour=SOFT)


def draw_attestation(canvas: PageCanvas, fonts: Fonts, record: CertificateRecord, wording: Wording) -> None:
    """Draw the mayor's sentence, the date, and a plain box in place of the seal."""
    top = ATTESTATION_TOP
    canvas.text(LEFT, top + 7, wording.sentence, fonts.mincho, 12)
    canvas.text(LEFT, top + 25, japanese_date(record.issued_on), fonts.mincho, 13)
    deputy = record.deputy if isinstance(record.deputy, str) else None
    office = record.municipality_kind.signs_as(record.prefecture, record.municipality_name, deputy)
    mayor = "　" + " ".join(characters(record.mayor))
    width = (RIGHT - LEFT - _SEAL - 16) * mm
    signed = fit(f"{office}　{mayor}", fonts.mincho, width, 13, min_size=8, max_lines=1)
    canvas.text(LEFT + 9, top + 35, signed.lines[0], fonts.mincho, signed.size)
    _draw_seal_box(canvas, fonts, RIGHT - _SEAL, top + 14, specimen=record.specimen)


def _draw_seal_box(canvas: PageCanvas, fonts: Fonts, x: float, y: float, *, specimen: bool) -> None:
    """Draw a plain double box. The municipality's real seal is never imitated."""
    colour = _RED if specimen else SOFT
    canvas.box(x, y, _SEAL, _SEAL, line=0.8, colour=colour)
    canvas.box(x + 0.7, y + 0.7, _SEAL - 1.4, _SEAL - 1.4, line=0.4, colour=colour)
    for line, character in enumerate("見本" if specimen else "公印"):
        canvas.text(
            x + _SEAL / 2, y + 11.2 + line * 8, character, fonts.mincho, 20, align="centre", colour=colour
        )


def draw_footer(canvas: PageCanvas, fonts: Fonts, record: CertificateRecord, position: PagePosition) -> None:
    """Draw verification code and page number."""
    canvas.line(LEFT, 280, RIGHT, 280, width=0.4)
    if record.specimen:
        canvas.text(LEFT, 285, "この証明書は見本です。効力はありません。", fonts.gothic, 9)
    canvas.text(PAGE_WIDTH / 2 + 8, 285, f"照合番号　{position.code}", fonts.gothic, 9, align="centre")
    pages = f"{full_width(position.page)} ／ {full_width(position.pages)} ページ"
    canvas.text(RIGHT, 285, pages, fonts.gothic, 9, align="right")


def draw_overprint(canvas: PageCanvas, fonts: Fonts) -> None:
    """Draw 見本 SAMPLE across the page, over the fills and under the text."""
    canvas.overprint("見本 SAMPLE", fonts.gothic, 196, 42, _MARK_GREY)
