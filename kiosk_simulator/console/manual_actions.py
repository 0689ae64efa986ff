"""What a person's hands can do at the simulated terminal, one method each."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from kiosk.rules.hours import JST, Closure
from kiosk.rules.services import Service
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.terminal import Terminal
from kiosk_simulator.card.inventory import Shelf
from kiosk_simulator.centre.admin import Office
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.switches import make_well, switches
from kiosk_simulator.environment import World

NOT_A_YEN_COIN = 0
"""What is thrown in for a foreign coin."""
THROWN_IN = (10, 50, 100, 500, 1, NOT_A_YEN_COIN)
MOST_SHEETS = 500
MOST_MINUTES = 10 * 24 * 60
"""By which the clock may jump, either way, and within which a closure begins and ends."""
MOST_HOURS_AGO = 10 * 24
"""How old a reservation may be made."""


class Hands:
    """One pair of hands: what several pages ask at once is done one after the other.

    Raises KeyError for what does not exist and ValueError for a number out of range. `closures` is the
    timetable that the terminal was built with; without it the hands close nothing.
    """

    def __init__(
        self,
        world: World,
        terminal: Terminal,
        clock: SystemClock,
        *,
        shelf: Shelf | None = None,
        closures: Closures | None = None,
    ) -> None:
        self._world, self._terminal, self._clock = world, terminal, clock
        self._shelf = shelf or Shelf(world)
        self._office = Office(world, self._shelf)
        self._closures = closures
        self._switches = switches(world)
        self._lock = threading.Lock()

    def place_card(self, profile: str) -> None:
        """Put the card of a profile on the reader, in the place of any other."""
        with self._lock:
            self._world.reader.insert(self._shelf.card(profile))

    def take_card(self) -> None:
        """Take the card off the reader."""
        with self._lock:
            self._world.reader.remove()

    def renew_card(self, profile: str) -> None:
        """Give the card back as it was issued: tries and password; one on the reader is exchanged."""
        with self._lock:
            lies_there = self._shelf.card(profile) is self._world.reader.card
            card = self._world.new_card(profile)
            if lies_there:
                self._world.reader.insert(card)

    def spend_password_tries(self, profile: str, left: int) -> None:
        """Leave the card `left` tries of its signature password: 0 locks it."""
        with self._lock:
            self._shelf.spend_password_tries(profile, left)

    def reserve(self, profile: str, hours_ago: float = 0.0) -> None:
        """Reserve a password reset for a card as its telephone would have, so many hours ago."""
        if not 0 <= hours_ago <= MOST_HOURS_AGO:
            raise ValueError(f"a reservation is 0 to {MOST_HOURS_AGO} hours old")
        with self._lock:
            self._office.reserve(profile, timedelta(hours=hours_ago))

    def decide_application(self, number: str) -> None:
        """Let the municipality decide on an application now."""
        with self._lock:
            self._office.decide_now(number)

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
        """Set the simulated clock, on purpose; a time without a zone is Japan's."""
        aware = moment.replace(tzinfo=JST) if moment.tzinfo is None else moment
        with self._lock:
            self._clock.set(aware)
        self._terminal.look_at_calendar()

    def jump_clock(self, minutes: float) -> None:
        """Let the clock go wrong by so many minutes, back when negative: the terminal must notice."""
        if not 0 < abs(minutes) <= MOST_MINUTES:
            raise ValueError(f"the clock jumps by up to {MOST_MINUTES} minutes, forward or back")
        with self._lock:
            self._clock.jump(timedelta(minutes=minutes))

    def close(self, minutes: float, lasts: float, service: str | None = None) -> None:
        """Let maintenance begin in so many minutes and last for so many; `service` None stops all but
        the information."""
        if not (0 <= minutes <= MOST_MINUTES and 0 < lasts <= MOST_MINUTES):
            raise ValueError(f"a closure begins and lasts within {MOST_MINUTES} minutes")
        if service is not None and service not in list(Service):
            raise KeyError(f"no service {service}")
        services = frozenset[Service]() if service is None else frozenset({Service(service)})
        with self._lock:
            start = self._clock.now() + timedelta(minutes=minutes)
            self._changeable().close(Closure(start, start + timedelta(minutes=lasts), services))

    def open_again(self) -> None:
        """Take back every closure that was made here."""
        with self._lock:
            self._changeable().open_again()

    def _changeable(self) -> Closures:
        if self._closures is None:
            raise ValueError("this terminal's hours cannot be changed here")
        return self._closures
