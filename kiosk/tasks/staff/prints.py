"""Test prints that wait for the paper: followed until the sheet is out, or its fault is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.config.sections.place import Place
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.printer_test_page import service_page
from kiosk.documents.receipts.printer_test import printer_test_slip
from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.maintenance import PageTestSeen, StaffActionDone
from kiosk.fsm.staff_report import PrintStage, StaffAction
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.page_printer.job_outcome import JobOutcome, outcome
from kiosk.hardware.page_printer.protocol import PagePrinter, PrinterRefused, PrinterUnreachable
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.hardware.status import Detail, DeviceError
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.journal import Journal
from kiosk.tasks.paper.receipts import new_number
from kiosk.tasks.paper.slip_printing import SlipPrinter

PATIENCE = 180.0
"""Seconds without the sheet after which nobody waits for it any more: as long as for a shopper's."""
DOUBT = 20.0
"""Seconds for which the printer may contradict itself, or not list the job."""
_STAGES = {
    JobOutcome.PRINTED: PrintStage.OUT,
    JobOutcome.NOT_WHOLE: PrintStage.FAILED,
    JobOutcome.UNDER_WAY: PrintStage.WAITING,
}


@dataclass(slots=True)
class _TestJob:
    number: int
    since: float
    stage: PrintStage = PrintStage.WAITING
    detail: str = ""
    doubt_since: float | None = None


@dataclass(slots=True)
class TestPrintTasks:
    """Each method on the worker of its printer. `monotonic` is in seconds."""

    __test__ = False  # no test, whatever its name begins with

    printer: PagePrinter
    receipt_printer: ReceiptPrinter
    slips: SlipPrinter
    fonts: Fonts
    journal: Journal
    place: Place
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    _job: _TestJob | None = None

    # --- on the page printer's worker

    def test_page(self, context: TaskContext) -> Event:
        """Give the page printer a page without a shopper's data; `follow` tells what becomes of it."""
        page = service_page(self.fonts, issued_at=self.now(), terminal=self.place.terminal)
        try:
            number = self.printer.submit(page, f"test-{new_number()}")
        except DeviceError:
            detail = str(self.printer.report().detail)
            self._job = None
            self._write(context, StaffAction.TEST_PAGE, succeeded=False)
            return StaffActionDone(StaffAction.TEST_PAGE, succeeded=False, detail=detail)
        self._job = _TestJob(number, self.monotonic())
        self._write(context, StaffAction.TEST_PAGE, succeeded=True)
        return StaffActionDone(StaffAction.TEST_PAGE, succeeded=True)

    def follow(self, context: TaskContext) -> tuple[Event, ...]:
        """A poll: how far the test page is. What was found once stays until another page is printed."""
        job = self._job
        if job is None:
            return ()
        if job.stage is PrintStage.WAITING:
            self._look(job)
        return (PageTestSeen(job.stage, job.detail),)

    def _look(self, job: _TestJob) -> None:
        report = self.printer.report()
        job.detail = str(report.detail)
        now = self.monotonic()
        try:
            found = outcome(self.printer.job(job.number), 1)
        except PrinterUnreachable:
            found = JobOutcome.UNDER_WAY  # it may be out all the same: it is asked again
        except PrinterRefused:
            found = JobOutcome.OPEN
        if found is JobOutcome.OPEN:
            job.doubt_since = now if job.doubt_since is None else job.doubt_since
            if now - job.doubt_since >= DOUBT:
                job.stage = PrintStage.UNCLEAR
            return
        job.doubt_since = None
        job.stage = _STAGES[found]
        if job.stage is PrintStage.OUT:
            job.detail = Detail.NONE
        elif job.stage is PrintStage.WAITING and now - job.since >= PATIENCE:
            job.stage = PrintStage.FAILED

    # --- on the receipt printer's worker

    def test_receipt(self, context: TaskContext) -> Event:
        """Print a receipt for nothing, and return when it is out or cannot come out."""
        slip = printer_test_slip(
            issued_at=self.now(), terminal=self.place.terminal, specimen=self.place.specimen
        )
        printed = self.slips.prints(slip, context.wanted)
        detail = "" if printed else str(self.receipt_printer.report().detail)
        self._write(context, StaffAction.TEST_RECEIPT, succeeded=printed)
        return StaffActionDone(StaffAction.TEST_RECEIPT, succeeded=printed, detail=detail)

    def _write(self, context: TaskContext, action: StaffAction, *, succeeded: bool) -> None:
        facts: dict[str, Fact] = {"action": action.value, "succeeded": succeeded, "by": context.by}
        self.journal.append(Kind.STAFF_ACTED, facts, rescue=True)
