"""A small file system of its own, to be filled up: a real tmpfs, mounted with the rights that tests have."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILLER = "filler"


@contextmanager
def small_disk(folder: Path, megabytes: int = 24) -> Iterator[Path]:
    """Mount a tmpfs at `folder` while the block lasts. Needs root, or sudo without a password."""
    folder.mkdir(parents=True, exist_ok=True)
    _as_root("mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _as_root("umount", "--lazy", str(folder))


def mount_again(folder: Path, *, read_only: bool) -> None:
    """Make the disk read-only, or writable again, while it is in use."""
    _as_root("mount", "-o", f"remount,{'ro' if read_only else 'rw'}", str(folder))


def fill(folder: Path) -> None:
    """Leave not one free page on the disk."""
    with (folder / FILLER).open("ab", buffering=0) as file:
        for size in (1 << 20, 4096):
            try:
                while file.write(b"x" * size) == size:
                    continue
            except OSError:
                continue


def make_room(folder: Path) -> None:
    """Take the filler away again."""
    (folder / FILLER).unlink()


def _as_root(*command: str) -> None:
    rights = () if os.geteuid() == 0 else ("sudo", "--non-interactive")
    subprocess.run([*rights, *command], check=True, capture_output=True)
