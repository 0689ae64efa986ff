"""What a heartbeat and a row cost the fleet server: `python -m benchmarks.fleet_server`.

The server is a process of its own on SQLite with mutual TLS; counted is its processor time, which does not
depend on how busy the machine is otherwise.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.fleet_server import Authorities, PlainTerminal

TERMINALS, HEARTBEATS, HANDSHAKES, ROWS = 16, 60, 10, 200


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="fleet-") as name:
        folder = Path(name)
        authorities = Authorities.made_in(folder)
        tls = authorities.tls
        command = [
            sys.executable, "-m", "kiosk_fleet", "serve", "--port", "0",
            "--database", f"sqlite:///{folder / 'fleet.sqlite'}",
            "--certificate", str(tls.certificate), "--key", str(tls.key),
            "--terminals", str(tls.terminals), "--operators", str(tls.operators),
        ]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                _measure(authorities, json.loads(process.stdout.readline())["url"], process.pid)
            finally:
                process.terminate()
                process.wait(60)
    return 0


def _measure(authorities: Authorities, url: str, pid: int) -> None:
    fleet = [PlainTerminal(authorities, url, f"T-{at}") for at in range(TERMINALS)]
    for each in fleet:
        each.beats()

    def cost(what: str, number: int, act: Callable[[PlainTerminal], object]) -> None:
        before = _processor_seconds(pid)
        with ThreadPoolExecutor(TERMINALS) as pool:
            list(pool.map(act, fleet))
        used = _processor_seconds(pid) - before
        sys.stdout.write(f"{what}: {used / (number * TERMINALS) * 1000:.3f} ms of the server's processor\n")

    def reconnects(terminal: PlainTerminal) -> None:
        for _ in range(HANDSHAKES):
            terminal.client.close()
            terminal.beats()

    cost("a heartbeat", HEARTBEATS, lambda each: [each.beats() for _ in range(HEARTBEATS)])
    cost("a heartbeat on a new connection", HANDSHAKES, reconnects)
    for each in fleet:
        each.writes(*["visit_began"] * ROWS)
    cost("a row", ROWS, lambda each: each.sends(1, ROWS))
    for each in fleet:
        each.client.close()


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
