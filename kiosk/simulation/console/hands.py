"""What a person's hands can do at the simulated terminal, one method each."""

from __future__ import annotations

import threading
from datetime import datetime

from kiosk.clock import SystemClock
from kiosk.rules.hours import JST
from kiosk.simulation.card.profiles import PROFILES
from kiosk.simulation.console.switches import make_well, switches
from kiosk.simulation.world import World
from kiosk.terminal import Terminal

NOT_A_YEN_COIN = 0
"""What is thrown in for a foreign coin."""
THROWN_IN = (10, 50, 100, 500, 1, NOT_A_YEN_COIN)
MOST_SHEETS = 500


class Hands:
    """One pair of hands: what several pages ask at once is done one after the other.

    Raises KeyError for what does not exist and ValueError for a number out of range.
    """

    def __init__(self, world: World, terminal: Terminal, clock: SystemClock) -> None:
        self._world, self._terminal, self._clock = world, terminal, clock
        self._switches = switches(world)
        self._lock = threading.Lock()

    def place_card(self, profile: str) -> None:
        """Put the card of a profile on the reader, in the place of any other."""
        _known(profile)
        with self._lock:
            self._world.reader.insert(self._world.card(profile))

    def take_card(self) -> None:
        """Take the card off the reader."""
        with self._lock:
            self._world.reader.remove()

    def renew_card(self, profile: str) -> None:
        """Give the card all its PIN tries back; one that lies on the reader is exchanged."""
        _known(profile)
        with self._lock:
            lies_there = self._world.profile_of(self._world.reader.card) == profile
            card = self._world.new_card(profile)
            if lies_there:
                self._world.reader.insert(card)

    def throw_in(self, yen: int) -> bool:
        """Throw a coin in; False when it came back."""
        if yen not in THROWN_IN:
            raise KeyError(f"no coin of {yen} yen")
        with self._lock:
            return self._world.changer.insert(yen)

    def take_coins(self) -> int:
        """Take what lies in the tray; returns yen, without coins that were rejected."""
        with self._lock:
            return self._world.changer.take_tray()

    def fill_hopper(self, yen: int, coins: int) -> None:
        """Make `coins` the number of coins in a hopper; the terminal's books do not change."""
        with self._lock:
            hopper = self._world.changer.hoppers[yen]
            if not 0 <= coins <= hopper.capacity:
                raise ValueError(f"a hopper holds 0 to {hopper.capacity} coins")
            self._world.changer.fill(yen, coins)

    def set_paper(self, sheets: int) -> None:
        """Make `sheets` the number of sheets in the paper tray."""
        if not 0 <= sheets <= MOST_SHEETS:
            raise ValueError(f"the tray holds 0 to {MOST_SHEETS} sheets")
        with self._lock:
            self._world.printer.set_paper(sheets)

    def take_sheets(self) -> int:
        """Take the papers; returns how many."""
        with self._lock:
            return len(self._world.printer.taken())

    def take_slips(self) -> int:
        """Take the slips; returns how many."""
        with self._lock:
            return len(self._world.receipt_printer.taken())

    def switch(self, id_: str, on: bool, amount: float | None = None) -> None:
        """Turn one switch."""
        with self._lock:
            self._switches[id_].set(on, amount)

    def make_well(self) -> None:
        """Switch every fault off."""
        with self._lock:
            make_well(self._world)

    def set_clock(self, moment: datetime) -> None:
        """Set the simulated clock; a time without a zone is Japan's."""
        aware = moment.replace(tzinfo=JST) if moment.tzinfo is None else moment
        self._clock.set(aware)
        self._terminal.look_at_calendar()


def _known(profile: str) -> None:
    if profile not in PROFILES:
        raise KeyError(f"no card profile {profile}")
