"""Signing in: who may, how long one waits after a wrong PIN, and what a restart does not forget."""

from __future__ import annotations

import pytest

from kiosk.config.sections.staff import StaffEntry
from kiosk.config.settings import simulated
from kiosk.config.staff_pin import hashed
from kiosk.fsm.events import Back, Ended
from kiosk.fsm.flow.staff.maintenance import StaffLeft
from kiosk.fsm.flow.staff.signing_in import StaffCalled, StaffPinEntered
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.lock_out import LOCK_OUT, LOCKED_FROM
from kiosk.rules.staff import Role
from tests.support.staff import person_of, staff_pin
from tests.support.visits import Person

WRONG = b"111111"


def types_pin(person: Person, who: str, digits: bytes) -> Person:
    person.machine.post(StaffPinEntered(who, staff_pin(digits)))
    return person


def tries(person: Person, digits: bytes = b"258258", who: str = "02") -> Person:
    person.machine.post(StaffCalled())
    return types_pin(person, who, digits)


def is_locked_out(person: Person, who: str = "02") -> Person:
    """As many wrong PINs as it takes, each after its wait."""
    for _ in range(LOCKED_FROM):
        tries(person, WRONG, who).sees(S.STAFF_PIN)
        person.waits(person.machine.view.status.sign_in.wait if _ < LOCKED_FROM - 1 else 0)
    return person


@pytest.mark.parametrize("role", Role)
def test_each_person_is_let_in_with_their_role_and_is_named_in_the_rows(person: Person, role: Role) -> None:
    who = person_of(role)
    tries(person, who=who.id).sees(S.MAINTENANCE)
    assert person.machine.view.status.signed_in == who
    person.machine.post(Ended())
    rows = [entry for entry in person.journal.entries() if "by" in entry.facts]
    assert [(entry.kind, entry.facts["by"]) for entry in rows] == [
        (Kind.STAFF_ENTERED, who.id), (Kind.STAFF_GONE, who.id),
    ]  # fmt: skip
    assert rows[0].facts["role"] == role.value


def test_nobody_is_let_in_whom_the_terminal_does_not_know(person: Person) -> None:
    tries(person, who="99").sees(S.STAFF_PIN)
    assert person.machine.view.status.signed_in is None


def test_a_wrong_pin_is_a_row_that_tells_nothing_of_what_was_typed(person: Person) -> None:
    tries(person, WRONG).sees(S.STAFF_PIN)
    assert person.machine.view.status.sign_in.wrong
    (row,) = (entry for entry in person.journal.entries() if entry.kind is Kind.STAFF_REFUSED)
    assert row.facts == {"by": "02"}


def test_after_a_second_wrong_pin_even_the_right_one_waits(person: Person) -> None:
    tries(person, WRONG)
    tries(person, WRONG).sees(S.STAFF_PIN)
    wait = person.machine.view.status.sign_in.wait
    assert wait > 0
    types_pin(person, "02", b"258258").sees(S.STAFF_PIN)
    assert not person.machine.view.status.sign_in.wrong, "it was not even looked at"
    person.waits(wait)
    types_pin(person, "02", b"258258").sees(S.MAINTENANCE)


def test_a_lock_out_outlasts_a_restart_and_ends_by_itself(person: Person) -> None:
    is_locked_out(person)
    person.boots()
    tries(person).sees(S.STAFF_PIN)
    assert person.machine.view.status.sign_in.wait > LOCK_OUT.total_seconds() - 60
    person.waits(LOCK_OUT.total_seconds())
    tries(person).sees(S.MAINTENANCE)


def test_a_lock_out_is_one_persons_and_signing_in_ends_the_count(person: Person) -> None:
    is_locked_out(person, "02")
    tries(person, who="01").sees(S.MAINTENANCE)
    person.machine.post(StaffLeft(in_service=True))
    person.waits(LOCK_OUT.total_seconds())
    tries(person, WRONG)
    assert person.machine.view.status.sign_in.wait == LOCK_OUT.total_seconds(), "still wrong in a row"
    person.waits(LOCK_OUT.total_seconds())
    tries(person).sees(S.MAINTENANCE)
    person.machine.post(Ended())
    tries(person, WRONG)
    assert person.machine.view.status.sign_in.wait == 0


def test_a_lock_out_holds_while_the_journal_takes_no_row(person: Person) -> None:
    person.journal.close()
    is_locked_out(person)
    tries(person).sees(S.STAFF_PIN)
    assert person.machine.view.status.sign_in.wait > 0


def test_a_pin_of_ones_own_opens_and_that_of_the_specimens_does_not_beside_it(person: Person) -> None:
    own = StaffEntry(id="akira", role=Role.CLERK, pin=hashed(staff_pin(b"90817263")))
    person.boots(simulated(staff=(own,)))
    tries(person, who="akira").sees(S.STAFF_PIN)
    tries(person, b"90817263", "akira").sees(S.MAINTENANCE)
    assert person.machine.view.status.signed_in == own.person


def test_what_is_typed_is_wiped_whatever_comes_of_it(person: Person) -> None:
    for digits in (WRONG, b"258258"):
        person.machine.post(StaffCalled())
        pin = staff_pin(digits)
        person.machine.post(StaffPinEntered("02", pin))
        assert pin.is_wiped
        assert person.kiosk.terminal.machine.model.secrets.staff_pin is None


def test_who_is_refused_stays_chosen_until_they_go(person: Person) -> None:
    tries(person, WRONG)
    assert person.machine.view.status.sign_in.person == "02"
    person.machine.post(Back())
    person.sees(S.ATTRACT)
    assert person.machine.view.status.sign_in.person == ""
