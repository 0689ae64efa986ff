"""The fleet server: mutual TLS 1.3 in a thread of this process, or in workers."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from kiosk_fleet.access import Authorities, protocol, server_context
from kiosk_fleet.app import make_app
from kiosk_fleet.metrics import FOLDER
from kiosk_fleet.schema import SCHEMA
from kiosk_fleet.services import FleetServices, make_services
from kiosk_fleet.settings import FleetSettings
from kiosk_fleet.upkeep import Upkeep
from kiosk_servers.database.engine import Database, open_database
from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_servers.database.topology import require_one_process
from kiosk_servers.serving.loopback import LoopbackServer
from kiosk_servers.workers.pool import ProcessPool
from kiosk_servers.workers.worker import leave_interrupts_to_the_first, wait_for_the_end

KEEP_ALIVE = 15
"""Seconds beyond an interval for which a connection waits for the next heartbeat: a handshake costs more than
a heartbeat."""


class FleetServer:
    """Serves HTTPS from `start` to `stop`. More `workers` than one are processes, and need PostgreSQL."""

    def __init__(
        self,
        settings: FleetSettings,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        workers: int = 1,
        now: Callable[[], float] = time.time,
        listener: socket.socket | None = None,
    ) -> None:
        """`port` 0 is a free one. `now` gives seconds since 1970; workers have the machine's clock. A worker
        has the `listener` of the process that started it."""
        self.settings = settings
        self._host, self._port, self._listener, self._now = host, port, listener, now
        self._number = workers
        self._pool: ProcessPool | None = None
        self._server = LoopbackServer("fleet server")
        self._database: Database | None = None
        self._upkeep: Upkeep | None = None
        self._counts: TemporaryDirectory[str] | None = None
        self.services: FleetServices | None = None
        """None while it does not serve by itself."""
        self.url = ""

    def start(self) -> str:
        """Serve, and return the base URL once connections are accepted.

        Raises DatabaseUnusable, ValueError or OSError for files of TLS, and OSError for a port that is taken.
        """
        require_one_process(self.settings.database, self._number)
        authorities, context = Authorities(self.settings.tls), server_context(self.settings.tls)
        database = self._database = open_database(self.settings.database, SCHEMA, self.settings.fleet)
        try:
            if self._listener is None:
                self._listener = socket.create_server((self._host, self._port), backlog=2048)
            port = self._listener.getsockname()[1]
            if self._number > 1:
                self._pool = ProcessPool(self._number, "fleet server")
                self._counts = TemporaryDirectory(prefix="kiosk-fleet-")
                settings = replace(self.settings, fleet=database.identity, counts=Path(self._counts.name))
                self._pool.start(self._listener, _serve, settings, _asks_nothing)
            else:
                services = self.services = make_services(self.settings, database, self._now)
                config = uvicorn.Config(
                    make_app(services),
                    http=protocol(authorities),
                    loop="asyncio",
                    lifespan="off",
                    log_config=None,
                    log_level="critical",
                    access_log=False,
                    timeout_keep_alive=self.settings.interval + KEEP_ALIVE,
                    ssl_context_factory=lambda _config, _default: context,
                )
                self._server.start(config, listener=self._listener)
                self._upkeep = Upkeep(services)
                self._upkeep.start()
        except BaseException:
            self.stop()
            raise
        self.url = f"https://{self._host}:{port}"
        return self.url

    def stop(self) -> None:
        """Stop serving; what was queued is carried out. Does nothing when it is not running."""
        if self._pool is not None:
            self._pool.stop()
        self._server.stop()
        if self._upkeep is not None:
            self._upkeep.stop()
        if self.services is not None:
            self.services.queue.close()
        if self._listener is not None:
            self._listener.close()
        if self._database is not None:
            self._database.close()
        if self._counts is not None:
            self._counts.cleanup()
        self._counts = None
        self._pool = self._database = self._upkeep = self.services = self._listener = None

    def __enter__(self) -> FleetServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def fleet(self) -> str:
        """The id of the database, empty while it is not running."""
        return self._database.identity if self._database else ""

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers; empty for a server that serves by itself."""
        return [] if self._pool is None else self._pool.pids()


def _serve(settings: FleetSettings, listener: socket.socket, life: Connection, questions: Connection) -> None:
    """A worker's life. Ends with status 1 when the database is away or another server's."""
    leave_interrupts_to_the_first()
    os.environ[FOLDER] = str(settings.counts)
    server = FleetServer(settings, listener=listener)
    try:
        server.start()
    except DatabaseUnusable as error:
        sys.exit(f"a worker of the fleet server: {error}")
    wait_for_the_end(life)
    server.stop()


def _asks_nothing(questions: Connection) -> None:
    questions.recv()
