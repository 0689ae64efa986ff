"""A terminal's client that asks until it is answered, and remembers what it was told."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.centre.client import Authentication, CentreClient
from kiosk.centre.errors import CentreAnswerInvalid, CentreSlow, CentreUnreachable
from kiosk.centre.signing import authentication_message
from kiosk.centre.transport import TlsFiles
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.rules.certificates import CertificateKind, OrderLine, default_options
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.record import CertificateRecord
from kiosk.rules.services import Scope, Service
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import client_files

RECORD = CertificateKind.RESIDENT_RECORD
PATIENCE = 100.0
"""Seconds for a centre or a database that is being started again on a busy machine."""
T = TypeVar("T")


def files_of(pki: Pki, terminal: str) -> TlsFiles:
    """The client certificate of a terminal with this name."""
    return TlsFiles(pki.tls.ca, *client_files(pki.tls.directory, terminal))


def proven(client: CentreClient, pki: Pki, profile: str, visit: str) -> Authentication:
    """Let the card of a profile sign a challenge, for certificates."""
    challenge = client.challenge(visit)
    message = authentication_message(
        visit, challenge.id, challenge.nonce, Service.CERTIFICATES, Scope.RESIDENCE, municipality_code=None
    )
    reader = SoftwareReader()
    reader.insert(make_card(profile, pki))
    with reader.connect() as connection:
        card = JpkiCard(connection)
        card.select()
        certificate = card.authentication_certificate()
        card.verify_pin(Pin([1, 2, 3, 4]))
        signature = card.sign(hashlib.sha256(message).digest())
    return client.authenticate(challenge, visit, certificate, signature, Scope.RESIDENCE)


def order_of(authentication: Authentication) -> OrderLine:
    """One resident record as it is offered."""
    offer = next(each for each in authentication.offers if each.kind is RECORD)
    return OrderLine(RECORD, default_options(RECORD, offer.options), 1, offer.fee)


def until_answered(ask: Callable[[], T]) -> T:
    """Ask the same again while there is no answer. One that refuses or reports an error is not excused."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return ask()
        except (CentreUnreachable, CentreSlow):
            if time.monotonic() > deadline:
                raise
        except CentreAnswerInvalid as error:
            # A connection that was cut in the middle is an answer that cannot be read: it has no status.
            if "status" in str(error) or time.monotonic() > deadline:
                raise


@dataclass
class PatientTerminal:
    """What it was given for each of its requests: `answers` as signed, and the `numbers` in them."""

    name: str
    pki: Pki
    url: str
    answers: dict[str, bytes] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    asked: dict[str, tuple[str, str, OrderLine]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = CentreClient(self.url, files_of(self.pki, self.name), read_timeout=5.0)

    def visits(self, profile: str) -> None:
        """Sign in, apply twice with one key, report: each until it is answered."""
        visit, request = secrets.token_urlsafe(12), secrets.token_urlsafe(12)
        authentication = until_answered(lambda: proven(self.client, self.pki, profile, visit))
        line = order_of(authentication)
        for _ in range(2):
            (signed,) = until_answered(lambda: self.client.apply(authentication.id, visit, request, line))
            assert self.answers.setdefault(request, signed.payload) == signed.payload
        record = CertificateRecord.from_bytes(signed.payload)
        assert (record.visit, record.request, record.subject) == (visit, request, authentication.subject)
        self.numbers[request] = record.document_number
        until_answered(lambda: self.client.report(request, [record.document_number], []))

    def tries(self, profile: str) -> None:
        """Sign in and apply once, and remember what comes back, if anything does."""
        visit, request = secrets.token_urlsafe(12), secrets.token_urlsafe(12)
        try:
            authentication = proven(self.client, self.pki, profile, visit)
            line = order_of(authentication)
            self.asked[request] = (authentication.id, visit, line)
            (signed,) = self.client.apply(authentication.id, visit, request, line)
            self.answers[request] = signed.payload
        except (CentreUnreachable, CentreSlow, CentreAnswerInvalid):
            return

    def asks_again(self) -> None:
        """Repeat every application of `tries`: what was answered is answered the same, the others now."""
        for request, (authentication, visit, line) in self.asked.items():
            (signed,) = self.client.apply(authentication, visit, request, line)
            assert self.answers.setdefault(request, signed.payload) == signed.payload

    def close(self) -> None:
        """Close the connection."""
        self.client.close()
