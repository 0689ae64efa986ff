"""A terminal's connection to the centre: whose it is, how long a request may take, how many there may be."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.swaps.recorded import Recorded

ARRIVAL = 20.0
"""Seconds from the first byte of a request, or from the handshake, to its last byte: whoever drips is cut."""
MOST_CONNECTIONS = 32
"""Of one terminal at one worker, which has two: a client that opens more and more keeps nobody else out."""


def protocol(faults: CentreFaults) -> type[asyncio.Protocol]:
    """uvicorn's HTTP protocol, which passes the name in the client certificate to the application."""
    standing: Counter[str] = Counter()

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
            standing[self._terminal] += 1
            if CentreFault.DOWN in faults or standing[self._terminal] > MOST_CONNECTIONS:
                transport.abort()
            self._expect()

        def connection_lost(self, exc: Exception | None) -> None:
            standing[self._terminal] -= 1
            if not standing[self._terminal]:
                del standing[self._terminal]
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
