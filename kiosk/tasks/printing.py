"""Printing: one job for each certificate, checked immediately before it, charged only when it is out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.documents.verification import check_pages
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import (
    Event,
    PrintCompleted,
    PrintFailed,
    PrintHeld,
    PrintResumed,
    SheetPrinted,
)
from kiosk.fsm.notices import Notice
from kiosk.fsm.states import S
from kiosk.hardware.page_printer.protocol import (
    Job,
    JobState,
    PagePrinter,
    PrinterRefused,
    PrinterUnreachable,
)
from kiosk.hardware.status import DeviceError
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.record import RecordMismatch
from kiosk.tasks.bench import Bench, PreparedCertificate
from kiosk.tasks.issue import check_binding
from kiosk.tasks.notices import printer_notice

STOP_POLLS = 40
STOP_INTERVAL = 0.25
"""A cancelled job is looked at this often, and this many seconds apart, until it has ended."""


@dataclass(slots=True)
class _Run:
    """The printing of one visit's certificates, in order."""

    waiting: list[PreparedCertificate]
    current: PreparedCertificate | None = None
    intent: int = 0
    job: int | None = None
    sheets_before: int = 0
    copies: int = 0
    failed: Notice | None = None
    held: Notice | None = None


@dataclass(slots=True)
class PrintTasks:
    """Tasks on the page printer; only its worker calls them. `wait` lets seconds pass."""

    printer: PagePrinter
    journal: Journal
    bench: Bench
    wait: Callable[[float], None]
    _runs: dict[str, _Run] = field(default_factory=dict)

    def start(self, brief: Brief) -> Event | None:
        """Begin, or go on after the printer was helped. The watch tells what becomes of it."""
        if brief.visit not in self._runs:
            self._runs.clear()
            self._runs[brief.visit] = _Run(list(self.bench.certificates(brief.visit)))
        return None

    def watch(self, brief: Brief) -> tuple[Event, ...]:
        """Look at the job and go on with the next certificate; every answer repeats the whole state."""
        run = self._runs.get(brief.visit)
        if run is None:
            return ()
        if run.current is None and run.failed is None:
            self._next(run, brief)
        if run.failed is not None:
            return (_failed(run),)
        if run.current is None:
            return (PrintCompleted(run.copies),)
        return self._look(run, brief)

    def stop(self, brief: Brief) -> Event:
        """Cancel what is under way and say what is out for certain."""
        run = self._runs.setdefault(brief.visit, _Run([]))
        notice = run.held or Notice.PRINTER_FAULT
        if run.current is not None and not self._ended(run, brief):
            notice = Notice.PRINTER_LOST
            self._void(run, brief, notice)
        if run.current is None and not run.waiting and run.failed is None:
            return PrintCompleted(run.copies)
        run.failed = run.failed or notice
        return _failed(run)

    def forget(self) -> None:
        """The visit is over."""
        self._runs.clear()

    # --- one certificate ---------------------------------------------------------------------------

    def _next(self, run: _Run, brief: Brief) -> None:
        if not run.waiting:
            return
        certificate = run.waiting[0]
        log = VisitLog(self.journal, brief.visit)
        try:
            check_binding(certificate.record, brief, certificate.line, certificate.request)
            check_pages(certificate.document, certificate.record)
        except RecordMismatch:
            run.failed = Notice.RECORD_MISMATCH
            log.note(Kind.ISSUING_STOPPED, notice=run.failed.value)
            return
        run.intent = log.intend(
            Kind.PRINT_INTENDED,
            document=certificate.record.document_number,
            sheets=len(certificate.document.pages),
            fee=certificate.line.fee,
        )
        run.current, run.job = certificate, None
        del run.waiting[0]
        name = certificate.record.document_number
        try:
            run.job = self.printer.submit(certificate.document.pdf, name)
        except PrinterUnreachable as error:
            if error.maybe_accepted:
                return  # the next look finds out by the job's name
            self._void(run, brief, Notice.PRINTER_FAULT)
        except PrinterRefused:
            self._void(run, brief, Notice.PRINTER_FAULT)

    def _look(self, run: _Run, brief: Brief) -> tuple[Event, ...]:
        certificate = run.current
        if certificate is None:
            return ()
        try:
            job = self._job(run, certificate)
        except DeviceError:
            run.held = Notice.PRINTER_FAULT
            return (PrintHeld(run.held),)
        if job is None:
            self._void(run, brief, Notice.PRINTER_FAULT)
            return (_failed(run),)
        events: list[Event] = []
        sheets = min(job.sheets_completed, len(certificate.document.pages))
        if job.state is JobState.COMPLETED:
            self._printed(run, brief)
            sheets = 0
        elif job.state.is_final:
            self._void(run, brief, Notice.PRINTER_FAULT)
            return (_failed(run),)
        if run.sheets_before + sheets > 0:
            events.append(SheetPrinted(run.sheets_before + sheets, run.copies))
        events += self._held_or_resumed(run, job, brief)
        return tuple(events)

    def _held_or_resumed(self, run: _Run, job: Job, brief: Brief) -> list[Event]:
        notice = None
        if not job.state.is_final:
            notice = printer_notice(self.printer.report())
            if notice is None and job.state is JobState.STOPPED:
                notice = Notice.PRINTER_FAULT
        run.held = notice
        if notice is not None:
            return [PrintHeld(notice)]
        return [PrintResumed()] if brief.state is S.PRINT_HELD else []

    def _job(self, run: _Run, certificate: PreparedCertificate) -> Job | None:
        if run.job is None:
            run.job = self.printer.find(certificate.record.document_number)
        return None if run.job is None else self.printer.job(run.job)

    def _ended(self, run: _Run, brief: Brief) -> bool:
        """Cancel the present job and wait for its end; True when it is known how it ended."""
        certificate = run.current
        if certificate is None:
            return True
        for attempt in range(STOP_POLLS):
            try:
                job = self._job(run, certificate)
                if job is not None and not job.state.is_final and attempt == 0 and run.job is not None:
                    self.printer.cancel(run.job)
                    job = self._job(run, certificate)
            except PrinterRefused:
                continue  # it ended by itself meanwhile
            except PrinterUnreachable:
                return False
            if job is not None and job.state is JobState.COMPLETED:
                self._printed(run, brief)
                return True
            if job is None or job.state.is_final:
                self._void(run, brief, run.held or Notice.PRINTER_FAULT)
                return True
            self.wait(STOP_INTERVAL)
        return False

    # --- what became of it -------------------------------------------------------------------------

    def _printed(self, run: _Run, brief: Brief) -> None:
        certificate = run.current
        if certificate is None:
            return
        number = certificate.record.document_number
        VisitLog(self.journal, brief.visit).result(
            run.intent, Kind.CERTIFICATE_PRINTED, document=number, fee=certificate.line.fee
        )
        self.bench.mark_printed(number)
        run.sheets_before += len(certificate.document.pages)
        run.copies += 1
        run.current = run.job = None

    def _void(self, run: _Run, brief: Brief, notice: Notice) -> None:
        certificate = run.current
        if certificate is not None:
            VisitLog(self.journal, brief.visit).result(
                run.intent,
                Kind.CERTIFICATE_VOID,
                document=certificate.record.document_number,
                notice=notice.value,
            )
        run.current = run.job = None
        run.failed = notice


def _failed(run: _Run) -> Event:
    return PrintFailed(run.failed or Notice.PRINTER_FAULT, run.copies)
