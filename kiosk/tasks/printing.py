"""Printing: submit one job for each certificate, follow it, settle it in the journal, or stop it.

How far the order is printed is in the visit; here is only the job that the printer has now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.documents.verification import check_pages
from kiosk.fsm.events import Event
from kiosk.fsm.flow.printing import (
    JobCompleted,
    JobSubmitted,
    PrintFailed,
    PrintHeld,
    PrintResumed,
    SheetPrinted,
)
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
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
from kiosk.tasks.certificates import check_binding
from kiosk.tasks.error_mapping import printer_reason
from kiosk.tasks.prepared_certificates import PreparedCertificate, PreparedCertificates

STOP_POLLS = 40
STOP_INTERVAL = 0.25
"""A cancelled job is asked for this often, and this many seconds apart, until it has ended."""


@dataclass(slots=True)
class _CurrentJob:
    """The certificate that the printer has, or may have: `number` is the printer's own, once known."""

    visit: str
    certificate: PreparedCertificate
    intent: int
    number: int | None = None


@dataclass(slots=True)
class PrintingTasks:
    """Tasks on the page printer; only its worker calls them. `wait` lets seconds pass."""

    printer: PagePrinter
    journal: Journal
    prepared: PreparedCertificates
    wait: Callable[[float], None]
    _current: _CurrentJob | None = None

    def submit(self, context: TaskContext) -> Event:
        """Check the next certificate of the order against the visit once more, and give it to the printer."""
        visit = context.visit
        certificates = self.prepared.certificates(visit.id)
        if len(certificates) <= visit.printing.copies:
            return PrintFailed(Reason.PRINTER_FAULT)
        certificate = certificates[visit.printing.copies]
        log = VisitLog(self.journal, visit.id)
        try:
            check_binding(certificate.record, context, certificate.line, certificate.request)
            check_pages(certificate.document, certificate.record)
        except RecordMismatch:
            log.note(Kind.ISSUING_STOPPED, reason=Reason.RECORD_MISMATCH.value)
            return PrintFailed(Reason.RECORD_MISMATCH)
        name = certificate.record.document_number
        intent = log.intend(
            Kind.PRINT_INTENDED, document=name, sheets=certificate.sheets, fee=certificate.line.fee
        )
        job = self._current = _CurrentJob(visit.id, certificate, intent)
        try:
            job.number = self.printer.submit(certificate.document.pdf, name)
        except PrinterUnreachable as error:
            if not error.maybe_accepted:
                return self._void(job, Reason.PRINTER_FAULT)
            # Whether it arrived shows when the job is looked for by its name.
        except PrinterRefused:
            return self._void(job, Reason.PRINTER_FAULT)
        return JobSubmitted()

    def follow(self, context: TaskContext) -> tuple[Event, ...]:
        """Ask the printer about the job. Every answer gives the whole condition of the printing."""
        current = self._job_of(context)
        if current is None:
            settled = self._settled_unheard(context)
            return (settled,) if settled else ()
        try:
            job = self._ask(current)
        except DeviceError:
            return (PrintHeld(Reason.PRINTER_FAULT),)
        if job is None:
            return (self._void(current, Reason.PRINTER_FAULT),)
        if job.state.is_final:
            return (self._settle(current, job, context, Reason.PRINTER_FAULT),)
        events: list[Event] = []
        before = sum(each.sheets for each in self.prepared.printed(context.visit.id))
        sheets = before + min(job.sheets_completed, current.certificate.sheets)
        if sheets > 0:
            events.append(SheetPrinted(sheets))
        reason = printer_reason(self.printer.report())
        if reason is None and job.state is JobState.STOPPED:
            reason = Reason.PRINTER_FAULT
        if reason is not None:
            events.append(PrintHeld(reason))
        elif context.state is S.PRINT_HELD:
            events.append(PrintResumed())
        return tuple(events)

    def stop(self, context: TaskContext) -> Event:
        """Cancel the job and report what is out for certain."""
        # A held job has left its cause with the visit; everything else that leads here is a fault.
        held = context.visit.reason
        if held is None or held is Reason.UNEXPECTED:
            held = Reason.PRINTER_FAULT
        current = self._job_of(context)
        if current is None:
            return self._settled_unheard(context) or PrintFailed(held)
        for attempt in range(STOP_POLLS):
            try:
                job = self._ask(current)
                if job is not None and not job.state.is_final and attempt == 0:
                    self.printer.cancel(job.id)
                    job = self._ask(current)
            except PrinterRefused:
                continue  # it ended by itself meanwhile
            except PrinterUnreachable:
                break
            if job is None:
                return self._void(current, held)
            if job.state.is_final:
                return self._settle(current, job, context, held)
            self.wait(STOP_INTERVAL)
        return self._void(current, Reason.PRINTER_LOST)

    def forget(self) -> None:
        """The visit is over."""
        self._current = None

    # --- the job ------------------------------------------------------------------------------------

    def _job_of(self, context: TaskContext) -> _CurrentJob | None:
        current = self._current
        return current if current is not None and current.visit == context.visit.id else None

    def _ask(self, current: _CurrentJob) -> Job | None:
        if current.number is None:
            current.number = self.printer.find(current.certificate.record.document_number)
        return None if current.number is None else self.printer.job(current.number)

    def _settle(self, current: _CurrentJob, job: Job, context: TaskContext, reason: Reason) -> Event:
        """Write down how a job ended that has ended."""
        if job.state is not JobState.COMPLETED:
            return self._void(current, reason)
        number, fee = current.certificate.record.document_number, current.certificate.line.fee
        log = VisitLog(self.journal, current.visit)
        log.result(current.intent, Kind.CERTIFICATE_PRINTED, document=number, fee=fee)
        self.prepared.mark_printed(number)
        self._current = None
        return self._completed(context)

    def _void(self, current: _CurrentJob, reason: Reason) -> Event:
        number = current.certificate.record.document_number
        log = VisitLog(self.journal, current.visit)
        log.result(current.intent, Kind.CERTIFICATE_VOID, document=number, reason=reason.value)
        self._current = None
        return PrintFailed(reason)

    def _completed(self, context: TaskContext) -> JobCompleted:
        printed = self.prepared.printed(context.visit.id)
        return JobCompleted(len(printed), sum(each.sheets for each in printed))

    def _settled_unheard(self, context: TaskContext) -> Event | None:
        """The job's end when it was settled, but the state that asked for it had gone; None without one."""
        if len(self.prepared.printed(context.visit.id)) > context.visit.printing.copies:
            return self._completed(context)
        return None
