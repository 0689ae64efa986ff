"""The clerk's check: is this the visit's certificate, as the centre signed it, and are these its bytes?

Made when a certificate is prepared, for the whole order before the first sheet, and once more for each
certificate before its bytes go to the printer (a clerk compares certificate and applicant at the counter).
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.centre.signing import RecordVerifier
from kiosk.documents.verification import check_pages
from kiosk.fsm.task_context import TaskContext
from kiosk.rules.certificates import OrderLine
from kiosk.rules.record import CertificateRecord, RecordMismatch, clerk_check
from kiosk.tasks.paper.prepared_certificates import PreparedCertificate


def check_binding(record: CertificateRecord, context: TaskContext, line: OrderLine, request: str) -> None:
    """Compare one record with the visit. Raises RecordMismatch, naming fields but no values."""
    if context.visit.municipality is None:
        raise RecordMismatch("the visit has no municipality")
    clerk_check(
        record,
        visit=context.visit.id,
        request=request,
        subject=context.visit.identity.subject,
        kind=line.kind,
        options=line.options,
        fee=line.fee,
        copies=line.copies,
        municipality_code=context.visit.municipality.code,
    )


@dataclass(frozen=True, slots=True)
class ClerksCheck:
    """Checks certificates that are ready to be printed."""

    verifier: RecordVerifier

    def check(self, certificate: PreparedCertificate, context: TaskContext) -> None:
        """Compare visit, signature, record and the bytes to be sent with each other.

        Raises RecordMismatch, and RecordNotGenuine when the signature is not the centre's.
        """
        check_binding(certificate.record, context, certificate.line, certificate.request)
        if self.verifier.verify(certificate.signed) != certificate.record:
            raise RecordMismatch("the record is not the one that was signed")
        check_pages(certificate.document, certificate.record)
