"""What outlives a visit: devices in the order in which they failed, and the first cause of a stop."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.events import Back, Ended
from kiosk.fsm.flow import TABLE, states_with
from kiosk.fsm.flow.operation import DeviceChecked, Ready
from kiosk.fsm.flow.staff.duties import ACTION_DUTIES
from kiosk.fsm.flow.staff.maintenance import ServiceSwitched, StaffActed
from kiosk.fsm.flow.staff.signing_in import StaffCalled
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.state_table import TaskName
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import DeviceHealth, TerminalStatus
from kiosk.rules.services import Service
from kiosk.rules.staff import may
from tests.support.fsm_walk import new_machine
from tests.support.staff import PERSONS

PAPER_OUT = DeviceHealth("printer", "userError", "paperOut", Reason.PAPER_OUT)
JAM = DeviceHealth("printer", "userError", "paperJam", Reason.PAPER_JAM)
NO_CHANGE = DeviceHealth("cash_unit", "userError", "changeShort", Reason.CHANGE_SHORT)
PRINTER, CASH = DeviceHealth("printer", "online"), DeviceHealth("cash_unit", "online")


def after(*checks: DeviceHealth) -> TerminalStatus:
    status = TerminalStatus()
    for each in checks:
        status = status.checked(each)
    return status


def test_the_device_that_failed_first_is_shown_first_however_often_it_is_checked() -> None:
    assert after(PRINTER, CASH, NO_CHANGE, PAPER_OUT).failing == (NO_CHANGE, PAPER_OUT)
    assert after(PAPER_OUT, NO_CHANGE, PAPER_OUT).failing == (PAPER_OUT, NO_CHANGE)
    assert after(PAPER_OUT, NO_CHANGE, JAM).failing == (JAM, NO_CHANGE)


def test_a_device_that_was_mended_and_fails_again_fails_last() -> None:
    assert after(PAPER_OUT, NO_CHANGE, PRINTER, PAPER_OUT).failing == (NO_CHANGE, PAPER_OUT)
    assert after(PAPER_OUT, PRINTER).failing == ()


def test_each_device_has_one_line() -> None:
    assert sorted(each.device for each in after(PRINTER, CASH, PAPER_OUT, CASH).devices) == [
        "cash_unit", "printer",
    ]  # fmt: skip


def test_a_stop_hides_the_devices_and_the_first_stop_stays() -> None:
    status = after(NO_CHANGE)
    assert status.out_of_service is Reason.CHANGE_SHORT
    stopped = status.stopped(Reason.INTERRUPTED).stopped(Reason.CLOCK_JUMPED)
    assert stopped.stop is stopped.out_of_service is Reason.INTERRUPTED
    assert TerminalStatus().out_of_service is None


def test_the_view_of_a_terminal_out_of_service_says_why() -> None:
    machine = new_machine()
    machine.handle(Ready())
    machine.handle(DeviceChecked("card_reader", "noDevice", "readerMissing", Reason.READER_FAULT))
    assert machine.state is S.OUT_OF_SERVICE
    assert machine.view().reason is Reason.READER_FAULT
    assert machine.visit.reason is None


def test_before_anything_is_ordered_all_copies_are_left() -> None:
    machine = new_machine()
    assert machine.view().copies_left == machine.model.settings.max_copies


@pytest.mark.parametrize("action", StaffAction)
def test_a_button_of_maintenance_mode_starts_the_task_of_its_name(action: StaffAction) -> None:
    machine = new_machine()
    machine.model.state = S.MAINTENANCE
    person = next(each for each in PERSONS.values() if may(each.role, ACTION_DUTIES[action]))
    machine.model.status = replace(machine.status, signed_in=person)
    assert machine.spec.task is TaskName.LIST_CASES
    machine.handle(StaffActed(action, "visit", 500, 40))
    assert machine.spec.task is TaskName(action.value)
    context = machine.task_context()
    assert (context.order.case, context.order.denomination, context.order.amount) == ("visit", 500, 40)
    assert context.by == person.id


def test_only_exact_money_is_taken_while_the_cash_unit_says_so() -> None:
    no_change = replace(CASH, exact_money=True)
    assert not after(PRINTER, CASH).takes_exact_money_only
    assert after(PRINTER, no_change).takes_exact_money_only
    assert after(PRINTER, no_change).failing == ()
    assert not after(PRINTER, no_change, CASH).takes_exact_money_only


@pytest.mark.parametrize("succeeded", [True, False])
def test_a_service_is_off_only_once_its_switch_is_journalled(succeeded: bool) -> None:
    machine = new_machine()
    machine.model.state = S.MAINTENANCE
    machine.handle(ServiceSwitched(Service.CARD_CHECK, on=False, succeeded=succeeded))
    assert machine.status.switched_off == ({Service.CARD_CHECK} if succeeded else set())
    assert (machine.status.staff.done, machine.status.staff.succeeded) == (
        StaffAction.SWITCH_SERVICE,
        succeeded,
    )
    machine.handle(ServiceSwitched(Service.CARD_CHECK, on=True))
    assert machine.status.switched_off == frozenset()


def test_the_states_of_an_event_are_those_of_its_rows() -> None:
    for event in (Back, Ended, StaffCalled):
        machine = new_machine()
        assert states_with(event) == {state for state in S if machine.has_row(event, state)}
    assert states_with(Back) < {source for row in TABLE for source in row.source}


def test_a_start_that_is_blocked_stops_the_terminal_for_its_reason() -> None:
    for reason, cases_open in ((Reason.INTERRUPTED, True), (Reason.CLOCK_JUMPED, False)):
        machine = new_machine()
        machine.model.status = replace(machine.status, may_start=True)
        machine.handle(Ready(reason))
        assert machine.state is S.OUT_OF_SERVICE
        assert (machine.status.stop, machine.status.cases_open) == (reason, cases_open)
