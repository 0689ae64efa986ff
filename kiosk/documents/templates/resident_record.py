"""住民票の写し: the household and its members.

Foreign residents have nationality and residence status in place of 本籍・筆頭者, and their birth date in
the western calendar (Residential Basic Book Act, Art. 7 and Art. 30-45).
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.documents.content_checks import (
    NO_DATE_TEXT,
    cell_text,
    check_items,
    content_of,
    day_text,
    option,
    reading_text,
)
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import FittedText
from kiosk.documents.layout.dimensions import GAP, LEFT, TOP, WIDTH
from kiosk.documents.layout.page import Wording
from kiosk.documents.layout.pagination import draw_end_note, one_a_page, paginate
from kiosk.documents.layout.table import LABEL_GREY, LABEL_WIDTH, Cell, Row, draw_rows, fit_reading, fit_value
from kiosk.documents.pdf.canvas import PageCanvas
from kiosk.rules.certificates import CHOSEN, HOUSEHOLD, SELF, SHOWN, parts
from kiosk.rules.contents import ForeignResident, Item, Person, ReadName, ResidentRecord
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch

NUMBER_WIDTH = 9.0
_WHOLE = WIDTH - NUMBER_WIDTH
_HALF = _WHOLE / 2
_SEX, _SHORT_LABEL = 26.0, 14.0
_HEAD_OF_REGISTER, _DOMICILE_LABEL = 59.0, 18.0
_SIZE = 10.5
"""Points. Four persons of a household stand on a page that is not the last, three on the last."""
_READING = 7.0
_ROW = 6.5
_MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Block:
    """One person: sequence number and rows. Never split across pages."""

    number: int
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """Height in millimetres, including the gap after it."""
        return sum(row.height for row in self.rows) + GAP

    @property
    def repeated_height(self) -> float:
        """Nothing is repeated."""
        return 0.0


@dataclass(frozen=True, slots=True)
class ResidentRecordPage:
    """The content of one page. 世帯主 and 住所 (`household`) are on each, so that no sheet stands alone."""

    household: tuple[Row, ...]
    blocks: tuple[Block, ...]
    last: bool


def check_content(record: CertificateRecord) -> None:
    """Check the content against the options.

    Raises RecordMismatch if it shows more than the options allow, or other persons, and
    RecordIncomplete if a requested item is missing or a foreign resident has a domicile.
    """
    content = content_of(record, ResidentRecord)
    _check_persons(record, content)
    persons = content.persons
    japanese = [person for person in persons if person.foreign is None]
    foreign = [person.foreign for person in persons if person.foreign is not None]
    domiciles = (item for each in persons if each.foreign for item in (each.domicile, each.head_of_register))
    if any(isinstance(item, str) for item in domiciles):  # by law there is none
        raise RecordIncomplete("record gives a foreign resident a domicile")
    check_items(
        record,
        "head_and_relationship",
        (content.head_of_household, *(person.relationship for person in persons)),
    )
    check_items(
        record, "domicile", (item for each in japanese for item in (each.domicile, each.head_of_register))
    )
    check_items(record, "my_number", (person.my_number for person in persons))
    check_items(record, "nationality", (each.nationality for each in foreign))
    for each in foreign:
        stay = (
            each.residence_class,
            each.status_of_residence,
            each.period_of_stay,
            each.period_ends_on,
        )
        check_items(record, "residence_status", stay)
    check_items(record, "residence_card", (each.card_number for each in foreign))


def _check_persons(record: CertificateRecord, content: ResidentRecord) -> None:
    chosen = option(record, "persons")
    if chosen == HOUSEHOLD and not content.whole_household:
        raise RecordIncomplete("record leaves out members of the household, which was asked for")
    if chosen == SELF and len(content.persons) != 1:
        raise RecordMismatch("record has more persons than the one asked for")
    members = len(parts(option(record, "members")))
    if chosen == CHOSEN and len(content.persons) > members:
        raise RecordMismatch("record has more persons than the members asked for")
    if chosen == CHOSEN and len(content.persons) < members:
        raise RecordIncomplete("record leaves out members who were asked for")


def wording(record: CertificateRecord) -> Wording:
    """Return the title, 世帯全員 or 世帯の一部 according to the municipality, and the matching sentence."""
    extent = "世帯全員" if content_of(record, ResidentRecord).whole_household else "世帯の一部"
    sentence = f"この写しは、{extent}の住民票の原本と相違ないことを証明する。"
    return Wording("住民票の写し", extent, sentence)


def lay_out(record: CertificateRecord, fonts: Fonts) -> tuple[ResidentRecordPage, ...]:
    """Distribute the household over pages without splitting a person; 個票 have one person a page.

    Raises RecordMismatch and RecordIncomplete (see check_content), MissingGlyph, and DoesNotFit for a
    text too long for its cell.
    """
    check_content(record)
    content = content_of(record, ResidentRecord)
    domicile = option(record, "domicile") == SHOWN
    household = _household(content, fonts)
    blocks = [
        Block(number, _person(person, domicile, fonts))
        for number, person in enumerate(content.persons, start=1)
    ]
    return pages_of(content, household, blocks)


def pages_of(
    content: ResidentRecord, household: tuple[Row, ...], blocks: list[Block]
) -> tuple[ResidentRecordPage, ...]:
    """Distribute the blocks below the household's rows, which are on each page. Raises DoesNotFit."""
    top = TOP + sum(row.height for row in household) + GAP
    if content.sheet_per_person:
        pages = one_a_page(blocks, top=top)
    else:
        pages = paginate(blocks, first=top, further=top)
    return tuple(
        ResidentRecordPage(household, page, last=number == len(pages) - 1)
        for number, page in enumerate(pages)
    )


def _household(content: ResidentRecord, fonts: Fonts) -> tuple[Row, ...]:
    return tuple(
        Row((Cell(label, fit_value(fonts, text, WIDTH, size=12), WIDTH),), 7.5)
        for label, text in (
            ("世帯主", cell_text(content.head_of_household)),
            ("住　所", content.address),
        )
    )


def _cell(
    fonts: Fonts, label: str, item: Item, width: float = _HALF, *, label_width: float = LABEL_WIDTH
) -> Cell:
    value = fit_value(
        fonts, cell_text(item), width, size=_SIZE, label_width=label_width, max_lines=_MOST_LINES
    )
    return Cell(label, value, width, label_width=label_width)


def _person(person: Person, domicile: bool, fonts: Fonts) -> tuple[Row, ...]:
    name = Cell(
        "氏　名",
        fit_value(fonts, person.name, _WHOLE, size=15, min_size=12.5),
        _WHOLE,
        fit_reading(fonts, person.name_kana, _WHOLE, size=_READING),
    )
    rest = _HALF - _SEX
    became = "外国人住民となった日" if person.foreign else "住民となった日"
    rows = [
        Row((name,), 14.0),
        *_other_names(person, fonts),
        _row(
            _cell(fonts, "生年月日", day_text(person.birth_date, western=person.foreign is not None)),
            _cell(fonts, "性　別", person.sex, _SEX, label_width=_SHORT_LABEL),
            _cell(fonts, "続　柄", person.relationship, rest, label_width=_SHORT_LABEL),
        ),
        _row(
            _cell(fonts, became, day_text(person.became_resident_on)),
            _cell(fonts, "住所を定めた日", day_text(person.address_since)),
        ),
        _row(
            _cell(fonts, "届出日", day_text(person.notified_on)),
            _cell(fonts, "個人番号", number_text(person.my_number)),
        ),
        _row(_cell(fonts, "前住所", person.previous_address, _WHOLE)),
    ]
    if person.foreign:
        rows += _residence(person.foreign, fonts)
    elif domicile:
        wide = _WHOLE - _HEAD_OF_REGISTER
        head = _cell(fonts, "筆頭者", person.head_of_register, _HEAD_OF_REGISTER, label_width=_DOMICILE_LABEL)
        rows.append(_row(_cell(fonts, "本　籍", person.domicile, wide), head))
    else:
        rows.append(_row(_cell(fonts, "本籍・筆頭者", None, _WHOLE)))
    return tuple(rows)


def number_text(number: Item) -> Item:
    """Return a 個人番号 in groups of four digits; an absent or omitted one as it is."""
    if isinstance(number, str):
        return " ".join(number[at : at + 4] for at in range(0, 12, 4))
    return number


def _row(*cells: Cell) -> Row:
    return Row(cells, _ROW)


def _other_names(person: Person, fonts: Fonts) -> list[Row]:
    """旧氏 and 通称 with their readings, each only where it is recorded."""
    names = (("旧　氏", person.former_family_name), ("通　称", person.common_name))
    return [
        Row(
            (
                Cell(
                    label,
                    fit_value(fonts, each.name, _WHOLE, size=12),
                    _WHOLE,
                    fit_reading(fonts, reading_text(each.kana), _WHOLE, size=_READING),
                ),
            ),
            _ROW,
        )
        for label, each in names
        if isinstance(each, ReadName)
    ]


def _residence(foreign: ForeignResident, fonts: Fonts) -> list[Row]:
    ends_on = day_text(foreign.period_ends_on, western=True)
    pairs = (
        (
            ("国籍・地域", cell_text(foreign.nationality)),
            ("第30条の45の区分", cell_text(foreign.residence_class)),
        ),
        (
            ("在留資格", cell_text(foreign.status_of_residence)),
            ("在留期間等", cell_text(foreign.period_of_stay, nothing=NO_DATE_TEXT)),
        ),
        (
            ("在留カード等の番号", cell_text(foreign.card_number)),
            ("満了の日", ends_on),
        ),
    )
    return [_row(*(_cell(fonts, label, text) for label, text in pair)) for pair in pairs]


def draw_page(canvas: PageCanvas, fonts: Fonts, page: ResidentRecordPage) -> None:
    """Draw the tables of one page and its end note."""
    top = draw_rows(canvas, fonts, LEFT, TOP, page.household) + GAP
    for block in page.blocks:
        end = draw_rows(canvas, fonts, LEFT + NUMBER_WIDTH, top, block.rows)
        canvas.fill(LEFT, top, NUMBER_WIDTH, end - top, LABEL_GREY)
        canvas.box(LEFT, top, NUMBER_WIDTH, end - top)
        number = FittedText((str(block.number),), 9.5)
        canvas.cell(LEFT + NUMBER_WIDTH / 2, top, end - top, number, fonts.gothic, align="centre")
        top = end + GAP
    draw_end_note(canvas, fonts, top, last=page.last)
