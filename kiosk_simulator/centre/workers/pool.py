"""The workers of a centre, and what they ask of the process that started them."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import datetime

from kiosk_servers.workers.pool import ProcessPool
from kiosk_simulator.centre.workers.controls import Generation, OwnControls, SharedFaults
from kiosk_simulator.centre.workers.process import serve
from kiosk_simulator.centre.workers.settings import WorkerSettings


class WorkerPool:
    """`number` workers, whose switches are `faults`; see `ProcessPool`."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.generation = Generation()
        self.faults = SharedFaults(self.generation)
        self._processes = ProcessPool(number, "centre")

    def start(
        self,
        port: int,
        clock: Callable[[], datetime],
        is_machines: Callable[[], bool],
        settings: WorkerSettings,
    ) -> int:
        """Listen on 127.0.0.1 and return the port once every worker serves.

        `clock` is the centre's; while it `is_machines` the workers need not ask. Raises OSError when the port
        is taken, RuntimeError when a worker does not start.
        """
        listener = socket.create_server(("127.0.0.1", port), backlog=512)
        port = int(listener.getsockname()[1])
        controls = OwnControls(self.faults, clock, is_machines)
        self._processes.start(listener, serve, settings, controls.answer)
        return port

    def stop(self) -> None:
        """End every worker and the requests that are open."""
        self._processes.stop()

    def pids(self) -> list[int]:
        """The process ids of those that run now."""
        return self._processes.pids()
