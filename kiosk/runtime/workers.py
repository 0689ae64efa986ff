"""Workers: one thread for each device, so that a hung reader cannot stop the cash unit.

A job is a function without arguments; what it returns is handed to `done`. The terminal decides
what a late or missing answer means; a worker only runs jobs in order. A worker whose job does not come
back within its limit is given up: a fresh thread does what waits behind it, and the old one, should it wake
up, may not touch the device any more (`kiosk.net.lease`) and is not heard.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from kiosk.net.lease import Lease, holding

Job = Callable[[], Any]
Done = Callable[[Any, BaseException | None], None]

LIMIT = 120.0
"""Seconds that a job may take unless it is submitted with another limit."""
MOST_DOUBLINGS = 6
"""A worker that was lost n times in a row has n times twice the limit: hanging threads are not collected
without end."""


class WorkerLost(Exception):
    """The job did not come back within its limit; whether it was carried out is unknown."""

    def __init__(self, device: str) -> None:
        super().__init__(f"the worker of {device} did not come back")
        self.device = device


class Workers(Protocol):
    """Runs jobs for named devices."""

    def submit(self, device: str, job: Job, done: Done, limit: float = LIMIT) -> None:
        """Run `job` after the device's earlier jobs; then call `done(result, error)` from any thread.

        `limit` is in seconds, from the job's own beginning.
        """

    def give_up(self, now: float) -> tuple[str, ...]:
        """Replace the workers whose jobs have exceeded their limits; return the names of their devices.

        To be called every few seconds with the terminal's clock: a job counts from the first call that finds
        it at work. `done` of a lost job is called with WorkerLost, from here.
        """

    def stop(self) -> None:
        """Take no more jobs. A job that hangs is abandoned, not waited for."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A job that waits or is at work."""

    job: Job
    done: Done
    limit: float


@dataclass(slots=True)
class Watch:
    """Since when the present job has been seen at work, and how often the worker was lost in a row."""

    item: Item | None = None
    since: float = 0.0
    losses: int = 0

    def exceeds(self, item: Item | None, now: float) -> bool:
        """Look at the present job: True when it is to be given up."""
        if item is None or item is not self.item:
            self.item, self.since = item, now
            return False
        return now - self.since >= item.limit * float(2 ** min(self.losses, MOST_DOUBLINGS))

    def lost(self) -> None:
        """The job was given up."""
        self.item = None
        self.losses += 1


@dataclass(slots=True)
class _Worker:
    """One device: its jobs, and the lease of the thread that does them now."""

    device: str
    jobs: queue.SimpleQueue[Item | None] = field(default_factory=queue.SimpleQueue)
    lock: threading.Lock = field(default_factory=threading.Lock)
    lease: Lease = field(default_factory=Lease)
    at_work: Item | None = None
    watch: Watch = field(default_factory=Watch)

    def start(self) -> None:
        """Let a new thread do the jobs, under the present lease."""
        threading.Thread(
            target=self._work, args=(self.lease,), name=f"worker-{self.device}", daemon=True
        ).start()

    def give_up(self, now: float) -> bool:
        """Replace the thread if the present job has exceeded its limit; True if it was."""
        with self.lock:
            lost = self.at_work
            if lost is None or not self.watch.exceeds(lost, now):
                return False
            self.lease.end()
            self.lease, self.at_work = Lease(), None
            self.watch.lost()
        lost.done(None, WorkerLost(self.device))  # before what waits behind it is answered
        self.start()
        return True

    def _work(self, lease: Lease) -> None:
        with holding(lease):
            while (item := self.jobs.get()) is not None:
                with self.lock:
                    self.at_work = item
                result, error = _outcome(item.job)
                with self.lock:
                    if lease.is_ended:
                        return
                    self.at_work, self.watch.losses = None, 0
                item.done(result, error)


class ThreadWorkers:
    """The real ones: a daemon thread for each device, started at its first job."""

    def __init__(self) -> None:
        self._workers: dict[str, _Worker] = {}
        self._lock = threading.Lock()
        self._stopped = False

    def submit(self, device: str, job: Job, done: Done, limit: float = LIMIT) -> None:
        with self._lock:
            if self._stopped:
                return
            worker = self._workers.get(device)
            if worker is None:
                worker = self._workers[device] = _Worker(device)
                worker.start()
            worker.jobs.put(Item(job, done, limit))

    def give_up(self, now: float) -> tuple[str, ...]:
        with self._lock:
            workers = tuple(self._workers.values())
        return tuple(worker.device for worker in workers if worker.give_up(now))

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            for worker in self._workers.values():
                worker.jobs.put(None)


def _outcome(job: Job) -> tuple[Any, BaseException | None]:
    try:
        return job(), None
    except BaseException as error:  # noqa: BLE001 - a worker that ends leaves its device dead
        return None, error


def run(job: Job, done: Done) -> None:
    """Run one job in the caller's thread and hand on its result or its exception."""
    try:
        result = job()
    except Exception as error:  # noqa: BLE001 - whatever a device raises must reach the terminal
        done(None, error)
    else:
        done(result, None)
