"""The hand of a rehearsal, and what it sees: touches on an X display, where the screens have their keys."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Self

from kiosk.fsm.staff_report import StaffPage
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import samples
from kiosk.screens.screen import ScreenContext
from kiosk_simulator.demo.display import Finger

SIZE = (1024, 768)
TECHNICIAN = "02"
"""Who puts the terminal in service."""
SHOWN = 10.0
"""Seconds within which another page is drawn, or a key shows that it is pressed."""
UNSEEN = frozenset({"start", "staff"})
"""What shows no touch: the first screen, which changes as a whole, and the hidden corner."""
_TRIES = 6
_LOOK = 0.02
"""Seconds between two looks at the glass."""
_STILL = 25
_AROUND = 24
"""Pixels around a finger that are looked at: within every key."""


class Failed(RuntimeError):
    """The rehearsal went otherwise; the message names where."""


class Glass:
    """What is on the virtual display."""

    def __enter__(self) -> Self:
        from Xlib.display import Display

        self._display = Display()
        return self

    def __exit__(self, *_: object) -> None:
        self._display.close()

    def part(self, x: int = 0, y: int = 0, width: int = SIZE[0], height: int = SIZE[1]) -> bytes:
        """The pixels of a part of it, by default of all."""
        from Xlib import X

        root = self._display.screen().root
        return bytes(root.get_image(x, y, width, height, X.ZPixmap, 0xFFFFFFFF).data)

    def becomes(self, is_so: Callable[[], bool], seconds: float = SHOWN) -> bool:
        """Look until something is so; False when it is not within `seconds`."""
        end, never = time.monotonic() + seconds, threading.Event()
        while not is_so():
            if time.monotonic() >= end:
                return False
            never.wait(_LOOK)
        return True

    def rests(self) -> bytes:
        """All of it once it has been the same for `_STILL` looks."""
        seen, same = b"", 0

        def is_still() -> bool:
            nonlocal seen, same
            before, seen = seen, self.part()
            same = same + 1 if seen == before else 0
            return same >= _STILL

        self.becomes(is_still)
        return seen


class Hand:
    """Touches what a page of this kind has at this place: the same layout that the screens are drawn from.

    A finger stays on a key until the key shows that it is pressed, and has done when the key shows that it is
    not any more, or the page is another.
    """

    def __init__(self) -> None:
        self._context = ScreenContext(
            post=lambda _event: None, clock=lambda: 0.0, languages=("ja", "en"), simulated=False,
            rehearsal=True,
        )  # fmt: skip
        self._views = dict(samples("ja"))
        self.persons = self._views["staff_pin"].settings.persons
        ready = self._views["maintenance-ready"]  # as the terminal is then: no trouble, and no open case
        (technician,) = (each for each in self.persons if each.id == TECHNICIAN)
        status = replace(ready.status, signed_in=technician)
        self._views["maintenance"] = replace(ready, status=status)
        report = replace(status.staff, page=StaffPage.MONEY, coins=((10, 0), (50, 0), (100, 0), (500, 0)))
        self._views["money"] = replace(ready, status=replace(status, staff=report))

    def touch(self, page: str, *actions: str, hold: float = 0.08) -> None:
        """Touch each of these in turn on the page of a sample; `hold` is for those that show nothing."""
        view = self._views[page]
        layout = PageLayout(SCREENS[view.state](self._context, view), page_style(SIZE, "ja"))
        for action in actions:
            widget = layout.find(action)
            if widget is None:
                raise Failed(f"{page} has no {action}")
            x, y = widget.box.middle
            if action == "start":  # the whole screen: keep clear of the corners
                x, y = layout.box.w / 2, layout.box.h * 0.6
            at = round(x * layout.style.scale), round(y * layout.style.scale)
            if action in UNSEEN:
                finger = Finger(hold)
                finger.tap(*at)
                finger.close()
            else:
                _press(f"{page}: {action}", at)


def _press(what: str, at: tuple[int, int]) -> None:
    """Press a key until it shows that, and lift the finger. Raises Failed when it shows nothing."""
    left, top = (max(0, each - _AROUND // 2) for each in at)
    with Glass() as glass, Finger(0.0) as finger:
        before = glass.part(left, top, _AROUND, _AROUND)
        for _ in range(_TRIES):
            finger.down(*at)
            if glass.becomes(lambda: glass.part(left, top, _AROUND, _AROUND) != before):
                break
            finger.up()  # it came down on the page before
        else:
            raise Failed(f"{what} shows no touch")
        pressed = glass.part(left, top, _AROUND, _AROUND)
        finger.up()
        glass.becomes(lambda: glass.part(left, top, _AROUND, _AROUND) != pressed)
