"""Printing: one job after the other, each charged only when it is out."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.actions import clear_reason, its_own, stop_for_fault
from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Ended, Faulted, TimedOut
from kiosk.fsm.guards import something_was_printed
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import PRINTING as IN_PRINTING
from kiosk.fsm.states import S
from kiosk.fsm.transition import STAY, Row, row

# --- events


class JobSubmitted(Event):
    """The printer has the next certificate, or may have it: its job is followed from here."""


class SheetPrinted(Event):
    """Sheet `sheet` (1…) of the order is out."""

    sheet: int


class JobAdvanced(Event):
    """The job has come further without a new sheet: `step` counts its changes, from 1."""

    step: int


class JobCompleted(Event):
    """One more certificate is out: `copies` whole certificates of the order now, on `sheets` sheets."""

    copies: int
    sheets: int


class PrintHeld(Event):
    """The printer waits for staff (paper, jam); the job is kept and can continue."""

    reason: Reason


class PrintResumed(Event):
    """The printer is ready again."""


class PrintFailed(Event):
    """The certificate under way is void, and so are those that have not begun."""

    reason: Reason


class PrintStalled(Event):
    """The job makes no progress, or the printer reports it inconsistently: it must be stopped."""

    reason: Reason


# --- guards


def is_new_sheet(m: Model, event: SheetPrinted) -> bool:
    """A repeated report is no progress: it moves no deadline."""
    return event.sheet > m.visit.printing.sheets_printed


def reason_is_new(m: Model, event: PrintHeld) -> bool:
    return event.reason is not m.visit.reason


def nobody_heard_the_alarm(m: Model, event: TimedOut) -> bool:
    """The program is to end, nothing is owed, and the papers were called for as long as they are waited for."""
    return m.status.ending and m.visit.reason is Reason.TIMED_OUT


def order_is_printed(m: Model, event: JobCompleted) -> bool:
    return event.copies >= m.visit.order.copies


# --- actions


def set_sheet(m: Model, event: SheetPrinted) -> None:
    m.visit = replace(m.visit, printing=replace(m.visit.printing, sheets_printed=event.sheet))


def set_copies(m: Model, event: JobCompleted) -> None:
    printing = replace(m.visit.printing, copies=event.copies, sheets_printed=event.sheets)
    m.visit = replace(m.visit, printing=printing)


def charge(m: Model, event: Event) -> None:
    charged = m.visit.order.charges[m.visit.printing.copies]
    m.visit = replace(m.visit, money=replace(m.visit.money, charged=charged))


# fmt: off
PRINTING: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(JobSubmitted, S.SUBMIT_JOB, S.PRINT),
    row(SheetPrinted, (S.PRINT, S.PRINT_HELD), STAY, is_new_sheet, set_sheet),
    row(JobAdvanced, S.PRINT, STAY),
    row(JobCompleted, (S.PRINT, S.PRINT_HELD), S.SETTLE, order_is_printed, (set_copies, charge, clear_reason)),
    row(JobCompleted, (S.PRINT, S.PRINT_HELD), S.SUBMIT_JOB, (), (set_copies, clear_reason)),
    row(PrintHeld, S.PRINT, S.PRINT_HELD, reason=its_own),
    row(PrintHeld, S.PRINT_HELD, STAY, reason_is_new, reason=its_own),
    row(PrintResumed, S.PRINT_HELD, S.PRINT, (), clear_reason),

    row(TimedOut, (S.SUBMIT_JOB, S.PRINT), S.STOP_PRINT, reason=Reason.PRINTER_FAULT),
    row(TimedOut, S.PRINT_HELD, S.STOP_PRINT),
    row(Ended, S.PRINT_HELD, S.STOP_PRINT),
    row(PrintStalled, (S.PRINT, S.PRINT_HELD), S.STOP_PRINT, reason=its_own),
    row(Faulted, IN_PRINTING, S.STOP_PRINT, reason=its_own),
    row(PrintFailed, (*IN_PRINTING, S.STOP_PRINT), S.SETTLE, something_was_printed, charge, reason=its_own),
    row(PrintFailed, (*IN_PRINTING, S.STOP_PRINT), S.REFUND, reason=its_own),

    row(JobCompleted, S.STOP_PRINT, S.SETTLE, order_is_printed, (set_copies, charge, clear_reason)),
    row(JobCompleted, S.STOP_PRINT, S.SETTLE, (), (set_copies, charge)),
    row(TimedOut, S.STOP_PRINT, S.SETTLE, something_was_printed, charge, reason=Reason.PRINTER_LOST),
    row(TimedOut, S.STOP_PRINT, S.REFUND, reason=Reason.PRINTER_LOST),
    row(Faulted, S.STOP_PRINT, S.SETTLE, something_was_printed, (charge, stop_for_fault), reason=its_own),
    row(Faulted, S.STOP_PRINT, S.REFUND, (), stop_for_fault, reason=its_own),

    row(Acknowledged, S.TAKE_PAPERS, S.FAREWELL),
    row(TimedOut, S.TAKE_PAPERS, S.FAREWELL, nobody_heard_the_alarm),
    row(TimedOut, S.TAKE_PAPERS, STAY, reason=Reason.TIMED_OUT),
)
