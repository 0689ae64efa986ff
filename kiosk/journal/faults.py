"""What can be wrong with the journal, as one cause each."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import apsw

from kiosk.journal.catalogue import NotInCatalogue


class Cause(StrEnum):
    """Why rows cannot be written or read."""

    FULL = "full"
    LOCKED = "locked"
    """Another program holds the file."""
    READ_ONLY = "read_only"
    DAMAGED = "damaged"
    IO = "io"
    MISSING = "missing"
    """There was a journal, and it is gone or empty: this is no first start."""
    CUT_SHORT = "cut_short"
    """Rows that were written are not in the file, or the file is an old copy."""
    FOREIGN = "foreign"
    """The file is no journal."""
    NEWER = "newer"
    """Written by a newer version of this program."""
    CLOSED = "closed"
    """The terminal is stopping."""


class JournalError(Exception):
    """Anything that the journal raises for the state of its files."""


class JournalFault(JournalError):
    """The journal cannot be written or read, for `cause`. The message holds no fact of a row."""

    def __init__(self, cause: Cause, detail: str = "") -> None:
        super().__init__(f"journal {cause}{': ' if detail else ''}{detail}")
        self.cause = cause


_CAUSES: tuple[tuple[type[apsw.Error], Cause], ...] = (
    (apsw.FullError, Cause.FULL),
    (apsw.BusyError, Cause.LOCKED),
    (apsw.LockedError, Cause.LOCKED),
    (apsw.ProtocolError, Cause.LOCKED),
    (apsw.ReadOnlyError, Cause.READ_ONLY),
    (apsw.PermissionsError, Cause.READ_ONLY),
    (apsw.CorruptError, Cause.DAMAGED),
    (apsw.NotADBError, Cause.FOREIGN),
    (apsw.ConnectionClosedError, Cause.CLOSED),
)
_ERRNOS = {
    errno.EWOULDBLOCK: Cause.LOCKED,
    errno.ENOSPC: Cause.FULL,
    errno.EDQUOT: Cause.FULL,
    errno.EFBIG: Cause.FULL,
    errno.EROFS: Cause.READ_ONLY,
    errno.EACCES: Cause.READ_ONLY,
    errno.EPERM: Cause.READ_ONLY,
}
_PAGES_OF_A_ROW = 65536
"""Bytes; with less space left, an I/O error means a full disk (SQLite reports some writes so)."""


@contextmanager
def named_faults(folder: Path | None) -> Iterator[None]:
    """Raise JournalFault for every error of the file. The free space is that of `folder`."""
    try:
        yield
    except apsw.Error as error:
        raise JournalFault(_cause(error, folder), type(error).__name__) from error
    except (ValueError, TypeError, KeyError) as error:
        if isinstance(error, NotInCatalogue):
            raise
        raise JournalFault(Cause.DAMAGED, f"{type(error).__name__}: not readable") from error
    except OSError as error:
        raise JournalFault(_ERRNOS.get(error.errno or 0, Cause.IO), type(error).__name__) from error


def _cause(error: apsw.Error, folder: Path | None) -> Cause:
    for kind, cause in _CAUSES:
        if isinstance(error, kind):
            return cause
    if isinstance(error, apsw.IOError | apsw.CantOpenError) and folder is not None:
        try:
            if shutil.disk_usage(folder).free < _PAGES_OF_A_ROW:
                return Cause.FULL
        except OSError:
            return Cause.IO
    return Cause.IO
