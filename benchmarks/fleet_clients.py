"""Terminals that only send: messages made beforehand, on kept connections, with as little work as can be."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from kiosk.fleet.messages import HEARTBEAT_PATH, JOURNAL_PATH, JournalRequest, RowMessage
from kiosk.journal.chain import StoredRow
from kiosk_simulator.pki.tls import client_files
from tests.support.fleet_server import Authorities, heartbeat, rows_of


@dataclass(frozen=True, slots=True)
class Run:
    """What a number of messages took: seconds by the wall clock, and of this process's processor."""

    messages: int
    seconds: float
    client: float


class SendingTerminal:
    """One connection with a client certificate; `journal` is its id, whose rows are made as they are sent."""

    def __init__(self, authorities: Authorities, url: str, name: str) -> None:
        tls = authorities.terminal(name)
        self._context = ssl.create_default_context(cafile=str(tls.ca))
        self._context.load_cert_chain(*client_files(authorities.terminals, name))
        host, _, port = url.removeprefix("https://").partition(":")
        self._address = host, int(port)
        self._link = self._connected()
        self.journal = f"J-{name}"
        self.rows: list[StoredRow] = []

    def heartbeats(self, number: int) -> list[bytes]:
        """The same heartbeat so often."""
        return [_request(HEARTBEAT_PATH, heartbeat(self.journal, self.rows).model_dump_json())] * number

    def batches(self, number: int, size: int) -> list[bytes]:
        """So many requests with `size` new rows each."""
        before = len(self.rows)
        self.rows = rows_of(self.journal, ["visit_began"] * (number * size), self.rows)
        new = self.rows[before:]
        return [_batch(self.journal, new[at : at + size]) for at in range(0, len(new), size)]

    def sends(self, messages: Sequence[bytes], *, anew: bool = False) -> None:
        """One after the other, each on a new connection when sent `anew`; every answer must be a 200."""
        for each in messages:
            if anew:
                self.close()
                self._link = self._connected()
            self._link.sendall(each)
            answer = b""
            while not answer.endswith(b"}"):
                if not (part := self._link.recv(65536)):
                    raise ConnectionError("the server has closed the connection")
                answer += part
            if not answer.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(answer[:200].decode(errors="replace"))

    def close(self) -> None:
        """Close the connection."""
        self._link.close()

    def _connected(self) -> ssl.SSLSocket:
        link = socket.create_connection(self._address)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._context.wrap_socket(link, server_hostname=self._address[0])


def together(
    pool: ThreadPoolExecutor, work: Sequence[tuple[SendingTerminal, Sequence[bytes]]], *, anew: bool = False
) -> Run:
    """All at the same time, each terminal its own messages."""
    began, used = time.perf_counter(), time.process_time()
    list(pool.map(lambda each: each[0].sends(each[1], anew=anew), work))
    number = sum(len(messages) for _, messages in work)
    return Run(number, time.perf_counter() - began, time.process_time() - used)


def _batch(journal: str, rows: Sequence[StoredRow]) -> bytes:
    messages = tuple(
        RowMessage(
            seq=row.seq, at=row.at, visit=row.visit, kind=row.kind, intent=row.intent, facts=row.facts,
            hash=row.hash.hex(),
        )
        for row in rows
    )  # fmt: skip
    return _request(JOURNAL_PATH, JournalRequest(journal=journal, rows=messages).model_dump_json())


def _request(path: str, body: str) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
        f"Accept-Encoding: identity\r\nUser-Agent: certificate-kiosk/0.1.0\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: keep-alive\r\n\r\n"
    )
    return head.encode() + body.encode()
