"""What goes wrong: card, cash, printer, the unexpected."""

from __future__ import annotations

from kiosk.fsm.events import (
    CardGone,
    CardRefused,
    CashFailed,
    DepositFixed,
    Faulted,
    PrintCompleted,
    PrintFailed,
    Refused,
    Settled,
)
from kiosk.fsm.flow.groups import (
    BEFORE_MONEY,
    CARD_MAY_GO,
    CARD_WAITS,
    FINISHING,
    IDLE,
    PRINTING,
    READING,
    STAFF,
)
from kiosk.fsm.flow.rows import HOME, STAY, Row, row
from kiosk.fsm.states import S

# fmt: off
TROUBLE: tuple[Row, ...] = (
    row(CardGone, (*READING, *CARD_WAITS), S.PLACE_CARD, then="note_card_gone say_card_gone"),
    row(CardRefused, READING, S.PLACE_CARD, only_if="card_was_pulled", then="note_card_gone note_reason"),
    row(CardRefused, (S.PLACE_CARD, *READING, *CARD_WAITS, S.TAKE_CARD, *CARD_MAY_GO), S.REFUSAL, then="note_reason"),
    row(CardRefused, (S.RESULT, S.REFUSAL), STAY),
    row(CardRefused, S.RETURN_CARD, HOME),
    row(Refused, (S.AUTHENTICATE, S.PREPARE, S.OPEN_DEPOSIT, S.FIND_HEAD), S.REFUSAL, then="note_reason"),
    row(CashFailed, (S.OPEN_DEPOSIT, S.PAY), S.CANCEL_DEPOSIT, then="note_deposit note_reason"),
    row(CashFailed, S.FIX_DEPOSIT, S.REFUND, then="note_deposit note_reason"),
    row(DepositFixed, S.CANCEL_DEPOSIT, S.REFUND, only_if="has_deposit", then="note_deposit"),
    row(DepositFixed, S.CANCEL_DEPOSIT, S.REFUSAL),
    row(CashFailed, S.CANCEL_DEPOSIT, S.REFUND, only_if="has_deposit", then="note_deposit note_reason"),
    row(CashFailed, S.CANCEL_DEPOSIT, S.REFUSAL, then="note_reason"),
    row(PrintFailed, (*PRINTING, S.STOP_PRINT), S.SETTLE, only_if="something_was_printed", then="note_reason charge"),
    row(PrintFailed, (*PRINTING, S.STOP_PRINT), S.REFUND, then="note_reason"),
    row(PrintCompleted, S.STOP_PRINT, S.SETTLE, then="charge clear_notice"),
    row(Settled, S.REFUND, S.TAKE_REFUND, unless="something_is_claimed", then="note_settled"),
    row(Settled, S.REFUND, S.CLAIM, then="note_settled say_payout_short"),
    row(Faulted, BEFORE_MONEY, S.REFUSAL, then="note_reason"),
    row(Faulted, (S.OPEN_DEPOSIT, S.PAY), S.CANCEL_DEPOSIT, then="note_reason"),
    row(Faulted, (S.FIX_DEPOSIT, S.REFUND), S.CLAIM, then="say_payout_short claim_the_rest"),
    row(Faulted, (S.CANCEL_DEPOSIT, S.SETTLE), S.CLAIM, only_if="something_is_owed", then="say_payout_short claim_the_rest"),
    row(Faulted, S.CANCEL_DEPOSIT, S.REFUSAL, then="note_reason"),
    row(Faulted, S.SETTLE, S.TAKE_PAPERS, then="stop_terminal"),
    row(Faulted, PRINTING, S.STOP_PRINT, then="note_reason"),
    row(Faulted, S.STOP_PRINT, S.SETTLE, only_if="something_was_printed", then="note_reason charge stop_terminal"),
    row(Faulted, S.STOP_PRINT, S.REFUND, then="note_reason stop_terminal"),
    row(Faulted, (*FINISHING, S.CLAIM), STAY, then="stop_terminal"),
    row(Faulted, (S.STARTING, *IDLE, *STAFF), S.OUT_OF_SERVICE, then="note_fault"),
)
