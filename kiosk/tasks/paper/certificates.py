"""Preparing: fetch the records, prove them genuine and this visit's, draw the sheets. No money yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError, CentreSlow, CentreUnreachable, RecordNotGenuine, RequestReused
from kiosk.centre.messages import SignedRecord
from kiosk.centre.signing import RecordVerifier
from kiosk.documents.content_checks import NotPrintable
from kiosk.documents.document import Document, render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.background import STANDARD, GroundPattern
from kiosk.documents.proof.back_page import Proof
from kiosk.documents.proof.payload import Payload, key_id_of
from kiosk.documents.verification import check_pages
from kiosk.fsm.event import Event
from kiosk.fsm.events import Refused
from kiosk.fsm.flow.certificates import Prepared
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.page_printer.protocol import PagePrinter
from kiosk.journal.accounting.outcomes import owed_outcomes
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.logs import Log
from kiosk.rules.certificates import OrderLine
from kiosk.rules.hours.japan_time import in_japan
from kiosk.rules.record import (
    CertificateRecord,
    RecordIncomplete,
    RecordMismatch,
    check_as_of,
    check_issued_on,
)
from kiosk.tasks.error_mapping import printer_reason
from kiosk.tasks.journal_health import journal_reason
from kiosk.tasks.mixed_up_answers import judged
from kiosk.tasks.paper.clerks_check import check_binding
from kiosk.tasks.paper.prepared_certificates import PreparedCertificate, PreparedCertificates

log = Log()

RECORD_AGE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class CertificateTasks:
    """Tasks on the issuing centre. With `sealing_key`, certificates have backs that prove them.

    `now` is the terminal's clock (aware), `ground` the pattern that suits the page printer, `record_age` how
    long ago a record may have been read from the register.
    """

    centre: CentreClient
    verifier: RecordVerifier
    fonts: Fonts
    printer: PagePrinter
    journal: Journal
    prepared: PreparedCertificates
    now: Callable[[], datetime]
    sealing_key: X25519PublicKey | None = None
    ground: GroundPattern = STANDARD
    record_age: timedelta = RECORD_AGE

    def prepare(self, context: TaskContext) -> Event:
        """Get everything ready to print, so that after payment only local faults remain."""
        if reason := printer_reason(self.printer.readiness()):
            return Refused(reason)
        prepared: list[PreparedCertificate] = []
        refusal = self._apply_for_all(context, prepared)
        if refusal is not None:
            return Refused(refusal)
        if not self.prepared.put(context.visit.id, tuple(prepared)):
            return Refused(Reason.TIMED_OUT)
        return Prepared(sum(len(each.document.pages) for each in prepared))

    def _apply_for_all(self, context: TaskContext, prepared: list[PreparedCertificate]) -> Reason | None:
        """Add the certificates of every line to `prepared`; returns why the first that fails does."""
        order = context.visit.order
        for number, line in enumerate(order.lines):
            request = order.request if number == 0 else f"{order.request}-{number}"
            outcome = self._apply(context, line, request)
            if isinstance(outcome, Reason):
                return outcome
            prepared += outcome
        return None

    def _apply(
        self, context: TaskContext, line: OrderLine, request: str
    ) -> list[PreparedCertificate] | Reason:
        try:
            intent = VisitLog(self.journal, context.visit.id).intend(
                Kind.CERTIFICATES_APPLIED,
                request=request,
                certificate=str(line.kind),
                copies=line.copies,
                price=line.price,
                owed=True,
            )
        except JournalFault as fault:
            return journal_reason(fault)
        log = VisitLog(self.journal, context.visit.id).rescuing()
        try:
            prepared = self._fetch(context, line, request)
        except (RecordNotGenuine, RecordMismatch) as error:
            genuine = isinstance(error, RecordMismatch)
            reason = Reason.RECORD_MISMATCH if genuine else Reason.RECORD_NOT_GENUINE
            log.note(Kind.ISSUING_STOPPED, reason=reason.value)
        except RecordIncomplete:
            reason = Reason.RECORD_INCOMPLETE
        except CentreError as error:
            reason = judged(error, self.journal, context.visit.id)
        except NotPrintable:
            reason = Reason.REFUSED_BY_MUNICIPALITY  # a name this terminal cannot set: the counter can
        else:
            sheets = sum(len(each.document.pages) for each in prepared)
            log.result(intent, Kind.CERTIFICATES_RECEIVED, sheets=sheets)
            return prepared
        log.result(intent, Kind.CERTIFICATES_REFUSED, reason=reason.value)
        return reason

    def _fetch(self, context: TaskContext, line: OrderLine, request: str) -> list[PreparedCertificate]:
        asked = self.now()
        signed = self.centre.apply(context.visit.identity.authentication, context.visit.id, request, line)
        records = [self.verifier.verify(each) for each in signed]
        answered = self.now()
        for record in records:
            check_binding(record, context, line, request)
            check_issued_on(record, asked=in_japan(asked).date(), answered=in_japan(answered).date())
            check_as_of(record, asked=asked, answered=answered, longest=self.record_age)
        return self._prepared(line, request, signed, records)

    def _prepared(
        self,
        line: OrderLine,
        request: str,
        signed: tuple[SignedRecord, ...],
        records: list[CertificateRecord],
    ) -> list[PreparedCertificate]:
        """Compare the records with each other and draw them."""
        numbers = [record.copy_number for record in records]
        if numbers != list(range(1, line.copies + 1)):
            raise RecordMismatch("the copies are not those that were asked for")
        if len({record.document_number for record in records}) != len(records):
            raise RecordMismatch("two copies have one document number")
        prepared = []
        for each, record in zip(signed, records, strict=True):
            document = self._document(each, record)
            prepared.append(PreparedCertificate(record, each, document, line, request))
        return prepared

    def _document(self, signed: SignedRecord, record: CertificateRecord) -> Document:
        document = self._drawn(signed, record)
        check_pages(document, record)
        return document

    def _drawn(self, signed: SignedRecord, record: CertificateRecord) -> Document:
        """Draw a genuine record; raises NotPrintable where this program cannot, whatever it stumbles over.

        A name without a glyph is not the only cause: dates before the eras and sums beyond any column are
        as genuine. Raises RecordMismatch and RecordIncomplete as `render` does.
        """
        try:
            return render(record, self.fonts, self._proof(signed), self.ground)
        except (RecordMismatch, RecordIncomplete):
            raise
        except (ValueError, TypeError, ArithmeticError, LookupError) as error:
            cause = type(error).__name__
        log.warning("certificate_not_drawn", certificate=str(record.kind), cause=cause)
        raise NotPrintable(f"{record.kind}: {cause}")

    def _proof(self, signed: SignedRecord) -> Proof | None:
        """Return what goes on the backs; None where certificates have none."""
        if self.sealing_key is None:
            return None
        payload = Payload(signed.payload, signed.signature, key_id_of(self.verifier.signer(signed)))
        return Proof(payload.to_bytes(), self.sealing_key)

    def report_outcomes(self) -> None:
        """Report to the centre what became of the documents of every visit that is over.

        What is owed stands in the journal: what could not be reported is when the centre answers again, after
        a loss of power too. The centre takes a report twice. A journal that cannot be read is not told here.
        """
        try:
            accounts = self.journal.accounts()
        except JournalFault as fault:
            log.error("outcomes_not_read", cause=fault.cause.value)
            return
        for outcome in owed_outcomes(accounts.values(), self.prepared.visit):
            try:
                self.centre.report(outcome.request, outcome.printed, outcome.uncertain)
            except (CentreUnreachable, CentreSlow):
                return
            except RequestReused:  # it will never take it: saying it again tells nobody anything
                heard = Kind.OUTCOME_REFUSED
                log.error("report_refused", request=outcome.request)
            except CentreError as error:  # this one only: it must not keep the others waiting
                log.error("report_not_taken", cause=type(error).__name__)
                continue
            else:
                heard = Kind.OUTCOME_REPORTED
            self.journal.append(heard, {"request": outcome.request}, outcome.visit, rescue=True)
