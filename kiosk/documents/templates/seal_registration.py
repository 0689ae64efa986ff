"""印鑑登録証明書: a box for the seal impression and its holder's data, on one page."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.documents.content_checks import NotPrintable, content_of, day_text, reading_text
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.layout.dimensions import ATTESTATION_TOP, GAP, LEFT, NOTE_HEIGHT, TOP, WIDTH
from kiosk.documents.layout.page import Wording
from kiosk.documents.layout.pagination import draw_end_note
from kiosk.documents.layout.table import Cell, Row, draw_label, draw_rows, fit_reading, fit_value
from kiosk.documents.pdf.canvas import SOFT, PageCanvas
from kiosk.rules.contents import ReadName, SealRegistration
from kiosk.rules.record import CertificateRecord

_PLACE = 64.0
"""Width of the column with the impression, in millimetres."""
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
    """Raise RecordMismatch for content of another kind. This certificate has no options."""
    content_of(record, SealRegistration)


def wording(record: CertificateRecord) -> Wording:
    """Return title and sentence; there is no subtitle."""
    return Wording("印鑑登録証明書", "", "この写しは、登録された印影と相違ないことを証明します。")


def lay_out(record: CertificateRecord, fonts: Fonts) -> tuple[SealRegistrationPage, ...]:
    """Lay out the single page.

    Raises RecordMismatch (see check_content), MissingGlyph, DoesNotFit, and NotPrintable for a record
    that is not a specimen: without the impression the certificate would certify nothing.
    """
    check_content(record)
    if not record.specimen:
        raise NotPrintable(f"the record of {record.kind} holds no impression")
    content = content_of(record, SealRegistration)
    name = fit_value(fonts, content.name, _GRID, size=20, min_size=12.5, label_width=_LABEL)
    reading = fit_reading(fonts, content.name_kana, _GRID, label_width=_LABEL)
    cells = (
        (Cell("氏　名", name, _GRID, reading, _LABEL), 26.0),
        *((cell, 14.0) for cell in _other_names(content, fonts)),
        (_row(fonts, "生年月日", day_text(content.birth_date, western=content.foreign)), 14.0),
        (_row(fonts, "住　所", content.address), 22.0),
        (_row(fonts, "登録年月日", day_text(content.registered_on)), 14.0),
    )
    page = SealRegistrationPage(tuple(Row((cell,), min_height) for cell, min_height in cells))
    if TOP + page.height + GAP + NOTE_HEIGHT > ATTESTATION_TOP:
        raise DoesNotFit("the rows are higher than the page")
    return (page,)


def _other_names(content: SealRegistration, fonts: Fonts) -> list[Cell]:
    """旧氏, 通称 and the name in katakana, each only where it is registered."""
    cells = []
    for label, each in (("旧　氏", content.former_family_name), ("通　称", content.common_name)):
        if isinstance(each, ReadName):
            value = fit_value(fonts, each.name, _GRID, size=14, min_size=9.0, label_width=_LABEL)
            kana = fit_reading(fonts, reading_text(each.kana), _GRID, label_width=_LABEL)
            cells.append(Cell(label, value, _GRID, kana, _LABEL))
    if isinstance(content.katakana_name, str):
        cells.append(_row(fonts, "カタカナ表記", content.katakana_name))
    return cells


def _row(fonts: Fonts, label: str, text: str) -> Cell:
    # An address is rather broken than made small.
    fitted = fit_value(fonts, text, _GRID, size=12.5, min_size=11.0, label_width=_LABEL)
    return Cell(label, fitted, _GRID, label_width=_LABEL)


def draw_page(canvas: PageCanvas, fonts: Fonts, page: SealRegistrationPage) -> None:
    """Draw the box for the impression at the left and the rows beside it.

    The box is plain and contains 印影 見本: an impression is never imitated.
    """
    end = draw_rows(canvas, fonts, LEFT + _PLACE, TOP, page.rows)
    draw_label(canvas, fonts, LEFT, TOP, _PLACE, height=_HEADING, text="印　影")
    canvas.box(LEFT, TOP + _HEADING, _PLACE, end - TOP - _HEADING)
    x, y = LEFT + (_PLACE - _BOX) / 2, TOP + _HEADING + (end - TOP - _HEADING - _BOX) / 2
    canvas.box(x, y, _BOX, _BOX, line=0.4, colour=SOFT)
    for line, text in enumerate(("印影", "見本")):
        canvas.text(
            x + _BOX / 2, y + 21.5 + line * 10, text, fonts.mincho, 20, align="centre", colour=SOFT, spacing=6
        )
    draw_end_note(canvas, fonts, end + GAP, last=True)
