"""A window without a display, driven by hand; the clock stands where a test puts it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kiosk.fsm.events import Event
from kiosk.fsm.view import View
from kiosk.screens.app import KioskApp
from kiosk.screens.gallery import pump

SIZE = (1024, 768)


@dataclass
class Bench:
    """An open app with everything it reported."""

    app: KioskApp
    posted: list[Event] = field(default_factory=list)
    touches: list[float] = field(default_factory=list)
    staff: list[str] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    now: float = 0.0
    staff_pin: list[int] = field(default_factory=list)
    generation: int = 100_000

    def forget(self) -> None:
        """Empty hands, and the clock at the beginning."""
        self.posted.clear()
        self.touches.clear()
        self.staff.clear()
        self.faults.clear()
        self.staff_pin.clear()
        self.now = 0.0

    def show(self, view: View) -> None:
        """Draw a view, as a new entry each time."""
        self.generation += 1
        pump(self.app, replace(view, generation=self.generation))

    def update(self, view: View) -> None:
        """Draw news of the same entry."""
        pump(self.app, replace(view, generation=self.generation))

    def touch(self, action: str) -> None:
        """Put a finger on the thing with this name and lift it."""
        place = self.app.locate(action)
        assert place is not None, f"{action} is not on the screen"
        self.tap(*place)

    def tap(self, x: int, y: int, *, lift: bool = True) -> Callable[[], None]:
        """Touch a pixel (origin top left); with `lift` False returns what lifts the finger."""
        from kivy.tests.common import UnitTestTouch

        touch = UnitTestTouch(x, SIZE[1] - y)
        touch.touch_down()
        if lift:
            touch.touch_up()
        return touch.touch_up

    def turn(self, times: int = 3) -> None:
        """Turn the loop by hand."""
        from kivy.base import EventLoop

        for _ in range(times):
            EventLoop.idle()
