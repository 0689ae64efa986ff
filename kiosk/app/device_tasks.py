"""Which worker does what for which state: one device, one worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kiosk.app.staff_tasks import StaffTasks, staff_task_table
from kiosk.config.sections.health import Health
from kiosk.fsm.events import CardRefused, Faulted, ReceiptPrinted
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_table import PollName, TaskName
from kiosk.runtime.late import Late
from kiosk.runtime.terminal_parts import Poll, Task
from kiosk.tasks.cash.payment import PaymentTasks
from kiosk.tasks.cash.payout import PayoutTasks
from kiosk.tasks.journal_health import JournalHealth
from kiosk.tasks.silent_devices import CASH, CENTRE, JOURNAL, PRINTER, READER, RECEIPT, SILENT
from kiosk.tasks.start_up import StartUpTasks

if TYPE_CHECKING:
    from kiosk.app.services import Services

STOCK_INTERVAL = 1.0
"""Seconds between looks at the stock and between health checks; the centre serves tens of thousands of
terminals."""
NO_SLIP = (ReceiptPrinted(False),)
"""What is said for a slip whose printer hangs."""
START_LIMIT = 600.0
"""Seconds for the start-up: every open payout is read back with patience."""
READER_SILENCE, READER_LIMIT = 10.0, 20.0
"""Seconds after which a look at the reader counts as not answered, and after which it is given up."""


def task_table(
    start: StartUpTasks,
    payment: PaymentTasks,
    payout: PayoutTasks,
    staff: StaffTasks,
    services: Late[Services],
) -> Mapping[TaskName, Task]:
    """The task of each name. Those of `services` wait on their worker until the services are loaded."""
    at = services.method
    # One device, one worker: whatever touches the cash unit runs on "cash", also for staff.
    return {
        TaskName.START_UP: Task("cash", start.start_up, START_LIMIT, SILENT[CASH]),
        TaskName.READ_CARD: Task("card", at(lambda each: each.identification.read)),
        TaskName.CHECK_CARD: Task("card", at(lambda each: each.card_check.check)),
        TaskName.AUTHENTICATE: Task("card", at(lambda each: each.identification.authenticate)),
        TaskName.RESET_PASSWORD: Task("card", at(lambda each: each.password_reset.reset)),
        TaskName.READ_SIGNATURE: Task("card", at(lambda each: each.card_check.read_signature)),
        TaskName.FIND_HEAD: Task("centre", at(lambda each: each.registration.find_head)),
        TaskName.SIGN_APPLICATION: Task("card", at(lambda each: each.registration.sign_application)),
        TaskName.PREPARE: Task("centre", at(lambda each: each.certificates.prepare)),
        TaskName.OPEN_DEPOSIT: Task("cash", payment.open),
        TaskName.FIX_DEPOSIT: Task("cash", payment.fix),
        TaskName.PAY_BACK: Task("cash", payout.pay_back),
        TaskName.RECONCILE: Task("cash", payout.reconcile),
        TaskName.SUBMIT_JOB: Task("printer", at(lambda each: each.printing.submit)),
        TaskName.STOP_PRINT: Task("printer", at(lambda each: each.printing.stop)),
        TaskName.PRINT_RECEIPT: Task("receipt", at(lambda each: each.receipts.receipt), when_lost=NO_SLIP),
        TaskName.PRINT_CLAIM: Task("receipt", at(lambda each: each.receipts.claim), when_lost=NO_SLIP),
        TaskName.PRINT_REFUND: Task("receipt", at(lambda each: each.receipts.refund), when_lost=NO_SLIP),
        TaskName.PRINT_SLIP: Task("receipt", at(lambda each: each.receipts.result), when_lost=NO_SLIP),
        **staff_task_table(staff, services),
    }


def poll_table(
    payment: PaymentTasks,
    journal_health: JournalHealth,
    staff: StaffTasks,
    services: Late[Services],
    *,
    health: Health,
    pay_out: float,
) -> Mapping[PollName, Poll]:
    """The poll of each name, as `task_table`; `health` says how often a device is asked, `pay_out` how
    many seconds the longest payout may take, which a check of the cash unit waits behind."""
    at = services.method
    return {
        PollName.CARD: Poll(
            "card",
            0.2,
            at(lambda each: each.identification.poll),
            READER_SILENCE,
            (CardRefused(Reason.READER_FAULT),),
            READER_LIMIT,
        ),
        PollName.COINS: Poll("cash", 0.2, payment.poll, when_silent=(Faulted(Reason.CASH_FAULT),)),
        PollName.JOB: Poll("printer", 0.3, at(lambda each: each.printing.follow)),
        PollName.STOCK: Poll("cash", STOCK_INTERVAL, staff.money.count_stock),
        PollName.TEST_JOB: Poll("printer", 0.5, at(lambda each: each.test_prints.follow)),
        PollName.READER_HEALTH: Poll(
            "card",
            health.interval,
            at(lambda each: each.health.check_reader),
            when_silent=SILENT[READER],
            resting=health.resting_interval,
        ),
        PollName.PRINTER_HEALTH: Poll(
            "printer",
            health.interval,
            at(lambda each: each.health.check_printer),
            when_silent=SILENT[PRINTER],
            resting=health.resting_interval,
        ),
        PollName.RECEIPT_HEALTH: Poll(
            "receipt",
            health.interval,
            at(lambda each: each.health.check_receipt_printer),
            when_silent=SILENT[RECEIPT],
            resting=health.resting_interval,
        ),
        PollName.CASH_HEALTH: Poll(
            "cash",
            health.interval,
            at(lambda each: each.health.check_cash),
            when_silent=SILENT[CASH],
            limit=pay_out,
            resting=health.resting_interval,
        ),
        PollName.CENTRE_HEALTH: Poll(
            "centre",
            health.centre_interval,
            at(lambda each: each.health.check_centre),
            when_silent=SILENT[CENTRE],
        ),
        PollName.JOURNAL_HEALTH: Poll(
            "journal",
            health.interval,
            journal_health.check,
            when_silent=SILENT[JOURNAL],
            resting=health.resting_interval,
        ),
    }
