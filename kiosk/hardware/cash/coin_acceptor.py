"""Driver of a ccTalk coin acceptor (category "Coin Acceptor", default address 2).

Credit is what the event counter says, never what a reply says twice: `new = (now − last) mod 255`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.protocol import CashFault, CashUncertain

POSITIONS = 16
EVENTS_IN_REPLY = 5
HOPPER_PATH = 1
"""Sorter path towards the hoppers; any other path ends in the cash box. A setting of the machine."""
_COIN_ID = re.compile(r"JP(\d{3})[A-Z]")


@dataclass(frozen=True, slots=True)
class Coin:
    """A credited coin: yen, the event counter after it, and where it fell."""

    denomination: int
    counter: int
    hopper: bool


@dataclass(frozen=True, slots=True)
class Credits:
    """What one poll brought.

    `rejected` coins came back, `faults` are codes of the specification. `lost` events were overwritten
    before they were read, and `unvalued` coins were taken at positions without a yen value: both may be
    money that nobody can count. What could be read is in `coins` all the same.
    """

    coins: tuple[Coin, ...] = ()
    rejected: int = 0
    faults: tuple[int, ...] = ()
    lost: int = 0
    unvalued: int = 0


REJECT_CODES = frozenset({1, 2, 3, 5, 8, 18, 19, 23, 24, 25, 254, *range(128, 160)})
"""Event codes that mean "the coin came back", not "the acceptor is broken"."""


def events_since(last: int, now: int) -> int:
    """Number of events between two readings of the counter (both 1–255; `last` may be 0).

    255 is followed by 1; 0 only follows a reset.
    """
    return now if last == 0 else (now - last) % 255


class CoinAcceptor:
    """One acceptor. `connect` must come first; not thread-safe."""

    def __init__(self, bus: Bus, address: int = 2) -> None:
        self._bus = bus
        self._address = address
        self._values: dict[int, int] = {}
        self._last: int | None = None

    def connect(self) -> None:
        """Identify the device and read which position is which coin; takes nothing in yet.

        Raises CashFault when it is another kind of device or knows no yen coin.
        """
        category = self._bus.ask(self._address, Header.REQUEST_CATEGORY).decode("ascii", "replace")
        if category != "Coin Acceptor":
            raise CashFault("the device at the coin acceptor's address is not one")
        values: dict[int, int] = {}
        for position in range(1, POSITIONS + 1):
            coin_id = self._bus.ask(self._address, Header.REQUEST_COIN_ID, bytes((position,)))
            if match := _COIN_ID.fullmatch(coin_id.decode("ascii", "replace")):
                values[position] = int(match[1])
        if not values:
            raise CashFault("the coin acceptor knows no yen coin")
        self._values = values
        self.accept(())
        if self._last is None:  # only once: what happens while the device is away must still be found
            self._last = self.counter()

    @property
    def denominations(self) -> tuple[int, ...]:
        """Yen coins the acceptor knows, smallest first."""
        return tuple(sorted(set(self._values.values())))

    def counter(self) -> int:
        """The event counter now: 0 after a reset, else 1–255."""
        return self._read()[0]

    def read_from(self, last: int) -> Credits:
        """Credit everything after counter value `last` (used once at start-up)."""
        self._last = last
        return self.poll()

    def accept(self, denominations: tuple[int, ...]) -> None:
        """Accept exactly these coins; none at all with an empty tuple."""
        mask = sum(1 << (position - 1) for position, yen in self._values.items() if yen in denominations)
        self._bus.ask(self._address, Header.MODIFY_INHIBIT, mask.to_bytes(2, "little"))
        self._bus.ask(self._address, Header.MODIFY_MASTER_INHIBIT, bytes((1 if mask else 0,)))

    def poll(self) -> Credits:
        """Read the events since the last look, oldest first; the very first look only takes the counter.

        Raises CashUncertain when the device was reset: coins may have been in its buffer.
        """
        counter, events = self._read()
        last, self._last = self._last, counter
        if last is None:
            return Credits()
        if counter == 0 and last > 0:
            raise CashUncertain("the coin acceptor was reset")
        count = events_since(last, counter)
        coins: list[Coin] = []
        rejected, unvalued, faults = 0, 0, []
        for age in range(min(count, EVENTS_IN_REPLY) - 1, -1, -1):
            first, second = events[age]
            if first == 0:
                if second in REJECT_CODES:
                    rejected += 1
                elif second:
                    faults.append(second)
            elif first in self._values:
                number = (last + count - age - 1) % 255 + 1
                coins.append(Coin(self._values[first], number, second == HOPPER_PATH))
            else:
                unvalued += 1
        lost = max(0, count - EVENTS_IN_REPLY)
        return Credits(tuple(coins), rejected, tuple(faults), lost, unvalued)

    def _read(self) -> tuple[int, list[tuple[int, int]]]:
        length = 1 + 2 * EVENTS_IN_REPLY
        data = self._bus.ask(self._address, Header.READ_BUFFERED_CREDIT, length=length)
        return data[0], [(data[i], data[i + 1]) for i in range(1, len(data), 2)]
