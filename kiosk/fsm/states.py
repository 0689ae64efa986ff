"""The states of the terminal: what the shopper sees, or what the machine is waiting for."""

from __future__ import annotations

from enum import StrEnum


class S(StrEnum):
    """One name for each state; `state_table` gives each its time-out, task and polls."""

    STARTING = "starting"
    ATTRACT = "attract"
    MENU = "menu"
    INFORMATION = "information"
    TOPIC = "topic"
    CONSENT = "consent"
    MUNICIPALITY = "municipality"
    OTHER_MUNICIPALITY = "other_municipality"
    PLACE_CARD = "place_card"
    READ_CARD = "read_card"
    CHECK_CARD = "check_card"
    CARD_STATE = "card_state"
    ENTER_PIN = "enter_pin"
    LAST_TRY = "last_try"
    AUTHENTICATE = "authenticate"
    TAKE_CARD = "take_card"
    CERTIFICATES = "certificates"
    OPTIONS = "options"
    MEMBERS = "members"
    MY_NUMBER = "my_number"
    ORDER = "order"
    PREPARE = "prepare"
    OPEN_DEPOSIT = "open_deposit"
    PAY = "pay"
    FIX_DEPOSIT = "fix_deposit"
    SUBMIT_JOB = "submit_job"
    PRINT = "print"
    PRINT_HELD = "print_held"
    STOP_PRINT = "stop_print"
    SETTLE = "settle"
    TAKE_PAPERS = "take_papers"
    FAREWELL = "farewell"
    CANCEL_DEPOSIT = "cancel_deposit"
    REFUND = "refund"
    RECONCILE = "reconcile"
    TAKE_REFUND = "take_refund"
    CLAIM = "claim"
    NEW_PASSWORD = "new_password"  # noqa: S105
    REPEAT_PASSWORD = "repeat_password"  # noqa: S105
    RESET_PASSWORD = "reset_password"  # noqa: S105
    REGISTRATION_STATE = "registration_state"
    DOMICILE_TOWN = "domicile_town"
    DOMICILE_LOT = "domicile_lot"
    REGISTER_HEAD = "register_head"
    FIND_HEAD = "find_head"
    HEAD_CANDIDATES = "head_candidates"
    TELEPHONE = "telephone"
    APPLICATION = "application"
    SIGNATURE_PASSWORD = "signature_password"  # noqa: S105
    LAST_PASSWORD_TRY = "last_password_try"  # noqa: S105
    READ_SIGNATURE = "read_signature"
    SIGN_APPLICATION = "sign_application"
    RESULT = "result"
    REFUSAL = "refusal"
    RETURN_CARD = "return_card"
    CLOSED = "closed"
    OUT_OF_SERVICE = "out_of_service"
    STAFF_PIN = "staff_pin"
    MAINTENANCE = "maintenance"
