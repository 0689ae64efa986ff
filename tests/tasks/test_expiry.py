"""Certificates that end are told in time: to maintenance and the log, once a day, and never to shoppers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from kiosk import logs
from kiosk.centre.errors import CentreUnreachable
from kiosk.config.settings import simulated
from kiosk.fsm.flow.operation import DeviceChecked, Ready
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.reasons import Reason
from kiosk.hardware.status import Detail
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk.runtime.clock import ManualClock
from kiosk.tasks.cash.acceptance import Acceptance
from kiosk.tasks.expiry import Expiry
from kiosk.tasks.health import HealthTasks

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
WARN = timedelta(days=simulated().health.warn_days)


@pytest.fixture
def logged() -> Iterator[list[logs.Entry]]:
    found: list[logs.Entry] = []
    logs.hand_over(found.append)
    yield found
    logs.log_as_json()


@pytest.mark.parametrize(
    ("left", "detail"),
    [
        (WARN + timedelta(seconds=1), Detail.NONE),
        (WARN, Detail.CERTIFICATE_ENDS),
        (timedelta(0), Detail.CERTIFICATE_ENDS),
        (-timedelta(seconds=1), Detail.CERTIFICATE_ENDED),
    ],
)
def test_an_end_is_told_thirty_days_before(left: timedelta, detail: Detail) -> None:
    assert timedelta(days=30) == WARN
    clock = ManualClock(NOW)
    assert Expiry([("centre.certificate", NOW + left)], WARN, clock.now).detail() is detail


def test_of_several_ends_the_one_that_has_come_is_told() -> None:
    ends = [("centre.ca", NOW + WARN), ("centre.record_keys", NOW - WARN)]
    assert Expiry(ends, WARN, ManualClock(NOW).now).detail() is Detail.CERTIFICATE_ENDED


def test_the_log_has_each_end_once_a_day_as_days(logged: list[logs.Entry]) -> None:
    clock = ManualClock(NOW)
    expiry = Expiry([("centre.certificate", NOW + timedelta(days=2, hours=1))], WARN, clock.now)
    for _ in range(49):
        expiry.detail()
        clock.advance(3600)
    assert [(entry["key"], entry["days"]) for entry in logged if entry["event"] == "certificate_ends"] == [
        ("centre.certificate", 2),
        ("centre.certificate", 1),
        ("centre.certificate", 0),
    ]


class Centre:
    """The issuing centre; `reached` or not."""

    reached = True

    def municipalities(self) -> tuple[()]:
        if not self.reached:
            raise CentreUnreachable("no trusted TLS connection")
        return ()

    def report_outcomes(self) -> None:
        """There are none."""


def checked(left: timedelta, *, reached: bool = True) -> tuple[DeviceChecked, KioskMachine]:
    """What the health check of the centre says, and the machine after it has heard it."""
    clock, centre = ManualClock(NOW), Centre()
    centre.reached = reached
    expiry = Expiry([("centre.certificate", NOW + left)], WARN, clock.now)
    other = cast(Any, None)
    health = HealthTasks(
        other, other, other, other, other, cast(Any, centre), cast(Any, centre), (), 250, clock.now, expiry,
        Acceptance(Journal(None, clock.now)),
    )  # fmt: skip
    machine = KioskMachine(FlowSettings(), lambda: "id")
    event = health.check_centre(machine.task_context())[0]
    assert isinstance(event, DeviceChecked)
    machine.handle(Ready())
    machine.handle(event)
    return event, machine


def test_an_end_that_comes_near_closes_nothing() -> None:
    event, machine = checked(timedelta(days=3))
    assert (event.status, event.detail, event.reason) == ("online", Detail.CERTIFICATE_ENDS, None)
    assert machine.status.closed_by(Service.CERTIFICATES) is None


def test_a_centre_that_lets_nobody_in_after_an_end_is_told_with_its_cause() -> None:
    event, machine = checked(-timedelta(days=1), reached=False)
    assert (event.detail, event.reason) == (Detail.CERTIFICATE_ENDED, Reason.CENTRE_UNREACHABLE)
    assert machine.status.closed_by(Service.CERTIFICATES) is not None
