"""Certificates that are ready to be printed: kept for one visit, in memory only, and gone with it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.rules.certificates import OrderLine

if TYPE_CHECKING:  # what draws and signs is loaded behind the first picture
    from kiosk.centre.messages import SignedRecord
    from kiosk.documents.document import Document
    from kiosk.rules.record import CertificateRecord


@dataclass(frozen=True, slots=True)
class PreparedCertificate:
    """One certificate ready to be printed, with the order line and request it was made for.

    `signed` are the bytes it was made from and the centre's signature, for the last check.
    """

    record: CertificateRecord = field(repr=False)
    signed: SignedRecord = field(repr=False)
    document: Document = field(repr=False)
    line: OrderLine
    request: str

    @property
    def sheets(self) -> int:
        """Sheets of paper it takes."""
        return len(self.document.pages)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request's document numbers; reported to the centre when the visit has ended."""

    request: str
    printed: tuple[str, ...]
    void: tuple[str, ...]
    uncertain: tuple[str, ...] = ()
    """Numbers of certificates that may be out: nobody could find out."""


class PreparedCertificates:
    """Certificates of the present visit. Thread-safe.

    A task that comes too late finds its visit gone and leaves nothing behind.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._visit = ""
        self._certificates: tuple[PreparedCertificate, ...] = ()
        self._printed: set[str] = set()
        self._uncertain: set[str] = set()
        self._unreported: list[Outcome] = []

    def open(self, visit: str) -> None:
        """Forget what was there and begin for `visit` (empty: for nobody)."""
        with self._lock:
            self._unreported += _outcomes(self._certificates, self._printed, self._uncertain)
            self._visit = visit
            self._certificates = ()
            self._printed, self._uncertain = set(), set()

    def put(self, visit: str, certificates: tuple[PreparedCertificate, ...]) -> bool:
        """Keep the visit's certificates; False when that visit is over."""
        with self._lock:
            if visit == self._visit:
                self._unreported += _outcomes(self._certificates, self._printed, self._uncertain)
                self._certificates = certificates
                return True
            self._unreported += _outcomes(certificates, set(), set())
            return False

    def discard(self, request: str, document_numbers: tuple[str, ...]) -> None:
        """Documents that the centre has issued and nobody will get: they are reported as void."""
        if document_numbers:
            with self._lock:
                self._unreported.append(Outcome(request, printed=(), void=document_numbers))

    def certificates(self, visit: str) -> tuple[PreparedCertificate, ...]:
        """The visit's certificates in the order of printing; none when it is not the present one."""
        with self._lock:
            return self._certificates if visit == self._visit else ()

    def mark_uncertain(self, document_number: str) -> None:
        """This certificate is about to be given to the printer: from now on it may be out."""
        with self._lock:
            self._uncertain.add(document_number)

    def mark_printed(self, document_number: str) -> None:
        """This certificate is out."""
        with self._lock:
            self._printed.add(document_number)
            self._uncertain.discard(document_number)

    def mark_void(self, document_number: str) -> None:
        """This certificate is not out as a whole, and never will be."""
        with self._lock:
            self._uncertain.discard(document_number)

    def printed(self, visit: str) -> tuple[PreparedCertificate, ...]:
        """The visit's certificates that are out."""
        with self._lock:
            if visit != self._visit:
                return ()
            return tuple(each for each in self._certificates if each.record.document_number in self._printed)

    def take_outcomes(self) -> list[Outcome]:
        """Return, once, what must still be reported to the centre. Numbers only, nothing personal."""
        with self._lock:
            taken, self._unreported = self._unreported, []
            return taken

    def put_back(self, outcomes: list[Outcome]) -> None:
        """The report failed: keep it for the next time."""
        with self._lock:
            self._unreported += outcomes


def _outcomes(
    certificates: tuple[PreparedCertificate, ...], printed: set[str], uncertain: set[str]
) -> list[Outcome]:
    requests = dict.fromkeys(each.request for each in certificates)
    found = []
    for request in requests:
        numbers = [each.record.document_number for each in certificates if each.request == request]
        outcome = Outcome(
            request,
            printed=tuple(number for number in numbers if number in printed),
            void=tuple(number for number in numbers if number not in printed | uncertain),
            uncertain=tuple(number for number in numbers if number in uncertain),
        )
        found.append(outcome)
    return found
