"""The centre: applications over mutual TLS with real verification, on each engine, beside a bare endpoint.

The bare endpoint is the same server with the same TLS, framework and message, and answers what it answered
before: it has no database, signs nothing, and nothing of its answer is verified.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response

from benchmarks.figures import interleaved
from kiosk.centre.client import CentreClient
from kiosk.centre.messages import APPLICATIONS_PATH, ApplicationAnswer, ApplicationRequest
from kiosk.centre.signing import RecordVerifier, authentication_message
from kiosk.centre.transport import TlsFiles
from kiosk.rules.certificates import CertificateKind, OrderLine, default_options
from kiosk.rules.services import Scope, Service
from kiosk.rules.specimens import Specimens
from kiosk_servers.database.engine import MEMORY
from kiosk_servers.serving.loopback import LoopbackServer
from kiosk_simulator.centre.connection import protocol
from kiosk_simulator.centre.faults import CentreFaults
from kiosk_simulator.centre.revocation.terminals import CentreTls, server_context
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import client_files
from load.holders import Holder, holders
from tests.support.postgres import PostgresServer

BARE = "bare endpoint"
TERMINALS = 8
"""They apply at the same time, each over a connection of its own, which is kept."""
_RECORD = CertificateKind.RESIDENT_RECORD


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds for an application by the wall clock, by subject and round; `missing` says what was left out.

    `alone`: one terminal. `together`: TERMINALS of them, the whole time by the number of applications.
    """

    alone: dict[str, list[float]]
    together: dict[str, list[float]]
    missing: dict[str, str] = field(default_factory=dict)


class Asker:
    """A terminal that has signed in, and applies for one resident record after the other."""

    def __init__(
        self, url: str, pki: Pki, name: str, holder: Holder, verifier: RecordVerifier | None
    ) -> None:
        """Without a `verifier` the answer is only read."""
        self._client = CentreClient(url, TlsFiles(pki.tls.ca, *client_files(pki.tls.directory, name)))
        self._verifier, self._holder = verifier, holder
        self.visit, self.authentication = secrets.token_urlsafe(16), "bare"
        self.line = OrderLine(_RECORD, default_options(_RECORD), 1, 250)

    def signs_in(self) -> None:
        """Prove the holder's card."""
        challenge = self._client.challenge(self.visit)
        message = authentication_message(
            self.visit,
            challenge.id,
            challenge.nonce,
            Service.CERTIFICATES,
            Scope.RESIDENCE,
            municipality_code=None,
        )
        signature = self._holder.sign(message)
        proven = self._client.authenticate(
            challenge, self.visit, self._holder.certificate, signature, Scope.RESIDENCE
        )
        offer = next(each for each in proven.offers if each.kind is _RECORD)
        self.authentication = proven.id
        self.line = OrderLine(_RECORD, default_options(_RECORD, offer.options), 1, offer.fee)

    def applies(self) -> bytes:
        """Apply once; what came is verified and compared. Returns its bytes."""
        request = secrets.token_urlsafe(16)
        (signed,) = self._client.apply(self.authentication, self.visit, request, self.line)
        if self._verifier is not None:
            record = self._verifier.verify(signed)
            assert (record.request, record.subject) == (request, self._holder.subject)
        return signed.payload

    def close(self) -> None:
        """Close the connection."""
        self._client.close()


def measure(rounds: int = 7, applications: int = 40) -> Figures:
    """So many applications a round and subject, one after the other and by many at once, in turn."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        pki = Pki.load_or_create(folder / "keys", datetime.now(UTC))
        people = holders(pki)
        verifier = RecordVerifier(pki.record_public_key, Specimens.TAKEN)
        missing: dict[str, str] = {}
        urls: dict[str, str] = {}
        urls["SQLite, memory"] = stack.enter_context(_centre(pki, MEMORY, 1))
        urls["SQLite, file"] = stack.enter_context(_centre(pki, f"sqlite:///{folder / 'centre.sqlite'}", 1))
        try:
            server = stack.enter_context(PostgresServer(durable=True))
        except FileNotFoundError as error:
            missing["PostgreSQL"] = str(error)
        else:
            for workers in (1, 2):
                plural = "" if workers == 1 else "s"
                named = f"PostgreSQL, {workers} worker{plural}"
                urls[named] = stack.enter_context(_centre(pki, server.new_database(), workers))
        askers = {each: _askers(url, pki, people, verifier, stack) for each, url in urls.items()}
        payload = askers["SQLite, memory"][0].applies()
        bare = stack.enter_context(bare_endpoint(pki, payload))
        askers[BARE] = _askers(bare, pki, people, None, stack)
        pool = stack.enter_context(ThreadPoolExecutor(TERMINALS))
        return Figures(
            interleaved({name: _alone(each[0], applications) for name, each in askers.items()}, rounds),
            interleaved({name: _together(pool, each, applications) for name, each in askers.items()}, rounds),
            missing,
        )


@contextmanager
def bare_endpoint(pki: Pki, payload: bytes) -> Iterator[str]:
    """The same TLS, server, framework and message; the answer is always the same. Yields the URL."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    answer = ApplicationAnswer.model_validate(
        {"records": ({"payload": payload, "signature": bytes(64)},)}
    ).model_dump_json()

    @app.post(APPLICATIONS_PATH)
    async def apply(request: Request) -> Response:
        ApplicationRequest.model_validate_json(await request.body())
        return Response(answer, media_type="application/json")

    tls = CentreTls(pki.tls.ca, pki.tls.server_certificate, pki.tls.server_key)
    config = uvicorn.Config(
        app,
        http=protocol(CentreFaults()),
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        ssl_context_factory=lambda _config, _default: server_context(tls, lambda: False, lambda: None),
    )
    server = LoopbackServer("bare endpoint")
    try:
        yield f"https://127.0.0.1:{server.start(config)}"
    finally:
        server.stop()


@contextmanager
def _centre(pki: Pki, database: str, workers: int) -> Iterator[str]:
    with SimulatedCentre(pki, database=database, workers=workers) as centre:
        yield centre.base_url


def _askers(
    url: str, pki: Pki, people: tuple[Holder, ...], verifier: RecordVerifier | None, stack: ExitStack
) -> list[Asker]:
    askers = []
    for number in range(TERMINALS):
        asker = Asker(url, pki, f"B-{number}", people[number % len(people)], verifier)
        stack.callback(asker.close)
        if verifier is not None:
            asker.signs_in()
        askers.append(asker)
    return askers


def _alone(asker: Asker, applications: int) -> Callable[[], float]:
    def run() -> float:
        began = time.perf_counter()
        for _ in range(applications):
            asker.applies()
        return (time.perf_counter() - began) / applications

    return run


def _together(pool: ThreadPoolExecutor, askers: list[Asker], applications: int) -> Callable[[], float]:
    share = -(-applications // len(askers))

    def several(asker: Asker) -> None:
        for _ in range(share):
            asker.applies()

    def run() -> float:
        began = time.perf_counter()
        list(pool.map(several, askers))
        return (time.perf_counter() - began) / (share * len(askers))

    return run
