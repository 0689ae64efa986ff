"""Where one thread's processor time goes: named parts, each without the parts inside it."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any
from unittest.mock import patch


class CpuMeter:
    """Adds up thread CPU seconds by part. Only the thread that made it is measured.

    `clock` gives the thread's CPU seconds; tests hand in their own.
    """

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self._clock = clock
        self._open: list[str] = []
        self._since = 0.0
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """What runs inside counts for `name`; a part inside it counts for itself alone."""
        self._book()
        self._open.append(name)
        try:
            yield
        finally:
            self._book()
            self._open.pop()

    def _book(self) -> None:
        now = self._clock()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now


@contextmanager
def measured(meter: CpuMeter, thread: int, functions: tuple[tuple[object, str, str], ...]) -> Iterator[None]:
    """Let each (owner, function's name, part) count on `meter` while it runs in the thread `thread`."""
    with ExitStack() as stack:
        for owner, name, part in functions:
            counted = _counted(meter, thread, getattr(owner, name), part)
            stack.enter_context(patch.object(owner, name, counted))
        yield


def _counted(meter: CpuMeter, thread: int, function: Callable[..., Any], part: str) -> Callable[..., Any]:
    @wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:
        if threading.get_ident() != thread:
            return function(*arguments, **named)
        with meter.part(part):
            return function(*arguments, **named)

    return call
