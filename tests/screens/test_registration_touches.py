"""Filling in a usage registration: each touch changes its field, each field posts the whole form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.events import Back, Ended
from kiosk.fsm.flow.usage_registration import ApplicationConfirmed, ApplicationWanted, FormFilled
from kiosk.rules.usage_registration import (
    LONGEST_KANA,
    LONGEST_LOT,
    Registration,
    RegistrationState,
    Town,
    is_kana,
)
from kiosk.screens.samples import sample
from kiosk.screens.samples.facts import changed
from kiosk.screens.samples.usage_registration import FORM, LONG_FORM, TOWNS
from kiosk.screens.toolkit.widgets.field import TEXT_HEIGHT, TextField
from tests.support.screen_harness import ScreenHarness

AFTER_TOWNS = replace(FORM, lot="", head_kana="", head="", telephone="")


def field(harness: ScreenHarness) -> TextField:
    """The field on the screen."""
    [found] = [widget for widget in harness.app.root.layout.walk() if isinstance(widget, TextField)]
    return found


def towns(harness: ScreenHarness) -> list[str]:
    """The towns on the screen, in its order."""
    names = [widget.names[0] for widget in harness.app.root.layout.walk() if widget.names]
    return [name.partition(":")[2] for name in names if name.startswith("town:")]


@pytest.mark.parametrize(
    ("name", "action", "event"),
    [
        ("registration_state", "apply", ApplicationWanted()),
        ("registration_state-to_be_corrected", "apply", ApplicationWanted()),
        ("registration_state-in_review", "end", Ended()),
        ("registration_state-registered", "end", Ended()),
        ("domicile_town", "town:標本町", FormFilled(replace(FORM, town="標本町"))),
        ("domicile_lot", "next", FormFilled(FORM)),
        ("register_head", "next", FormFilled(replace(FORM, head=""))),
        ("head_candidates", "head:1", FormFilled(replace(FORM, head="見本　二郎"))),
        ("head_candidates", "head:", FormFilled(replace(FORM, head=""))),
        ("head_candidates-none", "head:", FormFilled(replace(FORM, head=""))),
        ("head_candidates-none", "correct", Back()),
        ("telephone", "next", FormFilled(FORM)),
        ("application", "confirm", ApplicationConfirmed()),
        ("application-again", "confirm", ApplicationConfirmed()),
    ],
)
def test_an_action_posts_its_event(harness: ScreenHarness, name: str, action: str, event: Event) -> None:
    harness.show(sample(name))
    harness.touch(action)
    assert harness.posted == [event]


@pytest.mark.parametrize("state", [RegistrationState.IN_REVIEW, RegistrationState.REGISTERED])
def test_who_need_not_apply_is_not_offered_to(harness: ScreenHarness, state: RegistrationState) -> None:
    harness.show(sample(f"registration_state-{state}"))
    assert harness.app.locate("apply") is None


def test_the_numbers_of_the_domicile_are_typed_with_hyphens(harness: ScreenHarness) -> None:
    harness.show(sample("domicile_lot-empty"))
    assert harness.app.locate("next") is None
    for action in ("digit:1", "digit:2", "letter:-"):
        harness.touch(action)
    assert harness.app.locate("next") is None
    assert harness.app.root.screen.reason() == "数は1つから3つまで、間は「-」"
    for action in ("digit:3", "digit:4", "erase", "next"):
        harness.touch(action)
    assert harness.posted == [FormFilled(replace(AFTER_TOWNS, lot="12-3"))]


def test_nothing_longer_than_a_field_may_be_is_taken(harness: ScreenHarness) -> None:
    harness.show(sample("domicile_lot-long"))
    harness.touch("digit:9")
    assert field(harness).text == LONG_FORM.lot
    assert len(LONG_FORM.lot) == LONGEST_LOT
    harness.show(sample("register_head-long"))
    harness.touch("letter:ア")
    harness.touch("space")
    assert field(harness).text == LONG_FORM.head_kana
    assert len(LONG_FORM.head_kana) == LONGEST_KANA
    harness.show(changed(sample("register_head"), form=replace(FORM, head_kana="ア" * LONGEST_KANA)))
    harness.touch("space")
    assert len(field(harness).text) == LONGEST_KANA
    harness.show(sample("telephone"))
    harness.touch("digit:9")
    assert field(harness).text == FORM.telephone


def test_the_head_is_typed_in_katakana_with_marks_and_one_space(harness: ScreenHarness) -> None:
    harness.show(sample("register_head-empty"))
    assert harness.app.locate("next") is None
    harness.touch("space")  # no name begins with one
    for kana in "ミホン":
        harness.touch(f"letter:{kana}")
    harness.touch("space")
    assert harness.app.locate("next") is None
    assert harness.app.root.screen.reason() == "名字・空白・名前の順"
    harness.touch("space")
    for action in ("letter:シ", "mark:゛", "letter:ハ", "mark:゜", "letter:ツ", "mark:small", "letter:ー"):
        harness.touch(action)
    assert field(harness).text == "ミホン　ジパッー"
    for action in ("erase", "erase", "erase", "letter:ロ", "letter:ウ", "next"):
        harness.touch(action)
    assert harness.posted == [FormFilled(replace(AFTER_TOWNS, head_kana="ミホン　ジロウ"))]


def test_a_head_typed_anew_is_no_longer_the_one_confirmed_before(harness: ScreenHarness) -> None:
    harness.show(sample("register_head"))
    harness.touch("erase")
    harness.touch("next")
    [event] = harness.posted
    assert isinstance(event, FormFilled)
    assert event.form.head == ""
    assert is_kana(event.form.head_kana)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("0144326111", True), ("09000000000", True), ("144326111", False), ("0900000000", False), ("", False)],
)
def test_only_a_telephone_number_goes_on(harness: ScreenHarness, typed: str, taken: bool) -> None:
    harness.show(sample("telephone-empty"))
    for digit in typed:
        harness.touch(f"digit:{digit}")
    assert (harness.app.locate("next") is not None) == taken
    assert (harness.app.root.screen.reason() == "") == taken
    if taken:
        harness.touch("next")
        assert harness.posted == [FormFilled(replace(AFTER_TOWNS, telephone=typed))]


def test_towns_stand_by_their_reading_page_by_page(harness: ScreenHarness) -> None:
    harness.show(sample("domicile_town"))
    by_reading = [town.name for town in sorted(TOWNS, key=lambda town: town.kana)]
    assert towns(harness) == by_reading[:6]
    assert harness.app.locate("page:-") is None
    harness.touch("page:+")
    assert towns(harness) == by_reading[6:]
    assert harness.app.locate("page:+") is None
    harness.touch("page:-")
    assert towns(harness) == by_reading[:6]
    assert harness.posted == []


def test_the_index_shows_the_towns_of_one_row_and_which_row_it_is(harness: ScreenHarness) -> None:
    harness.show(sample("domicile_town"))
    harness.touch("page:+")
    harness.touch("row:マ")
    assert towns(harness) == ["緑町", "港町", "見本町一丁目", "見本町二丁目", "見本町三丁目"]
    layout = harness.app.root.layout
    assert layout.find("row:マ").border > layout.find("row:サ").border
    assert harness.app.locate("row:カ") is None  # no town begins so
    harness.touch("row:")
    assert len(towns(harness)) == 6


def test_every_town_can_be_reached_by_the_index_and_by_the_pages(harness: ScreenHarness) -> None:
    many = tuple(Town(f"町{n}", kana * 2) for n, kana in enumerate("アカサタナハマヤラワ" * 9))
    view = changed(sample("domicile_town"), registration=Registration(RegistrationState.NONE, towns=many))
    harness.show(view)
    found = set(towns(harness))
    while harness.app.locate("page:+"):
        harness.touch("page:+")
        found |= set(towns(harness))
    assert found == {town.name for town in many}
    found.clear()
    for row in "アカサタナハマヤラワ":
        harness.touch(f"row:{row}")
        found |= set(towns(harness))
        while harness.app.locate("page:+"):
            harness.touch("page:+")
            found |= set(towns(harness))
    assert found == {town.name for town in many}


def test_few_towns_need_no_index(harness: ScreenHarness) -> None:
    harness.show(sample("domicile_town-few"))
    assert len(towns(harness)) == 5
    assert harness.app.locate("row:") is None
    assert harness.app.locate("page:+") is None


def test_a_field_is_as_high_empty_as_filled(harness: ScreenHarness) -> None:
    heights = set()
    for name in ("domicile_lot", "domicile_lot-empty", "telephone", "telephone-empty", "register_head-long"):
        harness.show(sample(name))
        heights.add(field(harness).box.h)
    assert heights == {TEXT_HEIGHT}


def test_a_name_of_41_characters_stands_on_one_line_and_is_read_back_whole(harness: ScreenHarness) -> None:
    harness.show(sample("register_head-long"))
    assert [line.text for line in field(harness).inside.lines] == [LONG_FORM.head_kana]
    harness.show(sample("application-long"))
    lines = [line.text for widget in harness.app.root.layout.walk() for line in getattr(widget, "lines", ())]
    family, given = LONG_FORM.head_kana.split("　")
    assert given in lines
    assert family in [line.strip("　") for line in lines]


@pytest.mark.parametrize("name", ["application", "register_head", "telephone", "head_candidates"])
def test_no_repr_holds_a_name_or_a_number(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    told = repr(harness.app.root.screen) + repr(harness.app.root.screen.view)
    for secret in (FORM.head, FORM.head_kana, FORM.telephone, "見本　二郎", FORM.lot):
        assert secret not in told
