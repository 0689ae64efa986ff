"""The state table: what each state waits for, how long, and what it starts."""

from __future__ import annotations

from enum import Enum

from kiosk.fsm.states import S
from kiosk.structs import Struct


class TaskName(Enum):
    """What a state, or a button of maintenance mode, starts once."""

    START_UP = "start_up"
    READ_CARD = "read_card"
    CHECK_CARD = "check_card"
    AUTHENTICATE = "authenticate"
    PREPARE = "prepare"
    OPEN_DEPOSIT = "open_deposit"
    FIX_DEPOSIT = "fix_deposit"
    SUBMIT_JOB = "submit_job"
    STOP_PRINT = "stop_print"
    PAY_BACK = "pay_back"
    RECONCILE = "reconcile"
    PRINT_RECEIPT = "print_receipt"
    PRINT_CLAIM = "print_claim"
    PRINT_REFUND = "print_refund"
    PRINT_SLIP = "print_slip"
    RESET_PASSWORD = "reset_password"  # noqa: S105
    FIND_HEAD = "find_head"
    READ_SIGNATURE = "read_signature"
    SIGN_APPLICATION = "sign_application"
    CHECK_STAFF_PIN = "check_staff_pin"
    LIST_CASES = "list_cases"
    LIST_RECORDS = "list_records"
    CHECK_DEVICES = "check_devices"
    FILL_COINS = "fill_coins"
    ADD_COINS = "add_coins"
    COUNT_HOPPER = "count_hopper"
    EMPTY_CASH_BOX = "empty_cash_box"
    CLOSE_DAY = "close_day"
    PAY_CASE = "pay_case"
    CLEAR_CASE = "clear_case"
    PAY_CLAIM = "pay_claim"
    CLOSE_CLAIM = "close_claim"
    TEST_PAGE = "test_page"
    TEST_RECEIPT = "test_receipt"
    SWITCH_SERVICE = "switch_service"
    CONFIRM_CLOCK = "confirm_clock"
    EXPORT = "export"
    RESTART = "restart"
    SHUT_DOWN = "shut_down"


class PollName(Enum):
    """What is polled while a state lasts."""

    CARD = "card"
    COINS = "coins"
    JOB = "job"
    STOCK = "stock"
    TEST_JOB = "test_job"
    READER_HEALTH = "reader_health"
    PRINTER_HEALTH = "printer_health"
    RECEIPT_HEALTH = "receipt_health"
    CASH_HEALTH = "cash_health"
    CENTRE_HEALTH = "centre_health"
    JOURNAL_HEALTH = "journal_health"


class StateSpec(Struct):
    """One row of the state table.

    `timeout` is the key of the time-out in seconds (timeouts.py), None for a state that waits
    indefinitely; `task` is started on entry; `polls` run while the state lasts.
    """

    state: S
    timeout: str | None = None
    task: TaskName | None = None
    polls: tuple[PollName, ...] = ()


CARD = (PollName.CARD,)
JOB = (PollName.JOB,)
HEALTH = (
    PollName.READER_HEALTH, PollName.PRINTER_HEALTH, PollName.RECEIPT_HEALTH, PollName.CASH_HEALTH,
    PollName.CENTRE_HEALTH, PollName.JOURNAL_HEALTH,
)  # fmt: skip

STATES: tuple[StateSpec, ...] = (
    # what the shopper sees     time-out        started on entry        polled meanwhile
    StateSpec(S.STARTING, None, TaskName.START_UP),
    StateSpec(S.ATTRACT, None, None, HEALTH),
    StateSpec(S.MENU, "choose"),
    StateSpec(S.INFORMATION, "choose"),
    StateSpec(S.TOPIC, "read"),
    StateSpec(S.CONSENT, "read"),
    StateSpec(S.MUNICIPALITY, "choose"),
    StateSpec(S.OTHER_MUNICIPALITY, "choose"),
    StateSpec(S.PLACE_CARD, "place_card", None, CARD),
    StateSpec(S.READ_CARD, "card", TaskName.READ_CARD),
    StateSpec(S.CHECK_CARD, "card", TaskName.CHECK_CARD),
    StateSpec(S.CARD_STATE, "read", None, CARD),
    StateSpec(S.ENTER_PIN, "enter_pin", None, CARD),
    StateSpec(S.LAST_TRY, "read", None, CARD),
    StateSpec(S.AUTHENTICATE, "authenticate", TaskName.AUTHENTICATE),
    StateSpec(S.TAKE_CARD, "take_card", None, CARD),
    StateSpec(S.CERTIFICATES, "choose"),
    StateSpec(S.OPTIONS, "read"),
    StateSpec(S.MEMBERS, "read"),
    StateSpec(S.MY_NUMBER, "read"),
    StateSpec(S.ORDER, "read"),
    StateSpec(S.PREPARE, "prepare", TaskName.PREPARE),
    StateSpec(S.OPEN_DEPOSIT, "cash", TaskName.OPEN_DEPOSIT),
    StateSpec(S.PAY, "pay", None, (PollName.COINS,)),
    StateSpec(S.STOP_PAYING, "pay", None, (PollName.COINS,)),
    StateSpec(S.FIX_DEPOSIT, "deposit", TaskName.FIX_DEPOSIT),
    StateSpec(S.SUBMIT_JOB, "submit_job", TaskName.SUBMIT_JOB),
    StateSpec(S.PRINT, "print", None, JOB),
    StateSpec(S.PRINT_HELD, "print_held", None, JOB),
    StateSpec(S.STOP_PRINT, "stop_print", TaskName.STOP_PRINT),
    StateSpec(S.SETTLE, "pay_out", TaskName.PAY_BACK),
    StateSpec(S.TAKE_PAPERS, "take", TaskName.PRINT_RECEIPT),
    StateSpec(S.FAREWELL, "farewell"),
    StateSpec(S.CANCEL_DEPOSIT, "deposit", TaskName.FIX_DEPOSIT),
    StateSpec(S.REFUND, "pay_out", TaskName.PAY_BACK),
    StateSpec(S.RECONCILE, "reconcile", TaskName.RECONCILE),
    StateSpec(S.TAKE_REFUND, "take", TaskName.PRINT_REFUND),
    StateSpec(S.CLAIM, "claim", TaskName.PRINT_CLAIM),
    StateSpec(S.NEW_PASSWORD, "type", None, CARD),
    StateSpec(S.REPEAT_PASSWORD, "type", None, CARD),
    StateSpec(S.RESET_PASSWORD, "script", TaskName.RESET_PASSWORD),
    StateSpec(S.REGISTRATION_STATE, "read", None, CARD),
    StateSpec(S.DOMICILE_TOWN, "type", None, CARD),
    StateSpec(S.DOMICILE_LOT, "type", None, CARD),
    StateSpec(S.REGISTER_HEAD, "type", None, CARD),
    StateSpec(S.FIND_HEAD, "authenticate", TaskName.FIND_HEAD),
    StateSpec(S.HEAD_CANDIDATES, "read", None, CARD),
    StateSpec(S.TELEPHONE, "type", None, CARD),
    StateSpec(S.APPLICATION, "read", None, CARD),
    StateSpec(S.SIGNATURE_PASSWORD, "type", None, CARD),
    StateSpec(S.LAST_PASSWORD_TRY, "read", None, CARD),
    StateSpec(S.READ_SIGNATURE, "card", TaskName.READ_SIGNATURE),
    StateSpec(S.SIGN_APPLICATION, "authenticate", TaskName.SIGN_APPLICATION),
    StateSpec(S.RESULT, "take", TaskName.PRINT_SLIP, CARD),
    StateSpec(S.REFUSAL, "refusal", None, CARD),
    StateSpec(S.RETURN_CARD, "take_card", None, CARD),
    StateSpec(S.CARD_UNSEEN, "card_unseen", None, CARD),
    StateSpec(S.CLOSED),
    StateSpec(S.OUT_OF_SERVICE, None, None, HEALTH),
    StateSpec(S.STAFF_PIN, "staff_pin"),
    StateSpec(S.STAFF_CHECK, "staff_check", TaskName.CHECK_STAFF_PIN),
    StateSpec(
        S.MAINTENANCE, "maintenance", TaskName.LIST_CASES, (PollName.STOCK, PollName.TEST_JOB, *HEALTH)
    ),
)
