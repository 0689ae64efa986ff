"""A fleet server for tests: its authorities, terminals that only speak its protocol, and journals by rule."""

from __future__ import annotations

import json
import secrets
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

from kiosk.centre.transport import TlsFiles
from kiosk.fleet.client import FleetClient
from kiosk.fleet.messages import (
    Acknowledgement,
    Consumables,
    Heartbeat,
    JournalHead,
    MachineState,
    OpenMatters,
)
from kiosk.journal.chain import StoredRow, beginning, link
from kiosk_fleet.access import FleetTls
from kiosk_simulator.pki.tls import TlsPaths, client_files, make_tls_files

DIGEST = "0" * 64


@dataclass(frozen=True)
class Authorities:
    """One folder of keys for terminals and the server, another one for operators."""

    terminals: Path
    operators: Path

    @classmethod
    def made_in(cls, folder: Path) -> Authorities:
        """Make both, or find them."""
        found = cls(folder / "terminals", folder / "operators")
        for each in (found.terminals, found.operators):
            each.mkdir(parents=True, exist_ok=True)
            make_tls_files(each)
        return found

    @property
    def tls(self) -> FleetTls:
        """What the server has."""
        own = TlsPaths(self.terminals)
        return FleetTls(own.server_certificate, own.server_key, own.ca, TlsPaths(self.operators).ca)

    def terminal(self, name: str) -> TlsFiles:
        """What a terminal of this name has."""
        return TlsFiles(TlsPaths(self.terminals).ca, *client_files(self.terminals, name))

    def operator(self, name: str) -> TlsFiles:
        """What an operator of this name has."""
        return TlsFiles(TlsPaths(self.terminals).ca, *client_files(self.operators, name))


def rows_of(journal: str, kinds: Sequence[str], after: Sequence[StoredRow] = ()) -> list[StoredRow]:
    """Rows of these kinds behind `after`, as an honest terminal's journal has them."""
    found = list(after)
    before = found[-1].hash if found else beginning(journal).hash
    for kind in kinds:
        row = StoredRow(len(found) + 1, "2026-11-24T10:00:00.000+09:00", "v", kind, None, '{"yen": 100}')
        found.append(replace(row, hash=link(before, row)))
        before = found[-1].hash
    return found


def heartbeat(
    journal: str = "",
    rows: Sequence[StoredRow] = (),
    *,
    state: MachineState = MachineState.IN_SERVICE,
    acknowledged: tuple[Acknowledgement, ...] = (),
    consumables: Consumables | None = None,
    matters: OpenMatters | None = None,
    reason: str = "",
) -> Heartbeat:
    """A heartbeat of a terminal whose journal has these rows."""
    seq, digest = (rows[-1].seq, rows[-1].hash) if rows else (0, beginning(journal).hash)
    head = JournalHead(journal=journal, seq=seq, hash=digest.hex()) if journal else None
    return Heartbeat(
        program="0.1.0", settings=DIGEST, state=state, reason=reason, open=matters or OpenMatters(),
        consumables=consumables or Consumables(), journal=head, acknowledged=acknowledged,
    )  # fmt: skip


class PlainTerminal:
    """Speaks the protocol with a journal in memory."""

    def __init__(self, authorities: Authorities, url: str, name: str) -> None:
        self.name, self.journal = name, secrets.token_hex(16)
        self.rows: list[StoredRow] = []
        self.client = FleetClient(url, authorities.terminal(name))

    def writes(self, *kinds: str) -> None:
        """Rows of these kinds are in its journal now."""
        self.rows = rows_of(self.journal, kinds, self.rows)

    def beats(self, acknowledged: tuple[Acknowledgement, ...] = ()) -> int:
        """One heartbeat; returns the server's cursor."""
        said = heartbeat(self.journal, self.rows, acknowledged=acknowledged)
        return self.client.heartbeat(said).cursor

    def sends(self, first: int, last: int) -> int:
        """Rows `first` to `last`; returns the server's cursor."""
        return self.client.send(self.journal, self.rows[first - 1 : last])


@dataclass(frozen=True)
class Answer:
    """What came back over HTTPS."""

    status: int
    headers: dict[str, str]
    body: str


def asked(
    url: str, files: TlsFiles, method: str, path: str, body: str | bytes = b"", **headers: str
) -> Answer:
    """One request with a client certificate, as a browser or a scraper sends it."""
    context = ssl.create_default_context(cafile=str(files.ca))
    context.load_cert_chain(files.certificate, files.key)
    host, _, port = url.removeprefix("https://").partition(":")
    connection = HTTPSConnection(host, int(port), context=context, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    response = connection.getresponse()
    found = Answer(
        response.status,
        {name.lower(): value for name, value in response.getheaders()},
        response.read().decode(),
    )
    connection.close()
    return found


def posted(url: str, files: TlsFiles, path: str, **fields: str) -> Answer:
    """A form that an operator's browser sends from the page itself."""
    return asked(
        url, files, "POST", path, urlencode(fields),
        Content_Type="application/x-www-form-urlencoded", Origin=url,
    )  # fmt: skip


def as_json(message: object) -> str:
    """JSON text of plain values."""
    return json.dumps(message)
