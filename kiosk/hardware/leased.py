"""The wires of devices, closed to a thread that was given up (`kiosk.net.lease`).

The sockets of page printer and issuing centre ask for themselves (`kiosk.net.deadline`).
"""

from __future__ import annotations

from kiosk.hardware.card.protocol import CardConnection
from kiosk.hardware.cash.bus import Port
from kiosk.net import lease


class LeasedPort:
    """A serial line; implements `Port`."""

    def __init__(self, port: Port) -> None:
        self._port = port

    def write(self, data: bytes) -> None:
        lease.check()
        self._port.write(data)
        lease.check()

    def read(self, count: int, timeout: float) -> bytes:
        lease.check()
        data = self._port.read(count, timeout)
        lease.check()
        return data

    def discard(self) -> None:
        lease.check()
        self._port.discard()
        lease.check()


class LeasedConnection:
    """A connection to a card; implements `CardConnection`."""

    def __init__(self, connection: CardConnection) -> None:
        self._connection = connection

    def transmit(self, apdu: bytes | bytearray) -> bytes:
        lease.check()
        answer = self._connection.transmit(apdu)
        lease.check()
        return answer
