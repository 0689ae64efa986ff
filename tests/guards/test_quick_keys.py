"""Quick taps with the time constants of production, which are written out here and not imported."""

from __future__ import annotations

import pytest

from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit.double_tap import DoubleTap, Tap
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.theme import style_for

QUICK = (0.03, 0.08, 0.15, 0.25, 0.29)
"""Seconds between two taps of one hand: from a bouncing panel to a quick typist."""
UNHURRIED = 0.31
CONTEXT = ScreenContext(
    post=lambda event: None,
    clock=lambda: 0.0,
    languages=("ja", "en"),
    simulated=True,
)


def page(name: str) -> PageLayout:
    """A sample page on the panel of 1024×768."""
    view = sample(name)
    return PageLayout(SCREENS[view.state](CONTEXT, view), style_for((1024, 768), "ja", typeface()))


def middle(layout: PageLayout, action: str) -> tuple[float, float]:
    """Where a finger touches this action."""
    widget = layout.find(action)
    assert widget is not None
    return widget.box.middle


@pytest.mark.parametrize("seconds", QUICK)
@pytest.mark.parametrize("name", ["enter_pin", "staff_pin-keys"])
@pytest.mark.parametrize("digit", range(10))
def test_the_same_digit_typed_quickly_counts_twice(name: str, digit: int, seconds: float) -> None:
    action = f"digit:{digit}"
    x, y = middle(page(name), action)
    guard = DoubleTap()
    guard.acted(Tap(action, x, y, 1, 10.0))
    assert not guard.is_slip(Tap(action, x, y, 1, 10.0 + seconds))


@pytest.mark.parametrize("seconds", QUICK)
def test_a_double_tap_on_next_does_not_confirm_the_following_page(seconds: float) -> None:
    x, y = middle(page("options"), "next")
    following = page("order")
    under_the_finger = following.hit(x, y)
    assert under_the_finger is not None
    assert under_the_finger.names[0] == "pay", "the primary action is in the same place on every page"
    guard = DoubleTap()
    guard.acted(Tap("next", x, y, 1, 10.0))
    assert guard.is_slip(Tap("pay", x, y, 2, 10.0 + seconds))
    assert not guard.is_slip(Tap("pay", x, y, 2, 10.0 + UNHURRIED))
