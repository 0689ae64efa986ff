"""日次締め: the day's totals from the journal, numbered, on a slip. On the receipt printer's worker.

The row comes first, and the slip is drawn from it: a slip that does not come out can be printed as a copy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.config.sections.place import Place
from kiosk.documents.receipts.closing import ClosingSlip, closing_slip
from kiosk.documents.receipts.slip import Slip
from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.maintenance import StaffActionDone
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.journal.accounting.closings import Closing, closing_of, recorded
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.days import entries_after, entries_between
from kiosk.journal.entry import Entry
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.tasks.paper.slip_printing import SlipPrinter
from kiosk.tasks.staff.settling import is_today


@dataclass(frozen=True, slots=True)
class ClosingTasks:
    """`place` is printed on the slip."""

    journal: Journal
    receipt_printer: ReceiptPrinter
    slips: SlipPrinter
    place: Place
    now: Callable[[], datetime]

    def close_day(self, context: TaskContext) -> Event:
        """Close the day and print its slip, or print a copy once it is closed."""
        try:
            is_copy, closing = self._closing(context.by)
        except JournalFault:
            return StaffActionDone(StaffAction.CLOSE_DAY, succeeded=False)
        printed = self.slips.prints(self._slip(closing, is_copy=is_copy), context.wanted)
        facts: dict[str, Fact] = {
            "number": closing.number,
            "copy": is_copy,
            "succeeded": printed,
            "by": context.by,
        }
        self.journal.append(Kind.CLOSING_PRINTED, facts, rescue=True)
        detail = "" if printed else str(self.receipt_printer.report().detail)
        return StaffActionDone(StaffAction.CLOSE_DAY, succeeded=printed, detail=detail)

    def _closing(self, by: str) -> tuple[bool, Closing]:
        """Whether the day is closed already, and its closing. Raises JournalFault."""
        balances = self.journal.balances()
        number, last, at = balances.closing
        if is_today(at, self.now()):
            return True, self._recorded(number)
        if number:
            rows = entries_after(self.journal, last)
        else:  # the first one ever: an older journal may hold years
            today = self.now().astimezone(JST).date()
            rows = entries_between(self.journal, today, today)
        closing = closing_of(rows, number + 1, by, balances.pieces, balances.cash_box)
        self.journal.append(Kind.CLOSING_MADE, closing.facts())
        closing.at = self.now().isoformat()
        return False, closing

    def _recorded(self, number: int) -> Closing:
        row: Entry | None = None
        today = self.now().astimezone(JST).date()
        for entry in entries_between(self.journal, today, today):
            if entry.kind is Kind.CLOSING_MADE and entry.facts["number"] == number:
                row = entry
        if row is None:
            raise RuntimeError(f"closing {number} is not among the rows of its day")
        return recorded(row, entries_after(self.journal, max(0, row.number("first") - 1)))

    def _slip(self, closing: Closing, *, is_copy: bool) -> Slip:
        facts = closing.facts()
        return closing_slip(
            ClosingSlip(
                closed_at=datetime.fromisoformat(closing.at).astimezone(JST),
                issued_at=self.now(),
                store=self.place.store,
                terminal=self.place.terminal,
                specimen=self.place.specimen,
                is_copy=is_copy,
                outcomes=closing.outcomes,
                **facts,  # type: ignore[arg-type]
            )
        )
