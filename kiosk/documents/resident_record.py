"""住民票の写し: what stands on its pages and where each person goes."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.documents.fit import DoesNotFit, Fitted
from kiosk.documents.fonts import Fonts
from kiosk.documents.grid import Cell, Row, draw_rows, reading_of, value_of
from kiosk.documents.pen import HAIRLINE, PAGE_WIDTH, SOFT, Pen
from kiosk.rules.certificates import OMITTED, SELF, SHOWN, CertificateKind, InvalidOptions, checked_options
from kiosk.rules.contents import Person
from kiosk.rules.eras import japanese_date
from kiosk.rules.record import CertificateRecord, RecordMismatch

LEFT, RIGHT = 16.0, 194.0
FIRST_TOP, NEXT_TOP = 46.0, 46.0
"""Where the grid begins on the first and on further pages, millimetres."""
BOTTOM = 275.0
AUTHENTICATION_TOP = 224.0
"""On the last page the grid ends above this."""
_WIDTH = RIGHT - LEFT
_NUMBER_WIDTH = 9.0
_GAP = 2.6
_NOTE_HEIGHT = 5.0
_OMITTED = "省略"
_HALF = (_WIDTH - _NUMBER_WIDTH) / 2


@dataclass(frozen=True, slots=True)
class Block:
    """One person: number in the household and rows; never divided over pages."""

    number: int
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """Millimetres, with the gap after it."""
        return sum(row.height for row in self.rows) + _GAP


@dataclass(frozen=True, slots=True)
class ResidentRecordPage:
    """What one page shows. `household` is only on the first page, the authentication on the last."""

    household: tuple[Row, ...]
    blocks: tuple[Block, ...]
    last: bool


def check_content(record: CertificateRecord) -> None:
    """Raise RecordMismatch when the content is more or less than the options say.

    A sheet that shows what was to be left out cannot be taken back.
    """
    try:
        options = dict(checked_options(CertificateKind.RESIDENT_RECORD, dict(record.options)))
    except InvalidOptions:
        raise RecordMismatch("record differs from the visit in options") from None
    persons = record.content.persons
    relationship = (record.content.head_of_household, *(person.relationship for person in persons))
    domicile = tuple(item for person in persons for item in (person.domicile, person.head_of_register))
    for key, items in (("head_and_relationship", relationship), ("domicile", domicile)):
        if options[key] == OMITTED and any(item is not None for item in items):
            raise RecordMismatch(f"record shows {key}, which was to be left out")
        if options[key] == SHOWN and all(item is None for item in items):
            raise RecordMismatch(f"record leaves out {key}, which was asked for")
    if options["persons"] == SELF and len(persons) != 1:
        raise RecordMismatch("record has more persons than the one asked for")


def lay_out(record: CertificateRecord, fonts: Fonts) -> tuple[ResidentRecordPage, ...]:
    """Distribute the household over pages.

    Raises RecordMismatch (see check_content), MissingGlyph, and DoesNotFit for a text that no
    cell can hold.
    """
    check_content(record)
    domicile = dict(record.options)["domicile"] == SHOWN
    household = _household(record, fonts)
    blocks = [
        Block(number, _person(person, domicile, fonts))
        for number, person in enumerate(record.content.persons, start=1)
    ]
    pages: list[ResidentRecordPage] = []
    while True:
        rows = () if pages else household
        used = (NEXT_TOP if pages else FIRST_TOP) + (sum(row.height for row in rows) + _GAP if rows else 0)
        if sum(block.height for block in blocks) + used + _NOTE_HEIGHT <= AUTHENTICATION_TOP:
            pages.append(ResidentRecordPage(rows, tuple(blocks), last=True))
            return tuple(pages)
        # The authentication never stands on a page without a person.
        taken = _taken(blocks, BOTTOM - _NOTE_HEIGHT - used, len(blocks) - 1)
        if not taken and (pages or len(blocks) <= 1):
            raise DoesNotFit("a person's block is higher than a page")
        pages.append(ResidentRecordPage(rows, tuple(blocks[:taken]), last=False))
        del blocks[:taken]


def _taken(blocks: list[Block], room: float, most: int) -> int:
    count, used = 0, 0.0
    while count < most and used + blocks[count].height <= room:
        used += blocks[count].height
        count += 1
    return count


def _household(record: CertificateRecord, fonts: Fonts) -> tuple[Row, ...]:
    head = record.content.head_of_household
    return tuple(
        Row((Cell(label, value_of(fonts, text, _WIDTH, size=12), _WIDTH),), 7.5)
        for label, text in (
            ("世帯主", _OMITTED if head is None else head),
            ("住　所", record.content.address),
        )
    )


def _person(person: Person, domicile: bool, fonts: Fonts) -> tuple[Row, ...]:
    def half(label: str, text: str | None) -> Cell:
        return Cell(label, value_of(fonts, _OMITTED if text is None else text, _HALF), _HALF)

    whole = 2 * _HALF
    name = Cell(
        "氏　名",
        value_of(fonts, person.name, whole, size=17, smallest=12.5),
        whole,
        reading_of(fonts, person.name_kana, whole),
    )
    pairs = [
        (
            half("生年月日", japanese_date(person.birth_date, aligned=True)),
            half("性　別", person.sex),
        ),
        (
            half("続　柄", person.relationship),
            half("住民となった日", japanese_date(person.became_resident_on, aligned=True)),
        ),
        (
            half("筆頭者", person.head_of_register) if domicile else half("本籍・筆頭者", None),
            half("住所を定めた日", japanese_date(person.address_since, aligned=True)),
        ),
    ]
    rows = [Row((name,), 15.0), *(Row(pair, 7.0) for pair in pairs)]
    if domicile:
        place = _OMITTED if person.domicile is None else person.domicile
        rows.append(Row((Cell("本　籍", value_of(fonts, place, whole), whole),), 7.0))
    return tuple(rows)


def draw_page(pen: Pen, fonts: Fonts, page: ResidentRecordPage) -> None:
    """Draw the grid of one page and the note that ends it."""
    top = NEXT_TOP
    if page.household:
        top = draw_rows(pen, fonts, LEFT, FIRST_TOP, page.household) + _GAP
    for block in page.blocks:
        end = draw_rows(pen, fonts, LEFT + _NUMBER_WIDTH, top, block.rows)
        pen.fill(LEFT, top, _NUMBER_WIDTH, end - top, 0.965)
        pen.box(LEFT, top, _NUMBER_WIDTH, end - top, line=HAIRLINE)
        number = Fitted((str(block.number),), 9.5)
        pen.cell(LEFT + _NUMBER_WIDTH / 2, top, end - top, number, fonts.gothic, align="centre")
        top = end + _GAP
    note = "以　下　余　白" if page.last else "（ 次 の ペ ー ジ に 続 く ）"
    pen.text(PAGE_WIDTH / 2, top + 1.8, note, fonts.mincho, 8, align="centre", colour=SOFT)
