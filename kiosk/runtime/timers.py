"""Timers of the terminal's loop: calls that fall due, some bound to one state entry."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(order=True, slots=True)
class _Timer:
    earliest: float
    number: int
    latest: float = field(compare=False)
    call: Callable[[], None] = field(compare=False)
    bound: bool = field(compare=False)


class Timers:
    """Times are seconds of the terminal's clock. Used on the terminal's thread only."""

    def __init__(self) -> None:
        self._heap: list[_Timer] = []
        self._numbers = itertools.count()

    def add(self, due: float, call: Callable[[], None], *, bound: bool, slack: float = 0.0) -> None:
        """Call `call` at `due`; a `bound` one only while the present state entry lasts.

        With `slack` it may be so many seconds before or after, to share a wake with what else falls due.
        """
        heapq.heappush(self._heap, _Timer(due - slack, next(self._numbers), due + slack, call, bound))

    def drop_bound(self) -> None:
        """A new state was entered: what was bound to the old one falls away."""
        self._heap = [each for each in self._heap if not each.bound]
        heapq.heapify(self._heap)

    @property
    def next_due(self) -> float | None:
        """When the next one can wait no longer; None without any."""
        return min((each.latest for each in self._heap), default=None)

    def fire(self, now: float) -> bool:
        """Make every call that is due or may be made by now; True when there was one."""
        fired = False
        while self._heap and self._heap[0].earliest <= now:
            heapq.heappop(self._heap).call()
            fired = True
        return fired
