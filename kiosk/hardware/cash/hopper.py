"""Driver of a ccTalk payout hopper (category "Payout", addresses 3–10).

A payout is never repeated blindly. The hopper's own counters (166 and 168) are read before and
after, and a dispense command whose reply was lost is sent again only if they prove that it
was not carried out. A hopper that falls silent in a payout is asked with patience: silence says nothing
about the coins, and its count is readable again once the line is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from kiosk.hardware.cash.bus import SERIAL_BYTES, Bus, read_serial
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.protocol import CashFault, CashRefused, CashSilent, CashUncertain, Dispensed

T = TypeVar("T")
Counted = Callable[[int], None]
"""Called with the coins of a payout that are out so far, each time the hopper has counted another."""

ENABLE = 165
TOTALS = 1 << 24
"""The hopper's lifetime count of coins paid out wraps at this value (24 bits)."""
POLL_INTERVAL = 0.1
"""Seconds between polls during a payout."""
MAX_POLLS = 300
"""Polls without another coin after which a payout is stopped (30 s)."""
PATIENCE_ATTEMPTS = 30
PATIENCE_INTERVAL = 1.0
"""A hopper that does not answer in a payout is asked this often by default, these seconds apart; each attempt
takes about two seconds more."""
DISPENSE_TRIES = 3
"""A command to pay out that was lost, refused or met a busy hopper is sent again this often, once the
counters prove that nothing has moved."""
MOST_EXTRA = 3
"""Coins beyond those asked for that a hopper may drop while its motor stops. A count beyond that is not of
this payout: the hopper was exchanged or has forgotten its count."""
REST_INTERVAL = 0.3
"""Seconds in which no coin may be counted before the count is final: one may still pass the exit sensor
after the motor has stopped."""


class PayoutStatus(NamedTuple):
    """Reply to REQUEST HOPPER STATUS: number of the last payout (1–255, 0 after a reset), and its coins."""

    event: int
    remaining: int
    paid: int
    unpaid: int


class Hopper:
    """One hopper with coins of `denomination` yen. Call `connect` first. Not thread-safe."""

    def __init__(
        self,
        bus: Bus,
        address: int,
        denomination: int,
        wait: Callable[[float], None],
        attempts: int = PATIENCE_ATTEMPTS,
    ) -> None:
        """`wait` sleeps for the given seconds between polls. A hopper that is silent in a payout is asked
        `attempts` times, PATIENCE_INTERVAL seconds apart."""
        self.denomination = denomination
        self._bus = bus
        self._address = address
        self._wait = wait
        self._attempts = attempts
        self.serial = 0
        """Its serial number, once connected; the dispense command contains it."""

    def connect(self) -> None:
        """Identify the device. Raises CashFault if it is not a hopper."""
        category = self._bus.ask(self._address, Header.REQUEST_CATEGORY).decode("ascii", "replace")
        if category != "Payout":
            raise CashFault("the device at a hopper's address is not one")
        self.serial = read_serial(self._bus, self._address)
        if not self.serial:
            raise CashFault("the hopper has no serial number to pay out with")

    def total_paid(self) -> int:
        """Read the hopper's own lifetime count of coins paid out (24 bits, kept without power)."""
        data = self._bus.ask(self._address, Header.REQUEST_HOPPER_DISPENSE_COUNT, length=3)
        return int.from_bytes(data, "little")

    def count_at_rest(self, total_before: int) -> int:
        """Stop the motor if it runs and return the coins paid out since `total_before`.

        Raises CashFault if the hopper does not answer.
        """
        self._bus.ask(self._address, Header.EMERGENCY_STOP)
        return self._at_rest(total_before)

    def _at_rest(self, total_before: int) -> int:
        count = self.total_paid()
        while True:
            self._wait(REST_INTERVAL)
            again = self.total_paid()
            if again == count:
                return (count - total_before) % TOTALS
            count = again

    def answers(self) -> bool:
        """Ask the hopper to answer, without any effect on it."""
        try:
            self._bus.ask(self._address, Header.SIMPLE_POLL, length=0)
        except CashFault:
            return False
        return True

    def is_low(self) -> bool:
        """True if the low-level sensor is fitted and reports a low level."""
        level = self._bus.ask(self._address, Header.REQUEST_PAYOUT_HIGH_LOW_STATUS, length=1)[0]
        return bool(level & 0b0001_0000 and level & 0b0001)

    def dispense(self, pieces: int, total_before: int, counted: Counted = lambda pieces: None) -> Dispensed:
        """Pay out `pieces` (1–255) coins; the result may be fewer, or up to MOST_EXTRA more.

        `total_before` is the journalled value of `total_paid()`. Raises CashUncertain if the counters
        cannot be read back or are implausible: the outcome is then unknown until the hopper answers or
        staff have counted. Raises CashSilent or CashRefused only if nothing has moved, and ValueError for
        other `pieces`.
        """
        if not 1 <= pieces <= 255:
            raise ValueError(f"a hopper pays 1 to 255 coins at a time, not {pieces}")
        progress = 0

        def count(so_far: int) -> None:
            nonlocal progress
            progress = so_far
            counted(so_far)

        self._bus.ask(self._address, Header.ENABLE_HOPPER, bytes((ENABLE,)), length=0)
        try:
            self._command(pieces, total_before)
            is_empty = self._await_end(pieces, count)
            paid = self._final_count(total_before)
        except CashUncertain as error:
            self._stop()
            raise CashUncertain(str(error), progress) from error
        finally:
            self._disable()
        if paid > pieces + MOST_EXTRA:
            raise CashUncertain("the hopper's count is not of this payout", progress)
        return Dispensed(paid, is_empty and paid < pieces)

    def _command(self, pieces: int, total_before: int) -> None:
        """Start the payout. Raises CashRefused or CashSilent if the hopper has certainly not begun it."""
        self._bus.synchronise(self._address)
        before = self._status()
        if before.remaining != 0:
            raise CashUncertain("the hopper is still paying out for somebody else")
        request = self.serial.to_bytes(SERIAL_BYTES, "little") + bytes((pieces,))
        error: CashFault = CashSilent("the hopper did not receive the command to pay out")
        for _ in range(DISPENSE_TRIES):
            try:
                self._bus.ask(self._address, Header.DISPENSE_HOPPER_COINS, request, tries=1, length=1)
            except (CashSilent, CashRefused) as failure:
                error = failure
                now = self._patiently(self._status)
                # Some makers count a refused command as an event: the coins decide, not that number.
                moved = now.remaining or now.paid != before.paid
                if moved or self._patiently(self.total_paid) != total_before:
                    return  # the reply was lost, not the command
                if now.event != before.event and isinstance(failure, CashSilent):
                    return  # it has begun and stopped without a coin, or was refused unheard: not repeated
                self._wait(POLL_INTERVAL)
            else:
                return
        raise error

    def _await_end(self, pieces: int, counted: Counted) -> bool:
        """Wait for the motor; returns whether the hopper itself ended with coins unpaid."""
        polls, last = 0, self._patiently(self._status)
        counted_before = 0
        while True:
            if counted_before < last.paid <= pieces + MOST_EXTRA:
                counted_before = last.paid
                counted(last.paid)
            if last.remaining == 0:
                return last.event > 0 and last.unpaid > 0 and last.paid + last.unpaid == pieces
            if polls >= MAX_POLLS:
                self._patiently(lambda: self._bus.ask(self._address, Header.EMERGENCY_STOP))
                return False
            self._wait(POLL_INTERVAL)
            status = self._patiently(self._status)
            polls, last = (0 if status != last else polls + 1), status

    def _final_count(self, total_before: int) -> int:
        """Coins paid out since `total_before`, once no more of them come."""
        return self._patiently(lambda: self._at_rest(total_before))

    def _patiently(self, read: Callable[[], T]) -> T:
        """What `read` returns, however long the hopper is silent in between. Raises CashUncertain at last."""
        for _ in range(self._attempts):
            try:
                return read()
            except CashFault:
                self._wait(PATIENCE_INTERVAL)
        raise CashUncertain("the hopper cannot be read back after a payout")

    def _status(self) -> PayoutStatus:
        return PayoutStatus(*self._bus.ask(self._address, Header.REQUEST_HOPPER_STATUS, length=4))

    def _stop(self) -> None:
        with contextlib.suppress(CashFault):  # the payout is over: no further coin may come out
            self._bus.ask(self._address, Header.EMERGENCY_STOP)

    def _disable(self) -> None:
        try:
            self._bus.ask(self._address, Header.ENABLE_HOPPER, b"\x00")
        except CashFault:
            return  # a reset disables the hopper as well; the payout's own result matters more
