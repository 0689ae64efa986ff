"""Every action of maintenance mode by every role, through the machine: what is not theirs changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.flow.staff.duties import ACTION_DUTIES
from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.machine import NotExpected
from kiosk.fsm.staff_report import OpenCase, StaffAction
from kiosk.fsm.states import S
from kiosk.journal.accounting.staff_acts import STAFF_KINDS
from kiosk.journal.catalogue import Kind
from kiosk.rules.staff import Duty, Role, may
from tests.support.fsm_walk import new_machine
from tests.support.staff import person_of, signs_in
from tests.support.visits import Person

OWES = OpenCase("cut-off", 500, 0, 0, 500)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", StaffAction)
def test_an_action_is_taken_from_those_whose_duty_it_is_and_from_nobody_else(
    role: Role, action: StaffAction
) -> None:
    machine = new_machine()
    machine.model.state = S.MAINTENANCE
    machine.model.status = replace(machine.status, signed_in=person_of(role))
    before = machine.status
    if may(role, ACTION_DUTIES[action]):
        assert machine.handle(StaffActed(action))
        assert machine.status.staff.working is action
        return
    with pytest.raises(NotExpected):
        machine.handle(StaffActed(action))
    assert machine.status == before


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("in_service", [True, False])
def test_only_whose_duty_it_is_decides_on_the_service(role: Role, in_service: bool) -> None:
    machine = new_machine()
    machine.model.state = S.MAINTENANCE
    machine.model.status = replace(machine.status, signed_in=person_of(role), started=True)
    if may(role, Duty.RETURN_TO_SERVICE if in_service else Duty.TAKE_OUT):
        machine.handle(StaffLeft(in_service))
        assert machine.state is (S.ATTRACT if in_service else S.OUT_OF_SERVICE)
        return
    with pytest.raises(NotExpected):
        machine.handle(StaffLeft(in_service))


@pytest.mark.parametrize(("role", "taken"), [(Role.CLERK, False), (Role.TECHNICIAN, True)])
def test_a_clerk_does_not_close_a_case_that_owes_money_without_paying_it(role: Role, taken: bool) -> None:
    machine = new_machine()
    machine.model.state = S.MAINTENANCE
    report = replace(machine.status.staff, cases=(OWES,))
    machine.model.status = replace(machine.status, signed_in=person_of(role), staff=report)
    if taken:
        assert machine.handle(StaffActed(StaffAction.CLEAR_CASE, OWES.visit))
        return
    with pytest.raises(NotExpected):
        machine.handle(StaffActed(StaffAction.CLEAR_CASE, OWES.visit))
    assert machine.handle(StaffActed(StaffAction.PAY_CASE, OWES.visit))


def test_while_something_is_under_way_no_other_button_is_taken() -> None:
    machine = new_machine()
    machine.model.state = S.MAINTENANCE
    machine.model.status = replace(machine.status, signed_in=person_of())
    machine.handle(StaffActed(StaffAction.TEST_RECEIPT))
    with pytest.raises(NotExpected):
        machine.handle(StaffActed(StaffAction.FILL_COINS))


@pytest.mark.parametrize("role", Role)
def test_everything_that_anybody_does_is_in_the_journal_with_who_did_it(person: Person, role: Role) -> None:
    for event in signs_in(role):
        person.machine.post(event)
    person.waits(1).sees(S.MAINTENANCE)
    taken = []
    for action in StaffAction:
        if action in (StaffAction.RESTART, StaffAction.SHUT_DOWN) or not may(role, ACTION_DUTIES[action]):
            continue
        rows = person.journal.last_seq()
        case = "card_check" if action is StaffAction.SWITCH_SERVICE else ""
        person.machine.post(StaffActed(action, case, denomination=500, amount=40))
        person.waits(1)
        taken.append((action, person.journal.last_seq() > rows))
    settling = {StaffAction.PAY_CASE, StaffAction.CLEAR_CASE, StaffAction.PAY_CLAIM, StaffAction.CLOSE_CLAIM}
    assert {action for action, written in taken if not written} <= settling, "there was nothing to settle"
    acts = [entry for entry in person.journal.entries() if entry.kind in STAFF_KINDS]
    assert {entry.facts["by"] for entry in acts} == {person_of(role).id}
    assert acts[0].kind is Kind.STAFF_ENTERED
