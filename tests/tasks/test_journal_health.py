"""The journal's health: every cause has its words for staff and shoppers, and is in the log once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.fsm.flow.operation import DeviceChecked
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.status import Detail, DeviceStatus
from kiosk.journal.catalogue import CATALOGUE, Fact, Kind
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.hours.japan_time import JST
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.devices import DETAILS
from kiosk.tasks.journal_health import JournalHealth, journal_fault
from kiosk.tasks.silent_devices import JOURNAL
from tests.support.logs import capture_logs

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)


@pytest.fixture
def context() -> TaskContext:
    return replace(KioskMachine(FlowSettings(), lambda: "id").task_context(), started=True)


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_its_words_for_staff_and_shoppers(cause: Cause) -> None:
    found = journal_fault(JournalFault(cause))
    assert found.device == JOURNAL
    assert found.status != DeviceStatus.ONLINE
    assert found.detail in DETAILS
    assert found.reason in MESSAGES


def test_what_is_wrong_is_in_the_log_once_however_often_it_is_found(
    context: TaskContext, tmp_path: Path
) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    journal = Journal(path, lambda: NOW)
    journal.append(Kind.STAFF_ENTERED, {"by": "02", "role": "technician"})
    journal.close()
    path.unlink()
    health = JournalHealth(Journal(path, lambda: NOW))
    with capture_logs() as lines:
        for _ in range(5):
            (found,) = health.check(context)
    assert isinstance(found, DeviceChecked)
    assert (found.reason, found.detail) == (Reason.JOURNAL_LOST, Detail.JOURNAL_LOST)
    assert [line["words"] for line in lines] == [
        "journal missing: there was a journal, and it is gone or empty"
    ]


def test_an_open_case_keeps_the_next_shopper_out_once_the_terminal_has_started(context: TaskContext) -> None:
    journal = Journal(None, lambda: NOW)
    health = JournalHealth(journal)
    assert health.check(context) == (DeviceChecked(JOURNAL, DeviceStatus.ONLINE),)
    VisitLog(journal, "cut").note(Kind.COIN_ACCEPTED, denomination=100, counter=1, hopper=True)
    case = DeviceChecked(JOURNAL, DeviceStatus.USER_ERROR, Detail.CASES_OPEN, Reason.INTERRUPTED)
    assert health.check(context) == (case,)
    assert health.check(replace(context, started=False)) == (DeviceChecked(JOURNAL, DeviceStatus.ONLINE),)
    VisitLog(journal, "cut").note(Kind.CASE_CLEARED, owed=100, uncertain=False, paid=False, by="staff")
    assert health.check(context) == (DeviceChecked(JOURNAL, DeviceStatus.ONLINE),)


def test_a_visit_that_ended_with_other_sums_than_its_rows_is_a_case(context: TaskContext) -> None:
    journal = Journal(None, lambda: NOW)
    log = VisitLog(journal, "v")
    log.note(Kind.COIN_ACCEPTED, denomination=100, counter=1, hopper=True)
    log.note(Kind.CLAIM_MADE, amount=100, number="A-1")
    facts: dict[str, Fact] = {**dict.fromkeys(CATALOGUE[Kind.VISIT_ENDED].facts, 0), "reason": ""}
    log.note(Kind.VISIT_ENDED, **facts)
    account = journal.account("v")
    assert account is not None
    assert (account.owed, account.differs, account.needs_staff) == (0, True, True)
    (found,) = JournalHealth(journal).check(context)
    assert isinstance(found, DeviceChecked)
    assert found.reason is Reason.INTERRUPTED


def test_the_day_is_closed_when_the_date_has_turned(context: TaskContext, tmp_path: Path) -> None:
    times = [NOW]
    journal = Journal(tmp_path / "state" / "journal.sqlite", lambda: times[-1])
    health = JournalHealth(journal)
    journal.append(Kind.STAFF_ENTERED, {"by": "02", "role": "technician"})
    health.check(context)
    times.append(NOW.replace(day=25))
    for _ in range(3):
        health.check(context)
    assert [entry.kind for entry in journal.entries()] == [Kind.STAFF_ENTERED, Kind.DAY_CLOSED]
    journal.close()
