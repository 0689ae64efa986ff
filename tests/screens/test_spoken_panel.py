"""The four keys on the real panel: physical keys, corners, a held corner, a dark screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kiosk.fsm.events import Agreed
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import AccessChosen, ServiceChosen
from kiosk.fsm.view import View
from kiosk.rules.access import Access
from kiosk.rules.services import Service
from kiosk.screens.samples import sample
from kiosk.voice.cues import Cue
from tests.support.screen_harness import ScreenHarness

EYES_FREE = Access(speaks=True, is_eyes_free=True)
BOTTOM_LEFT, BOTTOM_RIGHT, TOP_RIGHT, TOP_LEFT = (20, 750), (1000, 750), (1000, 20), (20, 20)


def without_eyes(name: str, language: str = "en", *, is_dark: bool = False) -> View:
    view = sample(name, language)
    return replace(view, visit=replace(view.visit, access=replace(EYES_FREE, is_dark=is_dark)))


def press(harness: ScreenHarness, name: str, text: str | None = None) -> None:
    """Press and release a physical key."""
    from kivy.core.window import Keyboard, Window

    code = Keyboard.keycodes[name]
    Window.dispatch("on_key_down", code, 0, text, [])
    Window.dispatch("on_key_up", code, 0)


@pytest.fixture(autouse=True)
def _bright_again(harness: ScreenHarness) -> Iterator[None]:
    yield
    harness.show(sample("menu", "en"))


def test_physical_keys_move_choose_and_repeat(harness: ScreenHarness) -> None:
    harness.show(without_eyes("menu"))
    press(harness, "right")
    assert harness.ear.last[0] == "Get a certificate"
    press(harness, "tab", "\t")
    press(harness, "left")
    press(harness, "spacebar", " ")
    assert "What would you like to do?" in harness.ear.last
    press(harness, "enter", "\r")
    assert harness.posted == [ServiceChosen(Service.CERTIFICATES)]
    assert len(harness.touches) == 5  # each counts as activity
    assert harness.ear.cues == [Cue.KEY] * 5


def test_the_corners_are_the_four_keys_and_the_rest_of_the_glass_is_as_ever(harness: ScreenHarness) -> None:
    harness.show(without_eyes("consent"))
    harness.tap(*BOTTOM_RIGHT)
    assert harness.ear.last == ["I agree"]
    harness.tap(*TOP_LEFT)
    assert "Before you begin" in harness.ear.last
    harness.tap(*TOP_RIGHT)
    assert harness.posted == [Agreed()]
    harness.now += 1
    harness.tap(*BOTTOM_LEFT)
    assert harness.ear.last == ["言語Language"]


def test_corners_are_no_keys_for_whoever_sees(harness: ScreenHarness) -> None:
    harness.show(sample("consent", "en"))
    for place in (BOTTOM_LEFT, TOP_LEFT, TOP_RIGHT):
        harness.tap(*place)
        harness.now += 1
    assert [event for event in harness.posted if isinstance(event, AccessChosen)] == []
    assert harness.ear.said == []


def test_a_pin_is_typed_on_a_physical_pad_with_equal_sounds(harness: ScreenHarness) -> None:
    harness.show(without_eyes("enter_pin"))
    harness.ear.forget()
    for digit in "1299":
        press(harness, digit, digit)
    press(harness, "backspace")
    press(harness, "4", "4")
    assert harness.ear.cues == [Cue.KEY] * 6
    assert not [text for said in harness.ear.said for text in (each.text for each in said) if text.isdigit()]
    press(harness, "numpadenter")
    (event,) = harness.posted
    assert isinstance(event, PinEntered)
    assert harness.app.root.screen.digits.typed == []


def test_a_key_that_is_held_down_is_one_key_press(harness: ScreenHarness) -> None:
    from kivy.core.window import Window

    harness.show(without_eyes("enter_pin"))
    for _ in range(5):
        Window.dispatch("on_key_down", ord("7"), 0, "7", [])
    Window.dispatch("on_key_up", ord("7"), 0)
    assert len(harness.app.root.screen.digits) == 1


def test_letters_of_a_password_can_be_typed(harness: ScreenHarness) -> None:
    harness.show(without_eyes("signature_password"))
    press(harness, "a", "a")
    press(harness, "1", "1")
    assert bytes(harness.app.root.screen.letters.typed) == b"A1"


def test_the_first_physical_key_turns_guidance_on(harness: ScreenHarness) -> None:
    harness.show(sample("menu", "en"))
    press(harness, "right")
    assert harness.posted == [AccessChosen(EYES_FREE)]


def test_a_held_corner_turns_guidance_on_and_does_nothing_else(
    harness: ScreenHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.screens.kivy.spoken_guidance.HOLD", 0.05)
    harness.show(sample("consent", "en"))
    lift = harness.tap(*BOTTOM_LEFT, lift=False)
    harness.turn_until(lambda: bool(harness.posted))
    lift()
    assert harness.posted == [AccessChosen(EYES_FREE)]


def test_a_dark_screen_shows_nothing_takes_corners_and_comes_back(
    harness: ScreenHarness, tmp_path: Path
) -> None:
    harness.show(without_eyes("consent", is_dark=True))
    harness.app.screenshot(tmp_path / "dark.png")
    assert Image.open(tmp_path / "dark.png").getextrema() == ((0, 0),) * 3
    harness.touch("agree")  # it is there, but nobody sees it: a hand on the glass is no choice
    assert harness.posted == []
    harness.tap(*BOTTOM_RIGHT)
    harness.now += 1
    harness.tap(*TOP_RIGHT)
    assert harness.posted == [Agreed()]
    harness.show(without_eyes("consent"))
    harness.app.screenshot(tmp_path / "bright.png")
    assert Image.open(tmp_path / "bright.png").getextrema() != ((0, 0),) * 3


def test_plugging_headphones_in_says_the_page(harness: ScreenHarness) -> None:
    harness.show(sample("consent", "en"))
    harness.ear.headphones = True
    for listener in harness.ear.plug_listeners:
        listener()
    harness.turn()
    assert "Before you begin" in harness.ear.last


def test_a_touch_is_heard_and_a_page_without_voice_is_not_read(
    harness: ScreenHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object, **_options: object) -> None:
        raise AssertionError("read for nobody")

    monkeypatch.setattr("kiosk.screens.spoken.guide.read", refused)
    harness.show(sample("consent", "en"))
    harness.touch("agree")
    assert harness.ear.cues == [Cue.KEY]
    assert harness.posted == [Agreed()]
