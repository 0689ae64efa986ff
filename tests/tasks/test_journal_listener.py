"""The journal listener: a clock that stopped the terminal is in the journal, so that no restart clears it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from kiosk.config.sections.staff import SPECIMENS
from kiosk.fsm.event import Event
from kiosk.fsm.events import Agreed, Ended
from kiosk.fsm.flow.menu import ScopeChosen, ServiceChosen, Started
from kiosk.fsm.flow.operation import Ready
from kiosk.fsm.flow.staff.maintenance import ClockConfirmed, StaffLeft
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_table import STATES, TaskName
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.timetable import Timetable
from kiosk.rules.services import Scope, Service
from kiosk.runtime.clock import ManualClock
from kiosk.runtime.clock_monitor import LOOK_INTERVAL, ClockMonitor
from kiosk.runtime.terminal import Terminal
from kiosk.runtime.terminal_parts import Poll, Task
from kiosk.tasks.journal_listener import JournalListener
from kiosk.tasks.paper.prepared_certificates import PreparedCertificates
from kiosk_simulator.headless import Headless, InlineWorkers
from tests.support.staff import signs_in

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
TO_THE_CARD = (
    Started(), ServiceChosen(Service.CERTIFICATES), Agreed(), ScopeChosen(Scope.RESIDENCE),
)  # fmt: skip
STAFF_IN = signs_in()


class Shop:
    """A journal that outlives its terminals; the devices do nothing."""

    def __init__(self) -> None:
        self.clock = ManualClock(NOW)
        self.journal = Journal(None, self.clock.now)
        self.starts()

    def starts(self) -> Shop:
        """A new terminal on the same journal; its start-up only reads what lasts."""
        tasks = {spec.task: Task(spec.task.value, lambda context: None) for spec in STATES if spec.task}
        tasks[TaskName.START_UP] = Task("start_up", lambda context: Ready(self.lasting_stop()))
        polls = {
            name: Poll(name.value, 5.0, lambda context: ()) for spec in STATES for name in spec.polls
        }  # fmt: skip
        ids = iter(f"id-{n}" for n in range(1000))
        terminal = Terminal(
            KioskMachine(FlowSettings(persons=SPECIMENS), ids.__next__),
            clock=self.clock,
            workers=InlineWorkers(),
            tasks=tasks,
            polls=polls,
            clock_monitor=ClockMonitor(self.clock, Timetable),
        )
        terminal.listeners.append(JournalListener(self.journal, PreparedCertificates(), lambda: None))
        self.machine = Headless(terminal, self.clock)
        self.machine.start()
        return self

    def lasting_stop(self) -> Reason | None:
        stop = self.journal.balances().stop
        return Reason(stop) if stop else None

    def does(self, *events: Event) -> Shop:
        for event in events:
            self.machine.post(event)
        return self

    def jumps(self, minutes: float) -> Shop:
        self.clock.jump(timedelta(minutes=minutes))
        self.machine.advance(LOOK_INTERVAL)
        return self

    def is_in(self, state: S) -> Shop:
        assert self.machine.state is state
        return self

    @property
    def rows(self) -> list[Kind]:
        return [entry.kind for entry in self.journal.entries()]


@pytest.fixture
def shop() -> Iterator[Shop]:
    opened = Shop()
    yield opened
    opened.journal.close()


@pytest.mark.parametrize("minutes", [30, -30])
def test_a_jump_is_written_once_and_stops_every_later_start(shop: Shop, minutes: float) -> None:
    shop.is_in(S.ATTRACT).jumps(minutes).is_in(S.OUT_OF_SERVICE)
    shop.machine.advance(600)
    assert shop.rows.count(Kind.CLOCK_JUMPED) == 1
    for _ in range(2):
        shop.starts().is_in(S.OUT_OF_SERVICE)
        assert shop.machine.view.reason is Reason.CLOCK_JUMPED


def test_a_jump_during_a_visit_is_written_though_the_visit_ends_by_itself(shop: Shop) -> None:
    shop.does(*TO_THE_CARD).is_in(S.PLACE_CARD).jumps(30).is_in(S.REFUSAL)
    assert shop.rows.count(Kind.CLOCK_JUMPED) == 1
    shop.starts().is_in(S.OUT_OF_SERVICE)


def test_staff_who_confirm_the_clock_clear_it_and_the_next_jump_is_written_again(shop: Shop) -> None:
    shop.jumps(30).does(*STAFF_IN).is_in(S.MAINTENANCE)
    shop.does(ClockConfirmed(), StaffLeft(in_service=True)).is_in(S.ATTRACT)
    shop.starts().is_in(S.ATTRACT)
    shop.jumps(-30).is_in(S.OUT_OF_SERVICE)
    assert [kind for kind in shop.rows if kind in (Kind.CLOCK_JUMPED, Kind.STAFF_LEFT)] == [
        Kind.CLOCK_JUMPED, Kind.STAFF_LEFT, Kind.CLOCK_JUMPED,
    ]  # fmt: skip
    shop.starts().is_in(S.OUT_OF_SERVICE)


def test_staff_who_do_not_confirm_the_clock_cannot_return_to_service(shop: Shop) -> None:
    shop.jumps(30).does(*STAFF_IN, StaffLeft(in_service=True)).is_in(S.OUT_OF_SERVICE)
    shop.starts().is_in(S.OUT_OF_SERVICE)
    assert shop.machine.view.reason is Reason.CLOCK_JUMPED


def test_staff_who_look_and_leave_change_nothing(shop: Shop) -> None:
    shop.does(*STAFF_IN, Ended()).is_in(S.ATTRACT)
    assert shop.rows == [Kind.STAFF_ENTERED, Kind.STAFF_GONE]
    shop.does(*STAFF_IN, StaffLeft(in_service=False)).is_in(S.OUT_OF_SERVICE)
    shop.does(*STAFF_IN, Ended()).is_in(S.OUT_OF_SERVICE).starts().is_in(S.OUT_OF_SERVICE)
    assert {entry.facts["by"] for entry in shop.journal.entries()} == {"02"}


def test_staff_who_leaves_it_out_of_service_clears_nothing(shop: Shop) -> None:
    shop.jumps(30).does(*STAFF_IN, StaffLeft(in_service=False)).is_in(S.OUT_OF_SERVICE)
    shop.starts().is_in(S.OUT_OF_SERVICE)


def test_staff_who_goes_away_without_leaving_clears_nothing_and_writes_no_second_row(shop: Shop) -> None:
    shop.jumps(30).does(*STAFF_IN)
    shop.machine.advance(3600)
    shop.is_in(S.OUT_OF_SERVICE)
    assert shop.rows.count(Kind.CLOCK_JUMPED) == 1
    shop.starts().is_in(S.OUT_OF_SERVICE)


def test_a_clock_that_is_followed_or_set_on_purpose_writes_nothing(shop: Shop) -> None:
    shop.jumps(1).is_in(S.ATTRACT)
    shop.clock.set(NOW + timedelta(hours=3))
    shop.machine.advance(LOOK_INTERVAL)
    shop.is_in(S.ATTRACT)
    assert Kind.CLOCK_JUMPED not in shop.rows
