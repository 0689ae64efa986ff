"""Assembly: every name of the flow has its task, and what proves the centre is taken from the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.app.assembly import Kiosk, build
from kiosk.centre.errors import RecordNotGenuine
from kiosk.centre.messages import SignedRecord
from kiosk.centre.signing import RecordVerifier
from kiosk.config.errors import SettingsError
from kiosk.config.sections.centre import Centre
from kiosk.config.settings import Mode, Settings, simulated
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.state_table import STATES, PollName, TaskName
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.cash.protocol import CashUnit
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.certificates import CertificateKind, default_options
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.record import CertificateRecord
from kiosk.rules.specimens import Specimens
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.environment import Environment
from kiosk_simulator.headless import Headless, InlineWorkers
from kiosk_simulator.peers import SimulatedPeers
from kiosk_simulator.pki.authority import Pki

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    return Pki.load_or_create(tmp_path_factory.mktemp("state") / "pki", NOW)


@pytest.fixture
def environment(pki: Pki) -> Iterator[Environment]:
    clock = ManualClock(NOW)
    with Environment(pki.directory.parent, clock.now, wait=clock.advance) as found:
        yield found


def joined(
    environment: Environment,
    settings: Settings | None = None,
    journal: Journal | None = None,
    *,
    stand_ins: bool = False,
) -> Kiosk:
    clock, settings = ManualClock(NOW), settings or simulated()
    return build(
        settings, clock=clock, workers=InlineWorkers(), wait=clock.advance,
        peers=SimulatedPeers(environment, settings),
        journal=journal or Journal(None, clock.now), stand_ins=stand_ins,
    )  # fmt: skip


def test_every_task_poll_and_time_out_of_the_flow_exists(environment: Environment) -> None:
    terminal = joined(environment).terminal
    assert set(terminal._tasks) == set(TaskName)
    staff = {TaskName(action.value) for action in StaffAction}
    pages = {TaskName.LIST_RECORDS}  # a page of maintenance that has a task of its own
    assert {spec.task for spec in STATES if spec.task} | staff | pages == set(TaskName)
    assert {name for spec in STATES for name in spec.polls} == set(terminal._polls) == set(PollName)
    assert {spec.timeout for spec in STATES if spec.timeout} <= set(TIMEOUTS)


def test_time_outs_and_intervals_of_the_settings_are_the_terminals(environment: Environment) -> None:
    settings = simulated(
        timeouts={"choose": 45.0, "pay_out": 700.0},
        health={"interval": 7.0, "centre_interval": 50.0},
        reader={"unseen_patience": 33.0},
    )
    terminal = joined(environment, settings).terminal
    changed = {name for name, seconds in terminal._timeouts.items() if seconds != TIMEOUTS[name]}
    assert changed == {"choose", "pay_out", "card_unseen"}
    assert (terminal._timeouts["choose"], terminal._timeouts["card_unseen"]) == (45.0, 33.0)
    health = {name: poll for name, poll in terminal._polls.items() if name.value.endswith("_health")}
    intervals = {name: poll.interval for name, poll in health.items()}
    assert intervals.pop(PollName.CENTRE_HEALTH) == 50.0
    assert set(intervals.values()) == {7.0}
    assert health[PollName.CASH_HEALTH].limit == 700.0


def test_a_simulated_changer_is_counted_once_at_the_first_start_only(environment: Environment) -> None:
    journal = Journal(None, lambda: NOW)

    def starts() -> None:
        Headless(joined(environment, journal=journal).terminal, ManualClock(NOW)).start()

    starts()
    assert journal.hopper_stock()[0] == {yen: each.coins for yen, each in environment.changer.hoppers.items()}
    environment.changer.fill(100, 3)
    starts()
    counted = [entry for entry in journal.entries() if entry.kind is Kind.STOCK_SET]
    assert len(counted) == len(environment.changer.hoppers), (
        "the books are not corrected from a simulation behind staff's back"
    )


@pytest.mark.parametrize("missing", ["ca", "certificate", "key", "record_keys"])
def test_a_centre_without_its_files_is_refused_by_the_key(
    environment: Environment, pki: Pki, missing: str
) -> None:
    files = {
        "ca": pki.tls.ca,
        "certificate": pki.tls.terminal_certificate,
        "key": pki.tls.terminal_key,
        "record_keys": (pki.tls.ca,),
    }
    nothing = () if missing == "record_keys" else None
    centre = Centre.checked({"url": "https://127.0.0.1:1", **files, missing: nothing})
    with pytest.raises(SettingsError, match=rf"(?m)^centre\.{missing} is missing$"):
        joined(environment, Settings(mode=Mode.SIMULATION, centre=centre), stand_ins=True)


def signed_record(key: Ed25519PrivateKey, *, specimen: bool) -> SignedRecord:
    person = {
        "name": "x", "name_kana": "x", "birth_date": "1990-01-01", "sex": "",
        "became_resident_on": "2000-01-01", "address_since": "2000-01-01",
    }  # fmt: skip
    kind = CertificateKind.RESIDENT_RECORD
    fields = {
        "visit": "v", "request": "r", "subject": "s", "document_number": "d", "copy_number": 1, "copies": 1,
        "kind": kind, "options": default_options(kind), "municipality_code": "99201",
        "municipality_name": "x", "municipality_kind": "city",
        "prefecture": "x", "mayor": "x", "issued_on": "2026-11-24",
        "fee": 250, "specimen": specimen,
        "content": {"address": "x", "persons": (person,)},
    }  # fmt: skip
    payload = CertificateRecord.model_validate(fields, strict=False).to_bytes()
    return SignedRecord(payload=payload, signature=key.sign(payload))


@pytest.mark.parametrize("specimen", [True, False], ids=["specimen", "real"])
@pytest.mark.parametrize(
    ("rule", "taken"),
    [
        (Specimens.TAKEN, {True, False}),
        (Specimens.REFUSED, {False}),
        (Specimens.REQUIRED, {True}),
    ],
    ids=["simulation", "production", "rehearsal"],
)
def test_a_mode_takes_its_own_records_only(rule: Specimens, taken: set[bool], specimen: bool) -> None:
    key = Ed25519PrivateKey.generate()
    verifier, signed = RecordVerifier(key.public_key(), rule), signed_record(key, specimen=specimen)
    if specimen in taken:
        assert verifier.verify(signed).specimen is specimen
    else:
        with pytest.raises(RecordNotGenuine, match="which this mode refuses"):
            verifier.verify(signed)


def test_a_record_signed_by_somebody_else_is_never_genuine() -> None:
    verifier = RecordVerifier(Ed25519PrivateKey.generate().public_key(), Specimens.TAKEN)
    with pytest.raises(RecordNotGenuine, match="signature"):
        verifier.verify(signed_record(Ed25519PrivateKey.generate(), specimen=False))


def test_the_cash_unit_is_used_from_its_own_worker_only_also_by_staff(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bus that two threads used at once would hand one of them the other's answer."""
    used: set[str] = set()
    for method in (name for name in vars(CashUnit) if not name.startswith("_")):
        real = getattr(CoinChanger, method)

        def noted(unit: CoinChanger, *args: object, _real: Callable[..., object] = real) -> object:
            used.add(worker)
            return _real(unit, *args)

        monkeypatch.setattr(CoinChanger, method, noted)
    terminal = joined(environment).terminal
    context = terminal.machine.task_context()
    jobs: list[tuple[str, Callable[[TaskContext], object]]]
    jobs = [(each.worker, each.run) for each in terminal._tasks.values()]
    jobs += [(each.worker, each.poll) for each in terminal._polls.values()]
    for worker, job in jobs:  # noqa: B007 - `noted` looks at it
        with suppress(ValueError):  # some tasks miss a visit; whom they address is all that counts
            job(context)
    assert used == {"cash"}
