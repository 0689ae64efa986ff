"""A simulated printer's HTTP without TCP: the server answers within the client's call.

Client, server and every byte between them are those of the wire. What falls away is a connection, a thread
and two switches between threads for each of the thousands of looks that a patient visit takes.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from kiosk.net import lease
from kiosk.net.deadline import BoundedSocket, connected, time_left
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.servers.device import HttpDeviceServer


class _ServerEnd:
    """What the server reads and writes: a whole request, and the answer as far as it comes."""

    def __init__(self, request: bytes) -> None:
        self._request, self.answer = request, bytearray()

    def makefile(self, mode: str, buffering: int = -1) -> io.BytesIO:
        return io.BytesIO(self._request)

    def sendall(self, data: bytes) -> None:
        self.answer += data


class _ClientEnd:
    """A connection to a server that reads when its answer is asked for. It keeps to lease and deadline."""

    def __init__(self, server: HttpDeviceServer) -> None:
        self._server, self._sent = server, bytearray()

    def settimeout(self, value: float | None) -> None:
        """Nothing blocks here but the server's own waiting, on the clock of the test."""

    def sendall(self, data: bytes) -> None:
        lease.check()
        time_left(None)
        self._sent += data

    def makefile(self, mode: str) -> io.BytesIO:
        lease.check()
        end = _ServerEnd(bytes(self._sent))
        try:
            self._server.RequestHandlerClass(end, ("127.0.0.1", 0), self._server)
        except Exception:  # noqa: BLE001 - as on the wire, the connection ends and the server lives on
            self._server.handle_error(end, ("127.0.0.1", 0))  # type: ignore[arg-type]
        time_left(None)  # a server that waited on the clock of the test may be too late
        return io.BytesIO(bytes(end.answer))

    def close(self) -> None:
        """Nothing is open."""


def answered_in_process(printer: SimulatedPrinter) -> Callable[[str, int], BoundedSocket]:
    """Stands in for `kiosk.net.deadline.connected`; what is not this printer, started, is reached by TCP."""

    def connect(host: str, port: int) -> BoundedSocket:
        server = printer.server
        if server is None or (host, port) != ("127.0.0.1", server.port):
            return connected(host, port)
        lease.check()
        return _ClientEnd(server)  # type: ignore[return-value]  # what an HTTP client uses of a socket

    return connect
