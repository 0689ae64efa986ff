"""The countdown: each second one clean number, as if the screen had just been drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kiosk.screens.header import HEADER_HEIGHT
from kiosk.screens.samples import sample
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.widgets.ring import Ring
from tests.support.page_layouts import each, layouts
from tests.support.screen_harness import ScreenHarness


def picture(harness: ScreenHarness, folder: Path) -> Image.Image:
    """The header as it is on the glass."""
    harness.turn(2)
    harness.app.screenshot(folder / "shot.png")
    with Image.open(folder / "shot.png") as shot:
        return shot.convert("RGB").crop((0, 0, shot.width, int(HEADER_HEIGHT)))


@pytest.mark.parametrize("name", ["consent", "take_papers", "enter_pin"])
def test_each_second_looks_like_a_screen_just_drawn(
    harness: ScreenHarness, name: str, tmp_path: Path
) -> None:
    harness.show(sample(name))
    root = harness.app.root
    end = root.view.deadline
    ticked = {}
    for left in range(21, -1, -1):
        harness.now = end - left
        root._on_tick(0)
        assert root.layout.ring.seconds == left
        ticked[left] = picture(harness, tmp_path)
    for left, shot in ticked.items():
        harness.now = end - left
        harness.show(sample(name))
        fresh = picture(harness, tmp_path)
        assert ImageChops.difference(shot, fresh).getbbox() is None, f"{left} s left"
        assert Image.Image.tobytes(shot) != Image.Image.tobytes(ticked[21 if left != 21 else 20])


class _Arcs:
    """A Canvas that counts rings."""

    count = 0

    def box(self, *_: object, **__: object) -> None:
        """Not counted."""

    text = stroke = box

    def arc(self, centre: tuple[float, float], radius: float, *_: object) -> None:
        """Count what stands in the header."""
        self.count += centre[1] < HEADER_HEIGHT and radius < HEADER_HEIGHT / 2


@each
def test_no_frame_holds_what_is_drawn_anew_each_second(language: str, size: tuple[int, int]) -> None:
    for name, layout, _ in layouts(language, size):
        canvas = _Arcs()
        layout.paint(layout.style, canvas)
        assert canvas.count == 0, name


@pytest.mark.parametrize(("left", "said"), [(21.0, []), (20.0, ["20"]), (9.4, ["10"]), (0.0, ["0"])])
def test_the_number_stands_alone_in_the_middle(left: float, said: list[str]) -> None:
    from tests.support.page_layouts import Recorder

    _, layout, _ = layouts("ja", (1024, 768))[0]
    ring, canvas = Ring(left, 90), Recorder()
    ring.place(layout.style, Box(100, 10, 42, 42))
    ring.draw(layout.style, canvas)
    assert [text for text, *_ in canvas.texts] == said
