"""A ccTalk line on which everything goes wrong that the field reports, at chosen rates and from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.hardware.cash.cctalk import HOST, Frame, Header, encode
from kiosk_simulator.cash.line import Slave, reply_to


class PowerCut(BaseException):
    """The plug was pulled. Not an `Exception`, so that no handler of the terminal catches it."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How often (0–1) each trouble happens to an exchange; at most one of them happens at a time."""

    request_lost: float = 0.0
    reply_lost: float = 0.0
    reply_corrupted: float = 0.0
    refused: float = 0.0
    """NAK or BUSY instead of carrying out the command."""
    noise: float = 0.0
    """Stray bytes before the reply."""
    late: float = 0.0
    """The reply comes only after the master has given up: within its silence, or with the next reply."""
    doubled: float = 0.0


CLEAN = Rates()
LINES: dict[str, Rates] = {
    "corrupted": Rates(reply_corrupted=0.05),
    "lossy": Rates(request_lost=0.15, reply_lost=0.15),
    "busy": Rates(refused=0.10),
    "noisy": Rates(noise=0.3, doubled=0.05),
    "late": Rates(late=0.05),
    "everything": Rates(0.03, 0.03, 0.03, 0.03, 0.05, 0.02, 0.02),
}
"""The lines that the trials are played on."""


class UnreliableLine:
    """Implements the driver's `Port`; silence takes its time on the clock of the trial.

    `rates` may be changed at any time. The power is cut at exchange `cut_at`, counted from when it was set.
    """

    def __init__(self, slaves: Sequence[Slave], chance: random.Random, wait: Callable[[float], None]) -> None:
        self.rates = CLEAN
        self.cut_at: int | None = None
        self._slaves = slaves
        self._chance = chance
        self._wait = wait
        self._buffer = b""
        self._overdue = b""

    def write(self, data: bytes) -> None:
        reply = self._exchange(data)
        self._buffer, self._overdue = self._buffer + self._overdue + reply, self._late

        if self.cut_at is not None:
            self.cut_at -= 1
            if self.cut_at <= 0:
                self.cut_at = None
                raise PowerCut

    def read(self, count: int, timeout: float) -> bytes:
        if not self._buffer:
            self._wait(timeout)
            if self._overdue and self._chance.random() < 0.5:
                self._buffer, self._overdue = self._overdue, b""
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def discard(self) -> None:
        self._buffer = b""

    def _exchange(self, request: bytes) -> bytes:
        """What arrives in time; what arrives too late is left in `_late`."""
        self._late = b""
        rates, chance = self.rates, self._chance
        kinds = (
            ("request_lost", rates.request_lost), ("reply_lost", rates.reply_lost),
            ("reply_corrupted", rates.reply_corrupted), ("refused", rates.refused),
            ("noise", rates.noise), ("late", rates.late), ("doubled", rates.doubled),
        )  # fmt: skip
        names = [name for name, _ in kinds]
        rest = 1 - sum(rate for _, rate in kinds)
        (kind,) = chance.choices([*names, "well"], [*(rate for _, rate in kinds), rest])
        if kind == "well":
            return reply_to(request, self._slaves)
        if kind == "request_lost":
            return b""
        if kind == "refused":
            return encode(Frame(HOST, request[0], chance.choice((Header.NAK, Header.BUSY))))
        reply = reply_to(request, self._slaves)
        if kind == "reply_lost" or not reply:
            return b""
        if kind == "reply_corrupted":
            at_byte = chance.randrange(len(reply))
            flipped = reply[at_byte] ^ (1 << chance.randrange(8))
            return reply[:at_byte] + bytes((flipped,)) + reply[at_byte + 1 :]
        if kind == "noise":
            return chance.randbytes(chance.randint(1, 3)) + reply
        if kind == "late":
            self._late = reply
            return b""
        return reply + reply
