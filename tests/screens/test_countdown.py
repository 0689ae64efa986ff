"""The countdown: each second one clean number, as if the screen had just been drawn."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from kiosk.screens.frame.header import HEADER_HEIGHT
from kiosk.screens.frame.styles import page_style
from kiosk.screens.samples import sample
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.widgets.ring import Ring
from tests.support.page_layouts import Recorder
from tests.support.screen_harness import ScreenHarness


def picture(harness: ScreenHarness) -> Image.Image:
    """The header as it is on the glass."""
    harness.turn(2)
    shot = harness.picture()
    return shot.crop((0, 0, shot.width, int(HEADER_HEIGHT)))


@pytest.mark.parametrize("name", ["consent", "pay", "enter_pin"])
def test_each_second_looks_like_a_screen_just_drawn(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    root = harness.app.root
    end = root.view.deadline
    ticked = {}
    for left in range(21, -1, -1):
        harness.now = end - left
        root._on_tick(0)
        assert (root.layout.ring.seconds if root.layout.ring else 21) == left
        ticked[left] = picture(harness)
    for left, shot in ticked.items():
        harness.now = end - left
        harness.show(sample(name))
        fresh = picture(harness)
        assert ImageChops.difference(shot, fresh).getbbox() is None, f"{left} s left"
        assert Image.Image.tobytes(shot) != Image.Image.tobytes(ticked[21 if left != 21 else 20])


@pytest.mark.parametrize(("left", "said"), [(20.0, ["20"]), (9.4, ["10"]), (0.0, ["0"])])
def test_the_number_stands_alone_in_the_middle(left: float, said: list[str]) -> None:
    style = page_style((1024, 768), "ja")
    ring, canvas = Ring(left, 20), Recorder()
    ring.place(style, Box(100, 10, 56, 56))
    ring.draw(style, canvas)
    assert [text for text, *_ in canvas.texts] == said
