"""Light terminals: client of the centre, tasks on certificates, a printer of their own; no screens, no money.

What asks, compares, draws and prints is what ships. Only the machine between is a straight line.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.centre.signing import RecordVerifier, authentication_message
from kiosk.centre.transport import TlsFiles
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.events import Refused
from kiosk.fsm.flow.certificates import Prepared
from kiosk.fsm.flow.printing import JobCompleted, JobSubmitted, PrintFailed
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Identity, Order, PrintingRun, Visit
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.certificates import CertificateKind, OrderLine, default_options
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Scope, Service
from kiosk.rules.specimens import Specimens
from kiosk.tasks.error_mapping import centre_reason
from kiosk.tasks.paper.certificates import CertificateTasks
from kiosk.tasks.paper.clerks_check import ClerksCheck
from kiosk.tasks.paper.prepared_certificates import PreparedCertificates
from kiosk.tasks.paper.printing import PrintingTasks
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import client_files

PEOPLE = ("normal", "katsuko", "single", "register_elsewhere", "unregistered")
"""Profiles of residents with a resident record of one sheet each."""
RECORD = CertificateKind.RESIDENT_RECORD
_SUBJECT = re.compile(rb'"subject":"([0-9a-f]{64})"')
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a visit came to: its request, the holder's subject, and why it was refused; None when printed."""

    request: str
    subject: str
    refused: Reason | None


def subjects_on(printer: SimulatedPrinter) -> list[str]:
    """Whose sheet each in the output tray is: read from the printed bytes, nothing is asked."""
    found: list[str] = []
    for sheet in printer.sheets:
        (subject,) = set(_SUBJECT.findall(sheet.pdf))
        found.append(subject.decode())
    return found


@dataclass
class LightTerminal:
    """`name` is that in its client certificate, `url` the centre's, `read_timeout` in seconds."""

    name: str
    pki: Pki
    url: str
    fonts: Fonts
    now: Callable[[], datetime]
    read_timeout: float = 10.0
    printer: SimulatedPrinter = field(init=False)

    def __post_init__(self) -> None:
        certificate, key = client_files(self.pki.tls.directory, self.name)
        self.files = TlsFiles(self.pki.tls.ca, certificate, key)
        self.client = CentreClient(self.url, self.files, read_timeout=self.read_timeout)
        self.printer = SimulatedPrinter(auto=False).start()
        self.journal = Journal(None, self.now)
        self.prepared = PreparedCertificates()
        verifier = RecordVerifier(self.pki.record_public_key, Specimens.TAKEN, self.now)
        ipp = IppPrinter(self.printer.uri)
        self.certificates = CertificateTasks(
            self.client, verifier, self.fonts, ipp, self.journal, self.prepared, self.now
        )
        self.printing = PrintingTasks(
            ipp, ClerksCheck(verifier), self.journal, self.prepared, lambda seconds: None, lambda: 0.0
        )

    def close(self) -> None:
        """Close the connections and forget what was printed."""
        self.client.close()
        self.printer.stop()
        self.journal.close()

    def signs_in(self, profile: str) -> Visit:
        """Prove the card of a profile to the centre; the visit has an order for one resident record."""
        visit = secrets.token_urlsafe(12)
        challenge = self.client.challenge(visit)
        message = authentication_message(
            visit,
            challenge.id,
            challenge.nonce,
            Service.CERTIFICATES,
            Scope.RESIDENCE,
            municipality_code=None,
        )
        reader = SoftwareReader()
        reader.insert(make_card(profile, self.pki))
        with reader.connect() as connection:
            card = JpkiCard(connection)
            card.select()
            certificate = card.authentication_certificate()
            card.verify_pin(Pin([1, 2, 3, 4]))
            signature = card.sign(hashlib.sha256(message).digest())
        proven = self.client.authenticate(challenge, visit, certificate, signature, Scope.RESIDENCE)
        offer = next(each for each in proven.offers if each.kind is RECORD)
        line = OrderLine(RECORD, default_options(RECORD, offer.options), 1, offer.fee)
        return Visit(
            visit,
            municipality=proven.municipality,
            identity=Identity(proven.subject, proven.id),
            order=Order((line,), secrets.token_urlsafe(12)),
        )

    def serves(self, visit: Visit) -> Outcome:
        """From the confirmed order to the sheet in the tray, or to the refusal."""
        self.prepared.open(visit.id)
        event = self.certificates.prepare(TaskContext(S.PREPARE, 1, visit))
        refused = event.reason if isinstance(event, Refused) else self._prints(visit, event)
        self.prepared.open("")
        return Outcome(visit.order.request, visit.identity.subject, refused)

    def _prints(self, visit: Visit, event: object) -> Reason | None:
        assert isinstance(event, Prepared)
        visit = replace(visit, printing=PrintingRun(sheets=event.sheets))
        context = TaskContext(S.SUBMIT_JOB, 2, visit)
        submitted = self.printing.submit(context)
        if isinstance(submitted, PrintFailed):
            return submitted.reason
        assert isinstance(submitted, JobSubmitted)
        while self.printer.print_sheet():
            pass
        (*_, completed) = self.printing.follow(context)
        assert isinstance(completed, JobCompleted)
        return None

    def visit(self, profile: str) -> Outcome:
        """A whole visit. What the centre spoils before there is an order is a refusal, too."""
        try:
            signed_in = self.signs_in(profile)
        except CentreError as error:
            return Outcome("", "", centre_reason(error))
        return self.serves(signed_in)

    def has_journalled(self, kind: Kind) -> int:
        """Number of rows of this kind."""
        return sum(entry.kind is kind for entry in self.journal.entries())


def at_once(*work: Callable[[], T]) -> list[T]:
    """Do all of it at the same moment; returns the results in its order."""
    gate = threading.Barrier(len(work))

    def begin(each: Callable[[], T]) -> T:
        gate.wait(60)
        return each()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(begin, work))
