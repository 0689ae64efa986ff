"""Connections to PostgreSQL that are opened when they are needed, and dropped as soon as they are dead."""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection

from kiosk_servers.database.errors import DatabaseUnavailable

MOST = 8
"""Connections of one worker; PostgreSQL takes a hundred in all unless told otherwise."""
PATIENCE = 5.0
"""Seconds for a server that is being started again, or for a connection that another thread has."""
_PAUSE = 0.1
_LOST = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    psycopg.errors.IdleInTransactionSessionTimeout,
)


class Connections:
    """Safe to use from several threads. `connect` raises psycopg.OperationalError or DatabaseUnavailable."""

    def __init__(self, connect: Callable[[], Connection[Any]]) -> None:
        self._connect = connect
        self._free = threading.Semaphore(MOST)
        self._lock = threading.Lock()
        self._idle: list[Connection[Any]] = []
        self._closed = False

    @contextmanager
    def borrowed(self) -> Iterator[Connection[Any]]:
        """A connection for this thread alone. Raises DatabaseUnavailable, also when it is lost meanwhile."""
        deadline = time.monotonic() + PATIENCE
        if not self._free.acquire(timeout=PATIENCE):
            raise DatabaseUnavailable("all connections are busy")
        try:
            connection = self._alive() or self._connected(deadline)
            try:
                yield connection
            except _LOST as error:
                raise DatabaseUnavailable(type(error).__name__) from error
            finally:
                self._put_back(connection)
        finally:
            self._free.release()

    def close(self) -> None:
        """Close those that nobody uses; the others close when they are put back."""
        with self._lock:
            self._closed, idle, self._idle = True, self._idle, []
        for connection in idle:
            connection.close()

    def _alive(self) -> Connection[Any] | None:
        """An idle connection on which the server has said nothing: its last word would be that it ends."""
        while True:
            with self._lock:
                if not self._idle:
                    return None
                connection = self._idle.pop()
            poll = select.poll()
            poll.register(connection.fileno(), select.POLLIN)
            if not poll.poll(0):
                return connection
            connection.close()

    def _connected(self, deadline: float) -> Connection[Any]:
        while True:
            try:
                return self._connect()
            except psycopg.OperationalError as error:
                if time.monotonic() >= deadline or self._closed:
                    raise DatabaseUnavailable(type(error).__name__) from error
            threading.Event().wait(_PAUSE)

    def _put_back(self, connection: Connection[Any]) -> None:
        idle = psycopg.pq.TransactionStatus.IDLE
        with self._lock:
            if not self._closed and connection.info.transaction_status == idle:
                self._idle.append(connection)
                return
        connection.close()
