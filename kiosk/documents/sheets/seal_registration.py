"""印鑑登録証明書: the place of the impression, and whose it is, on one page."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.documents.checks import NotPrintable, content_of
from kiosk.documents.fit import DoesNotFit
from kiosk.documents.fonts import Fonts
from kiosk.documents.grid import Cell, Row, draw_label, draw_rows, reading_of, value_of
from kiosk.documents.measures import AUTHENTICATION_TOP, GAP, LEFT, NOTE_HEIGHT, TOP, WIDTH
from kiosk.documents.paging import draw_note
from kiosk.documents.pen import SOFT, Pen
from kiosk.documents.sheet import Wording
from kiosk.rules.contents import SealRegistration
from kiosk.rules.eras import japanese_date
from kiosk.rules.record import CertificateRecord

_PLACE = 64.0
"""Side of the column that holds the impression, millimetres."""
_HEADING = 8.0
_BOX = 46.0
_LABEL = 26.0
_GRID = WIDTH - _PLACE


@dataclass(frozen=True, slots=True)
class SealRegistrationPage:
    """The rows beside the impression."""

    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """Millimetres."""
        return sum(row.height for row in self.rows)


def check_content(record: CertificateRecord) -> None:
    """Raise RecordMismatch when the content is another kind's. There is nothing to choose."""
    content_of(record, SealRegistration)


def wording(record: CertificateRecord) -> Wording:
    """Title and sentence."""
    return Wording("印鑑登録証明書", "", "この写しは、登録された印影と相違ないことを証明します。")


def lay_out(record: CertificateRecord, fonts: Fonts) -> tuple[SealRegistrationPage, ...]:
    """Set the one page.

    Raises RecordMismatch (see check_content), MissingGlyph, DoesNotFit, and NotPrintable for a
    record that is no specimen: without the impression a certificate of it certifies nothing.
    """
    check_content(record)
    if not record.specimen:
        raise NotPrintable(f"the record of {record.kind} holds no impression")
    content = content_of(record, SealRegistration)
    name = value_of(fonts, content.name, _GRID, size=20, smallest=12.5, label_width=_LABEL)
    reading = reading_of(fonts, content.name_kana, _GRID, label_width=_LABEL)
    cells = (
        (Cell("氏　名", name, _GRID, reading, _LABEL), 26.0),
        (_row(fonts, "生年月日", japanese_date(content.birth_date, aligned=True)), 14.0),
        (_row(fonts, "住　所", content.address), 22.0),
        (_row(fonts, "登録年月日", japanese_date(content.registered_on, aligned=True)), 14.0),
    )
    page = SealRegistrationPage(tuple(Row((cell,), least) for cell, least in cells))
    if TOP + page.height + GAP + NOTE_HEIGHT > AUTHENTICATION_TOP:
        raise DoesNotFit("the rows are higher than the page")
    return (page,)


def _row(fonts: Fonts, label: str, text: str) -> Cell:
    fitted = value_of(fonts, text, _GRID, size=12.5, smallest=9.0, label_width=_LABEL)
    return Cell(label, fitted, _GRID, label_width=_LABEL)


def draw_page(pen: Pen, fonts: Fonts, page: SealRegistrationPage) -> None:
    """Draw the place of the impression at the left and the rows beside it.

    The box is plain and says 印影 見本: an impression is never imitated.
    """
    end = draw_rows(pen, fonts, LEFT + _PLACE, TOP, page.rows)
    draw_label(pen, fonts, LEFT, TOP, _PLACE, height=_HEADING, text="印　影")
    pen.box(LEFT, TOP + _HEADING, _PLACE, end - TOP - _HEADING)
    x, y = LEFT + (_PLACE - _BOX) / 2, TOP + _HEADING + (end - TOP - _HEADING - _BOX) / 2
    pen.box(x, y, _BOX, _BOX, line=0.4, colour=SOFT)
    for line, text in enumerate(("印影", "見本")):
        pen.text(
            x + _BOX / 2, y + 21.5 + line * 10, text, fonts.mincho, 20, align="centre", colour=SOFT, spacing=6
        )
    draw_note(pen, fonts, end + GAP, last=True)
