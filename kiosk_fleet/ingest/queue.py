"""A bounded queue in front of the database: what waits together is committed together.

One commit costs the same for one heartbeat as for sixty. Nobody is answered before what was said is durable,
and whoever finds the queue full is told to come again: a terminal keeps its rows until they are acknowledged.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.logs import Log, described
from kiosk_servers.database.engine import Database
from kiosk_servers.database.errors import DatabaseUnavailable

log = Log()
T = TypeVar("T")
MOST_WAITING = 2000
"""Requests that may wait in one worker."""
GROUP = 64
"""Requests of one transaction."""


class QueueFull(Exception):
    """Too many wait already; nothing of this request was kept."""


@dataclass(frozen=True, slots=True)
class _Work(Generic[T]):
    terminal: str
    run: Callable[[], T]
    done: Future[T]

    def fail(self, error: Exception) -> None:
        if not self.done.cancelled():
            self.done.set_exception(error)

    def succeed(self, result: T) -> None:
        if not self.done.cancelled():
            self.done.set_result(result)


class IngestQueue:
    """A thread that carries out work on a database, in groups. `submit` is thread-safe.

    `on_commit` hears after each transaction how many requests wait.
    """

    def __init__(
        self,
        database: Database,
        most_waiting: int = MOST_WAITING,
        group: int = GROUP,
        on_commit: Callable[[int], None] = lambda _waiting: None,
    ) -> None:
        self._database, self._group, self._on_commit = database, group, on_commit
        self._waiting: queue.Queue[_Work[object] | None] = queue.Queue(most_waiting)
        self._thread = threading.Thread(target=self._work, name="ingest", daemon=True)
        self._thread.start()
        self.committed = 0
        """Transactions so far."""

    @property
    def waiting(self) -> int:
        """Requests that wait now."""
        return self._waiting.qsize()

    def submit(self, terminal: str, run: Callable[[], T]) -> Future[T]:
        """Carry out `run` in a transaction; what it returns is the result once that is durable.

        Raises QueueFull. The result is DatabaseUnavailable while the database does not answer.
        """
        work: _Work[T] = _Work(terminal, run, Future())
        work.done.set_running_or_notify_cancel()  # whoever waits may go away, the work is done all the same
        try:
            self._waiting.put_nowait(work)  # type: ignore[arg-type]
        except queue.Full:
            raise QueueFull from None
        return work.done

    def close(self) -> None:
        """Carry out what waits, and end."""
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (first := self._waiting.get()) is not None:
            group, ends = [first], False
            while len(group) < self._group:
                try:
                    work = self._waiting.get_nowait()
                except queue.Empty:
                    break
                if work is None:
                    ends = True
                    break
                group.append(work)
            # Two workers that lock the same terminals' rows do so in the same order.
            self._commit(sorted(group, key=lambda each: each.terminal))
            if ends:
                return

    def _commit(self, group: list[_Work[object]]) -> None:
        try:
            with self._database.transaction():
                results = [each.run() for each in group]
        except DatabaseUnavailable as error:
            for each in group:
                each.fail(error)
            return
        except Exception as error:  # noqa: BLE001 - one that cannot be done must not undo the others
            if len(group) == 1:
                log.error("not_ingested", **described(error))
                group[0].fail(error)
                return
            for each in group:
                self._commit([each])
            return
        self.committed += 1
        self._on_commit(self.waiting)
        for each, result in zip(group, results, strict=True):
            each.succeed(result)
