"""Simulated ccTalk slaves: they answer command bytes as the ccTalk specification defines."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from kiosk.hardware.cash.cctalk import Header


class CoinFault(StrEnum):
    """Faults of the coin acceptor that QA can switch."""

    SILENT = "acceptor_silent"  # answers nothing
    REJECTS = "acceptor_rejects"  # returns every coin
    RESETS = "acceptor_resets"  # loses its state at the next request
    JAM = "acceptor_jam"  # reports a blocked sorter with the next coin


class HopperFault(StrEnum):
    """Faults of a hopper that QA can switch."""

    SILENT = "hopper_silent"  # answers nothing
    SHORT = "hopper_short"  # holds fewer coins than counted: pays one coin too few
    EMPTY = "hopper_empty"  # pays nothing
    SILENT_IN_PAYOUT = "hopper_silent_in_payout"  # answers until it gets a payout command


class Silence(Exception):
    """The device does not answer."""


class Refusal(Exception):
    """The device answers NAK."""


class SimulatedAcceptor:
    """A coin acceptor; `insert` is the shopper's part."""

    COINS = ("JP010A", "JP050A", "JP100A", "JP500A", "JP500B", "JP500C")
    """Three generations of 500 yen are in circulation, so several positions have the same value."""

    def __init__(self, address: int = 2, hopper_takes: Callable[[int], bool] = lambda yen: True) -> None:
        """`hopper_takes(yen)` puts a coin into its hopper and returns whether there was room."""
        self.address = address
        self.faults: set[CoinFault] = set()
        self.returned: list[int] = []
        self.serial = bytes((address, 0x34, 0x12))
        self._hopper_takes = hopper_takes
        self._counter = 0
        self._events: list[tuple[int, int]] = [(0, 0)] * 5
        self._mask = 0
        self._master = False

    def insert(self, yen: int) -> bool:
        """Insert a coin of `yen` (0: an unknown coin). True when it was accepted."""
        positions = [i for i, coin in enumerate(self.COINS, 1) if int(coin[2:5]) == yen]
        position = positions[-1] if positions else 0
        enabled = self._master and position and self._mask >> (position - 1) & 1
        if CoinFault.JAM in self.faults:
            self._event(0, 15)
        if not enabled or self.faults & {CoinFault.REJECTS, CoinFault.JAM}:
            if self._master:
                self._event(0, 1 if enabled or not position else 2)
            self.returned.append(yen)
            return False
        self._event(position, 1 if self._hopper_takes(yen) else 2)
        return True

    def transmit(self, reply: bytes) -> bytes:
        """What reaches the line of a reply: all of it."""
        return reply

    def _event(self, first: int, second: int) -> None:
        self._counter = self._counter % 255 + 1
        self._events = [(first, second), *self._events[:4]]

    def answer(self, header: int, data: bytes) -> bytes:
        """Reply data for one command; raises Silence or Refusal."""
        if CoinFault.SILENT in self.faults:
            raise Silence
        if CoinFault.RESETS in self.faults:
            self.faults.discard(CoinFault.RESETS)
            self._counter, self._events, self._mask, self._master = 0, [(0, 0)] * 5, 0, False
        match header:
            case Header.SIMPLE_POLL:
                return b""
            case Header.REQUEST_CATEGORY:
                return b"Coin Acceptor"
            case Header.REQUEST_PRODUCT_CODE:
                return b"SIM-ACCEPTOR"
            case Header.REQUEST_MANUFACTURER:
                return b"SIM"
            case Header.REQUEST_SERIAL_NUMBER:
                return self.serial
            case Header.REQUEST_COIN_ID:
                known = 1 <= data[0] <= len(self.COINS)
                return (self.COINS[data[0] - 1] if known else "......").encode()
            case Header.MODIFY_INHIBIT:
                self._mask = int.from_bytes(data[:2], "little")
                return b""
            case Header.REQUEST_INHIBIT:
                return self._mask.to_bytes(2, "little")
            case Header.MODIFY_MASTER_INHIBIT:
                self._master = bool(data[0] & 1)
                return b""
            case Header.REQUEST_MASTER_INHIBIT:
                return bytes((self._master,))
            case Header.READ_BUFFERED_CREDIT:
                return bytes((self._counter, *(byte for event in self._events for byte in event)))
            case Header.PERFORM_SELF_CHECK:
                return b"\x00"
        raise Silence  # unknown headers are not answered


class SimulatedHopper:
    """A hopper that pays one coin whenever its status is requested, as a motor does between two polls."""

    def __init__(self, address: int, denomination: int, coins: int, pay: Callable[[int], None]) -> None:
        """`pay(yen)` is called for every coin that drops into the tray."""
        self.address = address
        self.denomination = denomination
        self.coins = coins
        self.capacity = 500
        self.faults: set[HopperFault] = set()
        self._pay = pay
        self._enabled = False
        self._counter = 0
        self._remaining = self._paid = self._unpaid = 0
        self._total = 0
        self._serial = bytes((address, 0x34, 0x12))
        self._muted = False

    def take(self) -> bool:
        """Take a coin from the acceptor; False when the hopper is full."""
        if self.coins >= self.capacity:
            return False
        self.coins += 1
        return True

    def power_cut(self) -> None:
        """Interrupt the power: the payout ends, its counters are kept, and it must be enabled again."""
        self._unpaid, self._remaining = self._unpaid + self._remaining, 0
        self._enabled = False

    def answer(self, header: int, data: bytes) -> bytes:
        """Reply data for one command; raises Silence or Refusal."""
        if HopperFault.SILENT_IN_PAYOUT not in self.faults:
            self._muted = False
        if HopperFault.SILENT in self.faults or self._muted:
            raise Silence
        match header:
            case Header.SIMPLE_POLL:
                return b""
            case Header.REQUEST_CATEGORY:
                return b"Payout"
            case Header.REQUEST_PRODUCT_CODE:
                return b"SIM-HOPPER"
            case Header.REQUEST_MANUFACTURER:
                return b"SIM"
            case Header.REQUEST_SERIAL_NUMBER:
                return self._serial
            case Header.ENABLE_HOPPER:
                self._enabled = data == b"\xa5"
                return b""
            case Header.REQUEST_HOPPER_DISPENSE_COUNT:
                return self._total.to_bytes(3, "little")
            case Header.REQUEST_PAYOUT_HIGH_LOW_STATUS:
                low, high = self.coins < 10, self.coins >= self.capacity
                return bytes((0b0011_0000 | low | high << 1,))
            case Header.DISPENSE_HOPPER_COINS:
                return self._dispense(data)
            case Header.REQUEST_HOPPER_STATUS:
                self._turn()
                return bytes((self._counter, self._remaining, self._paid, self._unpaid))
            case Header.EMERGENCY_STOP:
                stopped, self._unpaid, self._remaining = self._remaining, self._remaining, 0
                return bytes((stopped,))
        raise Silence

    def transmit(self, reply: bytes) -> bytes:
        """What reaches the line of a reply: all of it."""
        return reply

    def _dispense(self, data: bytes) -> bytes:
        if not self._enabled or data[:3] != self._serial or self._remaining:
            raise Refusal
        self._counter = self._counter % 255 + 1
        self._remaining, self._paid, self._unpaid = data[3], 0, 0
        if HopperFault.SILENT_IN_PAYOUT in self.faults:
            self._muted = True
        return bytes((self._counter,))

    def _turn(self) -> None:
        if not self._remaining:
            return
        short = HopperFault.SHORT in self.faults and self._remaining == 1
        if self.coins == 0 or HopperFault.EMPTY in self.faults or short:
            self._unpaid, self._remaining = self._remaining, 0
            return
        self.coins -= 1
        self._remaining -= 1
        self._paid += 1
        self._total = (self._total + 1) % (1 << 24)
        self._pay(self.denomination)
