"""One real window without a display for all tests of the screens."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ["SDL_VIDEODRIVER"] = "offscreen"

import pytest
from frame_bench import frames
from screen_bench import SIZE, Bench

from kiosk.fsm.events import Event
from kiosk.screens.kivy.manual_loop import open_app


class _Desk:
    """Takes what the app reports to the bench of the moment."""

    bench: Bench

    def post(self, event: Event) -> None:
        self.bench.posted.append(event)

    def activity(self) -> None:
        self.bench.touches.append(self.bench.now)

    def clock(self) -> float:
        return self.bench.now

    def check(self, digits: list[int]) -> bool:
        self.bench.staff_pin = list(digits)
        return digits == [2, 4, 6, 8]

    def staff(self, action: str) -> None:
        self.bench.staff.append(action)

    def fault(self, error: BaseException) -> None:
        self.bench.faults.append(error)


@pytest.fixture(scope="session")
def _window() -> Iterator[Bench]:
    desk = _Desk()
    app = open_app(
        SIZE,
        post=desk.post,
        activity=desk.activity,
        clock=desk.clock,
        check_staff_pin=desk.check,
        staff_action=desk.staff,
        on_fault=desk.fault,
    )
    desk.bench = Bench(app)
    yield desk.bench
    app.stop()


@pytest.fixture(scope="module", autouse=True)
def _frames_are_forgotten() -> Iterator[None]:
    """They are hundreds of thousands of objects: what looks through the memory would go past them all."""
    yield
    frames.cache_clear()


@pytest.fixture
def bench(_window: Bench) -> Bench:
    """The window, with empty hands."""
    _window.forget()
    return _window
