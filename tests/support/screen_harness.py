"""An offscreen window that a test drives by hand, with a manual clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle
from time import monotonic

from PIL import Image

from kiosk.fsm.event import Event
from kiosk.fsm.view import View
from kiosk.screens.kivy.app import KioskApp
from kiosk.screens.kivy.manual_loop import pump
from kiosk.screens.toolkit.double_tap import DoubleTap
from tests.support.ear import Ear

SIZE = (1024, 768)
HELD = (0.06, 0.01, 0.12, 0.02, 0.04)
"""Seconds for which fingers stay down: from a flick to a deliberate touch."""
TYPING, LOOKING = 0.02, 0.35
"""Seconds between touches: of a quick typist, and of somebody who looks first."""


@dataclass
class ScreenHarness:
    """An open app and everything that it has reported."""

    app: KioskApp
    ear: Ear = field(default_factory=Ear)
    posted: list[Event] = field(default_factory=list)
    posted_on: list[int | None] = field(default_factory=list)
    touches: list[float] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    now: float = 0.0
    generation: int = 100_000
    held: Iterator[float] = field(default_factory=lambda: cycle(HELD))

    def forget(self) -> None:
        """Reset to the initial state: nothing reported, the clock at 0, no earlier tap."""
        self.posted.clear()
        self.posted_on.clear()
        self.touches.clear()
        self.faults.clear()
        self.ear.forget()
        self.now, self.held = 0.0, cycle(HELD)
        self.app.root._double_tap = DoubleTap()

    def show(self, view: View) -> None:
        """Draw a view as a new state entry."""
        self.generation += 1
        pump(self.app, replace(view, generation=self.generation))

    def update(self, view: View) -> None:
        """Draw a newer view of the same state entry."""
        pump(self.app, replace(view, generation=self.generation))

    def picture(self) -> Image.Image:
        """What is on the glass."""
        picture: Image.Image = self.app.root.picture()
        return picture

    def touch(self, action: str, *, then: float | None = None) -> None:
        """Tap the widget with this action, then wait `then` seconds."""
        place = self.app.locate(action)
        assert place is not None, f"{action} is not on the screen"
        self.tap(*place)
        if then is None:
            then = TYPING if action.startswith(("digit:", "letter:")) else LOOKING
        self.now += then

    def tap(self, x: int, y: int, *, lift: bool = True) -> Callable[[], None]:
        """Touch a pixel (origin top left); with `lift` False the finger stays down; returns what lifts it."""
        from kivy.tests.common import UnitTestTouch

        touch = UnitTestTouch(x, SIZE[1] - y)
        lifts: Callable[[], None] = touch.touch_up
        touch.touch_down()
        self.now += next(self.held)
        if lift:
            lifts()
        return lifts

    def turn(self, times: int = 3) -> None:
        """Turn the loop by hand."""
        from kivy.base import EventLoop

        for _ in range(times):
            EventLoop.idle()

    def turn_until(self, has_come: Callable[[], bool], patience: float = 30.0) -> None:
        """Turn the loop until `has_come`: what Kivy's clock or a thread brings.

        Raises AssertionError after `patience` seconds.
        """
        until = monotonic() + patience
        while not has_come():
            assert monotonic() < until, "it did not come"
            self.turn(1)
