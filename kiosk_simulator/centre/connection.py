"""A terminal's connection to the centre: whose it is, how long a request may take, how many there may be."""

from __future__ import annotations

import asyncio
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.swaps.recorded import Recorded

ARRIVAL = 20.0
"""Seconds from the first byte of a request, or from the handshake, to its last byte: whoever drips is cut."""
MOST_CONNECTIONS = 64
"""Of one terminal at one worker, which has two: a client that opens more and more keeps nobody else out.

The oldest goes, and not the one that comes: what a terminal left behind when its power went does not keep it
out.
"""


def protocol(faults: CentreFaults) -> type[asyncio.Protocol]:
    """uvicorn's HTTP protocol, which passes the name in the client certificate to the application."""
    standing: dict[str, dict[asyncio.Protocol, asyncio.Transport]] = {}

    class Protocol(H11Protocol):
        _terminal = ""
        _deadline: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            self._sent = Recorded(transport)
            super().connection_made(cast("asyncio.Transport", self._sent))
            peer = transport.get_extra_info("ssl_object").getpeercert()
            names = {key: value for field in peer["subject"] for key, value in field}
            self._terminal = names["commonName"]
            self.app_state = {**self.app_state, "terminal": self._terminal}
            own = standing.setdefault(self._terminal, {})
            own[self] = transport
            if len(own) > MOST_CONNECTIONS:
                own.pop(next(iter(own))).abort()
            if CentreFault.DOWN in faults:
                transport.abort()
            self._expect()

        def connection_lost(self, exc: Exception | None) -> None:
            own = standing.get(self._terminal, {})
            own.pop(self, None)
            if not own:
                standing.pop(self._terminal, None)
            self._expect_nothing()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if CentreFault.DOWN in faults or CentreFault.TERMINAL_REVOKED in faults:
                self.transport.abort()
                return
            self._sent.next_request(repeats=CentreFault.ANSWER_TWICE in faults)
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

    return Protocol
