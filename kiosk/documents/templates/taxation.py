"""課税証明書: income, deductions and taxes of one fiscal year, side by side, in yen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.units import mm

from kiosk.documents.content_checks import content_of
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import FittedText, fit
from kiosk.documents.layout.dimensions import GAP, LEFT, RIGHT, TOP, WIDTH
from kiosk.documents.layout.page import Wording
from kiosk.documents.layout.pagination import draw_end_note, paginate
from kiosk.documents.layout.table import LABEL_SIZE, Cell, Row, draw_label, draw_rows, fit_reading, fit_value
from kiosk.documents.pdf.canvas import SOFT, PageCanvas
from kiosk.rules.contents import Taxation, TaxItem
from kiosk.rules.eras import fiscal_year, income_year, japanese_date
from kiosk.rules.record import CertificateRecord

_COLUMNS = ("所　得", "所得控除", "税　額")
_COLUMN = WIDTH / len(_COLUMNS)
_AMOUNT = 25.0
_INSET = 2.2
_UNIT = 4.6
_HEADING = 7.0
_ROW = 6.4
_SUMMARY = 10.0
_SUMMARY_LABEL = 24.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and its amount, both fitted."""

    label: FittedText
    amount: FittedText
    plain: bool
    """True if the label is in gothic, False if only Mincho has its characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, or none, for each column. Never split across pages."""

    entries: tuple[Entry | None, ...]

    @property
    def height(self) -> float:
        """Millimetres."""
        needed: float = max((entry.label.height() for entry in self.entries if entry), default=0.0) / mm
        return max(_ROW, needed + 2.6)

    @property
    def repeated_height(self) -> float:
        """Nothing: the column headings are on every page anyway."""
        return 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """課税標準額, 年税額, 扶養人数: label, figure and unit."""

    figures: tuple[tuple[str, FittedText, str], ...]

    @property
    def height(self) -> float:
        """Height in millimetres, including the gaps before and after it."""
        return GAP + _SUMMARY + GAP

    @property
    def repeated_height(self) -> float:
        """Nothing is repeated."""
        return 0.0


@dataclass(frozen=True, slots=True)
class TaxationPage:
    """The content of one page. `person` is only on the first page, the summary only on the last."""

    person: tuple[Row, ...]
    pieces: tuple[Line | Summary, ...]
    last: bool


def check_content(record: CertificateRecord) -> None:
    """Raise RecordMismatch for content of another kind. This certificate has no options."""
    content_of(record, Taxation)


def wording(record: CertificateRecord) -> Wording:
    """Return the title, the fiscal year with the names of the taxes, and the sentence."""
    year = fiscal_year(content_of(record, Taxation).fiscal_year)
    return Wording("課税証明書", f"{year}　{_taxes(record)}", "上記のとおり相違ないことを証明する。")


def _taxes(record: CertificateRecord) -> str:
    """Return 市・道民税 for a city in Hokkaido, 町・県民税 for a town in a 県, and so on."""
    town, prefecture = record.municipality_name[-1:], record.prefecture[-1:]
    if town == "区":
        return "特別区民税・都民税"
    if town in {"市", "町", "村"} and prefecture in {"都", "道", "府", "県"}:
        return f"{town}・{prefecture}民税"
    return "市町村民税・道府県民税"


def yen(amount: int) -> str:
    """Return an amount as in tax documents: 1,234, and a loss with △ before it."""
    return f"△{-amount:,}" if amount < 0 else f"{amount:,}"


def lay_out(record: CertificateRecord, fonts: Fonts) -> tuple[TaxationPage, ...]:
    """Lay out the three columns side by side, over as many pages as needed.

    Raises RecordMismatch (see check_content), MissingGlyph, and DoesNotFit for a text or an amount too
    long for its cell.
    """
    check_content(record)
    content = content_of(record, Taxation)
    person = _person(content, fonts)
    columns = (content.income, content.deductions, content.taxes)
    lines = [
        Line(tuple(None if item is None else _entry(item, fonts) for item in items))
        for items in zip_longest(*columns)
    ]
    pieces: list[Line | Summary] = [*(lines or [Line((None,) * len(columns))]), _summary(content, fonts)]
    first = TOP + sum(row.height for row in person) + _UNIT + _HEADING
    pages = paginate(pieces, first=first, further=TOP + _UNIT + _HEADING)
    return tuple(
        TaxationPage(() if number else person, page, last=number == len(pages) - 1)
        for number, page in enumerate(pages)
    )


def _person(content: Taxation, fonts: Fonts) -> tuple[Row, ...]:
    half = WIDTH / 2
    name = Cell(
        "氏　名",
        fit_value(fonts, content.name, WIDTH, size=17, min_size=12.5),
        WIDTH,
        fit_reading(fonts, content.name_kana, WIDTH),
    )

    def cell(label: str, text: str, width: float = half) -> Cell:
        return Cell(label, fit_value(fonts, text, width), width)

    return (
        Row((cell("住　所", content.address, WIDTH),), 7.5),
        Row((name,), 15.0),
        Row(
            (
                cell("生年月日", japanese_date(content.birth_date, aligned=True)),
                cell("所得の対象年", f"{income_year(content.fiscal_year - 1)}中"),
            ),
            7.0,
        ),
    )


def _entry(item: TaxItem, fonts: Fonts) -> Entry:
    plain = fonts.gothic.supports(item.label)
    font = fonts.gothic if plain else fonts.mincho
    width = (_COLUMN - _AMOUNT - 2 * _INSET) * mm
    return Entry(
        fit(item.label, font, width, LABEL_SIZE, min_size=6.5, max_lines=4),
        fit(yen(item.amount), fonts.mincho, _AMOUNT * mm, 10.5, min_size=6.5, max_lines=1),
        plain,
    )


def _summary(content: Taxation, fonts: Fonts) -> Summary:
    width = (_COLUMN - _SUMMARY_LABEL - 2 * _INSET - 4.5) * mm
    return Summary(
        tuple(
            (label, fit(figure, fonts.mincho, width, 13, min_size=7, max_lines=1), unit)
            for label, figure, unit in (
                ("課税標準額", yen(content.taxable_income), "円"),
                ("年税額", yen(content.total_tax), "円"),
                ("扶養人数", str(content.dependants), "人"),
            )
        )
    )


def draw_page(canvas: PageCanvas, fonts: Fonts, page: TaxationPage) -> None:
    """Draw the person, the columns and the summary of one page, and its end note."""
    top = draw_rows(canvas, fonts, LEFT, TOP, page.person)
    lines = [piece for piece in page.pieces if isinstance(piece, Line)]
    if lines:
        top += _UNIT
        canvas.text(RIGHT, top - 1.3, "（単位：円）", fonts.gothic, 8, align="right", colour=SOFT)
        top = _draw_lines(canvas, fonts, top, lines)
    for piece in page.pieces:
        if isinstance(piece, Summary):
            _draw_summary(canvas, fonts, top + GAP, piece)
            top += GAP + _SUMMARY
    draw_end_note(canvas, fonts, top + GAP, last=page.last)


def _draw_lines(canvas: PageCanvas, fonts: Fonts, top: float, lines: list[Line]) -> float:
    for column, heading in enumerate(_COLUMNS):
        draw_label(canvas, fonts, LEFT + column * _COLUMN, top, _COLUMN, height=_HEADING, text=heading)
    start = y = top + _HEADING
    for number, line in enumerate(lines):
        if number:
            canvas.line(LEFT, y, RIGHT, y, width=0.25)
        for column, entry in enumerate(line.entries):
            if entry is None:
                continue
            x = LEFT + column * _COLUMN
            font = fonts.gothic if entry.plain else fonts.mincho
            canvas.cell(x + _INSET, y, line.height, entry.label, font)
            canvas.cell(x + _COLUMN - _INSET, y, line.height, entry.amount, fonts.mincho, align="right")
        y += line.height
    for column in range(len(_COLUMNS)):
        canvas.box(LEFT + column * _COLUMN, start, _COLUMN, y - start)
    return y


def _draw_summary(canvas: PageCanvas, fonts: Fonts, top: float, summary: Summary) -> None:
    for column, (label, figure, unit) in enumerate(summary.figures):
        x = LEFT + column * _COLUMN
        draw_label(canvas, fonts, x, top, _SUMMARY_LABEL, height=_SUMMARY, text=label)
        canvas.box(x + _SUMMARY_LABEL, top, _COLUMN - _SUMMARY_LABEL, _SUMMARY)
        right = x + _COLUMN - _INSET
        canvas.cell(right - 4.5, top, _SUMMARY, figure, fonts.mincho, align="right")
        canvas.cell(right, top, _SUMMARY, FittedText((unit,), LABEL_SIZE), fonts.gothic, align="right")
