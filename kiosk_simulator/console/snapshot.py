"""The state of terminal and environment at one moment, as JSON for the page."""

from __future__ import annotations

from collections import deque
from datetime import datetime

from kiosk.fsm.view import View
from kiosk.journal.entry import Entry
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.rules.hours.calendar import Closure
from kiosk.rules.hours.japan_time import JST
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.terminal import Terminal
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.centre.admin import CentreAdmin, RegistrationLine, ReservationLine
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.pictures import sheet_id, slip_id
from kiosk_simulator.console.switches import switches
from kiosk_simulator.console.texts.terminal import KIND_TEXTS, REGISTRATION_TEXTS, SERVICE_TEXTS, STATE_TEXTS
from kiosk_simulator.environment import Environment

JOURNAL_ROWS = 30
REPORT_ROWS = 12
HEARD_ROWS = 6
_SHORT = 8
_CLOCK_TOLERANCE = 0.05
"""Seconds by which two readings of the same clock offset may differ."""

Json = dict[str, object]
"""What the page gets: a JSON object."""


class Snapshots:
    """Reads environment, terminal and journal. To be used by one thread at a time."""

    def __init__(
        self,
        environment: Environment,
        terminal: Terminal,
        clock: SystemClock,
        journal: Journal,
        *,
        closures: Closures | None = None,
    ) -> None:
        self._environment, self._terminal, self._clock = environment, terminal, clock
        self._admin = CentreAdmin(lambda: environment.centre, environment.card)
        self._closures = closures
        self._switches = switches(environment)
        self._journal = _JournalTail(journal)
        self._offset = 0.0

    def take(self) -> Json:
        """Everything that stays the same while nothing happens: equal snapshots show equal pages."""
        environment = self._environment
        on = [each for each in self._switches.values() if each.is_on()]
        entries, booked = self._journal.read()
        return {
            "screen": _screen(self._terminal.view),
            "clock_offset": self._clock_offset(),
            "card": self._card(),
            "money": self._money(booked),
            "paper": {
                "paper": environment.printer.paper,
                "sheets": [
                    {"id": sheet_id(each), "name": each.name, "number": each.number, "of": each.sheets}
                    for each in environment.printer.sheets
                ],
                "waiting": sum(not job.state.is_final for job in environment.printer.jobs),
            },
            "slips": [
                {"id": slip_id(index, each), "height": each.height}
                for index, each in enumerate(environment.receipt_printer.receipts)
            ],
            "heard": [
                {"kind": each.kind, "text": each.text, "language": each.language, "heard": each.heard}
                for each in reversed(environment.sound.played[-HEARD_ROWS:])
            ],
            "centre": self._centre(),
            "phone": environment.phone.url,
            "reservations": [_reservation(each) for each in self._admin.reservations()],
            "registrations": [_registration(each) for each in self._admin.registrations()],
            "closures": [_closure(each) for each in self._closures.made] if self._closures else [],
            "on": [each.id for each in on],
            "wrong": [
                {"id": each.id, "device": each.device, "ja": each.text.ja, "en": each.text.en} for each in on
            ]
            + self._supplies(),
            "journal": [_row(entry) for entry in entries],
        }

    def timing(self) -> Json:
        """What changes with time: the clock (milliseconds since 1970) and the seconds until the time-out."""
        view = self._terminal.view
        left = None
        if view is not None and view.deadline is not None:
            left = round(view.deadline - self._clock.monotonic(), 2)
        timeout = view.timeout if view is not None else None
        return {"now": round(self._clock.now().timestamp() * 1000), "left": left, "timeout": timeout}

    def _clock_offset(self) -> float:
        offset = (self._clock.now() - datetime.now(JST)).total_seconds()
        if abs(offset - self._offset) > _CLOCK_TOLERANCE:
            self._offset = offset
        return self._offset

    def _card(self) -> Json:
        reader, cards = self._environment.reader, self._environment.cards
        return {
            "placed": cards.profile_of(reader.card),
            "present": reader.card is not None,
            "apdus": reader.apdus_sent,
            "tries": {key: cards.pin_tries(key) for key in PROFILES},
            "password_tries": cards.password_tries(),
        }

    def _money(self, booked: dict[int, int]) -> Json:
        changer = self._environment.changer
        return {
            "tray": list(changer.tray),
            "returned": [*changer.acceptor.returned, *changer.validator.returned],
            "escrow": changer.validator.escrow > 0,
            "stacker": list(changer.validator.stacker),
            "amount": sum(changer.tray),
            "cash_box": sum(changer.cash_box),
            "hoppers": [
                {"yen": yen, "coins": each.coins, "capacity": each.capacity, "booked": booked.get(yen)}
                for yen, each in changer.hoppers.items()
            ],
        }

    def _centre(self) -> Json:
        centre = self._environment.centre
        reports = centre.reports()
        return {
            "issued": centre.issued(),
            "reports": len(reports),
            "newest": [
                {
                    "request": each.request[:_SHORT],
                    "printed": each.printed,
                    "void": each.void,
                    "uncertain": each.uncertain,
                }
                for each in reports[-REPORT_ROWS:]
            ],
        }

    def _supplies(self) -> list[Json]:
        """Supplies that have run out without a fault being on."""
        found: list[Json] = []
        if self._environment.printer.paper <= 0:
            found.append({"id": "paper", "device": "printer", "ja": "用紙トレイが空", "en": "Tray empty"})
        found += [
            {"id": f"coins-{yen}", "device": f"hopper-{yen}", "ja": "硬貨が空", "en": "No coins"}
            for yen, each in self._environment.changer.hoppers.items()
            if each.coins <= 0
        ]
        return found


class _JournalTail:
    """The newest rows, and the hoppers' counts according to the journal; reads only new rows."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._entries: deque[Entry] = deque(maxlen=JOURNAL_ROWS)
        self._last = -1
        self._booked: dict[int, int] = {}

    def read(self) -> tuple[list[Entry], dict[int, int]]:
        """Rows, newest first, and coins by denomination (yen)."""
        try:
            if self._last < 0:
                self._last = max(0, self._journal.last_seq() - JOURNAL_ROWS)
            new = list(self._journal.entries(self._last))
            if new:
                self._last = new[-1].seq
                self._entries.extend(new)
                self._booked = self._journal.hopper_stock()[0]
        except JournalFault:
            pass  # the terminal shows it as a device that fails; the console goes on with what it knows
        return list(reversed(self._entries)), self._booked


def _row(entry: Entry) -> Json:
    ja, en = KIND_TEXTS[entry.kind]
    return {
        "seq": entry.seq,
        "at": entry.at[11:19],
        "visit": entry.visit[:_SHORT],
        "kind": entry.kind.value,
        "ja": ja,
        "en": en,
        "facts": {key: _short(value) for key, value in entry.facts.items()},
    }


def _short(value: object) -> object:
    return f"{value[:_SHORT]}…" if isinstance(value, str) and len(value) > 20 else value


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(JST):%m-%d %H:%M}"


def _reservation(line: ReservationLine) -> Json:
    return {"profile": line.profile, "until": _moment(line.until), "good": line.good}


def _registration(line: RegistrationLine) -> Json:
    ja, en = REGISTRATION_TEXTS[line.state]
    return {
        "number": line.number,
        "profile": line.profile,
        "municipality": line.municipality,
        "state": line.state.value,
        "ja": ja,
        "en": en,
        "usable_from": line.usable_from.isoformat(),
    }


def _closure(closure: Closure) -> Json:
    return {
        "start": _moment(closure.start),
        "end": _moment(closure.end),
        "services": [SERVICE_TEXTS[each] for each in sorted(closure.services)],
    }


def _screen(view: View | None) -> Json:
    if view is None:
        return {
            "state": "",
            "generation": -1,
            "ja": "まだ起動していません",
            "en": "Not started yet",
            "notice": None,
        }
    ja, en = STATE_TEXTS[view.state]
    return {
        "state": view.state.value,
        "generation": view.generation,
        "ja": ja,
        "en": en,
        "notice": view.reason.value if view.reason else None,
        "notice_name": view.reason.name.replace("_", " ").lower() if view.reason else "",
        "language": view.visit.language,
        "tries_left": view.visit.card.pin_tries,
        "password_tries": view.visit.card.password_tries,
        "number": view.visit.reset.number or view.visit.registration.number,
        "usable_from": f"{view.visit.registration.usable_from:%Y-%m-%d}"
        if view.visit.registration.usable_from
        else "",
        "good_until": _moment(view.visit.reset.good_until) if view.visit.reset.good_until else "",
        "price": view.visit.order.price,
        "inserted": view.visit.money.inserted,
        "acceptable": list(view.visit.money.acceptable),
        "sheets": view.visit.printing.sheets,
        "printed": view.visit.printing.sheets_printed,
        "paid_out": view.visit.money.paid_out,
        "claimed": view.visit.money.claimed,
        "unknown": view.visit.money.unknown,
        "opens_at": view.status.opens_at,
    }
