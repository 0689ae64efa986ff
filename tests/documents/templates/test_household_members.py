"""Chosen members of a household on 住民票の写し: which words certify them, and how they are set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import CHOSEN, HOUSEHOLD, SELF
from kiosk.rules.contents import ResidentRecord
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch

Make = Callable[..., CertificateRecord]
Text = Callable[[bytes], str]


def with_members(record: CertificateRecord, members: str, **changes: Any) -> CertificateRecord:
    """The record of chosen members; `changes` are of its content."""
    options = tuple(sorted((*record.options, ("members", members))))
    assert isinstance(record.content, ResidentRecord)
    content = record.content.model_copy(update=changes)
    return record.model_copy(update={"options": options, "content": content})


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("extent", "whole", "words"),
    [
        (HOUSEHOLD, True, "世帯全員"),
        (CHOSEN, True, "世帯全員"),
        (CHOSEN, False, "世帯の一部"),
        (SELF, True, "世帯全員"),  # who lives alone is the household
        (SELF, False, "世帯の一部"),
    ],
)
def test_everybody_is_certified_only_where_the_municipality_says_so(
    fonts: Fonts, written_on: Text, make_record: Make, extent: str, whole: bool, words: str
) -> None:
    record = with_members(make_record(1, extent=extent), "1", whole_household=whole)
    text = written_on(render(record, fonts).pdf)
    assert text.count(words) == 2  # under the title and in the sentence
    assert text.count("世帯全員") + text.count("世帯の一部") == 2


def test_a_record_of_the_household_that_is_a_part_of_it_stops_the_sheet(
    fonts: Fonts, make_record: Make
) -> None:
    record = with_members(make_record(3), "1,2,3", whole_household=False)
    with pytest.raises(RecordIncomplete, match="leaves out members of the household"):
        render(record, fonts)


@pytest.mark.parametrize(
    ("members", "error", "what"),
    [("1", RecordMismatch, "more persons"), ("1,2,3", RecordIncomplete, "leaves out members")],
)
def test_more_than_the_chosen_members_are_a_mismatch_and_fewer_a_gap(
    fonts: Fonts, make_record: Make, members: str, error: type[ValueError], what: str
) -> None:
    with pytest.raises(error, match=what):
        render(with_members(make_record(2, extent=CHOSEN), members), fonts)


def test_two_of_seven_are_numbered_on_the_sheet_and_not_in_the_household(
    fonts: Fonts, text_of: Text, make_record: Make
) -> None:
    record = with_members(make_record(2, extent=CHOSEN), "3,6")
    document = render(record, fonts)
    assert len(document.pages) == 1
    first = [line.split()[0] for line in text_of(document.pdf).splitlines() if line.strip()]
    assert [each for each in first if each in tuple("1234567")] == ["1", "2"]


def test_six_of_seven_with_everything_are_two_pages_that_both_say_a_part(
    fonts: Fonts, text_of: Text, make_record: Make
) -> None:
    record = with_members(make_record(6, shown=True, extent=CHOSEN), "1,2,3,4,5,7")
    first, second = (squeezed(page) for page in text_of(render(record, fonts).pdf).split("\f")[:-1])
    assert "世帯の一部" in first
    assert "世帯の一部（続き）" in second
    assert [page.count("生年月日") for page in (first, second)] == [4, 2]
    assert "この写しは、世帯の一部の住民票の原本と相違ないことを証明する。" in second
