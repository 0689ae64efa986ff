"""The deposit: open it, poll for coins and notes, and close it with the devices' own answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.fsm.event import Event
from kiosk.fsm.events import Refused
from kiosk.fsm.flow.payment import CashFailed, CoinRejected, CoinsAccepted, DepositFixed, DepositOpened
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.cash.protocol import CashFault, CashRefused, CashSilent, CashUnit, DepositReport
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.money import NOTE, acceptable, can_settle
from kiosk.tasks.cash.cash_log import CashLog
from kiosk.tasks.journal_health import journal_reason


@dataclass(frozen=True, slots=True)
class CashPatience:
    """How long trouble of the cash unit is waited for.

    `failed_polls` in a row may go unanswered before the deposit is given up; each tries three times on the
    bus. A deposit is closed only with the acceptor's own answer: it is asked `fix_attempts` times,
    `fix_interval` seconds apart, and a silent device costs about two seconds more each time.
    """

    failed_polls: int = 3
    fix_attempts: int = 30
    fix_interval: float = 1.0


@dataclass(slots=True)
class Deposit:
    """What the terminal knows of a visit's cash. `intent` is the row that announced the deposit.

    A visit has a deposit for each `request`: an order that is changed after all is paid for anew.
    `told` yen and `acceptable` are what the machine heard last in the state entry `generation`. `closed` is
    set once the devices have confirmed the end; `paid`
    is yen that are out by a hopper's result, and `open_payouts` are the intents of payouts that had none
    when they ended. `open_before` is set while a payout is under way, to the intents that were open before
    it: a worker that is lost leaves it so.
    """

    visit: str
    intent: int
    request: str = ""
    acceptable: tuple[int, ...] = ()
    told: int = 0
    generation: int | None = None
    failed_polls: int = 0
    rejections: int = 0
    closed: DepositReport | None = None
    paid: int = 0
    open_payouts: set[int] = field(default_factory=set)
    open_before: frozenset[int] | None = None


class PaymentTasks:
    """Tasks on the cash unit; only its worker calls them."""

    def __init__(
        self,
        unit: CashUnit,
        journal: Journal,
        *,
        denominations: tuple[int, ...],
        most_overpaid: int,
        wait: Callable[[float], None],
        patience: CashPatience = CashPatience(),
    ) -> None:
        """`denominations` are yen; a note among them is taken while the unit takes notes. Nobody can insert
        more than the price and `most_overpaid` yen: the slot is shut by what covers the price, and few more
        coins can be rolling then."""
        self._unit = unit
        self._journal = journal
        self._denominations = denominations
        self._most_overpaid = most_overpaid
        self._wait = wait
        self._patience = patience
        self._deposit: Deposit | None = None

    def deposit_of(self, context: TaskContext) -> Deposit | None:
        """The deposit of the context's visit, None if none was opened: also when the state that opened it
        has gone meanwhile."""
        deposit = self._deposit
        if deposit is None or (deposit.visit, deposit.request) != (
            context.visit.id,
            context.visit.order.request,
        ):
            return None
        return deposit

    def open(self, context: TaskContext) -> Event:
        """Accept money, if change and refund are certain; nothing was inserted before."""
        allowed = self._acceptable(context, 0)
        if not allowed:
            return Refused(Reason.CHANGE_SHORT)
        log, price = VisitLog(self._journal, context.visit.id), context.visit.order.price
        try:
            counter = self._unit.event_counter()
            intent = log.intend(Kind.DEPOSIT_OPENED, price=price, counter=counter)
        except CashFault:
            return Refused(Reason.CASH_FAULT)
        except JournalFault as fault:
            return Refused(journal_reason(fault))
        self._deposit = Deposit(context.visit.id, intent, context.visit.order.request, allowed)
        try:
            self._unit.begin_deposit(CashLog(log.rescuing()), allowed, price + self._most_overpaid)
        except CashFault:
            return CashFailed(Reason.CASH_FAULT, 0)
        self._deposit.acceptable = self._acceptable(context, 0)  # a note slot may have been found silent
        return DepositOpened(self._deposit.acceptable, self._out_of_order())

    def poll(self, context: TaskContext) -> tuple[Event, ...]:
        """Credit money and accept only what can still be paid back; decide so about a note in escrow."""
        deposit = self.deposit_of(context)
        if deposit is None:
            return ()
        if deposit.generation != context.generation:
            # What was found out too late for the state entry before was dropped: it is told again.
            money = context.visit.money
            deposit.generation, deposit.told, deposit.acceptable = (
                context.generation, money.inserted, money.acceptable,
            )  # fmt: skip
        known = self._unit.deposit()
        try:
            seen = self._unit.poll()
            allowed = self._acceptable(context, seen.inserted)
            if seen.inserted != known or seen.undecided or allowed != deposit.acceptable:
                self._unit.set_acceptable(allowed)
        except (CashSilent, CashRefused):
            deposit.failed_polls += 1
            passing = deposit.failed_polls < self._patience.failed_polls and self._unit.deposit() == known
            return () if passing else (CashFailed(Reason.CASH_FAULT, self._unit.deposit()),)
        except CashFault:  # it has reported a fault of its own: no silence that passes
            return (CashFailed(Reason.CASH_FAULT, self._unit.deposit()),)
        deposit.failed_polls = 0
        if seen.uncounted:
            return (CashFailed(Reason.CASH_FAULT, seen.inserted),)
        events: list[Event] = []
        if seen.rejected or seen.note_returned:
            deposit.rejections += 1
            events.append(CoinRejected(deposit.rejections, note=seen.note_returned))
        if seen.inserted != deposit.told or allowed != deposit.acceptable:
            deposit.told, deposit.acceptable = seen.inserted, allowed
            events.append(CoinsAccepted(seen.inserted, allowed, self._out_of_order()))
        return tuple(events)

    def fix(self, context: TaskContext) -> Event:
        """Shut the slot and count the deposit, with patience: not heard is not "nothing was inserted"."""
        seen = self.close(context)
        if seen is None:
            return CashFailed(Reason.CASH_FAULT, self._unit.deposit() if self.deposit_of(context) else 0)
        payable = can_settle(seen.inserted, context.visit.order.charges, self._unit.payable())
        return DepositFixed(seen.inserted, payable, seen.uncounted)

    def close(self, context: TaskContext) -> DepositReport | None:
        """Close the visit's deposit; None when the acceptor does not answer within the patience.

        Called again for a closed deposit it shuts the slot again and answers the same.
        """
        deposit = self.deposit_of(context)
        for attempt in range(self._patience.fix_attempts):
            if not context.wanted():
                return None
            try:
                if deposit is None or deposit.closed is not None:
                    self._unit.set_acceptable(())
                    return DepositReport(0) if deposit is None else deposit.closed
                deposit.closed = self._unit.fix_deposit()
            except CashFault:
                if attempt < self._patience.fix_attempts - 1:
                    self._wait(self._patience.fix_interval)
            else:
                log = VisitLog(self._journal, context.visit.id).rescuing()
                log.result(deposit.intent, Kind.DEPOSIT_FIXED, inserted=deposit.closed.inserted)
                return deposit.closed
        return None

    def close_late(self) -> None:
        """Close the deposit of a visit that has gone, if the acceptor answers by now: coins that it counted
        then belong to that visit. Raises CashFault if it does not."""
        deposit = self._deposit
        if deposit is None or deposit.closed is not None:
            return
        deposit.closed = self._unit.fix_deposit()
        log = VisitLog(self._journal, deposit.visit).rescuing()
        log.result(deposit.intent, Kind.DEPOSIT_FIXED, inserted=deposit.closed.inserted)

    def _acceptable(self, context: TaskContext, deposit: int) -> tuple[int, ...]:
        return acceptable(
            deposit,
            context.visit.order.price,
            context.visit.order.charges,
            self._unit.payable(),
            [yen for yen in self._denominations if yen not in self._out_of_order()],
        )

    def _out_of_order(self) -> tuple[int, ...]:
        return tuple(yen for yen in self._denominations if yen == NOTE and not self._unit.takes_notes())
