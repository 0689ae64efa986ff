"""Driver of a ccTalk coin acceptor (category "Coin Acceptor", default address 2).

Coins are credited by the event counter, so that a repeated reply is not counted twice:
`new = (now − last) mod 255`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kiosk.hardware.cash.bus import Bus, read_serial
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.protocol import CashFault, CashRefused
from kiosk.structs import Struct

POSITIONS = 16
EVENTS_IN_REPLY = 5
COIN_ID_BYTES = 6
HOPPER_PATH = 1
"""Sorter path to the hoppers; every other path leads to the cash box. Configured in the machine."""
_COIN_ID = re.compile(r"JP(\d{3})[A-Z]")


class Coin(Struct):
    """A credited coin: its value in yen, the event counter after it, and whether it went to a hopper."""

    denomination: int
    counter: int
    hopper: bool


class Credits(Struct):
    """The events of one poll.

    `rejected` coins were returned. Coins that cannot be credited: `lost` events were overwritten before
    they were read, `unvalued` coins were accepted at positions without a yen value, `kept` coins were kept
    without credit, and after a `reset` whatever came before it is forgotten. `faults` are all other event
    codes of the specification. Everything that could be read is in `coins`.
    """

    counter: int = 0
    coins: tuple[Coin, ...] = ()
    rejected: int = 0
    faults: tuple[int, ...] = ()
    lost: int = 0
    unvalued: int = 0
    kept: int = 0
    reset: bool = False


REJECT_CODES = frozenset({1, 2, 3, 4, 5, 8, 18, 19, 23, 24, 25, 37, 38, 254, *range(128, 160)})
"""Event codes meaning that the coin was returned, not that the acceptor is faulty (4, 37 and 38: it was too
slow or too fast over the validation sensors)."""
KEPT_CODES = frozenset({6, 7, 16, 17, 20, 22, 36, 39})
"""Event codes after which a coin may be inside without credit: it did not pass the credit or sorter sensor
as it should have, was pulled on a string, was swallowed or sorted wrongly."""


def events_since(last: int, now: int) -> int:
    """Return the number of events between two counter values (both 1–255; `last` may be 0).

    The counter goes from 255 to 1; it is 0 only after a reset.
    """
    return now if last == 0 else (now - last) % 255


class CoinAcceptor:
    """One coin acceptor. Call `connect` first. Not thread-safe."""

    def __init__(self, bus: Bus, address: int = 2) -> None:
        self._bus = bus
        self._address = address
        self._values: dict[int, int] = {}
        self._last: int | None = None
        self._taken: tuple[int, bool] | None = None
        """The inhibits that the device has confirmed."""
        self._found_shut = True

    def connect(self) -> None:
        """Identify the device and read the coin at each position, without accepting coins yet.

        Raises CashFault if it is another kind of device or recognises no yen coin.
        """
        category = self._bus.ask(self._address, Header.REQUEST_CATEGORY).decode("ascii", "replace")
        if category != "Coin Acceptor":
            raise CashFault("the device at the coin acceptor's address is not one")
        values = self._table()
        if values != self._table():
            raise CashFault("the coin acceptor gave two different tables of coins")
        if not values:
            raise CashFault("the coin acceptor knows no yen coin")
        self._values = values
        self._found_shut = self.inhibits() == (0, False)
        self.accept(())
        if self._last is None:  # only once, so that coins inserted while it is disconnected are found
            self._last = self.counter()

    def serial(self) -> int:
        """Read the serial number twice; 0 if it has none. Raises CashFault if the readings differ."""
        return read_serial(self._bus, self._address)

    def _table(self) -> dict[int, int]:
        """Read the yen value of each position that has one."""
        values: dict[int, int] = {}
        for position in range(1, POSITIONS + 1):
            request = bytes((position,))
            try:
                coin_id = self._bus.ask(self._address, Header.REQUEST_COIN_ID, request, length=COIN_ID_BYTES)
            except CashRefused:  # some acceptors refuse the positions that they do not use
                continue
            if match := _COIN_ID.fullmatch(coin_id.decode("ascii", "replace")):
                values[position] = int(match[1])
        return values

    @property
    def denominations(self) -> tuple[int, ...]:
        """The yen coins that the acceptor recognises, smallest first."""
        return tuple(sorted(set(self._values.values())))

    def counter(self) -> int:
        """Read the event counter: 0 after a reset, otherwise 1–255."""
        return self._read()[0]

    def read_from(self, last: int) -> Credits:
        """Return all events after counter value `last` (used once, at start-up, when a deposit was open).

        A device that was shut when it was connected, with no event before or now, may have been reset.
        """
        self._last = last
        found = self.poll()
        return replace(found, reset=True) if last == found.counter == 0 and self._found_shut else found

    def accept(self, denominations: tuple[int, ...]) -> None:
        """Accept exactly these denominations, in yen; an empty tuple accepts none.

        The device's own registers are read back: a slot is shut when it says so. Raises CashFault if
        they are not as set.
        """
        mask = sum(1 << (position - 1) for position, yen in self._values.items() if yen in denominations)
        inhibits, master = mask.to_bytes(2, "little"), bytes((1 if mask else 0,))
        self._taken = None  # a command whose reply is lost may have been carried out
        self._bus.ask(self._address, Header.MODIFY_INHIBIT, inhibits, length=0)
        self._bus.ask(self._address, Header.MODIFY_MASTER_INHIBIT, master, length=0)
        if self.inhibits() != (mask, bool(mask)):
            raise CashFault("the coin acceptor did not take its inhibits")
        self._taken = mask, bool(mask)

    def was_reset(self) -> bool:
        """True when the device has forgotten the inhibits that it had confirmed, and has no event to show.

        A reset sets the event counter to 0. Where it was 0 before, a coin whose event was lost in the
        reset would leave no other trace.
        """
        if self._taken is None or self._taken == self.inhibits() or self.counter() != 0:
            return False
        self._taken = None
        return True

    def inhibits(self) -> tuple[int, bool]:
        """Read which positions are enabled (bit 0 is position 1), and whether any coin is accepted at all."""
        mask = self._bus.ask(self._address, Header.REQUEST_INHIBIT, length=2)
        master = self._bus.ask(self._address, Header.REQUEST_MASTER_INHIBIT, length=1)
        return int.from_bytes(mask, "little"), bool(master[0] & 1)

    def self_check(self) -> int:
        """Ask the device to check itself; returns its fault code, 0 for none. May take seconds."""
        return int.from_bytes(self._bus.ask(self._address, Header.PERFORM_SELF_CHECK)[:1])

    def poll(self) -> Credits:
        """Read the events since the last poll, oldest first; the very first poll only reads the counter."""
        counter, events = self._read()
        last, self._last = self._last, counter
        if last is None:
            return Credits(counter)
        reset = last > 0 and counter == 0
        count = 0 if reset else events_since(last, counter)
        coins: list[Coin] = []
        rejected, unvalued, kept, faults = 0, 0, 0, []
        for age in range(min(count, EVENTS_IN_REPLY) - 1, -1, -1):
            first, second = events[age]
            if first == 0:
                if second in REJECT_CODES:
                    rejected += 1
                elif second in KEPT_CODES:
                    kept += 1
                elif second:
                    faults.append(second)
            elif first in self._values:
                number = (last + count - age - 1) % 255 + 1
                coins.append(Coin(self._values[first], number, second == HOPPER_PATH))
            else:
                unvalued += 1
        lost = max(0, count - EVENTS_IN_REPLY)
        return Credits(counter, tuple(coins), rejected, tuple(faults), lost, unvalued, kept, reset)

    def _read(self) -> tuple[int, list[tuple[int, int]]]:
        length = 1 + 2 * EVENTS_IN_REPLY
        data = self._bus.ask(self._address, Header.READ_BUFFERED_CREDIT, length=length)
        return data[0], [(data[i], data[i + 1]) for i in range(1, len(data), 2)]
