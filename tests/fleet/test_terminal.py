"""A whole simulated terminal and a real fleet server over mutual TLS."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.app.fleet import FleetSide
from kiosk.config.settings import Settings, simulated
from kiosk.fleet.messages import Command, Outcome, settings_message
from kiosk.fleet.orders import MEMORY_FILE
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.services import Service
from kiosk.tasks.silent_devices import CASH, PRINTER, READER
from kiosk_fleet import app as fleet_app
from kiosk_fleet.commands import parsed
from kiosk_fleet.ingest.queue import IngestQueue, QueueFull
from kiosk_fleet.overview import Details
from kiosk_fleet.server import FleetServer
from kiosk_fleet.services import FleetServices
from kiosk_fleet.settings import FleetSettings
from tests.fleet.conftest import Clock
from tests.support.fleet_server import Authorities
from tests.support.visits import WORKING_DAY, Person
from tests.visits.conftest import fonts, person, shared_environment

__all__ = ["fonts", "person", "shared_environment"]
pytestmark = [
    pytest.mark.peer,
    pytest.mark.cost(30),
    pytest.mark.parametrize(
        "address", ["sqlite", pytest.param("postgresql", marks=pytest.mark.whole)], indirect=True
    ),
]
NAME = "SIM-0001"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHERS_KEY = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"1")


class Watched:
    """A terminal with its fleet server: the person in front, the operator behind."""

    def __init__(self, person: Person, server: FleetServer, settings: Settings) -> None:
        self.person, self.server, self.settings = person, server, settings
        assert settings.journal_file.parent.is_dir()
        person.journal = Journal(settings.journal_file, person.clock.now)
        self.boots()

    def boots(self) -> Watched:
        """The terminal starts (again)."""
        self.person.boots(self.settings)
        assert self.person.kiosk.fleet is not None
        self.side: FleetSide = self.person.kiosk.fleet.load()
        self.side.link.chance = lambda: 0.5
        self.person.waits(1.5)
        return self

    @property
    def services(self) -> FleetServices:
        """The server's."""
        assert self.server.services is not None
        return self.server.services

    @property
    def details(self) -> Details:
        """What the server knows."""
        found = self.services.overview.details(NAME, self.services.now(), 1000)
        assert found is not None
        return found

    def is_ordered(self, **command: object) -> Command:
        """The operator orders; nothing reaches the terminal before its next heartbeat."""
        made = parsed(command)
        self.services.commands.order([NAME], made, "hanako", self.services.now())
        return made

    def beats(self) -> float:
        """One exchange with the server, and a moment for what it ordered."""
        wait = self.side.link.round()
        self.person.waits(1.5)
        return wait

    def has_answered(self, command: Command) -> str:
        """What the terminal has said of a command."""
        (found,) = (each for each in self.services.commands.of(NAME) if each.command.id == command.id)
        return found.outcome


@pytest.fixture
def watched(person: Person, server: FleetServer, authorities: Authorities, tmp_path: Path) -> Watched:
    files = authorities.terminal(NAME)
    key = tmp_path / "settings-key.pem"
    key.write_bytes(KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    (tmp_path / "state").mkdir()
    fleet = {
        "url": server.url, "ca": files.ca, "certificate": files.certificate, "key": files.key,
        "settings_key": key,
    }  # fmt: skip
    return Watched(person, server, simulated(state=tmp_path / "state", fleet=fleet))


def whole_visit(person: Person) -> None:
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS).presses_ok().waits(10).sees(S.ATTRACT)


def test_the_rows_of_a_visit_arrive_as_they_are(watched: Watched) -> None:
    watched.person.does(whole_visit)
    assert watched.beats() == 60
    written = [(each.seq, each.kind.value, each.visit) for each in watched.person.journal.entries()]
    assert [(each.seq, each.kind, each.visit) for each in reversed(watched.details.rows)] == written
    assert Kind.CERTIFICATE_PRINTED.value in {kind for _, kind, _ in written}
    assert watched.services.alarms.open() == []
    report = watched.details.report
    assert report is not None
    assert report.state.value == "in_service"
    assert {each.device for each in report.devices} >= {PRINTER, CASH, READER}
    assert report.consumables.hoppers


def test_a_service_switched_off_closes_after_the_visit_and_not_in_it(watched: Watched) -> None:
    person = watched.person
    person.starts(service=Service.CARD_CHECK).sees(S.PLACE_CARD)
    off = watched.is_ordered(kind="service", service="card_check", on=False)
    watched.beats()
    person.sees(S.PLACE_CARD).sets("normal").sees(S.CARD_STATE).takes_card().ends().waits(10).sees(S.ATTRACT)
    person.has_journalled(Kind.VISIT_BEGAN, Kind.VISIT_ENDED)
    watched.beats()
    assert watched.has_answered(off) == Outcome.APPLIED
    person.starts(service=Service.CARD_CHECK).sees(S.MENU).ends().waits(2)
    person.starts().sees(S.CONSENT).ends().waits(2)
    assert [each.facts for each in person.journal.entries() if each.kind is Kind.FLEET_COMMAND] == [
        {"command": off.id, "what": "service", "outcome": "applied"}
    ]


def test_what_is_ordered_holds_over_a_restart_until_it_is_ordered_otherwise(watched: Watched) -> None:
    watched.is_ordered(kind="service", service="card_check", on=False)
    watched.beats()
    watched.boots().person.starts(service=Service.CARD_CHECK).sees(S.MENU).ends().waits(2)
    watched.is_ordered(kind="service", service="card_check", on=True)
    watched.beats()
    watched.person.starts(service=Service.CARD_CHECK).sees(S.PLACE_CARD)


@pytest.mark.parametrize(
    ("command", "state"),
    [
        ({"kind": "drain", "on": True}, S.CLOSED),
        ({"kind": "maintenance", "days": [WORKING_DAY.date().isoformat()]}, S.CLOSED),
        ({"kind": "service", "service": "card_check", "on": False}, S.MENU),
    ],
    ids=["drain", "maintenance", "service"],
)
def test_what_is_ordered_is_in_force_before_anything_behind_the_first_picture_is_loaded(
    watched: Watched, command: dict[str, object], state: S
) -> None:
    watched.is_ordered(**command)
    watched.beats()
    person = watched.person.boots(watched.settings)
    assert person.kiosk.fleet is not None
    assert person.kiosk.fleet.made is None
    if state is S.CLOSED:
        person.sees(S.CLOSED).waits(60).sees(S.CLOSED)
    else:
        person.waits(1.5).starts(service=Service.CARD_CHECK).sees(S.MENU)
    assert person.kiosk.fleet.made is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"dealt": {}}', "\x00" * 64])
def test_a_terminal_that_cannot_read_what_was_ordered_stays_closed_until_it_is_ordered_anew(
    watched: Watched, content: str
) -> None:
    closed = watched.is_ordered(kind="drain", on=True)
    watched.beats()
    watched.beats()
    assert watched.has_answered(closed) == Outcome.APPLIED
    (watched.settings.state / MEMORY_FILE).write_text(content, encoding="utf-8")
    watched.boots().person.waits(60).sees(S.CLOSED)
    watched.is_ordered(kind="drain", on=False)
    watched.beats()
    watched.person.sees(S.ATTRACT)
    watched.boots().person.sees(S.ATTRACT)


def test_a_command_is_carried_out_once_though_its_acknowledgement_is_lost(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    off = watched.is_ordered(kind="drain", on=True)
    watched.beats()
    with monkeypatch.context() as patched:
        patched.setattr(type(watched.side.link.memory), "acknowledgements", lambda _self: ())
        watched.beats()
    assert watched.has_answered(off) == ""
    watched.boots().beats()
    watched.beats()
    assert watched.has_answered(off) == Outcome.APPLIED
    rows = [each for each in watched.person.journal.entries() if each.kind is Kind.FLEET_COMMAND]
    assert len(rows) == 1


def test_a_drained_terminal_finishes_its_visit_and_lets_nobody_in(watched: Watched) -> None:
    person = watched.person.proves().orders()
    watched.is_ordered(kind="drain", on=True)
    watched.beats()
    person.sees(S.PAY).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).presses_ok()
    person.waits(15).sees(S.CLOSED).owes_nothing()
    watched.is_ordered(kind="drain", on=False)
    watched.beats()
    watched.person.sees(S.ATTRACT)


def test_a_day_of_maintenance_is_closed_and_the_next_one_is_not(watched: Watched) -> None:
    watched.is_ordered(kind="maintenance", days=["2026-11-24", "2026-13-99"])
    days = watched.is_ordered(kind="maintenance", days=["2026-11-24"])
    watched.beats()
    watched.beats()
    watched.person.sees(S.CLOSED)
    assert watched.has_answered(days) == Outcome.APPLIED
    outcomes = sorted(each.outcome for each in watched.services.commands.of(NAME))
    assert outcomes == ["applied", "refused"], "a day that is none is refused"
    watched.person.clock.set(watched.person.clock.now().replace(day=25))
    watched.person.waits(5).sees(S.ATTRACT)


@pytest.mark.parametrize(("key", "outcome"), [(KEY, Outcome.APPLIED), (OTHERS_KEY, Outcome.REFUSED)])
def test_settings_are_wanted_by_the_operators_signature_only(
    watched: Watched, key: Ed25519PrivateKey, outcome: Outcome
) -> None:
    import base64

    digest = "5" * 64
    signature = base64.urlsafe_b64encode(key.sign(settings_message(digest))).decode()
    wanted = watched.is_ordered(kind="settings", digest=digest, signature=signature)
    watched.beats()
    watched.beats()
    assert watched.has_answered(wanted) == outcome
    report = watched.details.report
    assert report is not None
    assert report.wanted_settings == (digest if outcome is Outcome.APPLIED else "")
    assert report.settings != digest


def test_a_line_that_is_dead_for_an_hour_loses_nothing_and_delays_nobody(
    watched: Watched, settings: FleetSettings, clock: Clock
) -> None:
    watched.beats()
    port = int(watched.server.url.rpartition(":")[2])
    watched.server.stop()
    chances = iter([0.0, 0.25, 1.0])
    watched.side.link.chance = lambda: next(chances)
    assert [watched.side.link.round() for _ in range(3)] == [0.0, 75.0, 300.0]
    watched.person.does(whole_visit)
    clock.now += 3600
    with FleetServer(settings, now=clock, port=port) as again:
        watched.server = again
        watched.side.link.chance = lambda: 0.5
        assert watched.beats() == 60
        assert watched.details.cursor == watched.person.journal.last_seq()
        assert watched.services.alarms.open() == []


@pytest.mark.parametrize(
    ("asked", "waits"), [(40, [40.0, 44.0, 48.0]), (280, [280.0, 300.0, 300.0]), (10**12, [300.0] * 3)]
)
def test_a_server_that_has_too_much_to_do_is_asked_again_when_it_says_and_within_five_minutes(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, asked: int, waits: list[float]
) -> None:
    def full(*_: object) -> None:
        raise QueueFull

    monkeypatch.setattr(IngestQueue, "submit", full)
    monkeypatch.setattr(fleet_app, "COME_AGAIN", (asked, asked))
    chances = iter([0.0, 0.5, 1.0])
    watched.side.link.chance = lambda: next(chances)
    assert [watched.side.link.round() for _ in range(3)] == waits


def test_rows_of_days_that_are_archived_are_sent_too(watched: Watched) -> None:
    watched.person.does(whole_visit)
    watched.person.journal.close_day()
    watched.person.does(lambda each: each.starts().ends())
    assert watched.person.journal.archived_seq() > 0
    watched.beats()
    watched.beats()
    assert watched.details.cursor == watched.person.journal.last_seq()


def test_a_journal_that_is_put_back_raises_the_alarm_at_the_next_heartbeat(
    watched: Watched, tmp_path: Path
) -> None:
    watched.beats()
    watched.person.does(whole_visit)
    watched.beats()
    other = Journal(tmp_path / "state" / "other" / "journal.sqlite", watched.person.clock.now)
    other.open()
    other.close()
    reader = watched.side.link.journal
    watched.side.link.journal = type(reader)(tmp_path / "state" / "other" / "journal.sqlite")
    watched.beats()
    assert [each.kind.value for each in watched.services.alarms.open()] == ["rollback"]


def test_the_link_has_a_thread_of_its_own(watched: Watched) -> None:
    watched.side.link.chance = lambda: 0.0
    watched.person.kiosk.load()
    watched.person.kiosk.load()
    assert [each.name for each in threading.enumerate()].count("fleet") == 1
    until(lambda: watched.services.overview.details(NAME, 0.0) is not None)
    watched.side.link.stop()
    assert "fleet" not in [each.name for each in threading.enumerate()]


def until(comes_true: Callable[[], bool]) -> None:
    """Wait for it, up to 60 seconds."""
    deadline = time.monotonic() + 60
    while not comes_true():
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)
