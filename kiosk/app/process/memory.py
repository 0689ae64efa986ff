"""What a visit leaves in memory: overwritten when it is freed, and never written to a disk.

A certificate is JSON, text and PDF in many blocks that nobody owns any more when the visit is over. Python's
own allocator and the C library's keep such blocks as they are until somebody needs one of that size. Here
every block goes straight to the C library, which overwrites it when it is freed:

- `glibc.malloc.perturb` fills a block when it is freed, and again before it is handed out.
- `glibc.malloc.tcache_count=0`: what a thread keeps for itself would not be filled.
- `glibc.malloc.mxfast=0`: small blocks are joined with their neighbours at once.

The last eight bytes of a block belong to its neighbour and are overwritten only when the two are joined.
The C library reads these when a program begins (https://sourceware.org/glibc/manual/latest/html_node/Memory-Allocation-Tunables.html):
a terminal started without them starts itself once more, with them, under the same process number.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from collections.abc import Mapping

TUNABLES = {"glibc.malloc.perturb": "165", "glibc.malloc.tcache_count": "0", "glibc.malloc.mxfast": "0"}
"""What the C library is told, in the form of GLIBC_TUNABLES. 165 is 0xA5: freed memory is full of it."""
_VARIABLE = "GLIBC_TUNABLES"
_OBJECTS, _MEMORY, _RAW = 2, 1, 0
"""PYMEM_DOMAIN_OBJ, _MEM and _RAW of CPython's pymem.h."""
_LOCK_NOW, _LOCK_LATER, _LOCK_ON_FAULT = 1, 2, 4
"""MCL_CURRENT, MCL_FUTURE and MCL_ONFAULT of mlockall(2)."""
_PROBES = (40, 200, 900, 5_000)
"""Bytes of the blocks with which it is tried: each is kept in another way by the allocators."""


class MemoryNotOverwritten(RuntimeError):
    """This system's C library does not overwrite what is freed."""


class _Allocator(ctypes.Structure):
    """PyMemAllocatorEx."""

    _fields_ = (
        ("context", ctypes.c_void_p),
        ("malloc", ctypes.c_void_p),
        ("calloc", ctypes.c_void_p),
        ("realloc", ctypes.c_void_p),
        ("free", ctypes.c_void_p),
    )


def overwrite_freed_memory() -> None:
    """From now on every block is overwritten when it is freed; may start the program again to get there.

    To be called before there are threads, or anything of a shopper. Raises MemoryNotOverwritten when it
    was tried and is not so.
    """
    environment = told(os.environ)
    if environment != os.environ:
        sys.stderr.flush()
        os.execve(sys.executable, _command(), environment)  # noqa: S606 - no shell is wanted
    take_blocks_from_the_c_library()
    if not is_overwritten():
        raise MemoryNotOverwritten(
            "what is freed is not overwritten: a terminal in service needs the GNU C library"
        )


def told(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment in which the C library overwrites; what else GLIBC_TUNABLES says is kept."""
    there = dict(
        each.split("=", 1) for each in environment.get(_VARIABLE, "").split(":") if each.count("=") == 1
    )
    if there.items() >= TUNABLES.items():
        return dict(environment)
    return {**environment, _VARIABLE: ":".join(f"{key}={value}" for key, value in (there | TUNABLES).items())}


def _command() -> list[str]:
    """How this program was started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *sys.argv[1:]]
    return [sys.executable, *sys.orig_argv[1:]]


def take_blocks_from_the_c_library() -> None:
    """Let Python keep no small blocks for itself, as PYTHONMALLOC=malloc does.

    That variable is not read by a built program. Blocks that Python's own allocator has handed out before
    go on being its own: its `free` and `realloc` know both kinds, and stay.
    """
    raw = _allocator(_RAW)
    for domain in (_OBJECTS, _MEMORY):
        used = _allocator(domain)
        if raw.context or used.context:
            return  # the hooks of Python's development mode: they overwrite by themselves
        changed = _Allocator(used.context, raw.malloc, raw.calloc, used.realloc, used.free)
        ctypes.pythonapi.PyMem_SetAllocator(domain, ctypes.byref(changed))


def _allocator(domain: int) -> _Allocator:
    found = _Allocator()
    ctypes.pythonapi.PyMem_GetAllocator(domain, ctypes.byref(found))
    return found


def is_overwritten() -> bool:
    """Free blocks of several sizes, those of Python's objects too, and look at what was in them."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = [ctypes.c_void_p]
    for size in _PROBES:
        block = library.malloc(size)
        ctypes.memset(block, ord("K"), size)
        seen = ctypes.create_string_buffer(size)
        library.free(block)
        ctypes.memmove(seen, block, size)
        if b"K" * 16 in seen.raw or _object_stays(size):
            return False
    return True


def _object_stays(size: int) -> bool:
    seen = ctypes.create_string_buffer(size)
    text = "".join(["K"] * size)
    place = id(text) + sys.getsizeof(text) - size - 1
    del text
    ctypes.memmove(seen, place, size)
    return b"K" * 16 in seen.raw


def lock_memory() -> bool:
    """Keep this process out of swap; False where the limit of locked memory (RLIMIT_MEMLOCK) forbids it.

    Below an unlimited limit nothing is locked: the first block beyond it would end the program.
    """
    if sys.platform != "linux":
        return False
    unlimited = resource.RLIM_INFINITY
    if resource.getrlimit(resource.RLIMIT_MEMLOCK)[1] != unlimited:
        return False
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (unlimited, unlimited))
    return bool(ctypes.CDLL(None).mlockall(_LOCK_NOW | _LOCK_LATER | _LOCK_ON_FAULT) == 0)
