"""The state table: what each state waits for, how long, and what it sets going."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.fsm.states import S


@dataclass(frozen=True, slots=True)
class StateSpec:
    """One row of the state table.

    `timeout` is the key of the time-out in seconds (timeouts.py), None for a state that waits
    for ever; `task` is set going on entry; `watches` are polled while the state lasts.
    """

    state: S
    timeout: str | None = None
    task: str | None = None
    watches: tuple[str, ...] = ()


HEALTH = ("reader_health", "printer_health", "receipt_health", "cash_health", "centre_health")

STATES: tuple[StateSpec, ...] = (
    # what the shopper sees     time-out        set going on entry      polled meanwhile
    StateSpec(S.STARTING, None, "start_up"),
    StateSpec(S.ATTRACT, None, None, HEALTH),
    StateSpec(S.MENU, "choose"),
    StateSpec(S.INFORMATION, "choose"),
    StateSpec(S.TOPIC, "read"),
    StateSpec(S.CONSENT, "read"),
    StateSpec(S.MUNICIPALITY, "choose"),
    StateSpec(S.OTHER_MUNICIPALITY, "choose"),
    StateSpec(S.PLACE_CARD, "place_card", None, ("card",)),
    StateSpec(S.READ_CARD, "card", "read_card"),
    StateSpec(S.CHECK_CARD, "card", "check_card"),
    StateSpec(S.CARD_STATE, "read", None, ("card",)),
    StateSpec(S.ENTER_PIN, "enter_pin", None, ("card",)),
    StateSpec(S.LAST_TRY, "read", None, ("card",)),
    StateSpec(S.AUTHENTICATE, "authenticate", "authenticate"),
    StateSpec(S.TAKE_CARD, "take_card", None, ("card",)),
    StateSpec(S.CERTIFICATES, "choose"),
    StateSpec(S.OPTIONS, "read"),
    StateSpec(S.MEMBERS, "read"),
    StateSpec(S.MY_NUMBER, "read"),
    StateSpec(S.ORDER, "read"),
    StateSpec(S.PREPARE, "prepare", "prepare"),
    StateSpec(S.OPEN_DEPOSIT, "cash", "open_deposit"),
    StateSpec(S.PAY, "pay", None, ("coins",)),
    StateSpec(S.FIX_DEPOSIT, "cash", "fix_deposit"),
    StateSpec(S.PRINT, "print", "print", ("job",)),
    StateSpec(S.PRINT_HELD, "print_held", None, ("job",)),
    StateSpec(S.STOP_PRINT, "stop_print", "stop_print"),
    StateSpec(S.SETTLE, "pay_out", "settle"),
    StateSpec(S.TAKE_PAPERS, "take", "print_receipt"),
    StateSpec(S.FAREWELL, "farewell"),
    StateSpec(S.CANCEL_DEPOSIT, "cash", "fix_deposit"),
    StateSpec(S.REFUND, "pay_out", "refund"),
    StateSpec(S.TAKE_REFUND, "take"),
    StateSpec(S.CLAIM, "claim", "print_claim"),
    StateSpec(S.NEW_PASSWORD, "type", None, ("card",)),
    StateSpec(S.REPEAT_PASSWORD, "type", None, ("card",)),
    StateSpec(S.RESET_PASSWORD, "script", "reset_password"),
    StateSpec(S.REGISTRATION_STATE, "read", None, ("card",)),
    StateSpec(S.DOMICILE_TOWN, "type", None, ("card",)),
    StateSpec(S.DOMICILE_LOT, "type", None, ("card",)),
    StateSpec(S.REGISTER_HEAD, "type", None, ("card",)),
    StateSpec(S.FIND_HEAD, "authenticate", "find_head"),
    StateSpec(S.HEAD_CANDIDATES, "read", None, ("card",)),
    StateSpec(S.TELEPHONE, "type", None, ("card",)),
    StateSpec(S.APPLICATION, "read", None, ("card",)),
    StateSpec(S.SIGNATURE_PASSWORD, "type", None, ("card",)),
    StateSpec(S.LAST_PASSWORD_TRY, "read", None, ("card",)),
    StateSpec(S.READ_SIGNATURE, "card", "read_signature"),
    StateSpec(S.SIGN_APPLICATION, "authenticate", "sign_application"),
    StateSpec(S.RESULT, "take", "print_slip", ("card",)),
    StateSpec(S.REFUSAL, "refusal", None, ("card",)),
    StateSpec(S.RETURN_CARD, "take_card", None, ("card",)),
    StateSpec(S.CLOSED, None),
    StateSpec(S.OUT_OF_SERVICE, None, None, HEALTH),
    StateSpec(S.STAFF_PIN, "staff_pin"),
    StateSpec(S.MAINTENANCE, "maintenance", "staff", HEALTH),
)
