"""What one client may cost a server: how long its request may take to arrive, how many connections it has."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

ARRIVAL = 20.0
"""Seconds from the first byte of a request, or from the handshake, to its last byte: whoever drips is cut."""
MOST_CONNECTIONS = 64
"""Of one client at one worker, who needs two: a client that opens more and more keeps nobody else out.

The oldest goes, and not the one that comes: what a terminal left behind when its power went does not keep it
out.
"""


class Standing:
    """The open connections of each client at one worker."""

    def __init__(self) -> None:
        self._of: dict[str, dict[asyncio.Protocol, asyncio.Transport]] = {}

    def add(self, client: str, protocol: asyncio.Protocol, transport: asyncio.Transport) -> None:
        """One more; the oldest of too many is cut."""
        own = self._of.setdefault(client, {})
        own[protocol] = transport
        if len(own) > MOST_CONNECTIONS:
            own.pop(next(iter(own))).abort()

    def remove(self, client: str, protocol: asyncio.Protocol) -> None:
        """One less; nothing for a connection that is not among them."""
        own = self._of.get(client, {})
        own.pop(protocol, None)
        if not own:
            self._of.pop(client, None)


class TimelyProtocol(H11Protocol):
    """uvicorn's HTTP protocol, which cuts a connection whose request does not arrive in time."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect_nothing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._expect()
        else:
            self._expect_nothing()

    def _expect(self) -> None:
        """The rest of a request has to arrive; more drops of it give no more time."""
        if self._deadline is None:
            self._deadline = self.loop.call_later(ARRIVAL, self.transport.abort)

    def _expect_nothing(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
