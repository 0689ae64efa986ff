"""The reader is the one that the settings mean, whatever number it has now; never one of two by chance."""

from __future__ import annotations

import pytest

from kiosk.hardware.card.reader_name import NoSuchReader, SeveralReaders, choose

TWO_SLOTS = ["OMNIKEY 5422 [CCID] 00 00", "OMNIKEY 5422 [CCID] 00 01"]


@pytest.mark.parametrize("name", TWO_SLOTS)
def test_a_whole_name_is_that_reader(name: str) -> None:
    assert choose(TWO_SLOTS, name) == name


def test_two_slots_that_begin_with_one_name_are_never_guessed() -> None:
    for wanted in ("OMNIKEY 5422 [CCID]", "OMNIKEY 5422 [CCID] 00", None):
        with pytest.raises(SeveralReaders, match="2 readers"):
            choose(TWO_SLOTS, wanted)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ACS ACR39U ICC Reader 00 00", "ACS ACR39U ICC Reader 01 00"),
        ("ACS ACR39U ICC Reader 00 00", "ACS ACR39U ICC Reader 0A 00"),
        ("ACS ACR39U ICC Reader 0", "ACS ACR39U ICC Reader 1"),
        ("Reader 2 00 00", "Reader 2 03 00"),
    ],
)
def test_a_reader_plugged_in_again_is_the_same_reader(before: str, after: str) -> None:
    assert choose(["Another Reader 00 00", after], before) == after


def test_another_slot_is_not_the_same_reader() -> None:
    with pytest.raises(NoSuchReader):
        choose(["OMNIKEY 5422 [CCID] 01 01"], TWO_SLOTS[0])


def test_two_readers_of_one_kind_under_new_numbers_are_never_guessed() -> None:
    with pytest.raises(SeveralReaders):
        choose(["Reader 01 00", "Reader 02 00"], "Reader 00 00")


def test_the_number_is_what_the_setting_says() -> None:
    assert choose(["Reader #7"], "Reader #3", r" #\d$") == "Reader #7"
    with pytest.raises(NoSuchReader):
        choose(["Reader #7"], "Reader #3")


def test_without_a_name_the_only_reader_is_meant() -> None:
    assert choose(["Reader 00 00"], None) == "Reader 00 00"
    with pytest.raises(NoSuchReader):
        choose([], None)
