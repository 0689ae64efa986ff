"""A bus whose wire can be damaged by plan, and a book that notes what the unit reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum, auto

from kiosk.hardware.cash.protocol import Uncounted
from kiosk_simulator.cash.line import InProcessLine, Slave


class Trouble(Enum):
    """What may happen to one exchange on the wire."""

    REQUEST_LOST = auto()
    REQUEST_DAMAGED = auto()
    REPLY_LOST = auto()
    REPLY_DAMAGED = auto()


Plan = Callable[[int], Trouble | None]


def nothing(number: int) -> None:
    """No trouble at all."""


class Wire:
    """A `Port` that damages exchange `number` (from 1) as `plan` says; one bit of it, or all."""

    def __init__(self, slaves: Iterable[Slave], plan: Plan = nothing, echo: bool = False) -> None:
        self._line = InProcessLine(slaves, echo=echo)
        self.plan: Plan = plan
        self.requests: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.requests.append(data)
        trouble = self.plan(len(self.requests))
        if trouble is Trouble.REQUEST_LOST:
            return
        self._line.write(flipped(data) if trouble is Trouble.REQUEST_DAMAGED else data)
        if trouble is Trouble.REPLY_LOST:
            self._line.discard()
        elif trouble is Trouble.REPLY_DAMAGED:
            self._line._buffer = flipped(self._line._buffer)

    def read(self, count: int, timeout: float) -> bytes:
        return self._line.read(count, timeout)

    def discard(self) -> None:
        self._line.discard()


def flipped(data: bytes) -> bytes:
    """`data` with one bit of its last byte turned over; nothing stays nothing."""
    return data[:-1] + bytes((data[-1] ^ 0x10,)) if data else b""


class Book:
    """A `MovementLog` that remembers."""

    def __init__(self) -> None:
        self.coins: list[int] = []
        self.counters: list[int] = []
        self.in_hopper: list[bool] = []
        self.intended: list[tuple[int, int, int]] = []
        self.counted: list[tuple[int, int, int]] = []
        self.paid: dict[int, tuple[int, int]] = {}
        self.uncounted: list[Uncounted] = []
        self.codes: list[int] = []

    def coin_accepted(self, denomination: int, counter: int, hopper: bool) -> None:
        self.coins.append(denomination)
        self.counters.append(counter)
        self.in_hopper.append(hopper)

    def hopper_intended(self, denomination: int, pieces: int, total: int) -> int:
        self.intended.append((denomination, pieces, total))
        return len(self.intended)

    def hopper_counted(self, intent: int, denomination: int, pieces: int) -> None:
        self.counted.append((intent, denomination, pieces))

    def coins_uncounted(self, counter: int, uncounted: Uncounted) -> None:
        self.uncounted.append(uncounted)

    def acceptor_reported(self, code: int) -> None:
        self.codes.append(code)

    def hopper_paid(self, intent: int, denomination: int, pieces: int) -> None:
        assert intent not in self.paid, "an intent is answered once"
        self.paid[intent] = (denomination, pieces)
