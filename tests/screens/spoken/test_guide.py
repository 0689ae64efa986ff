"""The guide: what is said on a page, what on a change, and the way of the four keys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.view import View
from kiosk.rules.access import Access
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.i18n.words import words_in
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.screen import Screen
from kiosk.screens.spoken.guide import Guide
from kiosk.screens.spoken.keys import CORNER, KEYS, Key, corner_at
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.theme import style_for
from kiosk.voice.cues import Cue
from tests.support.ear import Ear
from tests.support.page_layouts import CONTEXT

EYES_FREE = Access(speaks=True, is_eyes_free=True)
SIZE = (1024, 768)


class Panel:
    """A guide with a page before it."""

    def __init__(self) -> None:
        self.ear, self.chosen = Ear(), list[Access]()
        self.guide = Guide(self.ear, self.chosen.append)
        self.screen: Screen

    def shows(self, name: str, access: Access = EYES_FREE, language: str = "en", **facts: object) -> Panel:
        view = sample(name, language, **facts)
        return self.draws(replace(view, visit=replace(view.visit, access=access)))

    def draws(self, view: View) -> Panel:
        if not hasattr(self, "screen") or self.screen.view.generation != view.generation:
            self.screen = SCREENS[view.state](CONTEXT, view)
        self.screen.update(view)
        return self.redraws()

    def redraws(self) -> Panel:
        language = self.screen.view.visit.language
        layout = PageLayout(self.screen, style_for(SIZE, language, typeface()))
        self.guide.present(layout, words_in(language))
        return self

    def acts(self, *actions: str) -> Panel:
        for action in actions:
            self.screen.act(action)
            self.redraws()
        return self


@pytest.fixture
def panel() -> Panel:
    return Panel()


def test_nothing_is_said_while_the_voice_is_off(panel: Panel) -> None:
    panel.shows("menu", Access()).shows("consent", Access())
    assert panel.ear.said == []


def test_a_page_is_said_once_from_its_title_to_its_choices(panel: Panel) -> None:
    panel.shows("consent", Access(speaks=True)).redraws().redraws()
    assert panel.ear.pages == len(panel.ear.said) == 1
    assert panel.ear.last[:2] == ["Step 1 of 5: Card", "Before you begin"]
    assert panel.ear.last[-5:] == ["I agree", "Back", "I do not agree", "Text size and sound", "言語Language"]


def test_the_four_keys_are_explained_once_and_on_repeat(panel: Panel) -> None:
    panel.shows("menu").shows("consent")
    explained = [sum("four keys" in each.text for each in page) for page in panel.ear.said]
    assert explained == [1, 0]
    panel.guide.key(Key.REPEAT)
    assert any("four keys" in text for text in panel.ear.last)
    assert "Before you begin" in panel.ear.last


def test_only_what_changed_is_said_and_it_does_not_count_as_a_page(panel: Panel) -> None:
    panel.shows("enter_pin").acts("digit:1")
    assert panel.ear.last == ["3 more digits"]
    assert panel.ear.pages == 1


def test_a_primary_action_that_opens_is_said(panel: Panel) -> None:
    panel.shows("enter_pin").acts("digit:1", "digit:2", "digit:3", "digit:4")
    assert panel.ear.last == ["Next"]


def test_the_warning_that_time_is_running_out_is_said_but_makes_no_more_of_it(panel: Panel) -> None:
    panel.shows("menu", deadline=90.0, timeout=90.0)
    view = panel.screen.view
    panel.draws(replace(view, deadline=15.0))
    assert panel.ear.last == ["This screen closes soon", "Nothing has been charged."]
    panel.draws(replace(view, deadline=90.0))
    assert len(panel.ear.said) == 2  # what comes back in the header is no news
    assert panel.ear.pages == 1


def test_the_keys_go_round_and_come_back(panel: Panel) -> None:
    panel.shows("place_card")
    reached = []
    for key in (Key.NEXT, Key.NEXT, Key.NEXT, Key.NEXT, Key.PREVIOUS, Key.PREVIOUS):
        assert panel.guide.key(key) == ""
        reached.append(panel.guide.focus)
    assert reached == ["back", "end", "access", "language", "access", "end"]


def test_previous_begins_at_the_end(panel: Panel) -> None:
    panel.shows("place_card").guide.key(Key.PREVIOUS)
    assert panel.guide.focus == "language"


def test_choose_gives_the_action_that_was_reached_and_only_that(panel: Panel) -> None:
    panel.shows("menu")
    assert panel.guide.key(Key.CHOOSE) == ""
    assert panel.ear.last == ["Move with the keys first"]
    panel.guide.key(Key.NEXT)
    assert panel.guide.key(Key.CHOOSE) == "service:certificates"


def test_what_is_not_available_is_said_so_and_cannot_be_chosen(panel: Panel) -> None:
    panel.shows("menu-printer").guide.key(Key.NEXT)
    assert panel.ear.last[-1] == "not available now"
    panel.ear.cues.clear()
    assert panel.guide.key(Key.CHOOSE) == ""
    assert panel.ear.cues == [Cue.KEY, Cue.ERROR]


def test_a_new_page_begins_anew_and_the_same_page_keeps_its_place(panel: Panel) -> None:
    panel.shows("options")
    for _ in range(4):
        panel.guide.key(Key.NEXT)
    assert panel.guide.focus == "option:head_and_relationship:omitted"
    panel.acts("option:head_and_relationship:shown").redraws()
    assert panel.guide.focus == "option:head_and_relationship:omitted"
    panel.shows("order").guide.key(Key.NEXT)
    assert panel.guide.focus == "change:0"


def test_a_toggle_says_that_it_was_chosen(panel: Panel) -> None:
    panel.shows("options")
    for _ in range(3):
        panel.guide.key(Key.NEXT)
    assert panel.guide.focus == "option:head_and_relationship:shown"
    panel.acts(panel.guide.key(Key.CHOOSE))
    assert panel.ear.last[-2:] == ["Show", "selected"]


def test_every_key_makes_the_same_sound(panel: Panel) -> None:
    panel.shows("enter_pin")
    panel.ear.cues.clear()
    for key in (Key.NEXT, Key.PREVIOUS, Key.NEXT, Key.CHOOSE):
        panel.guide.key(key)
    panel.guide.touched()
    assert panel.ear.cues == [Cue.KEY] * 5


def test_the_first_of_the_four_keys_turns_guidance_on_and_moves_nothing(panel: Panel) -> None:
    panel.shows("menu", Access(volume=5))
    assert panel.guide.key(Key.CHOOSE) == ""
    assert panel.chosen == [Access(volume=5, speaks=True, is_eyes_free=True)]
    assert panel.guide.focus == ""


def test_the_corner_turns_guidance_on_and_all_of_it_off(panel: Panel) -> None:
    panel.shows("menu", Access(volume=5)).guide.switch()
    panel.shows("menu", replace(panel.chosen[0], is_dark=True)).guide.switch()
    assert panel.chosen == [Access(volume=5, speaks=True, is_eyes_free=True), Access(volume=5)]
    panel.shows("menu", panel.chosen[1])
    assert panel.ear.stopped == 1


def test_headphones_say_the_page_anew_and_pulling_them_out_is_silence(panel: Panel) -> None:
    panel.shows("consent", Access())
    panel.ear.headphones = True
    panel.guide.speak()
    assert "Before you begin" in panel.ear.last
    panel.ear.headphones = False
    panel.guide.speak()
    assert panel.ear.stopped == 1


def test_louder_or_dark_says_nothing_anew(panel: Panel) -> None:
    panel.shows("consent").shows("consent", replace(EYES_FREE, volume=5, is_dark=True))
    assert len(panel.ear.said) == 1


def test_another_language_says_the_sentences_in_it(panel: Panel) -> None:
    view = panel.shows("consent").screen.view
    panel.draws(replace(view, visit=replace(view.visit, language="ja")))
    assert panel.ear.last[0] == words_in("ja").say("consent", "Before you begin")
    assert {each.language for each in panel.ear.said[-1]} == {"ja"}


def test_a_name_is_told_by_its_number_unless_headphones_are_in(panel: Panel) -> None:
    panel.shows("head_candidates").guide.key(Key.NEXT)
    assert panel.ear.last == ["Number 1"]
    panel.ear.headphones = True
    panel.guide.key(Key.PREVIOUS)
    panel.guide.key(Key.NEXT)
    assert panel.ear.last == ["見本 次郎", "ミホン ジロウ"]


def test_it_is_said_that_names_and_keys_need_headphones(panel: Panel) -> None:
    panel.shows("application")
    assert "Names and numbers are spoken into headphones only." in panel.ear.last
    panel.shows("enter_pin")
    assert "Their names are spoken into headphones only." in panel.ear.last
    panel.ear.headphones = True
    panel.guide.key(Key.REPEAT)
    assert not [text for text in panel.ear.last if "headphones" in text]


@pytest.mark.parametrize(
    ("x", "y", "key"),
    [(1, 767, Key.PREVIOUS), (1023, 767, Key.NEXT), (1, 1, Key.REPEAT), (1023, 1, Key.CHOOSE),
     (CORNER + 1, 767, None), (1, CORNER + 1, None), (512, 384, None), (512, 1, None)],
)  # fmt: skip
def test_the_corners_are_the_four_keys(x: float, y: float, key: Key | None) -> None:
    assert corner_at(x, y, 1024, 768) is key


def test_every_key_has_a_physical_one() -> None:
    assert set(KEYS.values()) == set(Key)
