"""Opening the journal's file: a first start, yesterday's journal, or one with something wrong, told apart."""

from __future__ import annotations

from pathlib import Path

import apsw

from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.storage.connection import close_unchanged, connect, make_durable
from kiosk.journal.storage.head_copy import HeadCopy
from kiosk.journal.storage.migration import count_anew, migrate
from kiosk.journal.storage.schema import VERSION, create, version_of
from kiosk.journal.verification import check, check_witness


def open_checked(path: Path | None, archives: Path | None, copy: HeadCopy | None) -> apsw.Connection:
    """Open the journal at `path` (None: a new one in memory), or create it at a first start.

    Raises JournalFault when a journal that existed is missing, emptied, cut short, damaged or not ours, and
    apsw.Error or OSError where the file cannot be reached. Nothing is created or changed then.
    """
    if path is not None and _is_empty(path) and _has_existed(path, archives, copy):
        raise JournalFault(Cause.MISSING, "there was a journal, and it is gone or empty")
    connection = connect(path)
    try:
        version = version_of(connection)
        witness = copy.read() if copy else None
        if version < 2 and copy is not None and copy.exists():
            raise JournalFault(Cause.CUT_SHORT, "the file is older than the journal that was written here")
        make_durable(connection)
        if version == 0:
            create(connection)
        elif version == 1:
            migrate(connection)
        elif version != VERSION:
            count_anew(connection)
        check(connection)
        if witness is not None:
            check_witness(connection, witness)
    except BaseException:
        close_unchanged(connection)
        raise
    return connection


def _is_empty(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0


def _has_existed(path: Path, archives: Path | None, copy: HeadCopy | None) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return (
        (copy is not None and copy.exists())
        or (log.exists() and log.stat().st_size > 0)
        or (archives is not None and archives.is_dir() and any(archives.iterdir()))
    )
