"""Workers: one thread for each device, so that a hung reader cannot stop the cash unit.

A job is a function without arguments; what it returns is handed to `done`. The terminal decides
what a late or missing answer means; a worker only runs jobs in order.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, Protocol

Job = Callable[[], Any]
Done = Callable[[Any, BaseException | None], None]


class Workers(Protocol):
    """Runs jobs for named devices."""

    def submit(self, device: str, job: Job, done: Done) -> None:
        """Run `job` after the device's earlier jobs; then call `done(result, error)` from any thread."""

    def stop(self) -> None:
        """Take no more jobs. A job that hangs is abandoned, not waited for."""


class ThreadWorkers:
    """The real ones: a daemon thread for each device, started at its first job."""

    def __init__(self) -> None:
        self._queues: dict[str, queue.SimpleQueue[tuple[Job, Done] | None]] = {}
        self._lock = threading.Lock()
        self._stopped = False

    def submit(self, device: str, job: Job, done: Done) -> None:
        with self._lock:
            if self._stopped:
                return
            jobs = self._queues.get(device)
            if jobs is None:
                jobs = self._queues[device] = queue.SimpleQueue()
                threading.Thread(target=_work, args=(jobs,), name=f"worker-{device}", daemon=True).start()
            jobs.put((job, done))

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            for jobs in self._queues.values():
                jobs.put(None)


def _work(jobs: queue.SimpleQueue[tuple[Job, Done] | None]) -> None:
    while (item := jobs.get()) is not None:
        job, done = item
        try:
            run(job, done)
        except BaseException as error:  # noqa: BLE001 - a worker that ends leaves its device dead
            done(None, error)


def run(job: Job, done: Done) -> None:
    """Run one job and hand on its result or its exception."""
    try:
        result = job()
    except Exception as error:  # noqa: BLE001 - whatever a device raises must reach the terminal
        done(None, error)
    else:
        done(result, None)
