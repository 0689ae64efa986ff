"""Cash tasks: open and fix the deposit, watch the coins, pay out change and refunds."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.fsm.brief import Brief
from kiosk.fsm.events import (
    CashFailed,
    CoinRejected,
    CoinsAccepted,
    DepositFixed,
    DepositOpened,
    Event,
    Refused,
    Settled,
)
from kiosk.fsm.notices import Notice
from kiosk.hardware.cash.protocol import CashFault, CashUncertain, CashUnit
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.money import acceptable, as_much_as_possible, can_settle
from kiosk.tasks.bench import Bench

MOST_PIECES = 255
"""Coins that a hopper can be asked for at once (one byte)."""


@dataclass(frozen=True, slots=True)
class CashLog:
    """Writes the cash unit's movements into the journal; implements the unit's `MovementLog`."""

    log: VisitLog

    def coin_accepted(self, denomination: int, counter: int, hopper: bool) -> None:
        self.log.note(Kind.COIN_ACCEPTED, denomination=denomination, counter=counter, hopper=hopper)

    def hopper_intended(self, denomination: int, pieces: int, total: int) -> int:
        return self.log.intend(Kind.HOPPER_INTENDED, denomination=denomination, pieces=pieces, total=total)

    def hopper_paid(self, intent: int, denomination: int, pieces: int) -> None:
        self.log.result(intent, Kind.HOPPER_PAID, denomination=denomination, pieces=pieces)


@dataclass(frozen=True, slots=True)
class CashTasks:
    """Tasks on the cash unit; only its worker calls them. `denominations` are yen."""

    unit: CashUnit
    journal: Journal
    bench: Bench
    denominations: tuple[int, ...]

    def open(self, brief: Brief) -> Event:
        """Accept coins, if change and refund are certain; nothing was inserted before."""
        allowed = self._acceptable(brief, 0)
        if not allowed:
            return Refused(Notice.CHANGE_SHORT)
        log = VisitLog(self.journal, brief.visit)
        try:
            counter = self.unit.event_counter()
        except CashFault:
            return Refused(Notice.CASH_FAULT)
        intent = log.intend(Kind.DEPOSIT_OPENED, price=brief.price, counter=counter)
        self.bench.deposit_intent = intent
        try:
            self.unit.begin_deposit(CashLog(log), allowed)
        except CashFault:
            return CashFailed(Notice.CASH_FAULT, 0)
        return DepositOpened(allowed)

    def watch(self, brief: Brief) -> tuple[Event, ...]:
        """Credit coins and accept only what can still be paid back."""
        known = self.unit.deposit()
        try:
            seen = self.unit.poll()
            allowed = self._acceptable(brief, seen.inserted)
            if seen.inserted != known:
                self.unit.set_acceptable(allowed)
        except CashFault:
            return (CashFailed(Notice.CASH_FAULT, self.unit.deposit()),)
        events: list[Event] = [CoinRejected()] if seen.rejected else []
        if seen.inserted != known:
            events.append(CoinsAccepted(seen.inserted, allowed))
        return tuple(events)

    def fix(self, brief: Brief) -> Event:
        """Accept nothing any more and count what is there."""
        try:
            seen = self.unit.fix_deposit()
        except CashFault:
            return CashFailed(Notice.CASH_FAULT, self.unit.deposit())
        if self.bench.deposit_intent is not None:
            intent, self.bench.deposit_intent = self.bench.deposit_intent, None
            log = VisitLog(self.journal, brief.visit)
            log.result(intent, Kind.DEPOSIT_FIXED, inserted=seen.inserted)
        payable = can_settle(seen.inserted, brief.charges, self.unit.stock())
        return DepositFixed(seen.inserted, payable)

    def pay_back(self, brief: Brief) -> Event:
        """Pay out all that is owed: change after printing, or the refund.

        A hopper that pays less than it was counted to hold is counted empty, one that fails is left
        alone, and the rest is tried from the others. What nobody can pay, and what a failed hopper may
        or may not have paid, becomes a claim: nothing is ever paid twice.
        """
        log = CashLog(VisitLog(self.journal, brief.visit))
        paid, open_yen = 0, brief.owed
        failed: set[int] = set()
        while plan := as_much_as_possible(open_yen, self._stock_without(failed)):
            denomination = max(plan)
            asked = min(plan[denomination], MOST_PIECES)
            try:
                pieces = self.unit.dispense(log, denomination, asked)
            except CashUncertain:
                failed.add(denomination)
                open_yen -= asked * denomination
                continue
            except CashFault:
                failed.add(denomination)
                continue
            paid += pieces * denomination
            open_yen -= pieces * denomination
            if pieces < asked:
                self._count_empty(denomination)
        return Settled(paid, brief.owed - paid)

    def _stock_without(self, failed: set[int]) -> dict[int, int]:
        return {yen: pieces for yen, pieces in self.unit.stock().items() if yen not in failed}

    def _count_empty(self, denomination: int) -> None:
        self.journal.append(Kind.STOCK_SET, {"denomination": denomination, "pieces": 0})
        self.unit.count(denomination, 0)

    def _acceptable(self, brief: Brief, deposit: int) -> tuple[int, ...]:
        return acceptable(deposit, brief.price, brief.charges, self.unit.stock(), self.denominations)
