"""The simulated centre as a server on loopback: mutual TLS 1.3 in a thread of this process, or in workers."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from kiosk_servers.database.engine import MEMORY, Database
from kiosk_servers.database.topology import require_one_process
from kiosk_servers.serving.loopback import LoopbackServer
from kiosk_simulator.centre.app import make_app
from kiosk_simulator.centre.authentication import ProofVerifier
from kiosk_simulator.centre.connection import protocol
from kiosk_simulator.centre.database.opening import open_database
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.issued_cards import IssuedCards
from kiosk_simulator.centre.municipalities import MUNICIPALITIES_FOLDER, load_municipalities
from kiosk_simulator.centre.revocation.cards import CardRevocation
from kiosk_simulator.centre.revocation.terminals import CentreTls, list_of_terminals, server_context
from kiosk_simulator.centre.services import Services, make_services
from kiosk_simulator.centre.store import Report, Store
from kiosk_simulator.centre.workers.settings import WorkerSettings
from kiosk_simulator.pki.authority import Pki

if TYPE_CHECKING:
    from kiosk_simulator.centre.workers.pool import WorkerPool

__all__ = ["CentreTls", "PartOf", "SimulatedCentre"]


def machines_clock() -> datetime:
    """The machine's own clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class PartOf:
    """What a worker has from the centre that it is a part of: its database's id, its switches, its socket."""

    centre: str
    faults: CentreFaults
    listener: socket.socket


class SimulatedCentre:
    """Serves HTTPS from `start` to `stop`; `faults` may be switched at any time.

    `now` is the centre's clock (aware), `database` an address as of `open_database`. Outside `service_hours`
    (opens, closes; Japanese time) the centre refuses; None serves round the clock. `tls` takes the place of
    the simulated authority's files; `port` 0 is a free one. More `workers` than one are processes, and need
    PostgreSQL. With `centre` only the database of the centre with this id will do.
    """

    def __init__(
        self,
        pki: Pki,
        *,
        now: Callable[[], datetime] = machines_clock,
        database: str = MEMORY,
        municipalities: Path = MUNICIPALITIES_FOLDER,
        service_hours: tuple[time, time] | None = None,
        tls: CentreTls | None = None,
        port: int = 0,
        workers: int = 1,
        centre: str | None = None,
        part_of: PartOf | None = None,
    ) -> None:
        self._pool = _pool(workers)
        self.faults = part_of.faults if part_of else self._pool.faults if self._pool else CentreFaults()
        self._now = now
        self._pki = pki
        self._url, self._centre = database, part_of.centre if part_of else centre
        self._database: Database | None = None
        self._services: Services | None = None
        self._folder, self._municipalities = municipalities, load_municipalities(municipalities)
        self._service_hours = service_hours
        own = CentreTls(pki.tls.ca, pki.tls.server_certificate, pki.tls.server_key)
        self._tls, self._port = tls or own, port
        self._listener = part_of.listener if part_of else None
        self._server = LoopbackServer("simulated centre")
        self.base_url = ""

    def start(self) -> str:
        """Serve on 127.0.0.1 and return the base URL once connections are accepted.

        A database in memory is empty after each start. Raises DatabaseUnusable, and OSError for a port that
        is taken.
        """
        if self._database is not None:
            raise RuntimeError("the simulated centre runs already")
        require_one_process(self._url, 1 if self._pool is None else self._pool.number)
        database = self._database = open_database(self._url, self._centre)
        cards = IssuedCards(self._pki)
        verifier = ProofVerifier(
            self._pki,
            cards,
            CardRevocation(self._pki, cards, self.faults, self._clock),
            Store(database),
            self.faults,
            now=self._clock,
            service_hours=self._service_hours,
        )
        self._services = make_services(verifier, database, self._municipalities)
        try:
            port = self._serve(self._services, database.identity)
        except BaseException:
            self.stop()
            raise
        self.base_url = f"https://127.0.0.1:{port}"
        return self.base_url

    def stop(self) -> None:
        """Stop serving and abort open requests. Does nothing when it is not running."""
        if self._pool is not None:
            self._pool.stop()
        self._server.stop()
        if self._database is not None:
            self._database.close()
            self._database = self._services = None

    def __enter__(self) -> SimulatedCentre:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def now(self) -> Callable[[], datetime]:
        """The centre's clock (aware); may be replaced at any time."""
        return self._now

    @now.setter
    def now(self, clock: Callable[[], datetime]) -> None:
        self._now = clock
        if self._pool is not None:
            self._pool.generation.next()

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers; empty for a centre that serves by itself."""
        return [] if self._pool is None else self._pool.pids()

    @property
    def database(self) -> Database | None:
        """The centre's database, for its administration; None while it is not running."""
        return self._database

    def forget(self) -> None:
        """Forget every proof, reservation, application and report. Does nothing when it is not running."""
        if self._database is not None:
            self._database.clear()

    def reports(self) -> tuple[Report, ...]:
        """Reports by terminals since the start."""
        return self._services.verifier.store.reports() if self._services is not None else ()

    def issued(self) -> int:
        """Number of applications answered with records since the start."""
        return self._services.verifier.store.issued() if self._services is not None else 0

    def reserve(self, certificate_der: bytes) -> datetime:
        """Reserve a password reset, as the telephone does once the card has accepted its PIN.

        `certificate_der` is the card's user-authentication certificate. Returns until when the
        reservation is valid (aware). Raises CentreRefused with `certificate_…`, `no_signature_certificate`,
        `signature_expired` or `signature_revoked`, and RuntimeError while the centre is not running.
        """
        if self._services is None:
            raise RuntimeError("the simulated centre does not run")
        return self._services.password_reset.reserve(certificate_der)

    def _clock(self) -> datetime:
        """Calls `now` as it is at this moment: it may be replaced while the centre is running."""
        return self._now()

    def _serve(self, services: Services, centre: str) -> int:
        if self._pool is None:
            return self._server.start(self._config(services), self._port, self._listener)
        return self._pool.start(
            self._port,
            self._clock,
            lambda: self._now is machines_clock,
            WorkerSettings(
                self._pki.directory,
                self._pki.made_at,
                self._url,
                centre,
                self._folder,
                self._service_hours,
                self._tls,
                self._pool.generation,
            ),
        )

    def _config(self, services: Services) -> uvicorn.Config:
        own = self._tls.ca == self._pki.tls.ca
        return uvicorn.Config(
            make_app(services, self.faults, self._clock),
            http=protocol(self.faults),
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            ssl_context_factory=lambda _config, _default: server_context(
                self._tls,
                lambda: CentreFault.TERMINAL_REVOKED in self.faults,
                lambda: list_of_terminals(self._pki.tls) if own else None,
            ),
        )


def _pool(number: int) -> WorkerPool | None:
    """The workers of a centre that has several; else what they need is not even imported."""
    if number == 1:
        return None
    from kiosk_simulator.centre.workers.pool import WorkerPool

    return WorkerPool(number)
