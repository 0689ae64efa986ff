"""A running simulated centre, a terminal's client for it, and cards that sign in."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from kiosk.centre.client import Authentication, CentreClient
from kiosk.centre.messages import Challenge
from kiosk.centre.signing import authentication_message
from kiosk.centre.transport import TlsFiles
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Scope, Service
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.asking import order_of
from tests.support.centre.registration_visit import TOMAKOMAI, Applicant
from tests.support.centre.reset_visit import ResetVisit, certificate_of
from tests.support.hostile.connections import port_of
from tests.support.postgres import PostgresServer


@pytest.fixture
def tls(pki: Pki) -> TlsFiles:
    """The terminal's own TLS files."""
    return TlsFiles(pki.tls.ca, pki.tls.terminal_certificate, pki.tls.terminal_key)


@pytest.fixture(
    scope="module",
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.whole),
        pytest.param("two_workers", marks=pytest.mark.whole),
        pytest.param("four_workers", marks=pytest.mark.whole),
    ],
)
def running(request: pytest.FixtureRequest, pki: Pki) -> Iterator[SimulatedCentre]:
    """One centre for a test file, of each kind; nothing of another file is on record."""
    if request.param == "sqlite":
        with SimulatedCentre(pki) as started:
            yield started
    else:
        centre: SimulatedCentre = request.getfixturevalue(request.param)
        centre.forget()
        yield centre


@pytest.fixture(scope="session")
def postgresql(pki: Pki, postgres: PostgresServer) -> Iterator[SimulatedCentre]:
    """A centre on PostgreSQL that is one process, for all files of a test process."""
    with SimulatedCentre(pki, database=postgres.new_database()) as started:
        yield started


@pytest.fixture(scope="session")
def two_workers(pki: Pki, postgres: PostgresServer) -> Iterator[SimulatedCentre]:
    """A centre of two workers: their start takes seconds."""
    with SimulatedCentre(pki, database=postgres.new_database(), workers=2) as started:
        yield started


@pytest.fixture(scope="session")
def four_workers(pki: Pki, postgres: PostgresServer) -> Iterator[SimulatedCentre]:
    """A centre of four workers."""
    with SimulatedCentre(pki, database=postgres.new_database(), workers=4) as started:
        yield started


@pytest.fixture
def centre(running: SimulatedCentre) -> Iterator[SimulatedCentre]:
    """The centre without faults, and without those that the test leaves behind."""
    running.faults.only()
    now = running.now
    yield running
    running.faults.only()
    running.now = now


@pytest.fixture
def port(centre: SimulatedCentre) -> int:
    """Where it listens."""
    return port_of(centre.base_url)


@pytest.fixture
def client(centre: SimulatedCentre, tls: TlsFiles) -> Iterator[CentreClient]:
    """A terminal's client."""
    started = CentreClient(centre.base_url, tls)
    yield started
    started.close()


@dataclass(frozen=True)
class Visit:
    """One visit's id and what was proven in it."""

    id: str
    authentication: Authentication


@dataclass(frozen=True)
class Proof:
    """What a terminal hands in to show who holds the card."""

    challenge: Challenge
    visit: str
    certificate: bytes
    signature: bytes

    @property
    def fields(self) -> tuple[Challenge, str, bytes, bytes]:
        """In the order of the client's calls."""
        return self.challenge, self.visit, self.certificate, self.signature


SignIn = Callable[..., Visit]
Prove = Callable[..., Proof]


@pytest.fixture
def prove(client: CentreClient, pki: Pki) -> Prove:
    """Let the card of a profile sign a challenge for one service, as a terminal does."""

    def with_card(
        profile: str,
        service: Service,
        scope: Scope = Scope.RESIDENCE,
        municipality_code: str | None = None,
    ) -> Proof:
        visit = secrets.token_urlsafe(12)
        challenge = client.challenge(visit)
        message = authentication_message(
            visit, challenge.id, challenge.nonce, service, scope, municipality_code=municipality_code
        )
        reader = SoftwareReader()
        reader.insert(make_card(profile, pki))
        with reader.connect() as connection:
            card = JpkiCard(connection)
            card.select()
            certificate = card.authentication_certificate()
            card.verify_pin(Pin([1, 2, 3, 4]))
            signature = card.sign(hashlib.sha256(message).digest())
        return Proof(challenge, visit, certificate, signature)

    return with_card


@pytest.fixture
def sign_in(client: CentreClient, prove: Prove) -> SignIn:
    """Sign in with the card of a profile, for certificates."""

    def with_card(
        profile: str = "normal", *, scope: Scope = Scope.RESIDENCE, municipality_code: str | None = None
    ) -> Visit:
        proof = prove(profile, Service.CERTIFICATES, scope, municipality_code)
        return Visit(proof.visit, client.authenticate(*proof.fields, scope, municipality_code))

    return with_card


@pytest.fixture
def begin(client: CentreClient, prove: Prove, pki: Pki, centre: SimulatedCentre) -> Callable[..., ResetVisit]:
    """Reserve a password reset for the card of a profile and begin a visit with it."""

    def visit(profile: str = "normal", *, reserve: bool = True) -> ResetVisit:
        if reserve:
            centre.reserve(certificate_of(profile, pki))
        return ResetVisit(client, prove, make_card(profile, pki), profile)

    return visit


@pytest.fixture
def register(client: CentreClient, prove: Prove, pki: Pki) -> Callable[..., Applicant]:
    """Prove the card of a profile to the municipality that keeps the register."""

    def visit(profile: str = "unregistered", code: str = TOMAKOMAI) -> Applicant:
        proof = prove(profile, Service.USAGE_REGISTRATION, Scope.REGISTER, code)
        found = client.registration.find(*proof.fields, code)
        return Applicant(client, pki, proof.visit, found, profile, code)

    return visit


@pytest.fixture
def good(client: CentreClient, sign_in: SignIn) -> Iterator[Callable[[], None]]:
    """A terminal that applied before; called, it is given the same again, and whoever comes new is served."""
    visit = sign_in("normal")
    line = order_of(visit.authentication)
    before = client.apply(visit.authentication.id, visit.id, f"before-{visit.id}", line)

    def is_served() -> None:
        again = client.apply(visit.authentication.id, visit.id, f"before-{visit.id}", line)
        assert again == before, "what was decided is decided still"
        own: Visit = sign_in("single")
        (signed,) = client.apply(own.authentication.id, own.id, f"r-{own.id}", order_of(own.authentication))
        assert json.loads(signed.payload)["subject"] == own.authentication.subject

    yield is_served
    is_served()
