"""A terminal's connection to the centre: whose it is, and what it may cost."""

from __future__ import annotations

import asyncio
from typing import cast

from kiosk_servers.serving.connections import Standing, TimelyProtocol
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.swaps.recorded import Recorded


def protocol(faults: CentreFaults) -> type[asyncio.Protocol]:
    """uvicorn's HTTP protocol, which passes the name in the client certificate to the application."""
    standing = Standing()

    class Protocol(TimelyProtocol):
        _terminal = ""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            self._sent = Recorded(transport)
            super().connection_made(cast("asyncio.Transport", self._sent))
            peer = transport.get_extra_info("ssl_object").getpeercert()
            names = {key: value for field in peer["subject"] for key, value in field}
            self._terminal = names["commonName"]
            self.app_state = {**self.app_state, "terminal": self._terminal}
            standing.add(self._terminal, self, transport)
            if CentreFault.DOWN in faults:
                transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            standing.remove(self._terminal, self)
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if CentreFault.DOWN in faults or CentreFault.TERMINAL_REVOKED in faults:
                self.transport.abort()
                return
            self._sent.next_request(repeats=CentreFault.ANSWER_TWICE in faults)
            super().data_received(data)

    return Protocol
