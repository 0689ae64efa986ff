"""What a person can do by hand at the simulated terminal, one method each."""

from __future__ import annotations

import threading
from collections.abc import Callable
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
from kiosk_simulator.refusal import Refusal

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

    Raises KeyError for what does not exist and Refusal for a number out of range. `closures` is the
    timetable that the terminal was built with; without it no service can be closed. `did` is told of each
    action that can be played again, as a step of a scenario.
    """

    def __init__(
        self,
        environment: Environment,
        terminal: Terminal,
        clock: SystemClock,
        *,
        closures: Closures | None = None,
        did: Callable[..., None] = lambda *_words: None,
    ) -> None:
        self._environment, self._terminal, self._clock = environment, terminal, clock
        self._admin = CentreAdmin(lambda: environment.centre, environment.card)
        self._closures, self._did = closures, did
        self._switches = switches(environment)
        self._lock = threading.Lock()

    def place_card(self, profile: str) -> None:
        """Put the card of a profile on the reader, in place of any other."""
        with self._lock:
            self._environment.reader.insert(self._environment.card(profile))
            self._did("set-card", profile)

    def take_card(self) -> None:
        """Take the card off the reader."""
        with self._lock:
            self._environment.reader.remove()
            self._did("take-card")

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
            self._did("spend-tries", profile, left)

    def reserve(self, profile: str, hours_ago: float = 0.0) -> None:
        """Reserve a password reset for a card, as its holder did by telephone `hours_ago` hours ago."""
        if not 0 <= hours_ago <= MAX_HOURS_AGO:
            raise Refusal(
                f"a reservation is 0 to {MAX_HOURS_AGO} hours old",
                f"予約は0から{MAX_HOURS_AGO}時間前までです",
            )
        with self._lock:
            self._admin.reserve(profile, timedelta(hours=hours_ago))
            self._did("reserve", profile, hours_ago)

    def decide_application(self, number: str) -> None:
        """Let the municipality decide on an application now."""
        with self._lock:
            self._admin.decide_now(number)
            self._did("decide")

    def insert_coin(self, yen: int) -> bool:
        """Insert a coin; False when it was returned."""
        if yen not in COINS:
            raise KeyError(f"no coin of {yen} yen")
        with self._lock:
            self._did("insert", yen)
            return self._environment.changer.insert(yen)

    def insert_note(self, yen: int) -> bool:
        """Insert a note; False when it was returned at once."""
        if yen not in NOTES:
            raise KeyError(f"no note of {yen} yen")
        with self._lock:
            self._did("insert", yen)
            return self._environment.changer.insert_note(yen)

    def take_coins(self) -> int:
        """Take what is in the tray and before the note slot; returns yen, without what was rejected."""
        with self._lock:
            yen = self._environment.changer.take_tray()
            self._did("take-money", yen)
            return yen

    def fill_hopper(self, yen: int, coins: int) -> None:
        """Set the number of coins in a hopper; the terminal's books do not change."""
        with self._lock:
            hopper = self._environment.changer.hoppers[yen]
            if not 0 <= coins <= hopper.capacity:
                raise Refusal(
                    f"a hopper holds 0 to {hopper.capacity} coins",
                    f"ホッパーに入るのは0から{hopper.capacity}枚です",
                )
            self._environment.changer.fill(yen, coins)
            self._did("coins", yen, coins)

    def set_paper(self, sheets: int) -> None:
        """Set the number of sheets in the paper tray."""
        if not 0 <= sheets <= MAX_SHEETS:
            raise Refusal(f"the tray holds 0 to {MAX_SHEETS} sheets", f"用紙は0から{MAX_SHEETS}枚です")
        with self._lock:
            self._environment.printer.set_paper(sheets)
            self._did("paper", sheets)

    def take_sheets(self) -> int:
        """Take the printed sheets; returns how many."""
        with self._lock:
            sheets = len(self._environment.printer.taken())
            self._did("take-papers", sheets)
            return sheets

    def take_slips(self) -> int:
        """Take the receipts and slips; returns how many."""
        with self._lock:
            slips = len(self._environment.receipt_printer.taken())
            self._did("take-slips", slips)
            return slips

    def take_everything(self) -> None:
        """Take card, money, sheets and slips, each only if there is any: a shopper who leaves."""
        environment = self._environment
        changer = environment.changer
        if environment.reader.card is not None:
            self.take_card()
        if changer.tray or changer.acceptor.returned or changer.validator.returned:
            self.take_coins()
        if environment.printer.sheets:
            self.take_sheets()
        if environment.receipt_printer.receipts:
            self.take_slips()

    def switch(self, id_: str, on: bool, amount: float | None = None) -> None:
        """Set one fault switch."""
        with self._lock:
            self._switches[id_].set(on, amount)
            self._did(*(("fault", id_, *(() if amount is None else (amount,))) if on else ("mend", id_)))

    def clear_faults(self) -> None:
        """Switch every fault off."""
        with self._lock:
            clear_faults(self._environment)
            self._did("mend")

    def set_clock(self, moment: datetime) -> None:
        """Set the simulated clock on purpose; a time without a zone is in Japan's."""
        aware = moment.replace(tzinfo=JST) if moment.tzinfo is None else moment
        with self._lock:
            self._clock.set(aware)
            self._did("time", f"{aware.astimezone(JST):%Y-%m-%d %H:%M:%S}")
        self._terminal.look_at_calendar()

    def jump_clock(self, minutes: float) -> None:
        """Make the clock wrong by `minutes`, back when negative: the terminal must notice."""
        if not 0 < abs(minutes) <= MAX_MINUTES:
            raise Refusal(
                f"the clock jumps by up to {MAX_MINUTES} minutes, forward or back",
                f"時計をとばせるのは前後{MAX_MINUTES}分までです",
            )
        with self._lock:
            self._clock.jump(timedelta(minutes=minutes))
            self._did("clock-jumps", minutes * 60)

    def close(self, minutes: float, lasts: float, service: str | None = None) -> None:
        """Start a maintenance closure in `minutes` that lasts `lasts` minutes.

        `service` None closes every service but the information.
        """
        if not (0 <= minutes <= MAX_MINUTES and 0 < lasts <= MAX_MINUTES):
            raise Refusal(
                f"a closure begins and lasts within {MAX_MINUTES} minutes",
                f"休止は{MAX_MINUTES}分以内に始まり、{MAX_MINUTES}分以内に終わります",
            )
        if service is not None and service not in list(Service):
            raise KeyError(f"no service {service}")
        services = frozenset[Service]() if service is None else frozenset({Service(service)})
        with self._lock:
            start = self._clock.now() + timedelta(minutes=minutes)
            self._changeable().close(Closure(start, start + timedelta(minutes=lasts), services))
            self._did("close", minutes, *(() if service is None else (service,)))

    def open_again(self) -> None:
        """Remove every closure that was made here."""
        with self._lock:
            self._changeable().open_again()
            self._did("open-again")

    def _changeable(self) -> Closures:
        if self._closures is None:
            raise Refusal(
                "this terminal's hours cannot be changed here", "この端末の時間はここでは変えられません"
            )
        return self._closures
