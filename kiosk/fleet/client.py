"""Client of the fleet server: the wire is that to the issuing centre, mutual TLS 1.3 with one authority."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.centre.transport import TlsFiles, Transport
from kiosk.fleet import messages
from kiosk.fleet.messages import Heartbeat, HeartbeatAnswer, JournalAnswer, JournalRequest, RowMessage
from kiosk.journal.chain import StoredRow


class FleetClient:
    """Client of one server. Not thread-safe. Every method can raise CentreError: there is one kind of wire.

    Every request may be repeated: the same heartbeat and the same rows again change nothing.
    """

    def __init__(
        self, base_url: str, tls: TlsFiles, connect_timeout: float = 3.0, read_timeout: float = 15.0
    ) -> None:
        """Time-outs are in seconds. Raises OSError (ssl.SSLError) if a TLS file is unusable."""
        self._transport = Transport(base_url, tls, connect_timeout, read_timeout)

    def heartbeat(self, said: Heartbeat) -> HeartbeatAnswer:
        """Say how the terminal is, and hear what it is to do."""
        return self._transport.post(messages.HEARTBEAT_PATH, said, HeartbeatAnswer, repeatable=True)

    def send(self, journal: str, rows: Sequence[StoredRow]) -> int:
        """Send rows of the journal with this id; returns the number of the last one that the server has."""
        request = JournalRequest(journal=journal, rows=tuple(_message(row) for row in rows))
        answer = self._transport.post(messages.JOURNAL_PATH, request, JournalAnswer, repeatable=True)
        return answer.cursor

    def close(self) -> None:
        """Close the connections. The client can be used again afterwards."""
        self._transport.close()


def _message(row: StoredRow) -> RowMessage:
    return RowMessage(
        seq=row.seq, at=row.at, visit=row.visit, kind=row.kind, intent=row.intent, facts=row.facts,
        hash=row.hash.hex(),
    )  # fmt: skip
