"""Cash: a payout beside the hopper's own speed, and a poll beside the same bytes without a driver.

The payout runs on a clock moved by hand, so its figure is the same on every machine: a motor that drops one
coin after the other in its own time, whenever it is asked, and a line of 9600 baud whose bytes take theirs.
The poll runs in real time over a pseudo-terminal.
"""

from __future__ import annotations

import os
import select
import time
import tty
from dataclasses import dataclass
from datetime import datetime

from benchmarks.figures import interleaved
from kiosk.hardware.cash.bus import Bus, SerialPort
from kiosk.hardware.cash.cctalk import HOST, Frame, Header, encode
from kiosk.hardware.cash.hopper import Hopper
from kiosk.rules.hours.japan_time import JST
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.cash.devices import SimulatedAcceptor, SimulatedHopper
from kiosk_simulator.cash.line import InProcessLine, PtyLine

ACCEPTOR, ADDRESS = 2, 3
PIECES = (1, 5, 20, 100)
COIN_TIMES = (0.1, 0.25, 0.5)
"""Seconds that a hopper's motor takes for a coin: ten, four and two coins a second."""
BYTE_TIME = 10 / 9600
"""Seconds of one byte at 9600 baud: start bit, eight data bits, stop bit."""
REPLY_TIME = 0.002
"""Seconds until a slave begins its reply (ccTalk asks for less than ten milliseconds)."""
POLLS = 100
_EVENTS = 11
"""Bytes of the acceptor's reply to a poll: its counter and five events."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`payout` is seconds of the driver ÷ seconds of the motor, by (pieces, seconds a coin).

    `poll` and `bare` are seconds of one round trip, by round.
    """

    payout: dict[tuple[int, float], float]
    poll: list[float]
    bare: list[float]


class MotorHopper(SimulatedHopper):
    """A hopper whose motor drops coins in its own time, whether or not anybody asks."""

    def __init__(self, clock: ManualClock, coin_time: float, coins: int) -> None:
        super().__init__(ADDRESS, 100, coins, lambda _: None)
        self._clock, self._coin_time = clock, coin_time
        self._turned_at = 0.0

    def answer(self, header: int, data: bytes) -> bytes:
        while self._remaining and self._clock.monotonic() - self._turned_at >= self._coin_time:
            self._turned_at += self._coin_time
            super()._turn()
        reply = super().answer(header, data)
        if header == Header.DISPENSE_HOPPER_COINS:
            self._turned_at = self._clock.monotonic()
        return reply

    def _turn(self) -> None:
        """Asking moves nothing: the motor does."""


class TimedLine(InProcessLine):
    """A line whose bytes take their time on the clock."""

    def __init__(self, slave: SimulatedHopper, clock: ManualClock) -> None:
        super().__init__((slave,))
        self._clock = clock

    def write(self, data: bytes) -> None:
        self._clock.advance(len(data) * BYTE_TIME + REPLY_TIME)
        super().write(data)

    def read(self, count: int, timeout: float) -> bytes:
        found = super().read(count, timeout)
        self._clock.advance(len(found) * BYTE_TIME if found else timeout)
        return found


def pay(pieces: int, coin_time: float) -> float:
    """Pay out `pieces` coins; returns the seconds it took by its clock."""
    clock = ManualClock(datetime(2026, 11, 24, 10, 0, tzinfo=JST))
    motor = MotorHopper(clock, coin_time, pieces)
    hopper = Hopper(Bus(TimedLine(motor, clock)), ADDRESS, 100, clock.advance)
    hopper.connect()
    total, began = hopper.total_paid(), clock.monotonic()
    paid = hopper.dispense(pieces, total)
    if paid.pieces != pieces or motor.coins:
        raise AssertionError(f"{paid.pieces} of {pieces} coins")
    return clock.monotonic() - began


def measure(rounds: int = 15) -> Figures:
    """Payouts on their clock, then polls of the acceptor and bare round trips in turn."""
    payout = {
        (pieces, coin_time): pay(pieces, coin_time) / (pieces * coin_time)
        for coin_time in COIN_TIMES
        for pieces in PIECES
    }
    line = PtyLine((SimulatedAcceptor(ACCEPTOR),))
    port = SerialPort(line.name)
    bus = Bus(port)
    try:
        found = interleaved({"poll": lambda: _polls(bus), "bare": lambda: _bare(line.name)}, rounds)
    finally:
        port.close()
        line.close()
    return Figures(payout, found["poll"], found["bare"])


def _polls(bus: Bus) -> float:
    began = time.perf_counter()
    for _ in range(POLLS):
        bus.ask(ACCEPTOR, Header.READ_BUFFERED_CREDIT, length=_EVENTS)
    return (time.perf_counter() - began) / POLLS


def _bare(name: str) -> float:
    """The same bytes there and back by system calls alone."""
    request = encode(Frame(ACCEPTOR, HOST, Header.READ_BUFFERED_CREDIT))
    wanted = len(encode(Frame(HOST, ACCEPTOR, Header.REPLY, bytes(_EVENTS))))
    handle = os.open(name, os.O_RDWR | os.O_NOCTTY)
    try:
        tty.setraw(handle)
        began = time.perf_counter()
        for _ in range(POLLS):
            os.write(handle, request)
            left = wanted
            while left:
                select.select([handle], [], [])
                left -= len(os.read(handle, left))
        return (time.perf_counter() - began) / POLLS
    finally:
        os.close(handle)
