"""Staff's own hand in the money: coins filled and counted, the cash box emptied. On the cash unit's worker.

The row comes first: what cannot be written down is not counted, and staff is told so.
"""

from __future__ import annotations

from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.maintenance import StaffActionDone, StockCounted
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.cash.protocol import CashUnit
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.structs import Struct

MOST_PIECES = 2000
"""More than a hopper holds: what is beyond it was mistyped."""
MOST_YEN = 10_000_000
"""More than a cash box holds."""


class MoneyTasks(Struct):
    """`fill_to` is pieces for each hopper."""

    cash: CashUnit
    journal: Journal
    fill_to: int

    def count_stock(self, context: TaskContext) -> tuple[Event, ...]:
        """Report what the hoppers and the cash box hold by the books."""
        return (StockCounted(tuple(sorted(self.cash.stock().items())), self.cash.cash_box()),)

    def fill_coins(self, context: TaskContext) -> Event:
        """Staff has filled every hopper to `fill_to` pieces, and looked at those that had failed."""
        self._look_again()
        done = all(
            self._set(denomination, self.fill_to, context.by, filled=True)
            for denomination in sorted(self.cash.stock())
        )
        return StaffActionDone(StaffAction.FILL_COINS, succeeded=done)

    def add_coins(self, context: TaskContext) -> Event:
        """Staff has put the ordered amount of pieces into a hopper."""
        order = context.order
        before = self.cash.stock().get(order.denomination)
        done = before is not None and 0 < order.amount <= MOST_PIECES
        if done and before is not None:
            self._look_again()
            done = self._set(order.denomination, before + order.amount, context.by, filled=True)
        return StaffActionDone(StaffAction.ADD_COINS, succeeded=done)

    def count_hopper(self, context: TaskContext) -> Event:
        """Staff has counted a hopper: the ordered amount of pieces is in it."""
        order = context.order
        done = order.denomination in self.cash.stock() and 0 <= order.amount <= MOST_PIECES
        if done:
            self._look_again()
            done = self._set(order.denomination, order.amount, context.by, filled=False)
        return StaffActionDone(StaffAction.COUNT_HOPPER, succeeded=done)

    def empty_cash_box(self, context: TaskContext) -> Event:
        """Staff has taken all out of the cash box and the note stacker: the ordered amount of yen."""
        counted = context.order.amount
        if not 0 <= counted <= MOST_YEN:
            return StaffActionDone(StaffAction.EMPTY_CASH_BOX, succeeded=False)
        facts: dict[str, Fact] = {"book": self.cash.cash_box(), "counted": counted, "by": context.by}
        try:
            self.journal.append(Kind.CASH_BOX_EMPTIED, facts)
        except JournalFault:
            return StaffActionDone(StaffAction.EMPTY_CASH_BOX, succeeded=False)
        self.cash.load_counts(self.cash.stock(), 0)
        return StaffActionDone(StaffAction.EMPTY_CASH_BOX, succeeded=True)

    def _look_again(self) -> None:
        """Hoppers that failed are used again, and devices that were exchanged are the ones to expect."""
        self.cash.restore()
        self.cash.accept_devices()

    def _set(self, denomination: int, pieces: int, by: str, *, filled: bool) -> bool:
        facts: dict[str, Fact] = {
            "denomination": denomination,
            "pieces": pieces,
            "before": self.cash.stock().get(denomination, 0),
            "filled": filled,
            "by": by,
        }
        try:
            self.journal.append(Kind.STOCK_COUNTED, facts)
        except JournalFault:
            return False
        self.cash.count(denomination, pieces)
        return True
