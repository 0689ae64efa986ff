"""A page that is painted without a window looks as in the window, and nobody who watches is misled."""

from __future__ import annotations

import pytest
from PIL import ImageChops, ImageStat

from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.screen import ScreenContext
from kiosk_simulator.console.live.image_canvas import ImageCanvas
from tests.support.screen_harness import SIZE, ScreenHarness

MOST = 0.05
"""Mean difference of a channel, of 255, that rounding makes at most: a missing word makes more."""


@pytest.mark.parametrize("name", ["attract", "menu", "enter_pin", "pay"])
def test_it_looks_as_in_the_window(harness: ScreenHarness, name: str) -> None:
    view = sample(name)
    harness.show(view)
    in_window = harness.picture()
    context = ScreenContext(lambda _event: None, lambda: 0.0, tuple(LANGUAGES), simulated=True)
    layout = PageLayout(
        SCREENS[view.state](context, view), page_style(SIZE, view.visit.language, view.visit.access)
    )
    canvas = ImageCanvas(SIZE, layout.style, layout.screen.ground)
    layout.paint(layout.style, canvas)
    difference = ImageStat.Stat(ImageChops.difference(in_window, canvas.image)).mean
    assert max(difference) < MOST, difference
    assert max(ImageStat.Stat(canvas.image).stddev) > 10, "nothing was painted"
