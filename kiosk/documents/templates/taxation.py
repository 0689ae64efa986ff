"""課税証明書, 非課税証明書: income, deductions and taxes of one fiscal year, side by side, in yen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.units import mm

from kiosk.documents.content_checks import NO_ENTRY_TEXT, cell_text, content_of, day_text
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import FittedText, fit
from kiosk.documents.layout.dimensions import GAP, LEFT, RIGHT, TOP, WIDTH
from kiosk.documents.layout.page import Wording
from kiosk.documents.layout.pagination import draw_end_note, paginate
from kiosk.documents.layout.table import LABEL_SIZE, Cell, Row, draw_label, draw_rows, fit_reading, fit_value
from kiosk.documents.pdf.canvas import SOFT, PageCanvas
from kiosk.rules.contents import Taxation, TaxItem
from kiosk.rules.eras import fiscal_year, income_year
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch

_COLUMNS = ("所　得", "所得控除", "税　額")
_COLUMN = WIDTH / len(_COLUMNS)
_AMOUNT = 25.0
_INSET = 2.2
_UNIT = 4.6
_HEADING = 7.0
_ROW = 6.4
_SUMMARY = 8.0
"""Height of one line of the summary."""
_SUMMARY_LABEL = 24.0
_CLASSES = 5


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
class Figure:
    """One place of the summary: label, figure and unit."""

    label: str
    figure: FittedText
    unit: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The totals, three a line, and below them the dependants by class."""

    figures: tuple[tuple[Figure, ...], ...]
    dependants: tuple[Figure, ...]

    @property
    def body(self) -> float:
        """Height in millimetres without the gaps."""
        return (len(self.figures) + 2) * _SUMMARY

    @property
    def height(self) -> float:
        """Height in millimetres, including the gaps before and after it."""
        return GAP + self.body + GAP

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
    """Compare the content with the year that was chosen, where there was a choice.

    Raises RecordMismatch for content of another kind or year, and RecordIncomplete where somebody is said
    to be exempt and to owe something.
    """
    content = content_of(record, Taxation)
    if dict(record.options).get("year", str(content.fiscal_year)) != str(content.fiscal_year):
        raise RecordMismatch("record is of another year than was asked for")
    if content.exempt and content.total_tax:
        raise RecordIncomplete("record is of somebody exempt who owes tax")


def wording(record: CertificateRecord) -> Wording:
    """Return the title, the fiscal year with the names of the taxes, and the sentence.

    Raises ValueError where the record's prefecture is none.
    """
    content = content_of(record, Taxation)
    taxes = record.municipality_kind.taxes(record.prefecture)
    title = "非課税証明書" if content.exempt else "課税証明書"
    year = fiscal_year(content.fiscal_year)
    return Wording(title, f"{year}　{taxes}", "上記のとおり相違ないことを証明する。")


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
        Row((cell("１月１日の住所", content.address_on_1_january, WIDTH),), 7.5),
        Row((name,), 15.0),
        Row(
            (
                cell("生年月日", day_text(content.birth_date)),
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
    narrow = (WIDTH / _CLASSES - 2 * _INSET - 4.5) * mm
    count = content.dependants

    def figure(label: str, text: str, unit: str, room: float = width) -> Figure:
        return Figure(label, fit(text, fonts.mincho, room, 12, min_size=7, max_lines=1), unit)

    totals = (
        (
            figure("総所得金額等", yen(content.total_income), "円"),
            figure("課税標準額", yen(content.taxable_income), "円"),
            figure("調整控除", yen(content.adjustment), "円"),
        ),
        (
            figure("年税額", yen(content.total_tax), "円"),
            figure("控除対象配偶者", cell_text(content.spouse_deduction, nothing=NO_ENTRY_TEXT), ""),
            figure("扶養人数", str(count.total), "人"),
        ),
    )
    classes = (
        ("一般扶養", count.general),
        ("特定扶養", count.young),
        ("老人扶養", count.elderly),
        ("同居老親等", count.elderly_parents),
        ("16歳未満", count.under_16),
    )
    return Summary(totals, tuple(figure(label, str(number), "人", narrow) for label, number in classes))


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
            top += GAP + piece.body
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
    for line in summary.figures:
        for column, each in enumerate(line):
            x = LEFT + column * _COLUMN
            draw_label(canvas, fonts, x, top, _SUMMARY_LABEL, height=_SUMMARY, text=each.label)
            canvas.box(x + _SUMMARY_LABEL, top, _COLUMN - _SUMMARY_LABEL, _SUMMARY)
            _draw_figure(canvas, fonts, x + _COLUMN, top, each)
        top += _SUMMARY
    width = WIDTH / len(summary.dependants)
    for column, each in enumerate(summary.dependants):
        x = LEFT + column * width
        draw_label(canvas, fonts, x, top, width, height=_SUMMARY, text=each.label)
        canvas.box(x, top + _SUMMARY, width, _SUMMARY)
        _draw_figure(canvas, fonts, x + width, top + _SUMMARY, each)


def _draw_figure(canvas: PageCanvas, fonts: Fonts, right: float, top: float, each: Figure) -> None:
    edge = right - _INSET
    canvas.cell(edge - 4.5, top, _SUMMARY, each.figure, fonts.mincho, align="right")
    if each.unit:
        unit = FittedText((each.unit,), LABEL_SIZE)
        canvas.cell(edge, top, _SUMMARY, unit, fonts.gothic, align="right")
