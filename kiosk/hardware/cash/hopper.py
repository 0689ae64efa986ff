"""Driver of a ccTalk payout hopper (category "Payout", addresses 3–10).

A payout is never repeated blindly. The hopper's own counters (166 and 168) are read before and
after, and a dispense command whose reply was lost is sent again only if they prove that it
was not carried out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from kiosk.hardware.cash.bus import Bus, Nak
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.protocol import CashFault, CashSilent, CashUncertain

ENABLE = 165
SERIAL_BYTES = 3
"""The dispense command contains the three low bytes of the serial number."""
TOTALS = 1 << 24
"""The hopper's lifetime count of coins paid out wraps at this value (24 bits)."""
POLL_INTERVAL = 0.1
"""Seconds between polls during a payout."""
MAX_POLLS = 300


class Hopper:
    """One hopper with coins of `denomination` yen. Call `connect` first. Not thread-safe."""

    def __init__(self, bus: Bus, address: int, denomination: int, wait: Callable[[float], None]) -> None:
        """`wait` sleeps for the given seconds between polls."""
        self.denomination = denomination
        self._bus = bus
        self._address = address
        self._wait = wait
        self._serial = b""

    def connect(self) -> None:
        """Identify the device. Raises CashFault if it is not a hopper."""
        category = self._bus.ask(self._address, Header.REQUEST_CATEGORY).decode("ascii", "replace")
        if category != "Payout":
            raise CashFault("the device at a hopper's address is not one")
        serial = self._bus.ask(self._address, Header.REQUEST_SERIAL_NUMBER)
        if len(serial) < SERIAL_BYTES:
            raise CashFault("the hopper's serial number is too short to pay out with")
        self._serial = serial[:SERIAL_BYTES]

    def total_paid(self) -> int:
        """Read the hopper's own lifetime count of coins paid out (24 bits, kept without power)."""
        data = self._bus.ask(self._address, Header.REQUEST_HOPPER_DISPENSE_COUNT, length=3)
        return int.from_bytes(data, "little")

    def is_low(self) -> bool:
        """True if the low-level sensor is fitted and reports a low level."""
        level = self._bus.ask(self._address, Header.REQUEST_PAYOUT_HIGH_LOW_STATUS, length=1)[0]
        return bool(level & 0b0001_0000 and level & 0b0001)

    def dispense(self, pieces: int, total_before: int) -> int:
        """Pay out `pieces` (1–255) coins and return how many were really dispensed.

        `total_before` is the journalled value of `total_paid()`. Raises CashUncertain if the counters
        cannot be read back or are implausible: the outcome is then unknown and staff have to count.
        Raises CashSilent or Nak only before anything has moved, and ValueError for other `pieces`.
        """
        if not 1 <= pieces <= 255:
            raise ValueError(f"a hopper pays 1 to 255 coins at a time, not {pieces}")
        self._bus.ask(self._address, Header.ENABLE_HOPPER, bytes((ENABLE,)))
        try:
            self._command(pieces)
            self._await_end()
            paid = self._paid_since(total_before)
        except CashFault as error:
            self._stop()
            raise CashUncertain("the hopper cannot be read back after a payout") from error
        finally:
            self._disable()
        if paid > pieces:
            raise CashUncertain("the hopper counted more coins than it was asked for")
        return paid

    def _command(self, pieces: int) -> None:
        self._bus.synchronise(self._address)
        before = self._status()
        if before[1] != 0:
            raise CashUncertain("the hopper is still paying out for somebody else")
        request = self._serial + bytes((pieces,))
        for _ in range(3):
            try:
                self._bus.ask(self._address, Header.DISPENSE_HOPPER_COINS, request, tries=1, length=1)
            except Nak:
                return  # nothing moves, as the count afterwards will show
            except CashSilent:
                if self._status()[0] != before[0]:
                    return  # the reply was lost, not the command
            else:
                return

    def _await_end(self) -> None:
        for _ in range(MAX_POLLS):
            if self._status()[1] == 0:
                return
            self._wait(POLL_INTERVAL)
        self._bus.ask(self._address, Header.EMERGENCY_STOP)

    def _status(self) -> tuple[int, int]:
        data = self._bus.ask(self._address, Header.REQUEST_HOPPER_STATUS, length=4)
        return data[0], data[1]

    def _paid_since(self, total_before: int) -> int:
        return (self.total_paid() - total_before) % TOTALS

    def _stop(self) -> None:
        with contextlib.suppress(CashFault):  # the payout is over: no further coin may come out
            self._bus.ask(self._address, Header.EMERGENCY_STOP)

    def _disable(self) -> None:
        try:
            self._bus.ask(self._address, Header.ENABLE_HOPPER, b"\x00")
        except CashFault:
            return  # a reset disables the hopper as well; the payout's own result matters more
