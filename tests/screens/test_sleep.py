"""The loop sleeps only when nothing is left to be done."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.screens.kivy import event_loop
from kiosk.screens.samples import sample
from tests.support.screen_harness import ScreenHarness


class Sdl:
    """SDL, asked to wait: counts how often, and answers whether something happened."""

    def __init__(self) -> None:
        self.waits, self.happened = 0, False
        self.SDL_WaitEventTimeout = _Function(self._wait)
        self.SDL_PushEvent = _Function(lambda event: 1)

    def _wait(self, _event: object, _milliseconds: int) -> bool:
        self.waits += 1
        return self.happened


class _Function:
    argtypes: Any = None

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def __call__(self, *arguments: Any) -> Any:
        return self._answer(*arguments)


class Waiting:
    """An input provider of any kind, with a queue as Kivy's own ones have."""

    def __init__(self, queue: str) -> None:
        self.events: deque[object] = deque(["release"])
        setattr(self, queue, self.events)

    def update(self, dispatch_fn: object) -> None:
        """Nothing is taken."""


@pytest.fixture
def sdl(harness: ScreenHarness, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sdl]:
    """The loop of the shown window over an SDL that is counted."""
    from kivy.clock import Clock

    harness.show(sample("attract"))
    harness.turn(10)
    sdl = Sdl()
    monkeypatch.setattr(event_loop, "loaded_sdl", lambda: sdl)
    monkeypatch.setattr(Clock, "get_min_timeout", lambda: Clock.time() + 100)
    idle = Clock.idle
    event_loop.event_driven()
    yield sdl
    Clock.idle = idle


def turns(times: int) -> None:
    """Let the clock idle."""
    from kivy.clock import Clock

    for _ in range(times):
        Clock.idle()


def test_it_sleeps_when_nothing_waits(sdl: Sdl) -> None:
    turns(3)
    assert sdl.waits == 3


def test_it_stays_awake_for_some_frames_after_something_happened(sdl: Sdl) -> None:
    sdl.happened = True
    turns(1)
    sdl.happened = False
    turns(event_loop._AWAKE)
    assert sdl.waits == 1
    turns(1)
    assert sdl.waits == 2


@pytest.mark.parametrize("queue", ["waiting_event", "q", "queue"])
def test_it_stays_awake_as_long_as_a_provider_holds_a_release(sdl: Sdl, queue: str) -> None:
    from kivy.base import EventLoop

    provider = Waiting(queue)
    EventLoop.input_providers.append(provider)
    try:
        turns(20)
        assert sdl.waits == 0
        provider.events.clear()
        turns(1)
        assert sdl.waits == 1
    finally:
        EventLoop.input_providers.remove(provider)
