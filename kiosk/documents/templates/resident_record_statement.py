"""住民票記載事項証明書: the items of a resident record that the applicant asked for, and no others.

It differs from 住民票の写し in being no copy: what was left out has no place on it (Residential Basic Book
Act, Art. 12).
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.documents.content_checks import cell_text, content_of, day_text, reading_text
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.layout.dimensions import WIDTH
from kiosk.documents.layout.page import Wording
from kiosk.documents.layout.table import Cell, Row, fit_reading, fit_value
from kiosk.documents.templates import resident_record
from kiosk.documents.templates.resident_record import (
    NUMBER_WIDTH,
    Block,
    ResidentRecordPage,
    check_content,
    draw_page,
    number_text,
    pages_of,
)
from kiosk.rules.contents import Person, ReadName, ResidentRecord
from kiosk.rules.record import CertificateRecord

__all__ = ["check_content", "draw_page", "lay_out", "wording"]

_WHOLE = WIDTH - NUMBER_WIDTH
_ROW = 7.5
_SIZE = 11.5


def wording(record: CertificateRecord) -> Wording:
    """Return the title, 世帯全員 or 世帯の一部 according to the municipality, and the sentence."""
    extent = resident_record.wording(record).subtitle
    return Wording("住民票記載事項証明書", extent, "上記の事項は、住民票に記載されていることを証明する。")


def lay_out(record: CertificateRecord, fonts: Fonts) -> tuple[ResidentRecordPage, ...]:
    """Distribute the persons over pages without splitting one; address and 世帯主 are on each page.

    Raises RecordMismatch and RecordIncomplete (see resident_record.check_content), MissingGlyph, and
    DoesNotFit for a text too long for its cell.
    """
    check_content(record)
    content = content_of(record, ResidentRecord)
    rows = [_row(fonts, "住　所", content.address, "", WIDTH)]
    if content.head_of_household is not None:
        rows.insert(0, _row(fonts, "世帯主", cell_text(content.head_of_household), "", WIDTH))
    blocks = [
        Block(number, tuple(_row(fonts, *item) for item in _items(person)))
        for number, person in enumerate(content.persons, start=1)
    ]
    return pages_of(content, tuple(rows), blocks)


def _row(fonts: Fonts, label: str, text: str, reading: str = "", width: float = _WHOLE) -> Row:
    value = fit_value(fonts, text, width, size=_SIZE, max_lines=10)
    return Row((Cell(label, value, width, fit_reading(fonts, reading, width)),), _ROW)


def _items(person: Person) -> Iterator[tuple[str, str, str]]:
    """Label, value and reading of what is stated of a person; an omitted item is not."""
    yield "氏　名", person.name, person.name_kana
    for label, name in (("旧　氏", person.former_family_name), ("通　称", person.common_name)):
        if isinstance(name, ReadName):
            yield label, name.name, reading_text(name.kana)
    yield "生年月日", day_text(person.birth_date, western=person.foreign is not None), ""
    yield "性　別", cell_text(person.sex), ""
    became = "外国人住民となった日" if person.foreign else "住民となった日"
    yield became, day_text(person.became_resident_on), ""
    items = [
        ("続　柄", person.relationship),
        ("本　籍", person.domicile),
        ("筆頭者", person.head_of_register),
        ("個人番号", number_text(person.my_number)),
    ]
    if foreign := person.foreign:
        ends_on = foreign.period_ends_on
        items += [
            ("国籍・地域", foreign.nationality),
            ("第30条の45の区分", foreign.residence_class),
            ("在留資格", foreign.status_of_residence),
            ("在留期間等", foreign.period_of_stay),
            ("満了の日", None if ends_on is None else day_text(ends_on, western=True)),
            ("在留カード等の番号", foreign.card_number),
        ]
    for label, item in items:
        if item is not None:
            yield label, cell_text(item), ""
