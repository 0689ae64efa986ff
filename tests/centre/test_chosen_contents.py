"""Chosen members on a resident record: exactly those, in the household's order, and nothing of the others."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.documents.document import page_code, render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.templates.resident_record import check_content
from kiosk.documents.verification import check_pages
from kiosk.rules.certificates import OMITTED, SHOWN
from kiosk.rules.contents import NO_ENTRY, ResidentRecord
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch
from kiosk_simulator.centre.certificates.contents import Application, content_for
from kiosk_simulator.centre.certificates.records import Applicant, make_records
from kiosk_simulator.residents import HOUSEHOLDS, Household, Resident, resident
from tests.support.centre.every_choice import SUBJECT, TODAY, asked, content
from tests.support.centre.offer_tables import RECORD, TOWNS, mixed_household

ITEMS = ("head_and_relationship", "domicile", "my_number")
SEVERAL = [each for each in HOUSEHOLDS if len(each.members) > 1]
HYOHON = resident("taro")[1]
Choice = tuple[Household, Resident, tuple[int, ...], dict[str, str]]


@st.composite
def choices(draw: st.DrawFn, households: tuple[Household, ...] = tuple(SEVERAL)) -> Choice:
    """A household, who of it asks, the positions that are chosen, and which items are shown."""
    household = draw(st.sampled_from(households))
    requester = draw(st.sampled_from(household.members))
    positions = st.sets(st.integers(1, len(household.members)), min_size=1)
    shown = {item: draw(st.sampled_from((SHOWN, OMITTED))) for item in ITEMS}
    return household, requester, tuple(sorted(draw(positions))), shown


def record_of(requester: Resident, options: dict[str, str]) -> CertificateRecord:
    town = TOWNS[resident(requester.key)[1].municipality_code]
    (record,) = make_records(asked(RECORD, options, 250), Applicant(requester.key, SUBJECT), town, TODAY)
    return record


def chosen_record(
    requester: Resident, positions: tuple[int, ...], shown: dict[str, str]
) -> CertificateRecord:
    return record_of(requester, {"persons": "chosen", "members": ",".join(map(str, positions)), **shown})


def resident_record(record: CertificateRecord) -> ResidentRecord:
    assert isinstance(record.content, ResidentRecord)
    return record.content


def told_of_others(
    household: Household, positions: tuple[int, ...], shown: dict[str, str]
) -> tuple[set[str], set[str]]:
    """Texts of the members left out; without and with those that 世帯主 and 筆頭者 say of the chosen."""
    numbered = list(enumerate(household.members, start=1))
    left_out = [member for number, member in numbered if number not in positions]
    chosen = [member for number, member in numbered if number in positions]
    names = {member.name for member in left_out}
    numbers = {member.my_number for member in left_out if member.my_number}
    others = names | {member.name_kana for member in left_out} | numbers
    by_right: set[str] = set()
    if shown["head_and_relationship"] == SHOWN:
        by_right.add(household.head.name)
    if shown["domicile"] == SHOWN:
        by_right |= {member.register.head for member in chosen if member.register}
    return others - by_right, names & by_right


@settings(deadline=None)
@given(choices())
def test_every_choice_gives_exactly_those_in_the_households_order(choice: Choice) -> None:
    household, requester, positions, shown = choice
    record = chosen_record(requester, positions, shown)
    persons = resident_record(record).persons
    expected = [household.members[number - 1] for number in positions]
    assert [(each.name, each.birth_date) for each in persons] == [
        (each.name, each.birth_date) for each in expected
    ]
    numbers = [(each.my_number or NO_ENTRY) if shown["my_number"] == SHOWN else None for each in expected]
    assert [each.my_number for each in persons] == numbers
    relationships = shown["head_and_relationship"] == SHOWN
    assert [each.relationship for each in persons] == [
        each.relationship if relationships else None for each in expected
    ]
    assert resident_record(record).whole_household is (len(positions) == len(household.members))
    check_content(record)


@settings(deadline=None)
@given(choices())
def test_nothing_of_who_is_left_out_is_in_the_signed_bytes(choice: Choice) -> None:
    household, requester, positions, shown = choice
    text = chosen_record(requester, positions, shown).to_bytes().decode()
    never, by_right = told_of_others(household, positions, shown)
    assert [each for each in never if each in text] == []
    assert all(name in text for name in by_right)


@settings(deadline=None)
@given(choices(), st.data())
def test_everybody_chosen_is_the_households_record_apart_from_the_options(
    choice: Choice, data: st.DataObject
) -> None:
    household, requester, _, shown = choice
    everybody = tuple(range(1, len(household.members) + 1))
    whole = record_of(requester, {"persons": "household", "members": ",".join(map(str, everybody)), **shown})
    assert chosen_record(requester, everybody, shown).content == whole.content
    fewer = data.draw(st.sets(st.sampled_from(everybody), min_size=1, max_size=len(everybody) - 1))
    assert chosen_record(requester, tuple(sorted(fewer)), shown).content != whole.content


@pytest.mark.parametrize("members", ["2", "1,3"])
def test_more_persons_than_chosen_stop_the_sheet(members: str) -> None:
    record = chosen_record(HYOHON.members[0], (1, 2, 4), dict.fromkeys(ITEMS, OMITTED))
    options = tuple((key, members if key == "members" else value) for key, value in record.options)
    with pytest.raises(RecordMismatch, match="more persons than the members"):
        check_content(record.model_copy(update={"options": options}))


def test_a_part_is_never_accepted_as_the_whole_household() -> None:
    record = chosen_record(HYOHON.members[0], (1, 2, 4), dict.fromkeys(ITEMS, OMITTED))
    options = tuple((key, "household" if key == "persons" else value) for key, value in record.options)
    with pytest.raises(RecordIncomplete, match="leaves out members of the household"):
        check_content(record.model_copy(update={"options": options}))


@pytest.mark.parametrize(
    ("key", "persons", "whole"),
    [
        ("taro", "self", False),
        ("taro", "household", True),
        ("sakura", "household", True),
        ("sakura", "self", True),  # she is her household
    ],
)
def test_the_municipality_says_whether_it_is_everybody(key: str, persons: str, whole: bool) -> None:
    assert content(RECORD, key, persons=persons).whole_household is whole


@pytest.mark.parametrize(
    ("members", "nationalities", "domiciles"),
    [("1", [], 1), ("2", ["みほん国"], 0), ("1,2", ["みほん国"], 1)],
)
def test_in_a_mixed_household_each_has_the_own_items(
    members: str, nationalities: list[str], domiciles: int
) -> None:
    household = mixed_household()
    options = {"persons": "chosen", "members": members, "nationality": SHOWN, "domicile": SHOWN}
    town = TOWNS[household.municipality_code]
    found = content_for(RECORD, Application(household.members[0], household, town, options, TODAY))
    assert isinstance(found, ResidentRecord)
    assert [each.foreign.nationality for each in found.persons if each.foreign] == nationalities
    assert len([each for each in found.persons if each.domicile]) == domiciles


@pytest.fixture(scope="module")
def written_on() -> Callable[[CertificateRecord], str]:
    """What poppler reads out of a record's sheets, in the order of writing and without any space."""
    fonts = Fonts.load()

    def text(record: CertificateRecord) -> str:
        document = render(record, fonts)
        check_pages(document, record)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sheet.pdf"
            path.write_bytes(document.pdf)
            command = ["pdftotext", "-raw", str(path), "-"]
            read = subprocess.run(command, check=True, capture_output=True).stdout
        return "".join(read.decode().split())

    return text


@settings(deadline=None, max_examples=25)
@given(choice=choices((HYOHON,)))
def test_nothing_of_who_is_left_out_is_on_the_paper(
    written_on: Callable[[CertificateRecord], str], choice: Choice
) -> None:
    household, requester, positions, shown = choice
    text = written_on(chosen_record(requester, positions, shown))
    never, by_right = told_of_others(household, positions, shown)
    assert [each for each in never if "".join(each.split()) in text] == []
    for number in positions:
        assert "".join(household.members[number - 1].name.split()) in text
    assert all("".join(name.split()) in text for name in by_right)
    everybody = len(positions) == len(household.members)
    assert ("世帯全員" in text, "世帯の一部" in text) == (everybody, not everybody)


def test_everybody_chosen_reads_as_the_households_sheet(
    written_on: Callable[[CertificateRecord], str],
) -> None:
    requester, everybody = HYOHON.members[1], tuple(range(1, 8))
    shown = dict.fromkeys(ITEMS, SHOWN)
    chosen = chosen_record(requester, everybody, shown)
    other = record_of(requester, {"persons": "household", "members": "1,2,3,4,5,6,7", **shown})
    whole = other.model_copy(update={"document_number": chosen.document_number})

    def read(record: CertificateRecord) -> str:
        """Without 照合番号, which is of the signed bytes: there the options differ."""
        text = written_on(record)
        for page in (1, 2):
            assert text.count(page_code(record, page)) == 1
            text = text.replace(page_code(record, page), "")
        return text

    assert read(chosen) == read(whole)
