"""One offscreen window for all tests of the screens."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ["SDL_VIDEODRIVER"] = "offscreen"

import pytest

from kiosk.fsm.events import Event
from kiosk.screens.kivy.manual_loop import open_app
from tests.support.page_layouts import layouts
from tests.support.screen_harness import SIZE, ScreenHarness


class _FakeTerminal:
    """Passes on to the harness whatever the app reports."""

    harness: ScreenHarness

    def post(self, event: Event) -> None:
        self.harness.posted.append(event)

    def activity(self) -> None:
        self.harness.touches.append(self.harness.now)

    def clock(self) -> float:
        return self.harness.now

    def check(self, digits: list[int]) -> bool:
        self.harness.staff_pin = list(digits)
        return digits == [2, 4, 6, 8]

    def fault(self, error: BaseException) -> None:
        self.harness.faults.append(error)


@pytest.fixture(scope="session")
def _window() -> Iterator[ScreenHarness]:
    terminal = _FakeTerminal()
    app = open_app(
        SIZE,
        post=terminal.post,
        activity=terminal.activity,
        clock=terminal.clock,
        check_staff_pin=terminal.check,
        on_fault=terminal.fault,
    )
    terminal.harness = ScreenHarness(app)
    yield terminal.harness
    app.stop()


@pytest.fixture(scope="module", autouse=True)
def _layouts_are_forgotten() -> Iterator[None]:
    """They are hundreds of thousands of objects, which would slow down tests that search the memory."""
    yield
    layouts.cache_clear()


@pytest.fixture
def harness(_window: ScreenHarness) -> ScreenHarness:
    """The window, in its initial state."""
    _window.forget()
    return _window
