"""A bus whose wire can be damaged by plan, and a book that notes what the unit reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum, auto

from kiosk.hardware.cash.protocol import Uncounted, UncountedNotes
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
        self.can_announce = True
        """Whether an intent to stack a note can be written down."""
        self.notes: dict[int, int | None] = {}
        """Yen of each note to be stacked, by intent; None while it has no result, 0 if it went back."""
        self.unannounced: list[int] = []
        self.uncounted_notes: list[UncountedNotes] = []
        self.note_codes: list[int] = []

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

    def note_intended(self, denomination: int, counter: int) -> int | None:
        if not self.can_announce:
            return None
        intent = len(self.notes) + 1
        self.notes[intent] = None
        return intent

    def note_stacked(self, intent: int | None, denomination: int, counter: int) -> None:
        if intent is None:
            self.unannounced.append(denomination)
            return
        assert self.notes[intent] is None, "an intent is answered once"
        self.notes[intent] = denomination

    def note_returned(self, intent: int) -> None:
        assert self.notes[intent] is None, "an intent is answered once"
        self.notes[intent] = 0

    def notes_uncounted(self, counter: int, uncounted: UncountedNotes) -> None:
        self.uncounted_notes.append(uncounted)

    def validator_reported(self, code: int) -> None:
        self.note_codes.append(code)

    def hopper_paid(self, intent: int, denomination: int, pieces: int) -> None:
        assert intent not in self.paid, "an intent is answered once"
        self.paid[intent] = (denomination, pieces)
