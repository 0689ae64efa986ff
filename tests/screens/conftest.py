"""One offscreen window for all tests of the screens."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ["SDL_VIDEODRIVER"] = "offscreen"

import pytest

from kiosk.fsm.event import Event
from kiosk.screens.kivy.manual_loop import open_app
from tests.groups import group_of
from tests.support.ear import Ear
from tests.support.page_layouts import forget
from tests.support.screen_harness import SIZE, ScreenHarness


class _FakeTerminal:
    """Passes on to the harness whatever the app reports."""

    harness: ScreenHarness

    def post(self, event: Event, generation: int | None) -> None:
        self.harness.posted.append(event)
        self.harness.posted_on.append(generation)

    def activity(self) -> None:
        self.harness.touches.append(self.harness.now)

    def clock(self) -> float:
        return self.harness.now

    def fault(self, error: BaseException) -> None:
        self.harness.faults.append(error)


@pytest.fixture(scope="session")
def _window() -> Iterator[ScreenHarness]:
    terminal, ear = _FakeTerminal(), Ear()
    app = open_app(
        SIZE,
        post=terminal.post,
        activity=terminal.activity,
        clock=terminal.clock,
        on_fault=terminal.fault,
        voice=ear,
    )
    terminal.harness = ScreenHarness(app, ear)
    yield terminal.harness
    app.stop()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Layouts are forgotten with their group: hundreds of thousands of objects, which would slow down tests
    that search the memory.
    """
    if nextitem is None or group_of(item) != group_of(nextitem):
        forget()


@pytest.fixture
def harness(_window: ScreenHarness) -> ScreenHarness:
    """The window, in its initial state."""
    _window.forget()
    return _window
