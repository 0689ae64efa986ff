"""Printing: submit one job for each certificate, follow it, settle it in the journal, or stop it.

How far the order is printed is in the visit; here is only the job that the printer has now.

The rule for a sheet that may be out: nothing is charged for what is not known to be printed. Its fee
is given back, its number is reported to the centre as uncertain and never as void, its intent stays
open in the journal, so that the case is listed for staff, and the terminal waits for staff before the
next customer, because the sheet may still come out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.centre.errors import RecordNotGenuine
from kiosk.fsm.event import Event
from kiosk.fsm.flow.printing import (
    JobAdvanced,
    JobCompleted,
    JobSubmitted,
    PrintFailed,
    PrintHeld,
    PrintResumed,
    PrintStalled,
    SheetPrinted,
)
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.page_printer.ipp_constants import ONE_SIDED, TWO_SIDED
from kiosk.hardware.page_printer.job_outcome import JobOutcome, outcome
from kiosk.hardware.page_printer.protocol import (
    Job,
    JobState,
    PagePrinter,
    PrinterRefused,
    PrinterUnreachable,
)
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.record import RecordMismatch
from kiosk.tasks.error_mapping import printer_reason
from kiosk.tasks.journal_health import journal_reason
from kiosk.tasks.paper.clerks_check import ClerksCheck
from kiosk.tasks.paper.prepared_certificates import PreparedCertificate, PreparedCertificates

STOP_INTERVAL = 0.25
"""Seconds between two questions about a job that is being stopped."""
SUBMIT_INTERVAL = 1.0
"""Seconds between two attempts to hand over a document to a printer that is busy or waking up."""


SILENCE = 3.0
"""Seconds without an answer before the shopper reads that printing is held up."""


@dataclass(frozen=True, slots=True)
class PrinterPatience:
    """How long a passing condition is waited for, in seconds.

    `submit`: a printer that is busy, waking up or unreachable before it has got the document.
    `doubt`: a job that is not listed, or whose state, reasons and count do not agree. `stall`: no new
    sheet and no change of the job, whatever else the printer reports meanwhile.
    """

    submit: float = 30.0
    doubt: float = 20.0
    stall: float = 780.0


@dataclass(slots=True)
class _CurrentJob:
    """The certificate that the printer has, or may have: `number` is the printer's own, once known.

    `progress` is how far it was ever seen, the newest of it at `progress_at`. `doubt_since` is when its
    answers began to make no sense, `silent_since` when they failed to come. Times are the monotonic clock's.
    """

    visit: str
    certificate: PreparedCertificate
    intent: int
    progress_at: float
    number: int | None = None
    progress: set[tuple[JobState, int | None]] = field(default_factory=set)
    doubt_since: float | None = None
    silent_since: float | None = None


@dataclass(slots=True)
class PrintingTasks:
    """Tasks on the page printer; only its worker calls them.

    `wait` lets seconds pass, `monotonic` is the clock that it moves.
    """

    printer: PagePrinter
    clerk: ClerksCheck
    journal: Journal
    prepared: PreparedCertificates
    wait: Callable[[float], None]
    monotonic: Callable[[], float]
    patience: PrinterPatience = field(default_factory=PrinterPatience)
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
            # Before the first sheet all of them: what cannot be printed at the end is better not begun.
            for each in (certificate,) if visit.printing.copies else certificates:
                self.clerk.check(each, context)
        except (RecordMismatch, RecordNotGenuine) as error:
            genuine = isinstance(error, RecordMismatch)
            reason = Reason.RECORD_MISMATCH if genuine else Reason.RECORD_NOT_GENUINE
            log.rescuing().note(Kind.ISSUING_STOPPED, reason=reason.value)
            return PrintFailed(reason)
        name = certificate.record.document_number
        try:
            intent = log.intend(
                Kind.PRINT_INTENDED, document=name, request=certificate.request, sheets=certificate.sheets,
                fee=certificate.line.fee,
            )  # fmt: skip
        except JournalFault as fault:  # what cannot be written down is not printed, and not paid
            return PrintFailed(journal_reason(fault))
        job = self._current = _CurrentJob(visit.id, certificate, intent, self.monotonic())
        if not self._hand_over(job):
            return self._void(job, Reason.PRINTER_FAULT)
        job.progress_at = self.monotonic()
        return JobSubmitted()

    def _hand_over(self, job: _CurrentJob) -> bool:
        """Send the document; False if the printer does not have it for certain.

        Tried again only while nothing was accepted: a document that may have arrived is not sent twice.
        """
        name, document = job.certificate.record.document_number, job.certificate.document
        sides = TWO_SIDED if document.two_sided else ONE_SIDED
        until = self.monotonic() + self.patience.submit
        while self.prepared.certificates(job.visit):
            try:
                job.number = self.printer.submit(document.pdf, name, sides)
            except PrinterUnreachable as error:
                if error.maybe_accepted:
                    return True  # whether it arrived shows when the job is looked for
                passes = True
            except PrinterRefused as error:
                passes = error.passes
            else:
                return True
            if not passes or self.monotonic() >= until:
                return False
            self.wait(SUBMIT_INTERVAL)
        return False

    def follow(self, context: TaskContext) -> tuple[Event, ...]:
        """Ask the printer about the job. Every answer gives the whole condition of the printing."""
        current = self._job_of(context)
        if current is None:
            settled = self._settled_unheard(context)
            return (settled,) if settled else ()
        try:
            job = self._look(current)
        except PrinterUnreachable:
            return self._silent(current)
        current.silent_since = None
        state = JobOutcome.OPEN if job is None else outcome(job, current.certificate.sheets)
        if settled := self._settle(current, state, context, Reason.PRINTER_FAULT):
            return (settled,)
        if job is None or state is JobOutcome.OPEN:
            return self._in_doubt(current)
        current.doubt_since = None
        return self._under_way(current, job, context)

    def _under_way(self, current: _CurrentJob, job: Job, context: TaskContext) -> tuple[Event, ...]:
        events: list[Event] = []
        before = sum(each.sheets for each in self.prepared.printed(context.visit.id))
        sheets = before + min(job.sheets_completed or 0, current.certificate.sheets)
        if sheets > 0:
            events.append(SheetPrinted(sheets))
        if (job.state, job.sheets_completed) not in current.progress:
            current.progress.add((job.state, job.sheets_completed))
            current.progress_at = self.monotonic()
            events.append(JobAdvanced(len(current.progress)))
        if stalled := self._stalled(current):
            return (*events, stalled)
        reason = printer_reason(self.printer.report())
        if reason is None and job.state is JobState.STOPPED:
            reason = Reason.PRINTER_FAULT
        if reason is not None:
            events.append(PrintHeld(reason))
        elif context.state is S.PRINT_HELD:
            events.append(PrintResumed())
        return tuple(events)

    def _in_doubt(self, current: _CurrentJob) -> tuple[Event, ...]:
        """Not listed, or contradictory: looked at again, and then stopped rather than believed."""
        now = self.monotonic()
        if current.doubt_since is None:
            current.doubt_since = now
        if now - current.doubt_since >= self.patience.doubt:
            return (PrintStalled(Reason.PRINTER_FAULT),)
        stalled = self._stalled(current)
        return (stalled,) if stalled else ()

    def _silent(self, current: _CurrentJob) -> tuple[Event, ...]:
        """One lost answer is no fault; after more of them the job is kept for as long as staff may take."""
        now = self.monotonic()
        if current.silent_since is None:
            current.silent_since = now
        if stalled := self._stalled(current):
            return (stalled,)
        return (PrintHeld(Reason.PRINTER_FAULT),) if now - current.silent_since >= SILENCE else ()

    def _stalled(self, current: _CurrentJob) -> PrintStalled | None:
        """The end of waiting for a printer that goes back and forth between faults without printing."""
        over = self.monotonic() - current.progress_at >= self.patience.stall
        return PrintStalled(Reason.PRINTER_FAULT) if over else None

    def stop(self, context: TaskContext) -> Event:
        """Cancel the job and report what is out for certain; what stays unknown is uncertain."""
        # A held job has left its cause with the visit; everything else that leads here is a fault.
        held = context.visit.reason
        if held is None or held is Reason.UNEXPECTED:
            held = Reason.PRINTER_FAULT
        current = self._job_of(context)
        if current is None:
            return self._settled_unheard(context) or PrintFailed(held)
        until = self.monotonic() + self.patience.doubt
        doubt = Reason.PRINTER_LOST
        while True:
            try:
                job = self._look(current)
                state = JobOutcome.OPEN if job is None else outcome(job, current.certificate.sheets)
                if settled := self._settle(current, state, context, held):
                    return settled
                lost = job is not None and state is JobOutcome.UNDER_WAY
                doubt = Reason.PRINTER_LOST if lost else Reason.PRINT_UNCERTAIN
                if job is not None and not job.state.is_final:
                    self.printer.cancel(job.id)  # again each time: this request may be lost, too
            except PrinterRefused:
                pass  # it ended by itself meanwhile, or cannot be canceled
            except PrinterUnreachable:
                doubt = Reason.PRINTER_LOST
            if self.monotonic() >= until:
                return self._uncertain(current, doubt)
            self.wait(STOP_INTERVAL)

    def forget(self) -> None:
        """The visit is over."""
        self._current = None

    # --- the job ------------------------------------------------------------------------------------

    def _job_of(self, context: TaskContext) -> _CurrentJob | None:
        current = self._current
        return current if current is not None and current.visit == context.visit.id else None

    def _look(self, current: _CurrentJob) -> Job | None:
        job = self.printer.find(current.certificate.record.document_number, current.number)
        if job is not None:
            current.number = job.id
        return job

    def _settle(
        self, current: _CurrentJob, state: JobOutcome, context: TaskContext, reason: Reason
    ) -> Event | None:
        """Write down how a job ended that has certainly ended; None for any other."""
        if state is JobOutcome.NOT_WHOLE:
            return self._void(current, reason)
        if state is not JobOutcome.PRINTED:
            return None
        number, fee = current.certificate.record.document_number, current.certificate.line.fee
        log = VisitLog(self.journal, current.visit).rescuing()
        log.result(current.intent, Kind.CERTIFICATE_PRINTED, document=number, fee=fee)
        self.prepared.mark_printed(number)
        self._current = None
        return self._completed(context)

    def _void(self, current: _CurrentJob, reason: Reason) -> Event:
        number = current.certificate.record.document_number
        log = VisitLog(self.journal, current.visit).rescuing()
        log.result(current.intent, Kind.CERTIFICATE_VOID, document=number, reason=reason.value)
        self._current = None
        return PrintFailed(reason)

    def _uncertain(self, current: _CurrentJob, reason: Reason) -> Event:
        """The sheet may be out, or come out later. The intent stays open until staff has looked."""
        number = current.certificate.record.document_number
        log = VisitLog(self.journal, current.visit).rescuing()
        log.note(Kind.CERTIFICATE_UNCERTAIN, document=number, reason=reason.value)
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
