"""Start-up: read the journal, ask the devices' own counters, and put what is open before the staff.

Nothing is finished or paid here. What a device can prove is written down; what nobody can prove
stays open until staff has settled it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from kiosk import __version__
from kiosk.fsm.event import Event
from kiosk.fsm.flow.operation import DeviceChecked, Ready
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.cash.hopper import MOST_EXTRA, TOTALS
from kiosk.hardware.cash.protocol import CashFault, CashUncertain, CashUnit, UncountedNotes
from kiosk.hardware.status import Detail, DeviceStatus
from kiosk.journal.catalogue import Kind
from kiosk.journal.entry import Entry
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.logs import Log
from kiosk.rules.hours.japan_time import is_plausible
from kiosk.rules.services import Service
from kiosk.runtime.clock import Clock
from kiosk.tasks.cases import open_cases
from kiosk.tasks.cash.cash_log import CashLog
from kiosk.tasks.journal_health import journal_fault
from kiosk.tasks.silent_devices import CASH

program_log = Log()

_WITHOUT_STAFF: Mapping[Kind, tuple[Kind, Reason]] = {
    Kind.CERTIFICATES_APPLIED: (Kind.CERTIFICATES_REFUSED, Reason.INTERRUPTED),
    Kind.PASSWORD_RESET_INTENDED: (Kind.PASSWORD_RESET_ENDED, Reason.RESET_UNCERTAIN),
    Kind.APPLICATION_INTENDED: (Kind.APPLICATION_ENDED, Reason.CENTRE_SLOW),
}
"""Intents that moved neither money nor paper: the row that closes each, and why. Whether card or centre
acted they say themselves when the shopper comes again; the terminal never repeats them."""


def _is_no_note(entry: Entry) -> bool:
    return entry.kind is not Kind.NOTE_INTENDED


@dataclass(slots=True)
class StartUpTasks:
    """The first task of every start. `tolerance` is what the clock may be behind the journal.

    `contents` are pieces by denomination that a simulated changer is counted to hold at its first start.
    Where the stock `must_be_counted`, nobody is let in before staff has said what the hoppers hold; that all
    of them are empty is questioned at every start: nothing that costs money could be sold.
    """

    journal: Journal
    changer: CashUnit
    clock: Clock
    tolerance: timedelta
    contents: Mapping[int, int] = field(default_factory=dict)
    must_be_counted: bool = False
    _written_down: bool = False

    def start_up(self, context: TaskContext) -> Event:
        """Reconcile and say what staff must clear first, if anything: money before the rest.

        Without a journal, or with a cash unit that does not answer, nothing is decided: the answer names that
        device, and the start-up is to be repeated when it is well.
        """
        try:
            return self._start_up()
        except JournalFault as fault:
            program_log.error("journal_fault", words=str(fault))
            return journal_fault(fault)

    def _start_up(self) -> Event:
        self.journal.open()
        if self.journal.day_is_over():
            self.journal.close_day()
        clock_is_wrong = self._clock_is_wrong() or self.journal.balances().clock_doubted
        if not self._written_down:
            self.journal.append(Kind.TERMINAL_STARTED, {"version": __version__})
            self._written_down = True
        if not self.journal.hopper_stock()[0]:
            for denomination, pieces in self.contents.items():
                self.journal.append(Kind.STOCK_SET, {"denomination": denomination, "pieces": pieces})
        self.changer.load_counts(*self.journal.hopper_stock())
        self.changer.expect(self.journal.balances().devices)
        silent = False
        for account in self.journal.accounts().values():
            log = VisitLog(self.journal, account.visit)
            # Notes first: the deposit's result includes them.
            for entry in sorted(account.open_intents.values(), key=_is_no_note):
                try:
                    self._reconcile(entry, log)
                except CashUncertain:
                    continue  # it has answered, and cannot know
                except CashFault:
                    silent = silent or not account.cleared
        if silent:
            return DeviceChecked(CASH, DeviceStatus.HARDWARE_ERROR, Detail.CASH_SILENT, Reason.CASH_FAULT)
        balances = self.journal.balances()
        off = frozenset(Service(each) for each in balances.switched_off)
        if open_cases(self.journal.accounts().values()):
            return Ready(Reason.INTERRUPTED, off, clock_is_wrong)
        if balances.stop:
            return Ready(Reason(balances.stop), off, clock_is_wrong)
        if self.must_be_counted and not any(balances.pieces.values()):
            return Ready(Reason.STOCK_NOT_COUNTED, off, clock_is_wrong)
        return Ready(Reason.CLOCK_JUMPED if clock_is_wrong else None, off)

    def _clock_is_wrong(self) -> bool:
        """True when the time cannot be right, or went back while the power was off."""
        now = self.clock.now()
        if not is_plausible(now):
            return True
        latest = None if self.clock.begins_anew else self.journal.balances().moment
        return latest is not None and latest - now > self.tolerance

    def _reconcile(self, entry: Entry, log: VisitLog) -> None:
        """Close an intent with what the device itself has counted; leave it open when it cannot say.

        Raises CashFault when the cash unit does not answer.
        """
        if entry.kind is Kind.DEPOSIT_OPENED:
            self._reconcile_deposit(entry, log)
        elif entry.kind is Kind.HOPPER_INTENDED:
            self._reconcile_payout(entry, log)
        elif entry.kind is Kind.NOTE_INTENDED:
            self._reconcile_note(entry, log)
        elif entry.kind in _WITHOUT_STAFF:
            ended, reason = _WITHOUT_STAFF[entry.kind]
            log.result(entry.seq, ended, reason=reason.value)

    def _reconcile_payout(self, entry: Entry, log: VisitLog) -> None:
        denomination, total = entry.number("denomination"), entry.number("total")
        after = self.journal.next_total(entry.seq)
        if after is None:
            pieces = self.changer.paid_since(denomination, total)
        else:
            pieces = (after - total) % TOTALS
        if pieces > entry.number("pieces") + MOST_EXTRA:
            return  # another hopper, or one that forgot: its count says nothing about this payout
        log.result(entry.seq, Kind.HOPPER_PAID, denomination=denomination, pieces=pieces)
        self.changer.load_counts(*self.journal.hopper_stock())

    def _reconcile_note(self, entry: Entry, log: VisitLog) -> None:
        denomination, counter = entry.number("denomination"), entry.number("counter")
        latest = self.journal.last_counter()
        if latest is None or latest[0] != entry.visit:
            raise CashUncertain("the validator's events since then may be those of later notes")
        try:
            is_stacked = self.changer.note_since(counter)
        except CashUncertain:
            account = self.journal.account(entry.visit)
            if account is None or not account.uncounted:
                CashLog(log).notes_uncounted(counter, UncountedNotes(stuck=1))
            raise
        if is_stacked:
            log.result(entry.seq, Kind.NOTE_STACKED, denomination=denomination, counter=counter)
            self.changer.load_counts(*self.journal.hopper_stock())
        else:
            log.result(entry.seq, Kind.NOTE_RETURNED)

    def _reconcile_deposit(self, entry: Entry, log: VisitLog) -> None:
        latest = self.journal.last_counter()
        if latest is not None and latest[0] == entry.visit:
            self.changer.credit_missed(CashLog(log), latest[1])
        account = self.journal.account(entry.visit)
        log.result(entry.seq, Kind.DEPOSIT_FIXED, inserted=account.inserted if account else 0)
