"""Cash tasks: open and fix the deposit, poll for coins, pay out change and refunds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.fsm.events import Event, Refused
from kiosk.fsm.flow.payment import (
    CashFailed,
    CoinRejected,
    CoinsAccepted,
    DepositFixed,
    DepositOpened,
    Settled,
)
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.cash.protocol import CashFault, CashSilent, CashUncertain, CashUnit
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.money import acceptable, as_much_as_possible, can_settle

FAILED_POLLS = 3
"""Polls in a row that may go unanswered before the deposit is given up; each tries three times on the bus."""
FIX_ATTEMPTS = 30
FIX_INTERVAL = 1.0
"""A deposit is closed only with the acceptor's own answer; it is asked this often, these seconds apart, and
a silent device costs about two seconds more each time."""
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
class PaymentTasks:
    """Tasks on the cash unit; only its worker calls them. `denominations` are yen."""

    unit: CashUnit
    journal: Journal
    denominations: tuple[int, ...]
    wait: Callable[[float], None]
    _failures: dict[str, int] = field(default_factory=dict)
    """Polls in a row that failed, by visit."""
    _intents: dict[str, int] = field(default_factory=dict)
    """The journalled intent of the open deposit by visit, also when the state that opened it has gone."""
    _rejections: dict[str, int] = field(default_factory=dict)

    def open(self, context: TaskContext) -> Event:
        """Accept coins, if change and refund are certain; nothing was inserted before."""
        allowed = self._acceptable(context, 0)
        if not allowed:
            return Refused(Reason.CHANGE_SHORT)
        log = VisitLog(self.journal, context.visit.id)
        try:
            counter = self.unit.event_counter()
        except CashFault:
            return Refused(Reason.CASH_FAULT)
        intent = log.intend(Kind.DEPOSIT_OPENED, price=context.visit.order.price, counter=counter)
        self._intents[context.visit.id] = intent
        self._rejections[context.visit.id] = 0
        try:
            self.unit.begin_deposit(CashLog(log), allowed)
        except CashFault:
            return CashFailed(Reason.CASH_FAULT, 0)
        return DepositOpened(allowed)

    def poll(self, context: TaskContext) -> tuple[Event, ...]:
        """Credit coins and accept only what can still be paid back."""
        known = self.unit.deposit()
        try:
            seen = self.unit.poll()
            allowed = self._acceptable(context, seen.inserted)
            if seen.inserted != known:
                self.unit.set_acceptable(allowed)
        except CashSilent:
            failures = self._failures[context.visit.id] = self._failures.get(context.visit.id, 0) + 1
            passing = failures < FAILED_POLLS and self.unit.deposit() == known
            return () if passing else (CashFailed(Reason.CASH_FAULT, self.unit.deposit()),)
        except CashFault:  # it has reported a fault of its own, or cannot count: no silence that passes
            return (CashFailed(Reason.CASH_FAULT, self.unit.deposit()),)
        self._failures.clear()
        events: list[Event] = []
        if seen.rejected:
            self._rejections[context.visit.id] = count = self._rejections.get(context.visit.id, 0) + 1
            events.append(CoinRejected(count))
        if seen.inserted != known:
            events.append(CoinsAccepted(seen.inserted, allowed))
        return tuple(events)

    def fix(self, context: TaskContext) -> Event:
        """Shut the slot and count the deposit, with patience: not heard is not "nothing was inserted"."""
        self._failures.clear()
        for attempt in range(FIX_ATTEMPTS):
            try:
                seen = self.unit.fix_deposit()
                break
            except CashUncertain:
                return CashFailed(Reason.CASH_FAULT, self.unit.deposit())
            except CashFault:
                if attempt < FIX_ATTEMPTS - 1:
                    self.wait(FIX_INTERVAL)
        else:
            return CashFailed(Reason.CASH_FAULT, self.unit.deposit())
        intent = self._intents.pop(context.visit.id, None)
        self._rejections.clear()
        if intent is not None:
            log = VisitLog(self.journal, context.visit.id)
            log.result(intent, Kind.DEPOSIT_FIXED, inserted=seen.inserted)
        payable = can_settle(seen.inserted, context.visit.order.charges, self.unit.stock())
        return DepositFixed(seen.inserted, payable)

    def pay_back(self, context: TaskContext) -> Event:
        """Pay out all that is owed: change after printing, or the refund.

        A hopper that pays less than it was counted to hold is counted empty, one that fails is left
        alone, and the rest is tried from the others. What nobody can pay, and what a failed hopper may
        or may not have paid, becomes a claim: nothing is ever paid twice.
        """
        log = CashLog(VisitLog(self.journal, context.visit.id))
        paid, open_yen = 0, context.visit.money.owed
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
        return Settled(paid, context.visit.money.owed - paid)

    def _stock_without(self, failed: set[int]) -> dict[int, int]:
        return {yen: pieces for yen, pieces in self.unit.stock().items() if yen not in failed}

    def _count_empty(self, denomination: int) -> None:
        self.journal.append(Kind.STOCK_SET, {"denomination": denomination, "pieces": 0})
        self.unit.count(denomination, 0)

    def _acceptable(self, context: TaskContext, deposit: int) -> tuple[int, ...]:
        return acceptable(
            deposit,
            context.visit.order.price,
            context.visit.order.charges,
            self.unit.stock(),
            self.denominations,
        )
