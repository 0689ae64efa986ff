"""Payout: the one way in which money leaves, and the reconciliation of a visit's cash.

Three sums are kept apart: what the hoppers have counted out, what certainly is not out and goes on a claim
slip, and what nobody can tell because a hopper does not answer. Nothing is ever paid twice.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.fsm.event import Event
from kiosk.fsm.flow.payment import Settled
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.cash.protocol import CashFault, CashUncertain, CashUnit, DepositReport, OpenPayout
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.money import as_much_as_possible
from kiosk.structs import Struct
from kiosk.tasks.cash.cash_log import CashLog, StrayLog
from kiosk.tasks.cash.payment import Deposit, PaymentTasks

MOST_PIECES = 255
"""Coins that a hopper can be asked for at once (one byte)."""


class PayoutTasks(Struct):
    """Tasks on the cash unit; only its worker calls them."""

    unit: CashUnit
    journal: Journal
    payment: PaymentTasks
    strays: StrayLog

    def pay_back(self, context: TaskContext) -> Event:
        """Pay out all that is owed: change after printing, or the refund."""
        money = context.visit.money
        return self._settle(context, DepositReport(money.inserted, uncounted=money.uncounted))

    def reconcile(self, context: TaskContext) -> Event:
        """After whatever went wrong: shut the slot, count what was inserted, pay what is still owed.

        A deposit that cannot be closed even now is settled with what is known of it, as uncounted.
        """
        seen = self.payment.close(context)
        if seen is None:
            known = self.unit.deposit() if self.payment.deposit_of(context) else 0
            seen = DepositReport(known, uncounted=True)
        return self._settle(context, seen)

    def catch_up(self) -> None:
        """Between visits: learn what a device could not say in time, and return coins that are nobody's.

        What is learnt is written to the visit it belongs to, whose case staff then sees with both figures.
        Raises CashFault if a device still does not answer.
        """
        self.payment.close_late()
        self.unit.recount()
        record, inserted = self.strays.take()
        if inserted:
            self._pay(lambda: True, Deposit(record, 0), inserted)

    def note_devices(self) -> None:
        """Write down which devices answer, the first time and after staff have accepted others.

        Raises JournalFault if it cannot be read.
        """
        known = self.journal.balances().devices
        for device, serial in self.unit.serials().items():
            if known.get(device) != serial:
                self.journal.append(Kind.DEVICE_NOTED, {"device": device, "serial": serial}, rescue=True)

    def _settle(self, context: TaskContext, seen: DepositReport) -> Settled:
        deposit = self.payment.deposit_of(context) or Deposit(context.visit.id, 0)
        due = seen.inserted - context.visit.money.charged
        self._adopt(deposit)
        self._recount(deposit)
        self._pay(context.wanted, deposit, due)
        self._recount(deposit)  # a hopper that was silent may answer by now
        if self._owed(deposit, due) > 0:
            self.unit.restore()  # one that was reset or refused may pay now
        self._pay(context.wanted, deposit, due)
        paid, unknown = self._paid(deposit), self._unknown(deposit)
        return Settled(
            inserted=seen.inserted,
            paid_out=paid,
            claimed=max(0, due - paid - unknown),
            unknown=min(unknown, max(0, due - paid)),
            overpaid=max(0, paid - due),
            uncounted=seen.uncounted,
        )

    def _pay(self, wanted: Callable[[], bool], deposit: Deposit, due: int) -> None:
        log = CashLog(VisitLog(self.journal, deposit.visit).rescuing())
        while wanted():
            plan = as_much_as_possible(self._owed(deposit, due), self.unit.payable())
            if not plan:
                return
            denomination = max(plan)
            asked = min(plan[denomination], MOST_PIECES)
            deposit.open_before = self._intents()
            try:
                dispensed = self.unit.dispense(log, denomination, asked)
            except CashUncertain:
                self._adopt(deposit)
                continue
            except CashFault:
                deposit.open_before = None
                continue  # nothing moved; the hopper is not payable any more
            deposit.open_before = None
            deposit.paid += dispensed.pieces * denomination
            if dispensed.is_empty:
                VisitLog(self.journal, "").rescuing().note(
                    Kind.STOCK_SET, denomination=denomination, pieces=0
                )
                self.unit.count(denomination, 0)

    def _adopt(self, deposit: Deposit) -> None:
        """Count a payout that began and has no result as one of this visit's open ones."""
        if deposit.open_before is not None:
            deposit.open_payouts |= self._intents() - deposit.open_before
            deposit.open_before = None

    def _intents(self) -> frozenset[int]:
        return frozenset(each.intent for each in self.unit.open_payouts())

    def _recount(self, deposit: Deposit) -> None:
        before = {payout.intent: payout for payout in self._open(deposit)}
        for intent, pieces in self.unit.recount().items():
            if intent in before:
                deposit.paid += pieces * before[intent].denomination

    def _open(self, deposit: Deposit) -> tuple[OpenPayout, ...]:
        return tuple(each for each in self.unit.open_payouts() if each.intent in deposit.open_payouts)

    def _paid(self, deposit: Deposit) -> int:
        return deposit.paid + sum(each.counted * each.denomination for each in self._open(deposit))

    def _unknown(self, deposit: Deposit) -> int:
        return sum(each.unknown for each in self._open(deposit))

    def _owed(self, deposit: Deposit, due: int) -> int:
        return due - self._paid(deposit) - self._unknown(deposit)
