"""A signal is handled at once by a loop that sleeps until something happens."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from kiosk.screens.kivy.closing import close_on_signals

ENDING = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    before = {each: signal.getsignal(each) for each in ENDING}
    waking = signal.set_wakeup_fd(-1)
    yield
    signal.set_wakeup_fd(waking)
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("number", ENDING)
def test_each_signal_wakes_the_loop_and_then_asks_for_the_end(number: signal.Signals) -> None:
    asked, woken = [], threading.Semaphore(0)
    close_on_signals(lambda: asked.append(signal.SIGINT), lambda: asked.append(signal.SIGTERM), woken.release)
    for times in (1, 2):
        os.kill(os.getpid(), number)
        assert woken.acquire(timeout=60)
        assert asked == [number] * times
