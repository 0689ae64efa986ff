"""Filling in a usage registration: each touch changes its field, each field posts the whole form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_bench import Bench

from kiosk.fsm.events import ApplicationConfirmed, ApplicationWanted, Back, Ended, Event, FormFilled
from kiosk.rules.registration import LONGEST_KANA, LONGEST_LOT, Registration, RegistrationState, Town, is_kana
from kiosk.screens.samples import sample
from kiosk.screens.samples.usage_registration import FORM, LONG_FORM, TOWNS
from kiosk.screens.toolkit.widgets.field import TEXT_HEIGHT, TextField

AFTER_TOWNS = replace(FORM, lot="", head_kana="", head="", telephone="")


def field(bench: Bench) -> TextField:
    """The field on the screen."""
    [found] = [part for part in bench.app.root.frame.walk() if isinstance(part, TextField)]
    return found


def towns(bench: Bench) -> list[str]:
    """The towns on the screen, in its order."""
    names = [part.names[0] for part in bench.app.root.frame.walk() if part.names]
    return [name.partition(":")[2] for name in names if name.startswith("town:")]


@pytest.mark.parametrize(
    ("name", "action", "event"),
    [
        ("registration_state-none", "apply", ApplicationWanted()),
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
def test_an_action_posts_its_event(bench: Bench, name: str, action: str, event: Event) -> None:
    bench.show(sample(name))
    bench.touch(action)
    assert bench.posted == [event]


@pytest.mark.parametrize("state", [RegistrationState.IN_REVIEW, RegistrationState.REGISTERED])
def test_who_need_not_apply_is_not_offered_to(bench: Bench, state: RegistrationState) -> None:
    bench.show(sample(f"registration_state-{state}"))
    assert bench.app.locate("apply") is None


def test_the_numbers_of_the_domicile_are_typed_with_hyphens(bench: Bench) -> None:
    bench.show(sample("domicile_lot-empty"))
    assert bench.app.locate("next") is None
    for action in ("digit:1", "digit:2", "letter:-"):
        bench.touch(action)
    assert bench.app.locate("next") is None
    assert bench.app.root.screen.reason() == "数字は1つから3つまで"
    for action in ("digit:3", "digit:4", "erase", "next"):
        bench.touch(action)
    assert bench.posted == [FormFilled(replace(AFTER_TOWNS, lot="12-3"))]


def test_nothing_longer_than_a_field_may_be_is_taken(bench: Bench) -> None:
    bench.show(sample("domicile_lot-long"))
    bench.touch("digit:9")
    assert field(bench).text == LONG_FORM.lot
    assert len(LONG_FORM.lot) == LONGEST_LOT
    bench.show(sample("register_head-long"))
    bench.touch("letter:ア")
    bench.touch("space")
    assert field(bench).text == LONG_FORM.head_kana
    assert len(LONG_FORM.head_kana) == LONGEST_KANA
    bench.show(replace(sample("register_head"), form=replace(FORM, head_kana="ア" * LONGEST_KANA)))
    bench.touch("space")
    assert len(field(bench).text) == LONGEST_KANA
    bench.show(sample("telephone"))
    bench.touch("digit:9")
    assert field(bench).text == FORM.telephone


def test_the_head_is_typed_in_katakana_with_marks_and_one_space(bench: Bench) -> None:
    bench.show(sample("register_head-empty"))
    assert bench.app.locate("next") is None
    bench.touch("space")  # no name begins with one
    for kana in "ミホン":
        bench.touch(f"letter:{kana}")
    bench.touch("space")
    assert bench.app.locate("next") is None
    assert bench.app.root.screen.reason() == "名字・空白・名前の順（それぞれ20文字まで）"
    bench.touch("space")
    for action in ("letter:シ", "mark:゛", "letter:ハ", "mark:゜", "letter:ツ", "mark:small", "letter:ー"):
        bench.touch(action)
    assert field(bench).text == "ミホン　ジパッー"
    for action in ("erase", "erase", "erase", "letter:ロ", "letter:ウ", "next"):
        bench.touch(action)
    assert bench.posted == [FormFilled(replace(AFTER_TOWNS, head_kana="ミホン　ジロウ"))]


def test_a_head_typed_anew_is_no_longer_the_one_confirmed_before(bench: Bench) -> None:
    bench.show(sample("register_head"))
    bench.touch("erase")
    bench.touch("next")
    [event] = bench.posted
    assert isinstance(event, FormFilled)
    assert event.form.head == ""
    assert is_kana(event.form.head_kana)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("0144326111", True), ("09000000000", True), ("144326111", False), ("0900000000", False), ("", False)],
)
def test_only_a_telephone_number_goes_on(bench: Bench, typed: str, taken: bool) -> None:
    bench.show(sample("telephone-empty"))
    for digit in typed:
        bench.touch(f"digit:{digit}")
    assert (bench.app.locate("next") is not None) == taken
    assert (bench.app.root.screen.reason() == "") == taken
    if taken:
        bench.touch("next")
        assert bench.posted == [FormFilled(replace(AFTER_TOWNS, telephone=typed))]


def test_towns_stand_by_their_reading_page_by_page(bench: Bench) -> None:
    bench.show(sample("domicile_town"))
    by_reading = [town.name for town in sorted(TOWNS, key=lambda town: town.kana)]
    assert towns(bench) == by_reading[:6]
    assert bench.app.locate("page:-") is None
    bench.touch("page:+")
    assert towns(bench) == by_reading[6:]
    assert bench.app.locate("page:+") is None
    bench.touch("page:-")
    assert towns(bench) == by_reading[:6]
    assert bench.posted == []


def test_the_index_shows_the_towns_of_one_row_and_which_row_it_is(bench: Bench) -> None:
    bench.show(sample("domicile_town"))
    bench.touch("page:+")
    bench.touch("row:マ")
    assert towns(bench) == ["緑町", "港町", "見本町一丁目", "見本町二丁目", "見本町三丁目"]
    frame = bench.app.root.frame
    assert frame.find("row:マ").border > frame.find("row:サ").border
    assert bench.app.locate("row:カ") is None  # no town begins so
    bench.touch("row:")
    assert len(towns(bench)) == 6


def test_every_town_can_be_reached_by_the_index_and_by_the_pages(bench: Bench) -> None:
    many = tuple(Town(f"町{n}", kana * 2) for n, kana in enumerate("アカサタナハマヤラワ" * 9))
    view = replace(sample("domicile_town"), registration=Registration(RegistrationState.NONE, towns=many))
    bench.show(view)
    found = set(towns(bench))
    while bench.app.locate("page:+"):
        bench.touch("page:+")
        found |= set(towns(bench))
    assert found == {town.name for town in many}
    found.clear()
    for row in "アカサタナハマヤラワ":
        bench.touch(f"row:{row}")
        found |= set(towns(bench))
        while bench.app.locate("page:+"):
            bench.touch("page:+")
            found |= set(towns(bench))
    assert found == {town.name for town in many}


def test_few_towns_need_no_index(bench: Bench) -> None:
    bench.show(sample("domicile_town-few"))
    assert len(towns(bench)) == 5
    assert bench.app.locate("row:") is None
    assert bench.app.locate("page:+") is None


def test_a_field_is_as_high_empty_as_filled(bench: Bench) -> None:
    heights = set()
    for name in ("domicile_lot", "domicile_lot-empty", "telephone", "telephone-empty", "register_head-long"):
        bench.show(sample(name))
        heights.add(field(bench).box.h)
    assert heights == {TEXT_HEIGHT}


def test_a_name_of_41_characters_stands_on_one_line_and_is_read_back_whole(bench: Bench) -> None:
    bench.show(sample("register_head-long"))
    assert [line.text for line in field(bench).inside.lines] == [LONG_FORM.head_kana]
    bench.show(sample("application-long"))
    lines = [line.text for part in bench.app.root.frame.walk() for line in getattr(part, "lines", ())]
    family, given = LONG_FORM.head_kana.split("　")
    assert given in lines
    assert family in [line.strip("　") for line in lines]


@pytest.mark.parametrize("name", ["application", "register_head", "telephone", "head_candidates"])
def test_no_repr_holds_a_name_or_a_number(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    told = repr(bench.app.root.screen) + repr(bench.app.root.screen.view)
    for secret in (FORM.head, FORM.head_kana, FORM.telephone, "見本　二郎", FORM.lot):
        assert secret not in told
