"""The fleet server beside a load: each terminal's journal reaches it, and its pages show every stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests

from kiosk import __version__
from kiosk.centre.transport import TlsFiles
from kiosk.fleet.client import FleetClient
from kiosk.fleet.link import FleetLink
from kiosk.fleet.machine import MachineFacts
from kiosk.fleet.memory import FleetMemory
from kiosk.fleet.messages import Command, MachineState
from kiosk.journal.inspection import JournalReader
from kiosk_fleet.access import FleetTls
from kiosk_fleet.alarms import AlarmKind
from kiosk_fleet.page.texts import words
from kiosk_fleet.server import FleetServer
from kiosk_fleet.settings import FleetSettings
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import TlsPaths, client_files, make_tls_files

_OPERATOR = "load"
_NO_SETTINGS = "0" * 64


class _Machine:
    """A terminal that is in service; nobody orders anything of it."""

    def facts(self) -> MachineFacts:
        """As FleetMachine.facts."""
        return MachineFacts(MachineState.IN_SERVICE)

    def order(self, command: Command) -> None:
        """As FleetMachine.order."""
        raise AssertionError(f"nobody ordered {command.kind}")


def link_to(url: str, files: TlsFiles, journal: Path, chance: Callable[[], float]) -> FleetLink:
    """The link of the terminal with this journal; its rounds are called for, and have no thread."""
    return FleetLink(
        FleetClient(url, files),
        JournalReader(journal),
        FleetMemory(journal.with_name("fleet.json")),
        _Machine(),
        __version__,
        _NO_SETTINGS,
        chance,
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What the fleet server knows in the end, by terminal.

    `rows` is the number of the last row on record, `stops` how often a row said that issuing stopped, and
    `shown` are the terminals whose page says so to an operator.
    """

    rows: Counter[str]
    stops: Counter[str]
    shown: frozenset[str]
    others: tuple[str, ...]
    """Alarms of any other kind: no journal is dishonest here, and no report is refused."""


class LoadFleet:
    """A fleet server of the load's own; its database and the authority of its operators are in `folder`."""

    def __init__(self, pki: Pki, folder: Path) -> None:
        own, operators = TlsPaths(pki.tls.directory), folder / "operators"
        operators.mkdir()
        make_tls_files(operators)
        tls = FleetTls(own.server_certificate, own.server_key, own.ca, TlsPaths(operators).ca)
        self._server = FleetServer(FleetSettings(tls, f"sqlite:///{folder / 'fleet.sqlite'}"))
        certificate, key = client_files(operators, _OPERATOR)
        self._browser = requests.Session()
        self._browser.trust_env = False  # no proxy and no other authorities than its own
        self._browser.verify, self._browser.cert = str(own.ca), (str(certificate), str(key))

    def __enter__(self) -> LoadFleet:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._server.stop()

    @property
    def url(self) -> str:
        """Its address."""
        return self._server.url

    def page(self, path: str = "/") -> str:
        """A page in English, as an operator's browser gets it."""
        answer = self._browser.get(f"{self.url}{path}", params={"lang": "en"}, timeout=60)
        answer.raise_for_status()
        return answer.text

    def told(self) -> Told:
        """Read its tables and its pages, once the terminals have come to rest."""
        services = self._server.services
        if services is None:
            raise RuntimeError("the fleet server does not run")
        rows: Counter[str] = Counter()
        stops: Counter[str] = Counter()
        others: list[str] = []
        for name, cursor in services.database.rows("SELECT name, cursor_seq FROM terminal"):
            rows[name] = cursor
        for alarm in services.alarms.open(most=max(1, services.alarms.count_open())):
            if alarm.kind is AlarmKind.ISSUING_STOPPED:
                stops[alarm.terminal] += alarm.times
            else:
                others.append(f"{alarm.terminal}: {alarm.kind.value} at row {alarm.seq}")
        said = words("en")[AlarmKind.ISSUING_STOPPED.value]
        shown = frozenset(name for name in stops if said in self.page(f"/terminals/{name}"))
        return Told(rows, stops, shown, tuple(others))
