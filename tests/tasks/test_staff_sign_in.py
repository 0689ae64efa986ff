"""Checking a staff PIN: by its hash, and never that of the specimens where nothing is simulated."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk.config.sections.staff import SPECIMEN_PIN
from kiosk.config.staff_pin import hashed
from kiosk.fsm.flow.staff.signing_in import StaffAdmitted, StaffRefused
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Secrets, Visit
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.staff import Role, StaffPerson
from kiosk.tasks.staff.signing_in import SignInTasks
from tests.support.staff import staff_pin

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
PERSON = StaffPerson("04", Role.TECHNICIAN)
OWN = b"13579135"


def tasks(stored: bytes | None, *, specimens: bool) -> SignInTasks:
    hashes = {} if stored is None else {PERSON.id: hashed(staff_pin(stored))}
    return SignInTasks((PERSON,), hashes, specimens, Journal(None, lambda: NOW), lambda: NOW)


def typed(digits: bytes, by: str = PERSON.id) -> TaskContext:
    return TaskContext(S.STAFF_CHECK, 1, Visit(), Secrets(staff_pin=staff_pin(digits)), by=by)


def test_the_right_pin_admits_and_a_wrong_one_is_refused_and_both_are_wiped() -> None:
    checks = tasks(OWN, specimens=False)
    for digits, answer in ((OWN, StaffAdmitted(PERSON)), (OWN[:-1] + b"6", StaffRefused(wrong=True))):
        context = typed(digits)
        assert checks.check(context) == answer
        assert context.secrets.staff_pin is not None
        assert context.secrets.staff_pin.is_wiped


@pytest.mark.parametrize("stored", [SPECIMEN_PIN, OWN, None])
def test_the_specimens_pin_opens_no_terminal_with_a_real_part(stored: bytes | None) -> None:
    """Not even where somebody made a hash of it."""
    assert tasks(stored, specimens=False).check(typed(SPECIMEN_PIN)) == StaffRefused(wrong=True)


def test_without_a_pin_or_a_person_nothing_is_checked_and_nothing_is_counted() -> None:
    checks = tasks(OWN, specimens=False)
    assert checks.check(TaskContext(S.STAFF_CHECK, 1, Visit(), by=PERSON.id)) == StaffRefused()
    assert checks.check(typed(OWN, by="99")) == StaffRefused()
    assert list(checks.journal.entries()) == []
