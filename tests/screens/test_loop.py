"""The loop: newest view only, drawn_generation after the flip, nothing drawn while nothing changes."""

from __future__ import annotations

import threading
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from kiosk.fsm.view import View
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.samples import sample, samples
from kiosk.screens.toolkit.theme import DEEP, rgb
from tests.support.screen_harness import SIZE, ScreenHarness

pytestmark = pytest.mark.cost(50)


def _frames_drawn(harness: ScreenHarness, turns: int) -> int:
    from kivy.core.window import Window

    drawn = 0
    swap = Window.flip

    def flip() -> None:
        nonlocal drawn
        drawn += 1
        swap()

    Window.flip = flip
    try:
        harness.turn(turns)
    finally:
        Window.flip = swap
    return drawn


def test_nothing_is_drawn_while_the_view_stays(harness: ScreenHarness) -> None:
    harness.show(sample("attract"))
    harness.turn(5)
    view = harness.app.root.view
    harness.app.show(view)  # the same again
    assert _frames_drawn(harness, 20) == 0


def test_nothing_wakes_the_loop_while_the_screen_is_idle(harness: ScreenHarness) -> None:
    from kivy.clock import Clock

    harness.show(sample("attract"))
    harness.turn(10)
    assert [event.get_callback() for event in Clock.get_events()] == []


def test_the_loop_sleeps_until_the_banner_and_then_redraws_once_a_second(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))
    root = harness.app.root
    assert root._tick is not None
    assert root._tick.timeout == pytest.approx(70 - 20, abs=0.1)
    harness.now = 51.0
    root._on_tick(0)
    assert 0.9 <= root._tick.timeout <= 1.1
    before = root.layout.ring.seconds
    harness.now = 52.01
    root._on_tick(0)
    assert root.layout.ring.seconds == before - 1


def test_the_banner_of_the_last_twenty_seconds_has_a_button_for_more_time(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))
    assert harness.app.root._tick.timeout > 1
    harness.now = 51.0
    harness.app.root._on_tick(0)
    assert harness.app.root.layout.ring.seconds == 19
    touched = len(harness.touches)
    harness.touch("more_time")
    assert len(harness.touches) == touched + 1
    assert harness.posted == []
    from kiosk.screens.toolkit.widgets.text import Text

    said = [widget.markup for widget in harness.app.root.layout.walk() if isinstance(widget, Text)]
    assert any("まもなく、はじめの画面にもどります" in text for text in said)


def test_only_the_newest_view_is_drawn(harness: ScreenHarness) -> None:
    drawn: list[int] = []
    root = harness.app.root
    show = root.show

    def noted(view: View) -> None:
        drawn.append(view.generation)
        show(view)

    root.show = noted
    try:
        first = harness.generation + 1
        for number, name in enumerate(("menu", "consent", "order")):
            harness.app.show(replace(sample(name), generation=first + number))
        harness.generation = first + 2
        harness.turn(5)
    finally:
        del root.show
    assert drawn == [first + 2]
    assert harness.app.drawn_generation == first + 2


def test_a_view_and_a_screenshot_may_come_from_another_thread(harness: ScreenHarness, tmp_path: Path) -> None:
    harness.generation += 1
    view = replace(sample("closed"), generation=harness.generation)
    path = tmp_path / "exactly this.png"
    failed: list[BaseException] = []

    def other() -> None:
        try:
            harness.app.show(view)
            harness.app.screenshot(path)
        except (TimeoutError, RuntimeError) as error:
            failed.append(error)

    thread = threading.Thread(target=other)
    thread.start()
    harness.turn_until(lambda: not thread.is_alive())
    assert failed == []
    assert harness.app.drawn_generation == view.generation
    picture = Image.open(path)
    assert picture.size == SIZE
    assert picture.getpixel((3, 700)) == rgb(DEEP)


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_state_is_really_painted(harness: ScreenHarness, language: str) -> None:
    seen = set()
    for name, view in samples(language):
        harness.show(view)
        picture = harness.picture()
        colours = picture.getcolors(maxcolors=1 << 20)
        assert colours is not None
        assert len(colours) > 20, name
        seen.add(sha256(picture.tobytes()).digest())
    assert len(seen) == len(list(samples(language)))


def test_locate_names_the_pixel_of_what_is_shown(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))
    place = harness.app.locate("agree")
    assert place is not None
    assert 676 <= place[0] <= 976
    assert 668 <= place[1] <= 748
    assert harness.app.locate("pay") is None
