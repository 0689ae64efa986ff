"""Foreign residents on 住民票の写し: their own items, their own calendar, each shown only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import NO_ENTRY, ForeignResident, Person, ResidentRecord
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch
from tests.support.sample_records import EVERYTHING, FOREIGNER, NATIVE, record_of

Written = Callable[[bytes], str]
OWN_KEYS = ("nationality", "residence_status", "residence_card")


def _record(
    *persons: Person, options: dict[str, str] = EVERYTHING, head: str | None = "見本"
) -> CertificateRecord:
    content = ResidentRecord(address="北海道", head_of_household=head, persons=persons)
    return record_of(CertificateKind.RESIDENT_RECORD, content, options)


def _foreigner(**changes: Any) -> Person:
    assert FOREIGNER.foreign is not None
    return FOREIGNER.model_copy(update={"foreign": FOREIGNER.foreign.model_copy(update=changes)})


def test_a_foreign_resident_has_the_western_calendar_and_no_register(
    fonts: Fonts, written_on: Written
) -> None:
    text = written_on(render(_record(FOREIGNER), fonts).pdf)
    assert "１９８５年１月３日" in text
    assert "２０２８年１０月２０日" in text
    assert "昭和６０年" not in text
    assert "本籍" not in text
    assert "筆頭者" not in text
    assert "平成２７年６月７日" in text  # 住民となった日 is a Japanese record's date


def test_everything_left_out_says_so(fonts: Fonts, written_on: Written) -> None:
    bare = FOREIGNER.model_copy(
        update={"foreign": ForeignResident(), "relationship": None, "my_number": None}
    )
    text = written_on(render(_record(bare, options={}, head=None), fonts).pdf)
    # 世帯主, 続柄, 個人番号 and the six items of a foreign resident
    assert text.count("省略") == 9


def test_a_stay_without_an_end_is_not_said_to_be_left_out(fonts: Fonts, written_on: Written) -> None:
    permanent = _foreigner(status_of_residence="永住者", period_of_stay=NO_ENTRY, period_ends_on=NO_ENTRY)
    text = written_on(render(_record(permanent), fonts).pdf)
    assert "省略" not in text
    assert text.count("―") == 2


@pytest.mark.parametrize("key", OWN_KEYS)
def test_an_item_not_asked_for_stops_the_sheet(fonts: Fonts, key: str) -> None:
    options = {other: value for other, value in EVERYTHING.items() if other != key}
    with pytest.raises(RecordMismatch, match=f"shows {key}"):
        render(_record(FOREIGNER, options=options), fonts)


@pytest.mark.parametrize("item", [{"period_of_stay": "３年"}, {"period_ends_on": date(2028, 1, 1)}])
def test_the_period_alone_is_part_of_the_status(fonts: Fonts, item: dict[str, Any]) -> None:
    person = FOREIGNER.model_copy(update={"foreign": ForeignResident(**item)})
    options = {key: value for key, value in EVERYTHING.items() if key not in OWN_KEYS}
    with pytest.raises(RecordMismatch, match="shows residence_status"):
        render(_record(person, options=options), fonts)


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ("nationality", "nationality"),
        ("residence_class", "residence_status"),
        ("status_of_residence", "residence_status"),
        ("period_of_stay", "residence_status"),
        ("period_ends_on", "residence_status"),
        ("card_number", "residence_card"),
    ],
)
def test_an_item_asked_for_and_missing_stops_the_sheet(fonts: Fonts, item: str, key: str) -> None:
    with pytest.raises(RecordIncomplete, match=f"leaves out {key}"):
        render(_record(_foreigner(**{item: None})), fonts)


def test_a_foreign_resident_with_a_domicile_stops_the_sheet(fonts: Fonts) -> None:
    with pytest.raises(RecordIncomplete, match="domicile"):
        render(_record(FOREIGNER.model_copy(update={"domicile": "北海道"})), fonts)


def test_that_a_foreign_resident_has_no_domicile_may_be_said(fonts: Fonts) -> None:
    said = FOREIGNER.model_copy(update={"domicile": NO_ENTRY, "head_of_register": NO_ENTRY})
    assert render(_record(said), fonts).pages


def test_items_that_nobody_on_the_sheet_can_have_may_be_asked_for(fonts: Fonts, written_on: Written) -> None:
    for person in (NATIVE, FOREIGNER):
        assert person.name.replace("　", "").replace(" ", "") in written_on(
            render(_record(person), fonts).pdf
        )


def test_a_personal_number_stands_in_groups_of_four(fonts: Fonts, text_of: Callable[[bytes], str]) -> None:
    assert "1234 5678 9012" in text_of(render(_record(NATIVE), fonts).pdf)
