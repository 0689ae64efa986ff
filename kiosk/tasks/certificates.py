"""Preparing: fetch the records, prove them genuine and this visit's, draw the sheets. No money yet."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError, RecordNotGenuine
from kiosk.centre.messages import SignedRecord
from kiosk.centre.signing import RecordVerifier
from kiosk.documents.content_checks import NotPrintable
from kiosk.documents.document import render
from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.pdf.background import STANDARD, GroundPattern
from kiosk.documents.proof.back_page import Proof
from kiosk.documents.proof.payload import Payload, key_id_of
from kiosk.documents.proof.symbols import TooLong
from kiosk.documents.verification import check_pages
from kiosk.fsm.events import Event, Refused
from kiosk.fsm.flow.certificates import Prepared
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.page_printer.protocol import PagePrinter
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.certificates import OrderLine
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch
from kiosk.tasks.clerks_check import check_binding
from kiosk.tasks.error_mapping import centre_reason, printer_reason
from kiosk.tasks.journal_health import journal_reason
from kiosk.tasks.prepared_certificates import PreparedCertificate, PreparedCertificates


@dataclass(frozen=True, slots=True)
class CertificateTasks:
    """Tasks on the issuing centre. With `sealing_key`, certificates have backs that prove them.

    `ground` is the pattern that suits the page printer.
    """

    centre: CentreClient
    verifier: RecordVerifier
    fonts: Fonts
    printer: PagePrinter
    journal: Journal
    prepared: PreparedCertificates
    sealing_key: X25519PublicKey | None = None
    ground: GroundPattern = STANDARD

    def prepare(self, context: TaskContext) -> Event:
        """Get everything ready to print, so that after payment only local faults remain."""
        if reason := printer_reason(self.printer.readiness()):
            return Refused(reason)
        prepared: list[PreparedCertificate] = []
        for number, line in enumerate(context.visit.order.lines):
            request = (
                context.visit.order.request if number == 0 else f"{context.visit.order.request}-{number}"
            )
            outcome = self._apply(context, line, request)
            if isinstance(outcome, Reason):
                return Refused(outcome)
            prepared += outcome
        if not self.prepared.put(context.visit.id, tuple(prepared)):
            return Refused(Reason.TIMED_OUT)
        return Prepared(sum(len(each.document.pages) for each in prepared))

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
            reason = centre_reason(error)
        except (MissingGlyph, DoesNotFit, NotPrintable, TooLong):
            reason = Reason.REFUSED_BY_MUNICIPALITY  # a name this terminal cannot set: the counter can
        else:
            sheets = sum(len(each.document.pages) for each in prepared)
            log.result(intent, Kind.CERTIFICATES_RECEIVED, sheets=sheets)
            return prepared
        log.result(intent, Kind.CERTIFICATES_REFUSED, reason=reason.value)
        return reason

    def _fetch(self, context: TaskContext, line: OrderLine, request: str) -> list[PreparedCertificate]:
        signed = self.centre.apply(context.visit.identity.authentication, context.visit.id, request, line)
        records = [self.verifier.verify(each) for each in signed]
        for record in records:
            check_binding(record, context, line, request)
        numbers = [record.copy_number for record in records]
        if numbers != list(range(1, line.copies + 1)):
            raise RecordMismatch("the copies are not those that were asked for")
        if len({record.document_number for record in records}) != len(records):
            raise RecordMismatch("two copies have one document number")
        proofs = self._proofs(signed, records)
        prepared = []
        for each, record in zip(signed, records, strict=True):
            document = render(record, self.fonts, proofs.get(record.document_number), self.ground)
            check_pages(document, record)
            prepared.append(PreparedCertificate(record, each, document, line, request))
        return prepared

    def _proofs(self, signed: tuple[SignedRecord, ...], records: list[CertificateRecord]) -> dict[str, Proof]:
        """Return what goes on the backs, by document number; nothing where certificates have none."""
        if self.sealing_key is None:
            return {}
        key_id = key_id_of(self.verifier.public_key)
        return {
            record.document_number: Proof(
                Payload(each.payload, each.signature, key_id).to_bytes(), self.sealing_key
            )
            for each, record in zip(signed, records, strict=True)
        }

    def report_outcomes(self) -> None:
        """Report to the centre which document numbers were printed, are void, or are uncertain."""
        outcomes = self.prepared.take_outcomes()
        while outcomes:
            outcome = outcomes[0]
            try:
                self.centre.report(outcome.request, outcome.printed, outcome.void, outcome.uncertain)
            except CentreError:
                self.prepared.put_back(outcomes)
                return
            outcomes = outcomes[1:]
