"""戸籍の附票の写し: the address history of everybody in a family register since it was created.

本籍・筆頭者 and 在外選挙人登録 are omitted unless requested; with 本籍・筆頭者 a person is shown with the
given name only (Residential Basic Book Act, Art. 17 and 20, as in force since 2022-01-11).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from reportlab.lib.units import mm

from kiosk.documents.content_checks import (
    NO_DATE_TEXT,
    OMITTED_TEXT,
    cell_text,
    check_items,
    content_of,
    day_text,
    option,
    reading_text,
)
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import FittedText, fit
from kiosk.documents.layout.dimensions import GAP, LEFT, TOP, WIDTH
from kiosk.documents.layout.page import Wording
from kiosk.documents.layout.pagination import draw_end_note, paginate
from kiosk.documents.layout.table import (
    LABEL_GREY,
    PADDING,
    Cell,
    Row,
    draw_label,
    draw_rows,
    fit_reading,
    fit_value,
)
from kiosk.documents.pdf.canvas import PageCanvas
from kiosk.rules.certificates import HOUSEHOLD, SHOWN
from kiosk.rules.contents import NoEntry, RegisteredAddresses, SupplementaryRegister
from kiosk.rules.record import CertificateRecord, RecordMismatch

_NUMBER_WIDTH = 9.0
_BLOCK = WIDTH - _NUMBER_WIDTH
_SINCE = 47.0
_ADDRESS = _BLOCK - _SINCE
_HEADING = 6.0
_REMOVED, _REMOVED_LABEL = 36.0, 16.0
_ROW = 7.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One address of a person. Never split across pages.

    `opening` are the person's own rows, above the first address; `repeated` names the person again
    above an address at the top of a further page.
    """

    number: int
    opening: tuple[Row, ...]
    repeated: tuple[Row, ...]
    address: FittedText
    since: FittedText
    closing: bool
    """The person's last address."""

    @property
    def row(self) -> float:
        """Height in millimetres of the address alone."""
        needed: float = self.address.height() / mm + 2.8
        return max(_ROW, needed)

    @property
    def height(self) -> float:
        """Height in millimetres, including the person's rows before it and the gap after it."""
        heading = sum(row.height for row in self.opening) + _HEADING if self.opening else 0.0
        return heading + self.row + (GAP if self.closing else 0.0)

    @property
    def repeated_height(self) -> float:
        """Height in millimetres of the repeated name and heading."""
        return 0.0 if self.opening else sum(row.height for row in self.repeated) + _HEADING


@dataclass(frozen=True, slots=True)
class SupplementaryRegisterPage:
    """The content of one page. 本籍 and 筆頭者 (`register`) are on each, so that no sheet stands alone."""

    register: tuple[Row, ...]
    entries: tuple[Entry, ...]
    last: bool


def check_content(record: CertificateRecord) -> None:
    """Check the content against the options.

    Raises RecordMismatch if it shows more than the options allow, or other persons, and
    RecordIncomplete if a requested item is missing.
    """
    content = content_of(record, SupplementaryRegister)
    check_items(record, "domicile", (content.domicile, content.head_of_register))
    # Nobody can ask for what nobody has: that it is not there shows nothing.
    if not isinstance(content.overseas_voting, NoEntry):
        check_items(record, "overseas_voting", (content.overseas_voting,))
    if not _is_whole(record) and option(record, "persons") != "chosen" and len(content.persons) != 1:
        raise RecordMismatch("record has more persons than the one asked for")


def _is_whole(record: CertificateRecord) -> bool:
    """True unless single persons were chosen."""
    options = dict(record.options)
    return options.get("persons", HOUSEHOLD) == HOUSEHOLD and "member" not in options


def wording(record: CertificateRecord) -> Wording:
    """Return the title, 全部 or 一部, and the matching sentence."""
    extent = "全部" if _is_whole(record) else "一部"
    sentence = f"この写しは、戸籍の附票の{extent}の原本と相違ないことを証明する。"
    return Wording("戸籍の附票の写し", extent, sentence)


def lay_out(record: CertificateRecord, fonts: Fonts) -> tuple[SupplementaryRegisterPage, ...]:
    """Distribute the addresses over pages. A person may continue on the next page, an address never.

    Raises RecordMismatch and RecordIncomplete (see check_content), MissingGlyph, and DoesNotFit for a
    text too long for its cell.
    """
    check_content(record)
    content = content_of(record, SupplementaryRegister)
    given = option(record, "domicile") == SHOWN
    register = _register(content, fonts, given=given)
    entries = [
        entry
        for number, person in enumerate(content.persons, start=1)
        for entry in _entries(number, person, fonts, "名" if given else "氏　名")
    ]
    top = TOP + sum(row.height for row in register) + GAP
    pages = paginate(entries, first=top, further=top)
    return tuple(
        SupplementaryRegisterPage(register, page, last=number == len(pages) - 1)
        for number, page in enumerate(pages)
    )


def _register(content: SupplementaryRegister, fonts: Fonts, *, given: bool) -> tuple[Row, ...]:
    if given:
        items = [("本　籍", cell_text(content.domicile)), ("筆頭者", cell_text(content.head_of_register))]
    else:
        items = [("本籍・筆頭者", OMITTED_TEXT)]
    items.append(("編製日", day_text(content.made_on, aligned=False)))
    if not isinstance(content.overseas_voting, NoEntry):
        items.append(("在外選挙人登録", cell_text(content.overseas_voting)))
    return tuple(
        Row((Cell(label, fit_value(fonts, text, WIDTH, size=12), WIDTH),), 7.5) for label, text in items
    )


def _entries(number: int, person: RegisteredAddresses, fonts: Fonts, label: str) -> list[Entry]:
    def cell(label: str, text: str) -> Cell:
        return Cell(label, fit_value(fonts, text, _BLOCK / 2), _BLOCK / 2)

    width = _BLOCK - (_REMOVED if person.removed else 0.0)
    name = Cell(
        label,
        fit_value(fonts, person.name, width, size=16, min_size=12.5),
        width,
        fit_reading(fonts, reading_text(person.name_kana), width),
    )
    mark = fit_value(fonts, "除籍", _REMOVED, label_width=_REMOVED_LABEL)
    removed = Cell("消　除", mark, _REMOVED, label_width=_REMOVED_LABEL)
    opening = (
        Row((name, removed) if person.removed else (name,), 12.0),
        Row(
            (
                cell("生年月日", day_text(person.birth_date)),
                cell("性　別", cell_text(person.sex, nothing=NO_DATE_TEXT)),
            ),
            7.0,
        ),
    )
    repeated_height = fit_value(fonts, f"{person.name}（続き）", _BLOCK)
    repeated = (Row((Cell(label, repeated_height, _BLOCK),), 7.0),)
    last = len(person.addresses) - 1
    return [
        Entry(
            number,
            () if at else opening,
            repeated,
            _fitted(fonts, entry.address, _ADDRESS),
            _fitted(fonts, day_text(entry.since), _SINCE),
            closing=at == last,
        )
        for at, entry in enumerate(person.addresses)
    ]


def _fitted(fonts: Fonts, text: str, width: float) -> FittedText:
    return fit(text, fonts.mincho, (width - 2 * PADDING) * mm, 11.5, min_size=8.5, max_lines=6)


def draw_page(canvas: PageCanvas, fonts: Fonts, page: SupplementaryRegisterPage) -> None:
    """Draw the persons and addresses of one page and its end note."""
    top = draw_rows(canvas, fonts, LEFT, TOP, page.register) + GAP
    for number, group in groupby(page.entries, key=lambda entry: entry.number):
        end = _draw_person(canvas, fonts, top, tuple(group))
        canvas.fill(LEFT, top, _NUMBER_WIDTH, end - top, LABEL_GREY)
        canvas.box(LEFT, top, _NUMBER_WIDTH, end - top)
        shown = FittedText((str(number),), 9.5)
        canvas.cell(LEFT + _NUMBER_WIDTH / 2, top, end - top, shown, fonts.gothic, align="centre")
        top = end + GAP
    draw_end_note(canvas, fonts, top, last=page.last)


def _draw_person(canvas: PageCanvas, fonts: Fonts, top: float, entries: tuple[Entry, ...]) -> float:
    x = LEFT + _NUMBER_WIDTH
    top = draw_rows(canvas, fonts, x, top, entries[0].opening or entries[0].repeated)
    draw_label(canvas, fonts, x, top, _ADDRESS, height=_HEADING, text="住　所")
    draw_label(canvas, fonts, x + _ADDRESS, top, _SINCE, height=_HEADING, text="住所を定めた日")
    top += _HEADING
    for entry in entries:
        canvas.box(x, top, _ADDRESS, entry.row)
        canvas.box(x + _ADDRESS, top, _SINCE, entry.row)
        canvas.cell(x + PADDING, top, entry.row, entry.address, fonts.mincho)
        canvas.cell(x + _ADDRESS + PADDING, top, entry.row, entry.since, fonts.mincho)
        top += entry.row
    return top
