"""Preparing: fetch the records, prove them genuine and this visit's, draw the sheets. No money yet."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError, RecordNotGenuine
from kiosk.centre.signing import RecordVerifier
from kiosk.documents.content_checks import NotPrintable
from kiosk.documents.document import render
from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.verification import check_pages
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import Event, Prepared, Refused
from kiosk.fsm.notices import Notice
from kiosk.hardware.page_printer.protocol import PagePrinter
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.certificates import OrderLine
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch, clerk_check
from kiosk.tasks.bench import Bench, PreparedCertificate
from kiosk.tasks.notices import centre_notice, printer_notice


def check_binding(record: CertificateRecord, brief: Brief, line: OrderLine, request: str) -> None:
    """The clerk's check of one record against the visit; raises RecordMismatch."""
    if brief.municipality is None:
        raise RecordMismatch("the visit has no municipality")
    clerk_check(
        record,
        visit=brief.visit,
        request=request,
        subject=brief.subject,
        kind=line.kind,
        options=line.options,
        fee=line.fee,
        copies=line.copies,
        municipality_code=brief.municipality.code,
    )


@dataclass(frozen=True, slots=True)
class IssueTasks:
    """Tasks on the issuing centre."""

    centre: CentreClient
    verifier: RecordVerifier
    fonts: Fonts
    printer: PagePrinter
    journal: Journal
    bench: Bench

    def prepare(self, brief: Brief) -> Event:
        """Get everything ready to print, so that after payment only local faults remain."""
        if notice := printer_notice(self.printer.report()):
            return Refused(notice)
        prepared: list[PreparedCertificate] = []
        for number, line in enumerate(brief.order):
            request = brief.request if number == 0 else f"{brief.request}-{number}"
            outcome = self._apply(brief, line, request)
            if isinstance(outcome, Notice):
                return Refused(outcome)
            prepared += outcome
        if not self.bench.put(brief.visit, tuple(prepared)):
            return Refused(Notice.TIMED_OUT)
        return Prepared(sum(len(each.document.pages) for each in prepared))

    def _apply(self, brief: Brief, line: OrderLine, request: str) -> list[PreparedCertificate] | Notice:
        log = VisitLog(self.journal, brief.visit)
        intent = log.intend(
            Kind.CERTIFICATES_APPLIED,
            request=request,
            certificate=str(line.kind),
            copies=line.copies,
            price=line.price,
        )
        try:
            prepared = self._fetch(brief, line, request)
        except (RecordNotGenuine, RecordMismatch) as error:
            genuine = isinstance(error, RecordMismatch)
            notice = Notice.RECORD_MISMATCH if genuine else Notice.RECORD_NOT_GENUINE
            log.note(Kind.ISSUING_STOPPED, notice=notice.value)
        except RecordIncomplete:
            notice = Notice.RECORD_INCOMPLETE
        except CentreError as error:
            notice = centre_notice(error)
        except (MissingGlyph, DoesNotFit, NotPrintable):
            notice = Notice.REFUSED_BY_MUNICIPALITY  # a name this terminal cannot set: the counter can
        else:
            sheets = sum(len(each.document.pages) for each in prepared)
            log.result(intent, Kind.CERTIFICATES_RECEIVED, sheets=sheets)
            return prepared
        log.result(intent, Kind.CERTIFICATES_REFUSED, notice=notice.value)
        return notice

    def _fetch(self, brief: Brief, line: OrderLine, request: str) -> list[PreparedCertificate]:
        signed = self.centre.apply(brief.authentication, brief.visit, request, line)
        records = [self.verifier.verify(each) for each in signed]
        for record in records:
            check_binding(record, brief, line, request)
        numbers = [record.copy_number for record in records]
        if numbers != list(range(1, line.copies + 1)):
            raise RecordMismatch("the copies are not those that were asked for")
        if len({record.document_number for record in records}) != len(records):
            raise RecordMismatch("two copies have one document number")
        prepared = []
        for record in records:
            document = render(record, self.fonts)
            check_pages(document, record)
            prepared.append(PreparedCertificate(record, document, line, request))
        return prepared

    def report_outcomes(self) -> None:
        """Tell the centre which document numbers were printed and which are void."""
        outcomes = self.bench.take_outcomes()
        while outcomes:
            outcome = outcomes[0]
            try:
                self.centre.report(outcome.request, outcome.printed, outcome.void)
            except CentreError:
                self.bench.put_back(outcomes)
                return
            outcomes = outcomes[1:]
