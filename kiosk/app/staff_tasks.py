"""The tasks of maintenance mode: which worker does what for which button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kiosk.config.mode_check import takes_specimens
from kiosk.config.settings import Settings
from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.maintenance import CasesListed, StaffActionDone
from kiosk.fsm.flow.staff.signing_in import StaffRefused
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.state_table import TaskName
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.cash.protocol import CashUnit
from kiosk.journal.journal import Journal
from kiosk.runtime.clock import Clock
from kiosk.runtime.ending import Ending
from kiosk.runtime.late import Late
from kiosk.runtime.terminal_parts import Task
from kiosk.structs import Struct
from kiosk.tasks.staff.money import MoneyTasks
from kiosk.tasks.staff.operation import OperationTasks
from kiosk.tasks.staff.records import RecordTasks
from kiosk.tasks.staff.settling import SettlingTasks
from kiosk.tasks.staff.signing_in import SignInTasks
from kiosk.tasks.staff.standstill import Standstill

if TYPE_CHECKING:
    from kiosk.app.services import Services


class StaffTasks(Struct):
    """Those that need neither printers nor fonts: staff gets in before the rest is loaded."""

    sign_in: SignInTasks
    settling: SettlingTasks
    money: MoneyTasks
    records: RecordTasks
    operation: OperationTasks


def staff_tasks(
    settings: Settings,
    *,
    clock: Clock,
    journal: Journal,
    cash: CashUnit,
    standstill: Standstill,
    ending: Ending,
    stand_ins: bool,
) -> StaffTasks:
    """Join them."""
    return StaffTasks(
        SignInTasks(
            settings.persons,
            {each.id: each.pin for each in settings.staff},
            takes_specimens(settings, stand_ins=stand_ins),
            journal,
            clock.now,
        ),
        SettlingTasks(journal, standstill, clock.now),
        MoneyTasks(cash, journal, settings.cash.fill_to),
        RecordTasks(journal, None if journal.path is None else settings.state / "exports", clock.now),
        OperationTasks(journal, ending.ask),
    )


def staff_task_table(staff: StaffTasks, services: Late[Services]) -> Mapping[TaskName, Task]:
    """The task of each name. A button whose worker was lost is told to have failed."""
    at, settling, money, operation = services.method, staff.settling, staff.money, staff.operation
    return {
        TaskName.CHECK_STAFF_PIN: Task("staff", staff.sign_in.check, when_lost=(StaffRefused(),)),
        TaskName.LIST_CASES: Task("journal", settling.list_cases, when_lost=(CasesListed((), known=False),)),
        TaskName.LIST_RECORDS: Task("journal", staff.records.list_records),
        **{
            TaskName(action.value): Task(worker, run, when_lost=(StaffActionDone(action, succeeded=False),))
            for action, worker, run in (
                _of(StaffAction.PAY_CASE, "journal", settling.pay_case),
                _of(StaffAction.CLEAR_CASE, "journal", settling.clear_case),
                _of(StaffAction.PAY_CLAIM, "journal", settling.pay_claim),
                _of(StaffAction.CLOSE_CLAIM, "journal", settling.close_claim),
                _of(StaffAction.FILL_COINS, "cash", money.fill_coins),
                _of(StaffAction.ADD_COINS, "cash", money.add_coins),
                _of(StaffAction.COUNT_HOPPER, "cash", money.count_hopper),
                _of(StaffAction.EMPTY_CASH_BOX, "cash", money.empty_cash_box),
                _of(StaffAction.TEST_PAGE, "printer", at(lambda each: each.test_prints.test_page)),
                _of(StaffAction.TEST_RECEIPT, "receipt", at(lambda each: each.test_prints.test_receipt)),
                _of(StaffAction.CLOSE_DAY, "receipt", at(lambda each: each.closing.close_day)),
                _of(StaffAction.CHECK_DEVICES, "journal", operation.check_devices),
                _of(StaffAction.SWITCH_SERVICE, "journal", operation.switch_service),
                _of(StaffAction.CONFIRM_CLOCK, "journal", operation.confirm_clock),
                _of(StaffAction.EXPORT, "journal", staff.records.export),
                _of(StaffAction.RESTART, "staff", operation.restart),
                _of(StaffAction.SHUT_DOWN, "staff", operation.shut_down),
            )
        },
    }


Run = Callable[[TaskContext], Event | None]


def _of(action: StaffAction, worker: str, run: Run) -> tuple[StaffAction, str, Run]:
    return action, worker, run
