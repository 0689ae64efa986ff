"""The loop: newest view only, drawn_generation after the flip, nothing drawn while nothing changes."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from screen_bench import SIZE, Bench

from kiosk.screens.samples import sample, samples
from kiosk.screens.toolkit.theme import DEEP, rgb


def _frames_drawn(bench: Bench, turns: int) -> int:
    from kivy.core.window import Window

    drawn = []
    swap = Window.flip
    Window.flip = lambda: (drawn.append(1), swap())
    try:
        bench.turn(turns)
    finally:
        Window.flip = swap
    return len(drawn)


def test_nothing_is_drawn_while_the_view_stays(bench: Bench) -> None:
    bench.show(sample("attract"))
    bench.turn(5)
    view = bench.app.root.view
    bench.app.show(view)  # the same again
    assert _frames_drawn(bench, 20) == 0


def test_the_ring_asks_for_one_redraw_a_second_at_most(bench: Bench) -> None:
    bench.show(sample("consent"))
    stage = bench.app.root
    assert stage._tick is not None
    assert 0.9 <= stage._tick.timeout <= 1.1
    before = stage.frame.ring.seconds
    bench.now = 1.01
    stage._on_tick(0)
    assert stage.frame.ring.seconds == before - 1


def test_a_warning_appears_for_the_last_twenty_seconds(bench: Bench) -> None:
    bench.show(sample("consent"))
    assert bench.app.root.frame.ring.seconds == 70
    bench.now = 51.0
    bench.app.root._on_tick(0)
    from kiosk.screens.toolkit.widgets.text import Text

    said = [part.markup for part in bench.app.root.frame.walk() if isinstance(part, Text)]
    assert any("まもなく終わります" in text for text in said)


def test_only_the_newest_view_is_drawn(bench: Bench) -> None:
    drawn: list[int] = []
    stage = bench.app.root
    show = stage.show
    stage.show = lambda view: (drawn.append(view.generation), show(view))
    try:
        first = bench.generation + 1
        for number, name in enumerate(("menu", "consent", "order")):
            bench.app.show(replace(sample(name), generation=first + number))
        bench.generation = first + 2
        bench.turn(5)
    finally:
        del stage.show
    assert drawn == [first + 2]
    assert bench.app.drawn_generation == first + 2


def test_a_view_and_a_screenshot_may_come_from_another_thread(bench: Bench, tmp_path: Path) -> None:
    bench.generation += 1
    view = replace(sample("closed"), generation=bench.generation)
    path = tmp_path / "exactly this.png"
    failed: list[BaseException] = []

    def other() -> None:
        try:
            bench.app.show(view)
            bench.app.screenshot(path)
        except (TimeoutError, RuntimeError) as error:
            failed.append(error)

    thread = threading.Thread(target=other)
    thread.start()
    for _ in range(500):
        bench.turn(1)
        if not thread.is_alive():
            break
    thread.join(10)
    assert failed == []
    assert bench.app.drawn_generation == view.generation
    picture = Image.open(path)
    assert picture.size == SIZE
    assert picture.getpixel((3, 700)) == rgb(DEEP)


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_state_is_really_painted(bench: Bench, language: str, tmp_path: Path) -> None:
    seen = set()
    for name, view in samples(language):
        bench.show(view)
        bench.app.screenshot(tmp_path / "shot.png")
        picture = Image.open(tmp_path / "shot.png")
        colours = picture.getcolors(maxcolors=1 << 20)
        assert colours is not None
        assert len(colours) > 20, name
        seen.add(picture.tobytes())
    assert len(seen) == len(list(samples(language)))


def test_locate_names_the_pixel_of_what_is_shown(bench: Bench) -> None:
    bench.show(sample("consent"))
    place = bench.app.locate("agree")
    assert place is not None
    assert 676 <= place[0] <= 976
    assert 668 <= place[1] <= 748
    assert bench.app.locate("pay") is None
