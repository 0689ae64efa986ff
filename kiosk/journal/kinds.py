"""The kinds of row there are, and what a row of the catalogue says of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kiosk.structs import Struct

Fact = int | bool | str


class Kind(StrEnum):
    """Kinds of row; the catalogue says what each means."""

    TERMINAL_STARTED = "terminal_started"
    TERMINAL_FAILED = "terminal_failed"
    WORKER_REPLACED = "worker_replaced"
    TERMINAL_NOT_ACCEPTED = "terminal_not_accepted"
    TERMINAL_ACCEPTED = "terminal_accepted"
    VISIT_BEGAN = "visit_began"
    VISIT_ENDED = "visit_ended"
    CERTIFICATES_APPLIED = "certificates_applied"
    CERTIFICATES_RECEIVED = "certificates_received"
    CERTIFICATES_REFUSED = "certificates_refused"
    OUTCOME_REPORTED = "outcome_reported"
    OUTCOME_REFUSED = "outcome_refused"
    PASSWORD_RESET_INTENDED = "password_reset_intended"  # noqa: S105
    PASSWORD_RESET_DONE = "password_reset_done"  # noqa: S105
    PASSWORD_RESET_ENDED = "password_reset_ended"  # noqa: S105
    APPLICATION_INTENDED = "application_intended"
    APPLICATION_SENT = "application_sent"
    APPLICATION_ENDED = "application_ended"
    DEPOSIT_OPENED = "deposit_opened"
    COIN_ACCEPTED = "coin_accepted"
    COINS_UNCOUNTED = "coins_uncounted"
    ACCEPTOR_REPORTED = "acceptor_reported"
    NOTE_INTENDED = "note_intended"
    NOTE_STACKED = "note_stacked"
    NOTE_RETURNED = "note_returned"
    NOTES_UNCOUNTED = "notes_uncounted"
    VALIDATOR_REPORTED = "validator_reported"
    DEPOSIT_FIXED = "deposit_fixed"
    PRINT_INTENDED = "print_intended"
    CERTIFICATE_PRINTED = "certificate_printed"
    CERTIFICATE_VOID = "certificate_void"
    CERTIFICATE_UNCERTAIN = "certificate_uncertain"
    HOPPER_INTENDED = "hopper_intended"
    HOPPER_COUNTED = "hopper_counted"
    HOPPER_PAID = "hopper_paid"
    CLAIM_MADE = "claim_made"
    MONEY_UNKNOWN = "money_unknown"
    ISSUING_STOPPED = "issuing_stopped"
    CLOCK_JUMPED = "clock_jumped"
    STOCK_SET = "stock_set"
    DEVICE_NOTED = "device_noted"
    CASE_CLEARED = "case_cleared"
    CLAIM_SETTLED = "claim_settled"
    STAFF_REFUSED = "staff_refused"
    STAFF_ENTERED = "staff_entered"
    STAFF_LEFT = "staff_left"
    STAFF_GONE = "staff_gone"
    STAFF_ACTED = "staff_acted"
    STOCK_COUNTED = "stock_counted"
    CASH_BOX_EMPTIED = "cash_box_emptied"
    SERVICE_SWITCHED = "service_switched"
    CLOCK_CONFIRMED = "clock_confirmed"
    FLEET_COMMAND = "fleet_command"
    CLOSING_MADE = "closing_made"
    CLOSING_PRINTED = "closing_printed"
    DAY_CLOSED = "day_closed"
    JOURNAL_RECONCILED = "journal_reconciled"


class EntrySpec(Struct):
    """What a row means, the facts it holds (name → type), whose intent it answers, and what it stops.

    `stops` is the reason code with which the terminal stays out of service, over restarts, until staff has
    been there; `stops_after_others`: unless another one keeps it out already. `stops_for` are values of the
    row's own `reason` that do so.
    """

    meaning: str
    facts: Mapping[str, type]
    opens: bool = False
    answers: tuple[Kind, ...] = ()
    stops: str = ""
    stops_after_others: bool = False
    stops_for: tuple[str, ...] = ()
