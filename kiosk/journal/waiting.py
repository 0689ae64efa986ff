"""Rows that the disk would not take: kept in memory, in order, under provisional numbers.

A provisional number is negative. It is accepted as an intent like any other, also after the row has got
its real number.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import datetime

from kiosk.journal.catalogue import Kind
from kiosk.structs import Struct


class NewRow(Struct):
    """A row to be written: its time is that of the deed, not that of the disk. `facts` is JSON."""

    at: datetime
    visit: str
    kind: Kind
    intent: int | None
    facts: str


class WaitingRows:
    """First in, first out. Not thread-safe: the journal uses it under its lock."""

    def __init__(self) -> None:
        self._rows: deque[tuple[int, NewRow]] = deque()
        self._last = 0
        self._numbers: dict[int, int] = {}
        """Real numbers of rows that once waited, for results that still come."""

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, row: NewRow) -> int:
        """Keep `row` as the last one and return its provisional number."""
        self._last -= 1
        self._rows.append((self._last, row))
        return self._last

    def first(self) -> NewRow:
        """The row to be written next; its intent is the real number."""
        row = self._rows[0][1]
        return row if row.intent is None else replace(row, intent=self.resolved(row.intent))

    def written(self, seq: int) -> None:
        """The first row is on disk, under the number `seq`."""
        provisional, _ = self._rows.popleft()
        self._numbers[provisional] = seq

    def resolved(self, number: int) -> int:
        """The real number of a row where it has one by now, else `number` itself."""
        return self._numbers.get(number, number)

    def find(self, number: int) -> NewRow | None:
        """The row that waits under this provisional number."""
        return next((row for provisional, row in self._rows if provisional == number), None)

    def answers(self, intent: int) -> bool:
        """True when a result of this intent waits already."""
        return any(row.intent is not None and self.resolved(row.intent) == intent for _, row in self._rows)
