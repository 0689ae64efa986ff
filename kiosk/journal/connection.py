"""The connection to the journal's file, and its transactions."""

from __future__ import annotations

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
    """Open or create the file at `path` (None: in memory), readable by its owner only.

    Write-ahead log with synchronous=FULL: measured to lose nothing that was acknowledged; a kill may leave
    one row whose writer never learned of it, which recovery expects. Locking is normal and not exclusive,
    so that others may read at any moment without keeping a row from being written.

    Raises apsw.Error or OSError.
    """
    if path is not None and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    connection = apsw.Connection(":memory:" if path is None else str(path))
    try:
        connection.set_busy_timeout(PATIENCE_MS)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            _patiently(connection, f"PRAGMA {pragma}")
    except BaseException:
        connection.close(True)
        raise
    return connection


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


def _patiently(connection: apsw.Connection, sql: str, attempts: int = ATTEMPTS) -> None:
    for attempt in range(1, attempts + 1):
        try:
            connection.execute(sql)
        except (apsw.BusyError, apsw.LockedError):
            if attempt == attempts:
                raise
        else:
            return
