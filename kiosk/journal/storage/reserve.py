"""A reserve of disk space: a file beside the journal that is given up when the disk is full.

Whoever fills the disk, the visit under way can be finished and its money given back; the next visit does
not begin before the reserve is there again.
"""

from __future__ import annotations

import os
from pathlib import Path

SIZE = 8 * 1024 * 1024
"""Bytes. A row costs up to about ten pages of 4096 bytes in the write-ahead log, and that file is written
from its beginning again after about 1000 pages: this is more than a visit with 100 rows and a checkpoint."""


class Reserve:
    """The file at `path`, of `size` bytes that are really allocated."""

    def __init__(self, path: Path, size: int = SIZE) -> None:
        self._path, self._size = path, size

    @property
    def complete(self) -> bool:
        """True while the space is kept. Blocks are not counted: a file system that compresses shows fewer."""
        try:
            return self._path.stat().st_size == self._size
        except OSError:
            return False

    def keep(self) -> bool:
        """Allocate what is missing; False when the disk does not hold it, and nothing is kept then."""
        if self.complete:
            return True
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            try:
                os.truncate(handle, 0)
                os.posix_fallocate(handle, 0, self._size)
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError:
            self.give_up()
            return False
        return True

    def give_up(self) -> bool:
        """Free the space; False when there was none to free."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
