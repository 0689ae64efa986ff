"""Which duty each button of maintenance mode is: a person may press it if their role has the duty."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.fsm.staff_report import StaffAction, StaffReport
from kiosk.rules.staff import Duty

ACTION_DUTIES: Mapping[StaffAction, Duty] = {
    StaffAction.CHECK_DEVICES: Duty.CHECK_DEVICES,
    StaffAction.TEST_PAGE: Duty.TEST_PRINT,
    StaffAction.TEST_RECEIPT: Duty.TEST_PRINT,
    StaffAction.FILL_COINS: Duty.FILL_COINS,
    StaffAction.ADD_COINS: Duty.FILL_COINS,
    StaffAction.COUNT_HOPPER: Duty.COUNT_CASH,
    StaffAction.EMPTY_CASH_BOX: Duty.COLLECT_CASH,
    StaffAction.CLOSE_DAY: Duty.CLOSE_DAY,
    StaffAction.PAY_CASE: Duty.SETTLE,
    StaffAction.CLEAR_CASE: Duty.SETTLE,
    StaffAction.PAY_CLAIM: Duty.SETTLE,
    StaffAction.CLOSE_CLAIM: Duty.WAIVE,
    StaffAction.SWITCH_SERVICE: Duty.SWITCH_SERVICES,
    StaffAction.CONFIRM_CLOCK: Duty.CONFIRM_CLOCK,
    StaffAction.EXPORT: Duty.EXPORT,
    StaffAction.RESTART: Duty.END_PROCESS,
    StaffAction.SHUT_DOWN: Duty.END_PROCESS,
}


def duty_of(action: StaffAction, case: str, report: StaffReport) -> Duty:
    """The duty that pressing this button is; clearing a case that owes money waives that money."""
    if action is StaffAction.CLEAR_CASE and any(
        each.visit == case and each.owed > 0 for each in report.cases
    ):
        return Duty.WAIVE
    return ACTION_DUTIES[action]
