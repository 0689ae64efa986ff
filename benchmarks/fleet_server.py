"""What the fleet server carries, on each engine: `python -m benchmarks.fleet_server`.

Beside it runs a bare endpoint: the same TLS, HTTP, framework and message, and always the same answer. Servers
are processes of their own. What counts is processor time, of server and database apart: client, server and
database share this machine, and whatever else runs on it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast

import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp

from benchmarks.fleet_clients import Run, SendingTerminal, together
from benchmarks.processes import cpu_seconds_of
from kiosk.fleet.messages import HEARTBEAT_PATH, Heartbeat, HeartbeatAnswer
from kiosk_fleet.access import Authorities as Issuers
from kiosk_fleet.access import FleetTls, protocol, server_context
from kiosk_servers.serving.loopback import LoopbackServer
from tests.support.fleet_server import Authorities
from tests.support.postgres import PostgresServer

TERMINALS, HEARTBEATS, ROUNDS = 64, 40, 5
ROWS, FEW = 200, 5


def main() -> int:
    """Measure and print."""
    if sys.argv[1:2] == ["--bare"]:
        return _serve_bare(*map(Path, sys.argv[2:]))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers and database end with this
    with tempfile.TemporaryDirectory(prefix="fleet-") as name, ExitStack() as stack:
        folder = Path(name)
        authorities = Authorities.made_in(folder)
        postgres = stack.enter_context(PostgresServer(durable=True))
        pool = stack.enter_context(ThreadPoolExecutor(TERMINALS))
        tls = authorities.tls
        files = [str(each) for each in (tls.certificate, tls.key, tls.terminals, tls.operators)]
        subjects = {
            "bare endpoint": [sys.executable, "-m", "benchmarks.fleet_server", "--bare", *files],
            "SQLite, 1 worker": _serve(files, f"sqlite:///{folder / 'fleet.sqlite'}", 1),
            **{
                f"PostgreSQL, {number} workers": _serve(files, postgres.new_database(), number)
                for number in (1, 2, 4)
            },
        }
        _say(f"{TERMINALS} connections; load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
        for subject, command in subjects.items():
            with _running(command) as (url, pid):
                _measure(subject, authorities, url, (pid, postgres.pid), pool)
        _say(f"load average at the end {os.getloadavg()[0]:.1f}")
    return 0


def _measure(
    subject: str, authorities: Authorities, url: str, pids: tuple[int, int], pool: ThreadPoolExecutor
) -> None:
    fleet = [SendingTerminal(authorities, url, f"T-{at}") for at in range(TERMINALS)]

    def run(what: str, size: int, works: list[list[list[bytes]]], *, anew: bool = False) -> None:
        """The best of some rounds by the processor's time; `size` rows or heartbeats a message."""
        found: list[tuple[float, float, Run]] = []
        for messages in works:
            before = [cpu_seconds_of(pid) for pid in pids]
            done = together(pool, list(zip(fleet, messages, strict=True)), anew=anew)
            server, database = (cpu_seconds_of(pid) - was for pid, was in zip(pids, before, strict=True))
            found.append((server, database, done))
        server, database, done = min(found, key=lambda each: each[0] + each[1])
        number = done.messages * size
        _say(
            f"{subject}: {what}: {number / done.seconds:,.0f}/s by the wall clock; processor, each: "
            f"server {server / number * 1000:.3f} ms, database {database / number * 1000:.3f} ms, "
            f"client {done.client / number * 1000:.3f} ms"
        )

    def each_round(make: Callable[[SendingTerminal], list[bytes]]) -> list[list[list[bytes]]]:
        return [[make(each) for each in fleet] for _ in range(ROUNDS)]

    together(pool, [(each, each.heartbeats(3)) for each in fleet])
    run("heartbeats", 1, each_round(lambda each: each.heartbeats(HEARTBEATS)))
    if subject != "bare endpoint":
        run(f"rows, {FEW} a message", FEW, each_round(lambda each: each.batches(20, FEW)))
        run(f"rows, {ROWS} a message", ROWS, each_round(lambda each: each.batches(1, ROWS)))
    run("heartbeats on new connections", 1, each_round(lambda each: each.heartbeats(5)), anew=True)
    for each in fleet:
        each.close()


def _serve(files: list[str], database: str, workers: int) -> list[str]:
    names = ("--certificate", "--key", "--terminals", "--operators")
    given = [word for pair in zip(names, files, strict=True) for word in pair]
    command = [sys.executable, "-m", "kiosk_fleet", "serve", "--port", "0", "--workers", str(workers)]
    return [*command, "--database", database, *given]


@contextmanager
def _running(command: list[str]) -> Iterator[tuple[str, int]]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())["url"], process.pid
        finally:
            process.terminate()
            process.wait(60)


def _serve_bare(certificate: Path, key: Path, terminals: Path, operators: Path) -> int:
    tls = FleetTls(certificate, key, terminals, operators)
    context = server_context(tls)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    answer = HeartbeatAnswer(interval=60, cursor=0).model_dump_json()

    @app.post(HEARTBEAT_PATH)
    async def heartbeat(request: Request) -> Response:
        Heartbeat.model_validate_json(await request.body())
        return Response(answer, media_type="application/json")

    config = uvicorn.Config(
        cast("ASGIApp", app),
        http=protocol(Issuers(tls)),
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        timeout_keep_alive=75,
        ssl_context_factory=lambda _config, _default: context,
    )
    server = LoopbackServer("bare endpoint")
    _say(json.dumps({"url": f"https://127.0.0.1:{server.start(config)}"}))
    threading.Event().wait()
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
