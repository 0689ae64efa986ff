"""What a process holds: memory, objects, threads, descriptors and files."""

from __future__ import annotations

import ctypes
import gc
import os
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OBJECTS, MEMORY = 300, 4 * 2**20


@dataclass(frozen=True, slots=True)
class Footprint:
    """Taken at one moment, after everything that is garbage was given back to the system."""

    memory: int
    """Resident bytes of its own: not the pages of files that it has mapped, as fonts and libraries are. Those
    come in as they are looked at, there are never more than the file has, and the system may drop them."""
    objects: Counter[str]
    """How many objects of each type the collector knows."""
    threads: int
    descriptors: int
    files: int
    """Files below the given folders, the journal's own apart: that grows by its rows."""


def footprint(*folders: Path) -> Footprint:
    """Take it now."""
    gc.collect()
    objects = Counter(type(each).__qualname__ for each in gc.get_objects())
    ctypes.CDLL(None).malloc_trim(0)
    return Footprint(
        _own_memory(),
        objects,
        threading.active_count(),
        len(os.listdir("/proc/self/fd")),
        sum(
            not path.relative_to(folder).parts[0].startswith("journal")
            for folder in folders
            for path in folder.rglob("*")
        ),
    )


def _own_memory() -> int:
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 2**10
    raise RuntimeError("the kernel does not tell RssAnon")


def grown(middle: Footprint, end: Footprint, visits: int) -> Iterator[str]:
    """What has grown between two moments with so many visits between them, in words.

    Allowed is what caches and lists of the last hundreds still take up (`OBJECTS` of a type, or one in ten
    visits), and of memory what the allocator cannot give back: `MEMORY` bytes, and 1 KiB a visit.
    """
    for name, more in (end.objects - middle.objects).items():
        if more >= max(OBJECTS, visits // 10):
            yield f"{more} objects of type {name}"
    if (more := end.memory - middle.memory) > MEMORY + visits * 2**10:
        yield f"{more / 2**20:.1f} MiB of memory"
    yield from held(middle, end)


def held(middle: Footprint, end: Footprint) -> Iterator[str]:
    """What has grown of that which has a handle: none may."""
    for what in ("threads", "descriptors", "files"):
        if (more := getattr(end, what) - getattr(middle, what)) > 0:
            yield f"{more} {what}"
