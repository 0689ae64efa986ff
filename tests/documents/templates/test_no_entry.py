"""What the municipality's record does not have: the sheet says so, and never that it was left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.documents.content_checks import NO_DATE_TEXT, NO_ENTRY_TEXT, OMITTED_TEXT
from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import CertificateKind as Kind
from kiosk.rules.contents import NO_ENTRY, Content, Person, ResidentRecord, SupplementaryRegister
from kiosk.rules.record import CertificateRecord
from tests.support.sample_records import (
    EVERYTHING,
    FOREIGNER,
    NATIVE,
    SUPPLEMENTARY,
    history,
    record_of,
    register,
    registered,
)

Written = Callable[[bytes], str]


def household(person: Person, **changes: Any) -> ResidentRecord:
    values = {"address": "北海道", "head_of_household": "見本", "persons": (person,)}
    return ResidentRecord(**(values | changes))


def foreigner(**changes: Any) -> Person:
    assert FOREIGNER.foreign is not None
    return FOREIGNER.model_copy(update={"foreign": FOREIGNER.foreign.model_copy(update=changes)})


def native(**changes: Any) -> Person:
    return NATIVE.model_copy(update=changes)


def registered_without(**changes: Any) -> Content:
    return SUPPLEMENTARY.model_copy(update={"persons": (history("太郎", 1).model_copy(update=changes),)})


GAPS: dict[str, tuple[Content, str]] = {
    "head of household": (household(NATIVE, head_of_household=NO_ENTRY), NO_ENTRY_TEXT),
    "relationship": (household(native(relationship=NO_ENTRY)), NO_ENTRY_TEXT),
    "domicile": (household(native(domicile=NO_ENTRY)), NO_ENTRY_TEXT),
    "head of register": (household(native(head_of_register=NO_ENTRY)), NO_ENTRY_TEXT),
    "my number": (household(native(my_number=NO_ENTRY)), NO_ENTRY_TEXT),
    "never moved": (household(native(address_since=NO_ENTRY)), NO_DATE_TEXT),
    "nationality": (household(foreigner(nationality=NO_ENTRY)), NO_ENTRY_TEXT),
    "status": (household(foreigner(status_of_residence=NO_ENTRY)), NO_ENTRY_TEXT),
    "card": (household(foreigner(card_number=NO_ENTRY)), NO_ENTRY_TEXT),
    "period": (household(foreigner(period_of_stay=NO_ENTRY)), NO_DATE_TEXT),
    "end of the stay": (household(foreigner(period_ends_on=NO_ENTRY)), NO_DATE_TEXT),
    "domicile of the supplement": (SUPPLEMENTARY.model_copy(update={"domicile": NO_ENTRY}), NO_ENTRY_TEXT),
    "head of the supplement": (
        SUPPLEMENTARY.model_copy(update={"head_of_register": NO_ENTRY}),
        NO_ENTRY_TEXT,
    ),
    "birth date of who left early": (registered_without(birth_date=NO_ENTRY), NO_DATE_TEXT),
    "sex of who left early": (registered_without(sex=NO_ENTRY), NO_DATE_TEXT),
}


WHOLE: dict[type, Content] = {ResidentRecord: household(NATIVE), SupplementaryRegister: SUPPLEMENTARY}
ENTRY = b'{"entry":"none"}'


def record(content: Content) -> CertificateRecord:
    if isinstance(content, ResidentRecord):
        return record_of(Kind.RESIDENT_RECORD, content, EVERYTHING)
    options = {"domicile": "shown", "overseas_voting": "shown"}
    return record_of(Kind.SUPPLEMENTARY_FAMILY_REGISTER, content, options)


@pytest.mark.parametrize("gap", GAPS)
def test_an_item_that_is_not_recorded_is_said_once_and_is_not_left_out(
    fonts: Fonts, written_on: Written, gap: str
) -> None:
    content, words = GAPS[gap]
    text = written_on(render(record(content), fonts).pdf)
    assert text.count(words) == 1
    assert OMITTED_TEXT not in text


@pytest.mark.parametrize("gap", GAPS)
def test_the_gap_is_in_the_signed_bytes_as_such(gap: str) -> None:
    sent = record(GAPS[gap][0])
    assert CertificateRecord.from_bytes(sent.to_bytes()) == sent
    whole = record(WHOLE[type(GAPS[gap][0])])
    assert sent.to_bytes().count(ENTRY) == whole.to_bytes().count(ENTRY) + 1


def test_unknown_parents_of_a_family_register_stay_empty(fonts: Fonts, written_on: Written) -> None:
    unnamed = {"father": NO_ENTRY, "mother": NO_ENTRY, "spouse": NO_ENTRY}
    content = register(registered("花", 1, relationship="", name_kana="", **unnamed))
    text = written_on(render(record_of(Kind.FAMILY_REGISTER_ALL, content), fonts).pdf)
    assert "【父】【母】【続柄】" in text
