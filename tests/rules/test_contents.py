"""What a record says of an item: a value, that there is none, that nobody knows it, or nothing at all."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter

from kiosk.rules.contents import NO_ENTRY, UNKNOWN, Day, Dependants, Item, PartialDate

ITEM: TypeAdapter[Item] = TypeAdapter(Item)
DAY: TypeAdapter[Day] = TypeAdapter(Day)


def test_omitted_absent_and_unknown_are_three_things_in_the_signed_bytes() -> None:
    said = [ITEM.dump_json(each) for each in (None, NO_ENTRY, UNKNOWN, "不詳")]
    assert len(set(said)) == 4
    assert [ITEM.validate_json(each, strict=True) for each in said] == [None, NO_ENTRY, UNKNOWN, "不詳"]


@pytest.mark.parametrize(
    "day",
    [
        date(1945, 3, 1),
        PartialDate(),
        PartialDate(year=1945),
        PartialDate(year=1945, month=3),
        PartialDate(year=1926, month=12, era="大正"),
        PartialDate(year=1989, era="平成"),
        PartialDate(year=1945, era="昭和"),
    ],
)
def test_a_day_comes_back_as_far_as_it_is_known(day: Day) -> None:
    assert DAY.validate_json(DAY.dump_json(day), strict=True) == day


@pytest.mark.parametrize(
    "said",
    [
        {"month": 3},
        {"era": "昭和"},
        {"year": 1945, "month": 13},
        {"year": 1872},
        {"year": 1926},  # 大正15年 or 昭和元年?
        {"year": 1989, "month": 1},
        {"year": 1945, "era": "平成"},
    ],
)
def test_a_day_that_contradicts_itself_or_has_two_readings_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"PartialDate"):
        PartialDate.model_validate(said)


def test_everybody_is_a_dependant_with_or_without_a_deduction() -> None:
    assert Dependants(general=1, young=1, elderly=1, elderly_parents=1, under_16=2).total == 6
