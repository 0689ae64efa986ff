"""Start-up: read the journal, ask the devices' own counters, and put what is open before the staff.

Nothing is finished or paid here. What a device can prove is written down; what nobody can prove
stays open until staff has settled it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk import __version__
from kiosk.fsm.events import Event
from kiosk.fsm.flow.operation import Ready
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.terminal_status import OpenCase
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.cash.hopper import TOTALS
from kiosk.hardware.cash.protocol import CashFault
from kiosk.journal.accounts import accounts, hopper_stock, last_counter
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Entry, Journal, VisitLog
from kiosk.rules.hours.japan_time import is_plausible
from kiosk.runtime.clock import Clock
from kiosk.tasks.payment import CashLog

_WITHOUT_STAFF: Mapping[Kind, tuple[Kind, Reason]] = {
    Kind.CERTIFICATES_APPLIED: (Kind.CERTIFICATES_REFUSED, Reason.INTERRUPTED),
    Kind.PASSWORD_RESET_INTENDED: (Kind.PASSWORD_RESET_ENDED, Reason.RESET_UNCERTAIN),
    Kind.APPLICATION_INTENDED: (Kind.APPLICATION_ENDED, Reason.CENTRE_SLOW),
}
"""Intents that moved neither money nor paper: the row that closes each, and why. Whether card or centre
acted they say themselves when the shopper comes again; the terminal never repeats them."""


def open_cases(entries: Iterable[Entry]) -> tuple[OpenCase, ...]:
    """Visits that were cut off with money or movements open, oldest first; amounts in yen."""
    return tuple(
        OpenCase(each.visit, each.inserted, each.paid_out, each.charged, each.owed)
        for each in accounts(entries).values()
        if each.needs_staff
    )


def lasting_stop(entries: Iterable[Entry]) -> Reason | None:
    """Why the terminal was out of service when the rows end: neither a restart nor a retry clears it."""
    stop = None
    for entry in entries:
        match entry.kind:
            case Kind.ISSUING_STOPPED:
                stop = Reason.SUSPENDED_AFTER_MISMATCH
            case Kind.CLAIM_MADE:
                stop = Reason.PAYOUT_SHORT
            case Kind.CERTIFICATE_VOID if entry.facts["reason"] == Reason.PRINTER_LOST.value:
                stop = Reason.PRINTER_LOST  # written until version 0.3
            case Kind.CERTIFICATE_UNCERTAIN:
                stop = Reason(str(entry.facts["reason"]))
            case Kind.CLOCK_JUMPED:
                stop = stop or Reason.CLOCK_JUMPED
            case Kind.STAFF_LEFT:
                stop = None if entry.facts["in_service"] else Reason.STOPPED_BY_STAFF
            case _:
                continue
    return stop


def latest_moment(entries: Iterable[Entry]) -> datetime | None:
    """The latest time of day in the rows since staff last put the terminal in service, None without rows.

    Staff has seen the clock then, so what was written before does not count any more.
    """
    latest = None
    for entry in entries:
        at = datetime.fromisoformat(entry.at)
        settled = entry.kind is Kind.STAFF_LEFT and entry.facts["in_service"]
        latest = at if latest is None or settled else max(latest, at)
    return latest


def _total_at_next_payout(later: Iterable[Entry], denomination: int) -> int | None:
    """The hopper's count at its next payout: what it paid after that belongs to later payouts."""
    for entry in later:
        if entry.kind is Kind.HOPPER_INTENDED and entry.facts["denomination"] == denomination:
            return entry.number("total")
    return None


@dataclass(frozen=True, slots=True)
class StartUpTasks:
    """The first task of every start. `tolerance` is what the clock may be behind the journal."""

    journal: Journal
    changer: CoinChanger
    clock: Clock
    tolerance: timedelta

    def start_up(self, context: TaskContext) -> Event:
        """Reconcile and say what staff must clear first, if anything: money before the rest."""
        clock_is_wrong = self._clock_is_wrong()
        self.journal.append(Kind.TERMINAL_STARTED, {"version": __version__})
        self.changer.load_counts(*hopper_stock(self.journal.entries()))
        for account in accounts(self.journal.entries()).values():
            log = VisitLog(self.journal, account.visit)
            for entry in account.open_intents.values():
                self._reconcile(entry, log)
        if open_cases(self.journal.entries()):
            return Ready(Reason.INTERRUPTED)
        stop = lasting_stop(self.journal.entries())
        return Ready(Reason.CLOCK_JUMPED if stop is None and clock_is_wrong else stop)

    def _clock_is_wrong(self) -> bool:
        """True when the time cannot be right, or went back while the power was off."""
        now = self.clock.now()
        if not is_plausible(now):
            return True
        latest = None if self.clock.begins_anew else latest_moment(self.journal.entries())
        return latest is not None and latest - now > self.tolerance

    def _reconcile(self, entry: Entry, log: VisitLog) -> None:
        """Close an intent with what the device itself has counted; leave it open when it cannot say."""
        try:
            if entry.kind is Kind.DEPOSIT_OPENED:
                self._reconcile_deposit(entry, log)
            elif entry.kind is Kind.HOPPER_INTENDED:
                self._reconcile_payout(entry, log)
            elif entry.kind in _WITHOUT_STAFF:
                ended, reason = _WITHOUT_STAFF[entry.kind]
                log.result(entry.seq, ended, reason=reason.value)
        except CashFault:
            return

    def _reconcile_payout(self, entry: Entry, log: VisitLog) -> None:
        denomination, total = entry.number("denomination"), entry.number("total")
        after = _total_at_next_payout(self.journal.entries(entry.seq), denomination)
        if after is None:
            pieces = self.changer.paid_since(denomination, total)
        else:
            pieces = (after - total) % TOTALS
        if pieces > entry.number("pieces"):
            return  # another hopper, or one that forgot: its count says nothing about this payout
        log.result(entry.seq, Kind.HOPPER_PAID, denomination=denomination, pieces=pieces)
        self.changer.load_counts(*hopper_stock(self.journal.entries()))

    def _reconcile_deposit(self, entry: Entry, log: VisitLog) -> None:
        latest = last_counter(self.journal.entries())
        if latest is not None and latest[0] == entry.visit:
            self.changer.credit_missed(CashLog(log), latest[1])
        inserted = accounts(self.journal.entries())[entry.visit].inserted
        log.result(entry.seq, Kind.DEPOSIT_FIXED, inserted=inserted)
