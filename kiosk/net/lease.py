"""The lease under which a thread may use a device: it ends when the thread is given up and replaced.

A thread that hangs cannot be ended from outside. When it wakes up after all, somebody else uses its
device: it must not send another byte, nor act on what it reads. Whatever sends or receives therefore
asks `check` first, and again when it comes back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar


class LeaseEnded(BaseException):
    """This thread was given up. No Exception: nothing but the thread's own end may follow from it."""


class Lease:
    """May be ended from any thread, once and for all."""

    def __init__(self) -> None:
        self._ended = False

    @property
    def is_ended(self) -> bool:
        """True once another thread has the device."""
        return self._ended

    def end(self) -> None:
        """Take the device away from the thread that holds this lease."""
        self._ended = True


_held: ContextVar[Lease | None] = ContextVar("lease", default=None)


@contextlib.contextmanager
def holding(lease: Lease) -> Iterator[None]:
    """What this thread does inside, it does under `lease`."""
    token = _held.set(lease)
    try:
        yield
    finally:
        _held.reset(token)


def is_held() -> bool:
    """False once this thread's lease has ended; a thread that never had one is its own master."""
    lease = _held.get()
    return lease is None or not lease.is_ended


def check() -> None:
    """Raise LeaseEnded if this thread was given up."""
    if not is_held():
        raise LeaseEnded
