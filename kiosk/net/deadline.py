"""A deadline for a whole call, whatever the far end sends and however slowly.

A socket's time-out begins anew with every byte, so a far end that sends its answer in drops, or
`100 Continue` without end, keeps a call as long as it likes. Within `call_deadline` the sockets of
this module wait only for what is left of the call, in every step: connecting, TLS handshake, sending,
head, chunks, trailers.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from kiosk.net import lease

_ends_at: ContextVar[float | None] = ContextVar("ends_at", default=None)


@contextlib.contextmanager
def call_deadline(seconds: float) -> Iterator[None]:
    """End every socket operation of this thread within `seconds` from now, with TimeoutError.

    Holds for sockets made by `connected` and by a context that `bound_context` has prepared. A deadline
    inside another never ends later than the outer one.
    """
    outer, end = _ends_at.get(), time.monotonic() + seconds
    token = _ends_at.set(end if outer is None else min(outer, end))
    try:
        yield
    finally:
        _ends_at.reset(token)


def time_left(usual: float | None) -> float | None:
    """Return the seconds that an operation may take: `usual` (None: any), or what is left of the call.

    Raises TimeoutError when nothing is left.
    """
    end = _ends_at.get()
    if end is None:
        return usual
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError("the deadline of the call has passed")
    return left if usual is None else min(usual, left)


class _Bounded(socket.socket):
    """The part that both kinds of socket share. `_usual` is the time-out that the caller has set."""

    _usual: float | None = None

    def settimeout(self, value: float | None) -> None:
        self._usual = value
        super().settimeout(value)

    def _limit(self) -> None:
        lease.check()
        if self.gettimeout() != 0:  # one that does not block must not be made to
            super().settimeout(time_left(self._usual))

    def connect(self, address: Any) -> None:
        self._limit()
        super().connect(address)

    def recv(self, *args: Any) -> bytes:
        self._limit()
        return super().recv(*args)

    def recv_into(self, *args: Any) -> int:
        self._limit()
        return super().recv_into(*args)

    def send(self, *args: Any) -> int:
        self._limit()
        return super().send(*args)

    def sendall(self, *args: Any) -> None:
        self._limit()
        super().sendall(*args)


class BoundedSocket(_Bounded):
    """A plain TCP socket that obeys the deadline of the call."""


class BoundedTlsSocket(_Bounded, ssl.SSLSocket):
    """A TLS socket that obeys the deadline of the call, in its handshake too."""

    def do_handshake(self, block: bool = False) -> None:
        usual = self._usual
        self._limit()
        try:
            super().do_handshake(block)
        finally:
            self.settimeout(usual)


def connected(host: str, port: int) -> BoundedSocket:
    """Return a TCP connection, made within the deadline of the call whatever addresses `host` has.

    Raises OSError: that of the last address tried, TimeoutError when the deadline has passed. How long
    the resolver takes for a name is its own setting.
    """
    failure = OSError("the host has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        found = BoundedSocket(family, kind, protocol)
        try:
            found.connect(address)
        except OSError as error:
            found.close()
            failure = error
        else:
            return found
    raise failure


def bound_context(context: ssl.SSLContext) -> ssl.SSLContext:
    """Let every socket that `context` wraps obey the deadline of the call; returns the context."""
    context.sslsocket_class = BoundedTlsSocket
    return context
