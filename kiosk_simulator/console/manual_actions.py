"""What a person can do by hand at the simulated terminal, one method each."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from kiosk.rules.hours.calendar import Closure
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.terminal import Terminal
from kiosk_simulator.centre.admin import CentreAdmin
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.switches import clear_faults, switches
from kiosk_simulator.environment import Environment

NOT_A_YEN_COIN = 0
"""The value that stands for a foreign coin."""
COINS = (10, 50, 100, 500, 1, NOT_A_YEN_COIN)
"""Coins that can be inserted (yen)."""
NOTES = (1000, 5000)
"""Notes that can be inserted (yen); the terminal takes only the first."""
MAX_SHEETS = 500
MAX_MINUTES = 10 * 24 * 60
"""Largest clock jump in either direction, and the longest time until a closure starts or ends."""
MAX_HOURS_AGO = 10 * 24
"""Greatest age of a new reservation."""


class ManualActions:
    """Actions that several pages ask for at once are carried out one after the other.

    Raises KeyError for what does not exist and ValueError for a number out of range. `closures` is the
    timetable that the terminal was built with; without it no service can be closed.
    """

    def __init__(
        self,
        environment: Environment,
        terminal: Terminal,
        clock: SystemClock,
        *,
        closures: Closures | None = None,
    ) -> None:
        self._environment, self._terminal, self._clock = environment, terminal, clock
        self._admin = CentreAdmin(lambda: environment.centre, environment.card)
        self._closures = closures
        self._switches = switches(environment)
        self._lock = threading.Lock()

    def place_card(self, profile: str) -> None:
        """Put the card of a profile on the reader, in place of any other."""
        with self._lock:
            self._environment.reader.insert(self._environment.card(profile))

    def take_card(self) -> None:
        """Take the card off the reader."""
        with self._lock:
            self._environment.reader.remove()

    def reissue_card(self, profile: str) -> None:
        """Restore the card's PIN tries and initial password; a card on the reader is replaced."""
        with self._lock:
            is_on_reader = self._environment.card(profile) is self._environment.reader.card
            card = self._environment.cards.reissue(profile)
            if is_on_reader:
                self._environment.reader.insert(card)

    def spend_password_tries(self, profile: str, left: int) -> None:
        """Leave the card `left` tries of its signature password: 0 locks it."""
        with self._lock:
            self._environment.cards.spend_password_tries(profile, left)

    def reserve(self, profile: str, hours_ago: float = 0.0) -> None:
        """Reserve a password reset for a card, as its holder did by telephone `hours_ago` hours ago."""
        if not 0 <= hours_ago <= MAX_HOURS_AGO:
            raise ValueError(f"a reservation is 0 to {MAX_HOURS_AGO} hours old")
        with self._lock:
            self._admin.reserve(profile, timedelta(hours=hours_ago))

    def decide_application(self, number: str) -> None:
        """Let the municipality decide on an application now."""
        with self._lock:
            self._admin.decide_now(number)

    def insert_coin(self, yen: int) -> bool:
        """Insert a coin; False when it was returned."""
        if yen not in COINS:
            raise KeyError(f"no coin of {yen} yen")
        with self._lock:
            return self._environment.changer.insert(yen)

    def insert_note(self, yen: int) -> bool:
        """Insert a note; False when it was returned at once."""
        if yen not in NOTES:
            raise KeyError(f"no note of {yen} yen")
        with self._lock:
            return self._environment.changer.insert_note(yen)

    def take_coins(self) -> int:
        """Take what is in the tray and before the note slot; returns yen, without what was rejected."""
        with self._lock:
            return self._environment.changer.take_tray()

    def fill_hopper(self, yen: int, coins: int) -> None:
        """Set the number of coins in a hopper; the terminal's books do not change."""
        with self._lock:
            hopper = self._environment.changer.hoppers[yen]
            if not 0 <= coins <= hopper.capacity:
                raise ValueError(f"a hopper holds 0 to {hopper.capacity} coins")
            self._environment.changer.fill(yen, coins)

    def set_paper(self, sheets: int) -> None:
        """Set the number of sheets in the paper tray."""
        if not 0 <= sheets <= MAX_SHEETS:
            raise ValueError(f"the tray holds 0 to {MAX_SHEETS} sheets")
        with self._lock:
            self._environment.printer.set_paper(sheets)

    def take_sheets(self) -> int:
        """Take the printed sheets; returns how many."""
        with self._lock:
            return len(self._environment.printer.taken())

    def take_slips(self) -> int:
        """Take the receipts and slips; returns how many."""
        with self._lock:
            return len(self._environment.receipt_printer.taken())

    def switch(self, id_: str, on: bool, amount: float | None = None) -> None:
        """Set one fault switch."""
        with self._lock:
            self._switches[id_].set(on, amount)

    def clear_faults(self) -> None:
        """Switch every fault off."""
        with self._lock:
            clear_faults(self._environment)

    def set_clock(self, moment: datetime) -> None:
        """Set the simulated clock on purpose; a time without a zone is in Japan's."""
        aware = moment.replace(tzinfo=JST) if moment.tzinfo is None else moment
        with self._lock:
            self._clock.set(aware)
        self._terminal.look_at_calendar()

    def jump_clock(self, minutes: float) -> None:
        """Make the clock wrong by `minutes`, back when negative: the terminal must notice."""
        if not 0 < abs(minutes) <= MAX_MINUTES:
            raise ValueError(f"the clock jumps by up to {MAX_MINUTES} minutes, forward or back")
        with self._lock:
            self._clock.jump(timedelta(minutes=minutes))

    def close(self, minutes: float, lasts: float, service: str | None = None) -> None:
        """Start a maintenance closure in `minutes` that lasts `lasts` minutes.

        `service` None closes every service but the information.
        """
        if not (0 <= minutes <= MAX_MINUTES and 0 < lasts <= MAX_MINUTES):
            raise ValueError(f"a closure begins and lasts within {MAX_MINUTES} minutes")
        if service is not None and service not in list(Service):
            raise KeyError(f"no service {service}")
        services = frozenset[Service]() if service is None else frozenset({Service(service)})
        with self._lock:
            start = self._clock.now() + timedelta(minutes=minutes)
            self._changeable().close(Closure(start, start + timedelta(minutes=lasts), services))

    def open_again(self) -> None:
        """Remove every closure that was made here."""
        with self._lock:
            self._changeable().open_again()

    def _changeable(self) -> Closures:
        if self._closures is None:
            raise ValueError("this terminal's hours cannot be changed here")
        return self._closures
