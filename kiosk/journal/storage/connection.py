"""The connection to the journal's file, and its transactions."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

PATIENCE_MS = 5000
"""Milliseconds that another program's lock is waited for, each time: a backup, or a shell."""
ATTEMPTS = 2
"""Times that the lock is waited for before the journal counts as locked."""


def connect(path: Path | None) -> apsw.Connection:
    """Open or create the file at `path` (None: in memory), readable by its owner only; changes nothing in it.

    Raises apsw.Error or OSError.
    """
    if path is not None:
        _keep_private(path.parent)
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        elif path.stat().st_mode & 0o077:
            path.chmod(0o600)
    connection = apsw.Connection(":memory:" if path is None else str(path))
    connection.set_busy_timeout(PATIENCE_MS)
    return connection


def connect_to_read(path: Path) -> apsw.Connection:
    """Open the file at `path` without the possibility to write, whether or not a terminal writes it.

    Raises apsw.Error.
    """
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    connection.set_busy_timeout(PATIENCE_MS)
    return connection


def make_durable(connection: apsw.Connection) -> None:
    """Write-ahead log with synchronous=FULL, and locking only for the moment of a transaction.

    Measured to lose nothing that was acknowledged; a kill may leave one row whose writer never learned of
    it, which recovery expects. Others may read at any moment without keeping a row from being written.
    Raises apsw.Error.
    """
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        _patiently(connection, f"PRAGMA {pragma}")


def close_unchanged(connection: apsw.Connection) -> None:
    """Close, and leave file and write-ahead log as they are, for whoever examines them."""
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.close(True)


@contextmanager
def transaction(connection: apsw.Connection, *, patient: bool = True) -> Iterator[None]:
    """What is written inside is on disk afterwards, or nothing of it is. Raises apsw.Error.

    Without `patient` another program's lock is not waited for.
    """
    connection.set_busy_timeout(PATIENCE_MS if patient else 0)
    _patiently(connection, "BEGIN IMMEDIATE", ATTEMPTS if patient else 1)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if not connection.get_autocommit():
            connection.execute("ROLLBACK")
        raise


class WriterLock:
    """At most one process writes the journal: a lock on the file at `path` that ends with its process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lock, once. Raises BlockingIOError when another process has it, and OSError."""
        if self._handle is not None:
            return
        _keep_private(self._path.parent)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle

    def release(self) -> None:
        """Let another process write."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _keep_private(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def _patiently(connection: apsw.Connection, sql: str, attempts: int = ATTEMPTS) -> None:
    for attempt in range(1, attempts + 1):
        try:
            connection.execute(sql)
        except (apsw.BusyError, apsw.LockedError):
            if attempt == attempts:
                raise
        else:
            return
