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


class PreparedCertificates:
    """Certificates of the present visit. Thread-safe.

    A task that comes too late finds its visit gone and leaves nothing behind.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._visit = ""
        self._certificates: tuple[PreparedCertificate, ...] = ()
        self._printed: set[str] = set()

    @property
    def visit(self) -> str:
        """The present visit, empty without one."""
        with self._lock:
            return self._visit

    def open(self, visit: str) -> None:
        """Forget what was there and begin for `visit` (empty: for nobody)."""
        with self._lock:
            self._visit = visit
            self._certificates = ()
            self._printed = set()

    def put(self, visit: str, certificates: tuple[PreparedCertificate, ...]) -> bool:
        """Keep the visit's certificates; False when that visit is over."""
        with self._lock:
            if visit == self._visit:
                self._certificates = certificates
                return True
            return False

    def certificates(self, visit: str) -> tuple[PreparedCertificate, ...]:
        """The visit's certificates in the order of printing; none when it is not the present one."""
        with self._lock:
            return self._certificates if visit == self._visit else ()

    def mark_printed(self, document_number: str) -> None:
        """This certificate is out."""
        with self._lock:
            self._printed.add(document_number)

    def printed(self, visit: str) -> tuple[PreparedCertificate, ...]:
        """The visit's certificates that are out."""
        with self._lock:
            if visit != self._visit:
                return ()
            return tuple(each for each in self._certificates if each.record.document_number in self._printed)
