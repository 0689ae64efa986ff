"""A terminal that cannot go on says so, shuts the slot, leaves a row and ends: it never stands dead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

import kiosk.runtime.parting
from kiosk.fsm.flow.menu import Started
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.protocol import CashFault
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.hours.japan_time import JST
from kiosk.runtime.clock_monitor import ClockMonitor
from kiosk.runtime.parting import parting
from kiosk.runtime.timers import Timers
from kiosk.tasks.cash.cash_log import CashLog
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.line import InProcessLine
from kiosk_simulator.faults import NeverAnswers
from kiosk_simulator.headless import InlineWorkers
from tests.support.logs import capture_logs
from tests.support.terminal_harness import TerminalHarness

SECRET = "花子-1234"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)


class Panic(BaseException):
    """No Exception."""


def fails(error: type[BaseException]) -> Callable[..., object]:
    def call(*_arguments: object, **_named: object) -> object:
        raise error(SECRET)

    return call


@pytest.mark.parametrize("error", [ZeroDivisionError, Panic])
@pytest.mark.parametrize(
    ("owner", "part"),
    [(KioskMachine, "handle"), (KioskMachine, "view"), (ClockMonitor, "look"), (Timers, "fire")],
)
def test_whatever_raises_in_the_loop_ends_it_as_failed(
    monkeypatch: pytest.MonkeyPatch, owner: type, part: str, error: type[BaseException]
) -> None:
    harness = TerminalHarness()
    states: list[S] = []
    harness.terminal._parting = states.append
    monkeypatch.setattr(owner, part, fails(error))
    harness.terminal.post(Started())
    with capture_logs() as logs:
        harness.terminal.run()
    assert harness.terminal.failed
    assert harness.workers.stopped
    assert states == [S.STARTING]
    assert (harness.view.state, harness.view.reason) == (S.OUT_OF_SERVICE, Reason.UNEXPECTED)
    assert harness.terminal.view is harness.view
    assert [line["event"] for line in logs if line["log_level"] == "critical"] == ["terminal_cannot_go_on"]
    assert SECRET not in repr(logs)


def test_a_terminal_that_is_told_to_stop_has_not_failed() -> None:
    harness = TerminalHarness()
    states: list[S] = []
    harness.terminal._parting = states.append
    harness.terminal.stop()
    harness.terminal.run()
    assert not harness.terminal.failed
    assert states == []


def test_a_parting_that_raises_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = TerminalHarness()
    harness.terminal._parting = fails(RuntimeError)  # type: ignore[assignment]
    monkeypatch.setattr(ClockMonitor, "look", fails(ZeroDivisionError))
    with capture_logs() as logs:
        harness.terminal.run()
    assert harness.terminal.failed
    assert harness.workers.stopped
    assert "parting_failed" in {line["event"] for line in logs}
    assert SECRET not in repr(logs)


# --- the last things ----------------------------------------------------------------------------------------


class Place:
    """A cash unit that takes coins, and a journal."""

    def __init__(self) -> None:
        self.metal = SimulatedChanger()
        bus = Bus(InProcessLine(self.metal.slaves))
        self.journal = Journal(None, lambda: NOW)
        self.workers = InlineWorkers()
        log = CashLog(VisitLog(self.journal, ""))
        self.cash = CoinChanger(CoinAcceptor(bus), [], lambda seconds: None, log)
        self.cash.begin_deposit(log, (100, 500), 1250)
        assert self.metal.insert(100)

    def parts(self) -> None:
        parting(self.workers, self.cash, self.journal)(S.PAY)


def test_the_slot_is_shut_and_the_row_says_where_it_ended() -> None:
    place = Place()
    place.parts()
    assert not place.metal.insert(100)
    *_, row = place.journal.entries()
    assert (row.kind, row.facts) == (Kind.TERMINAL_FAILED, {"state": "pay"})


def test_the_slot_is_shut_also_when_the_journal_is_what_failed() -> None:
    place = Place()
    place.journal.close()
    place.parts()
    assert not place.metal.insert(100)


@pytest.mark.parametrize("error", [CashFault, NeverAnswers])
def test_the_row_is_written_also_when_the_cash_unit_is_what_failed(
    monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    place = Place()
    monkeypatch.setattr(kiosk.runtime.parting, "PATIENCE", 0.01)
    monkeypatch.setattr(CoinChanger, "set_acceptable", fails(error))
    with capture_logs() as logs:
        place.parts()
    assert [each.kind for each in place.journal.entries()] == [Kind.TERMINAL_FAILED]
    assert [line["event"] for line in logs] == ["slot_not_shut"]
