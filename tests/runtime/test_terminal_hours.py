"""The loop and the time of day: it opens and closes by Japan's clock, and says only what has changed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.flow.menu import Started
from kiosk.fsm.flow.operation import HoursChanged, Ready
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.rules.hours.calendar import Calendar, Closure, DailyHours
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.timetable import Timetable, compose
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.runtime.clock_monitor import LOOK_INTERVAL, RESTING_INTERVAL
from tests.support.terminal_harness import TerminalHarness

HOUR = timedelta(hours=1)


@pytest.fixture
def harness() -> TerminalHarness:
    return TerminalHarness().opens()


class Heard:
    """The times at which the machine heard of the hours, by the clock on the wall."""

    def __init__(self, harness: TerminalHarness) -> None:
        self.events: list[tuple[str, HoursChanged]] = []
        real = harness.terminal.machine.handle

        def handle(event: Event) -> bool:
            if isinstance(event, HoursChanged):
                self.events.append((f"{harness.clock.now():%H:%M:%S}", event))
            return real(event)

        harness.terminal.machine.handle = handle  # type: ignore[method-assign]

    @property
    def times(self) -> list[str]:
        return [at for at, _ in self.events]


def availability(harness: TerminalHarness, service: Service) -> ServiceAvailability:
    return next(each for each in harness.terminal.machine.status.services if each.service is service)


def test_the_service_closes_and_opens_by_the_clock(harness: TerminalHarness) -> None:
    harness.is_at("2026-11-24 22:49:58").advance(LOOK_INTERVAL)
    harness.sees(S.ATTRACT)
    harness.advance(LOOK_INTERVAL)
    harness.sees(S.CLOSED)
    assert harness.view.status.opens_at == "2026-11-25 06:30"
    harness.is_at("2026-11-25 06:29:58").advance(LOOK_INTERVAL)
    harness.sees(S.CLOSED)
    harness.advance(LOOK_INTERVAL)
    harness.sees(S.ATTRACT)
    assert harness.view.status.opens_at == ""


def test_a_timetable_that_is_changed_counts_at_once_when_told_and_soon_otherwise(
    harness: TerminalHarness,
) -> None:
    now = harness.clock.now()
    harness.timetable = compose(Calendar(), closures=[Closure(now - HOUR, now + HOUR)])
    harness.terminal.look_at_calendar()
    harness.terminal.pump()
    harness.sees(S.CLOSED)
    assert harness.view.status.opens_at == "2026-11-24 11:00"
    harness.timetable = Timetable()
    harness.advance(RESTING_INTERVAL)
    harness.sees(S.ATTRACT)


def test_who_has_not_paid_when_the_service_closes_is_sent_home(harness: TerminalHarness) -> None:
    harness.post(Started())
    harness.timetable = compose(
        Calendar(), closures=[Closure(harness.clock.now(), harness.clock.now() + HOUR)]
    )
    harness.advance(LOOK_INTERVAL)
    harness.sees(S.REFUSAL)
    assert harness.view.reason is Reason.CLOSING_TIME


def test_a_terminal_that_starts_at_night_is_closed() -> None:
    harness = TerminalHarness()
    harness.clock.set(harness.clock.now() + timedelta(hours=14))
    harness.answers["start_up"] = lambda context: Ready()
    harness.start()
    harness.runs("start_up")
    harness.sees(S.CLOSED)


def test_the_machine_knows_the_hours_of_every_service(harness: TerminalHarness) -> None:
    now = datetime(2026, 11, 24, 12, 0, tzinfo=JST)
    harness.timetable = compose(
        Calendar(), closures=[Closure(now, now + HOUR, frozenset({Service.PASSWORD_RESET}))]
    )
    harness.is_at("2026-11-24 12:00").advance(LOOK_INTERVAL)
    assert {each.service for each in harness.terminal.machine.status.services} == {*Service}
    assert availability(harness, Service.PASSWORD_RESET) == ServiceAvailability(
        Service.PASSWORD_RESET, False, False, None, now + HOUR
    )
    assert availability(harness, Service.CERTIFICATES) == ServiceAvailability(Service.CERTIFICATES)
    harness.sees(S.ATTRACT)


def test_the_terminal_is_closed_when_only_the_information_is_open(harness: TerminalHarness) -> None:
    harness.is_at("2026-11-24 23:00").advance(LOOK_INTERVAL)
    harness.sees(S.CLOSED)
    assert availability(harness, Service.INFORMATION).may_start


def test_the_terminal_opens_with_the_first_of_its_services(harness: TerminalHarness) -> None:
    early = Calendar(DailyHours(time(5), time(9)))
    late = Calendar(DailyHours(time(9), time(17)))
    harness.timetable = compose(late, {Service.CARD_CHECK: early})
    harness.is_at("2026-11-24 17:00").advance(LOOK_INTERVAL)
    harness.sees(S.CLOSED)
    assert harness.view.status.opens_at == "2026-11-25 05:00"
    harness.is_at("2026-11-25 05:00").advance(LOOK_INTERVAL)
    harness.sees(S.ATTRACT)
    assert not availability(harness, Service.CERTIFICATES).may_start


def test_a_terminal_that_never_opens_again_names_no_day(harness: TerminalHarness) -> None:
    now = harness.clock.now()
    harness.timetable = compose(Calendar(), closures=[Closure(now, now + timedelta(days=3000))])
    harness.advance(LOOK_INTERVAL)
    harness.sees(S.CLOSED)
    assert harness.view.status.opens_at == ""


def test_nothing_is_said_while_nothing_changes(harness: TerminalHarness) -> None:
    heard = Heard(harness)
    harness.advance(3600)
    assert heard.times == []
    views = len(harness.views)
    harness.is_at("2026-11-24 23:30").advance(LOOK_INTERVAL)
    assert len(heard.times) == 1
    harness.advance(3 * 3600)
    assert len(heard.times) == 1, "a closed terminal is as silent as an open one"
    assert len(harness.views) == views + 1


def test_near_closing_it_is_said_once_a_minute_and_to_the_second(harness: TerminalHarness) -> None:
    heard = Heard(harness)
    harness.is_at("2026-11-24 22:15:00").advance(50 * 60)
    rows = [
        (at, next(each for each in event.services if each.service is Service.CERTIFICATES))
        for at, event in heard.events
    ]
    counted = [(at, row.minutes_left) for at, row in rows]
    assert counted[:3] == [("22:20:00", 30), ("22:21:00", 29), ("22:22:00", 28)]
    assert counted[29:31] == [("22:49:00", 1), ("22:50:00", None)]
    assert [(at, row.closes_in) for at, row in rows[31:]] == [
        *((f"22:{60 - left}:00", left) for left in (5, 4, 3, 2, 1)),
        ("23:00:00", None),
    ]
    assert all(at.endswith(":00") for at, _ in counted)


def test_the_next_opening_is_looked_up_once_a_minute(
    harness: TerminalHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[datetime] = []
    real = Calendar.next_opening

    def looks(self: Calendar, now: datetime) -> datetime | None:
        looked.append(now)
        return real(self, now)

    monkeypatch.setattr(Calendar, "next_opening", looks)
    harness.is_at("2026-12-28 23:00:00").advance(600)
    assert 10 <= len(looked) <= 11, "services with the same calendar share the answer"


def test_an_opening_that_was_looked_up_is_forgotten_when_it_has_passed(harness: TerminalHarness) -> None:
    """Open for twenty seconds between two closures, all within one minute."""
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=JST)
    spans = [(noon - HOUR, noon + timedelta(seconds=20)), (noon + timedelta(seconds=40), noon + HOUR)]
    own = Calendar(last_start=timedelta(0))
    harness.timetable = compose(own, closures=[Closure(*span) for span in spans])
    harness.is_at("2026-11-24 12:00:09").advance(LOOK_INTERVAL)
    assert availability(harness, Service.CERTIFICATES).opens_at == noon + timedelta(seconds=20)
    harness.advance(15)
    assert availability(harness, Service.CERTIFICATES).may_start
    harness.advance(20)
    assert availability(harness, Service.CERTIFICATES).opens_at == noon + HOUR


def test_an_unpaid_visit_goes_on_for_its_grace_and_no_longer(harness: TerminalHarness) -> None:
    harness.timetable = compose(Calendar(grace=timedelta(minutes=5)))
    harness.is_at("2026-11-24 22:49:00").advance(LOOK_INTERVAL)
    harness.reads_a_card()
    harness.terminal.machine.model.state = S.ENTER_PIN
    harness.terminal._enter()
    harness.is_at("2026-11-24 23:00:00").advance(LOOK_INTERVAL)
    harness.sees(S.ENTER_PIN)
    harness.is_at("2026-11-24 23:04:58").advance(LOOK_INTERVAL)
    harness.sees(S.ENTER_PIN)
    harness.advance(LOOK_INTERVAL)
    harness.sees(S.REFUSAL)
    assert harness.view.reason is Reason.CLOSING_TIME


def test_a_closing_between_two_minutes_is_seen_within_the_second(harness: TerminalHarness) -> None:
    harness.is_at("2026-11-24 12:00:00").advance(LOOK_INTERVAL)
    now = harness.clock.now()
    harness.timetable = compose(
        Calendar(last_start=timedelta(0)),
        closures=[Closure(now + timedelta(seconds=20), now + timedelta(seconds=40))],
    )
    seen = []
    for _ in range(45):
        harness.advance(LOOK_INTERVAL)
        seen.append(harness.state)
    assert [seen.index(S.CLOSED), seen.count(S.CLOSED)] == [19, 20]
    assert seen[-1] is S.ATTRACT
