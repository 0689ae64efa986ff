"""A simulated terminal: the terminal's own client, tasks and journal, without screens, money and printer.

What asks, verifies and compares is what ships. Drawing a certificate takes many times as long as all that,
so only a share of them is drawn; the others get a page that says nothing.
"""

from __future__ import annotations

import hashlib
import json
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.centre.messages import SignedRecord
from kiosk.centre.signing import RecordVerifier, authentication_message
from kiosk.centre.transport import TlsFiles
from kiosk.documents.document import Document, page_binding, record_digest
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.events import Refused
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Identity, Order, Visit
from kiosk.hardware.page_printer.protocol import PrinterReport
from kiosk.hardware.status import DeviceStatus, Paper
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.certificates import Availability, CertificateKind, OrderLine, default_options
from kiosk.rules.record import CertificateRecord
from kiosk.rules.services import Scope, Service
from kiosk.rules.specimens import Specimens
from kiosk.tasks.mixed_up_answers import judged
from kiosk.tasks.paper.certificates import CertificateTasks
from kiosk.tasks.paper.prepared_certificates import PreparedCertificate, PreparedCertificates
from kiosk_simulator.pki.authority import Pki
from load.balance import CAUGHT
from load.fleet import link_to
from load.holders import Holder
from load.played import AcceptedDocument, Application, Played

KINDS = (CertificateKind.RESIDENT_RECORD, CertificateKind.SEAL_REGISTRATION, CertificateKind.TAXATION)
"""They show the holder's whole name, by which whose they are can be told without the terminal's help."""
MOST_LINES, MOST_COPIES = 3, 2
VISITS_A_HEARTBEAT = 25
"""A terminal speaks to the fleet server after so many visits, and after each that stopped issuing."""
_BLANK = b"%PDF-"


@dataclass(frozen=True, slots=True)
class _Tasks(CertificateTasks):
    """The terminal's tasks; `drawn` says which certificates are drawn, `told` hears how each request ends."""

    drawn: Callable[[], bool] = lambda: False
    told: Callable[[str, Reason | None], None] = lambda request, reason: None

    def _document(self, signed: SignedRecord, record: CertificateRecord) -> Document:
        if self.drawn():
            return CertificateTasks._document(self, signed, record)
        digest = hashlib.sha256(_BLANK).hexdigest()
        return Document(_BLANK, (page_binding(record, 1, 1),), digest, record_digest(record))

    def _apply(
        self, context: TaskContext, line: OrderLine, request: str
    ) -> list[PreparedCertificate] | Reason:
        outcome = CertificateTasks._apply(self, context, line, request)
        self.told(request, outcome if isinstance(outcome, Reason) else None)
        return outcome


class _WellPrinter:
    """A printer that is always ready: nothing is printed."""

    def readiness(self) -> PrinterReport:
        return PrinterReport(DeviceStatus.ONLINE, Paper.FULL)


@dataclass
class LoadTerminal:
    """`name` is the common name of its certificate, in `files`; `chance` is its own.

    Its journal is in `folder`, and goes to the fleet server at `fleet`.
    """

    name: str
    pki: Pki
    url: str
    files: TlsFiles
    chance: random.Random
    folder: Path
    fleet: str
    share_drawn: float = 0.0
    read_timeout: float = 10.0
    played: Played = field(default_factory=Played)
    _visits: int = 0

    def __post_init__(self) -> None:
        self.client = CentreClient(self.url, self.files, read_timeout=self.read_timeout)
        self.journal = Journal(self.folder / "journal.sqlite", _now)
        self.link = link_to(self.fleet, self.files, self.folder / "journal.sqlite", self.chance.random)
        self.prepared = PreparedCertificates()
        printer: Any = _WellPrinter()
        fonts: Any = _fonts() if self.share_drawn else None
        self.tasks = _Tasks(
            self.client,
            RecordVerifier(self.pki.record_public_key, Specimens.TAKEN),
            fonts,
            printer,
            self.journal,
            self.prepared,
            _now,
            drawn=lambda: self.chance.random() < self.share_drawn,
            told=self._hears,
        )

    def close(self) -> None:
        """Close the connections."""
        self.client.close()
        self.link.stop()
        self.link.client.close()
        self.journal.close()

    def visit(self, holder: Holder) -> int:
        """A whole visit; returns how many applications were sent."""
        before, stops = len(self.played.applications), self.played.stops[self.name]
        self._serves(secrets.token_urlsafe(16), holder)
        self._visits += 1
        if self.played.stops[self.name] != stops or self._visits % VISITS_A_HEARTBEAT == 0:
            self.link.round()
        return len(self.played.applications) - before

    def _serves(self, name: str, holder: Holder) -> None:
        try:
            visit = self._signs_in(name, holder)
        except CentreError as error:
            reason = judged(error, self.journal, name)
            if reason is Reason.RECORD_MISMATCH:
                self.played.proofs_of_another += 1
                self.played.stops[self.name] += 1
            else:
                self.played.not_signed_in[reason.name] += 1
            return
        self.prepared.open(visit.id)
        event = self.tasks.prepare(TaskContext(S.PREPARE, 1, visit))
        if not isinstance(event, Refused):
            for each in self.prepared.certificates(visit.id):
                self._takes(each, visit, holder)
        self.prepared.open("")
        self.tasks.report_outcomes()

    def reports_all(self, patience: int = 20) -> int:
        """Report what could not be reported before, to the centre and then to the fleet server.

        Returns how many outcomes are still owed.
        """
        for _ in range(patience):
            self.tasks.report_outcomes()
            if not (owed := self._owed()):
                break
        self.link.round()
        self.played.rows[self.name] = self.journal.last_seq()
        return owed

    def _owed(self) -> int:
        return sum(len(each.owed_outcomes) for each in self.journal.accounts().values())

    def _signs_in(self, visit: str, holder: Holder) -> Visit:
        challenge = self.client.challenge(visit)
        message = authentication_message(
            visit,
            challenge.id,
            challenge.nonce,
            Service.CERTIFICATES,
            Scope.RESIDENCE,
            municipality_code=None,
        )
        proven = self.client.authenticate(
            challenge, visit, holder.certificate, holder.sign(message), Scope.RESIDENCE
        )
        offers = [
            each
            for each in proven.offers
            if each.kind in KINDS and each.availability is Availability.AVAILABLE
        ]
        chosen = self.chance.sample(offers, self.chance.randint(1, min(MOST_LINES, len(offers))))
        lines = tuple(
            OrderLine(
                each.kind,
                default_options(each.kind, each.options),
                self.chance.randint(1, MOST_COPIES),
                each.fee,
            )
            for each in chosen
        )
        order = Order(lines, secrets.token_urlsafe(16))
        return Visit(
            visit,
            municipality=proven.municipality,
            identity=Identity(proven.subject, proven.id),
            order=order,
        )

    def _hears(self, request: str, reason: Reason | None) -> None:
        self.played.applications.append(Application(self.name, request, reason.name if reason else ""))
        self.played.stops[self.name] += reason is not None and reason.name in CAUGHT

    def _takes(self, certificate: PreparedCertificate, visit: Visit, holder: Holder) -> None:
        """What would be printed: judged by its bytes alone, and written down as printed. No yen moves."""
        record = json.loads(certificate.signed.payload)
        own = record["subject"] == holder.subject and holder.name in certificate.signed.payload.decode()
        number = certificate.record.document_number
        self.played.accepted.append(
            AcceptedDocument(self.name, certificate.request, number, holder.resident, own)
        )
        log = VisitLog(self.journal, visit.id)
        intent = log.intend(
            Kind.PRINT_INTENDED,
            document=number,
            request=certificate.request,
            sheets=certificate.sheets,
            fee=0,
        )
        log.result(intent, Kind.CERTIFICATE_PRINTED, document=number, fee=0)


def _now() -> datetime:
    return datetime.now(UTC)


@cache
def _fonts() -> Fonts:
    return Fonts.load()
