"""Ways back and ways out: back, end, time-out."""

from __future__ import annotations

from kiosk.fsm.events import (
    Acknowledged,
    Back,
    CardGone,
    Ended,
    TimedOut,
)
from kiosk.fsm.flow.groups import (
    BEFORE_CARD,
    CARD_MAY_GO,
    CARD_WAITS,
    CHOOSING,
)
from kiosk.fsm.flow.rows import HOME, LEAVE, STAY, Row, row
from kiosk.fsm.states import S

# fmt: off
ENDABLE = (*BEFORE_CARD, *CARD_WAITS, S.TAKE_CARD, *CHOOSING, *CARD_MAY_GO)
"""Where the shopper may end the visit, and time does."""

WAYS_BACK: tuple[Row, ...] = (
    row(Back, S.CONSENT, S.MENU, then="forget_choices"),
    row(Back, S.MUNICIPALITY, S.CONSENT),
    row(Back, S.OTHER_MUNICIPALITY, S.CONSENT, only_if="is_usage_registration"),
    row(Back, S.OTHER_MUNICIPALITY, S.MUNICIPALITY),
    row(Back, S.PLACE_CARD, S.MENU, only_if="is_card_check", then="forget_choices"),
    row(Back, S.PLACE_CARD, S.CONSENT, only_if="is_password_reset", then="clear_notice"),
    row(Back, S.PLACE_CARD, S.OTHER_MUNICIPALITY, only_if="is_usage_registration", then="clear_notice"),
    row(Back, S.PLACE_CARD, S.MUNICIPALITY, then="clear_notice"),
    row(Back, S.CERTIFICATES, S.ORDER, only_if="something_is_ordered"),
    row(Back, S.OPTIONS, S.CERTIFICATES),
    row(Back, (S.MEMBERS, S.MY_NUMBER), S.OPTIONS),
    row(Back, S.ORDER, S.OPTIONS, then="take_line_back"),
)

WAYS_OUT: tuple[Row, ...] = (
    row(Ended, ENDABLE, LEAVE, then="say_ended"),
    row(TimedOut, ENDABLE, LEAVE, then="say_timed_out"),
    row(TimedOut, (S.READ_CARD, S.CHECK_CARD, S.READ_SIGNATURE), S.REFUSAL, then="say_card_unreadable"),
    row(TimedOut, (S.AUTHENTICATE, S.PREPARE, S.FIND_HEAD), S.REFUSAL, then="say_centre_slow"),
    row(Ended, S.PAY, S.CANCEL_DEPOSIT, then="say_ended"),
    row(TimedOut, S.PAY, S.CANCEL_DEPOSIT, then="say_timed_out"),
    row(TimedOut, S.OPEN_DEPOSIT, S.CANCEL_DEPOSIT, then="say_cash_fault"),
    row(TimedOut, (S.FIX_DEPOSIT, S.REFUND), S.CLAIM, then="say_payout_short claim_the_rest"),
    row(TimedOut, (S.CANCEL_DEPOSIT, S.SETTLE), S.CLAIM, only_if="something_is_owed", then="say_payout_short claim_the_rest"),
    row(TimedOut, S.CANCEL_DEPOSIT, S.REFUSAL, then="say_cash_fault"),
    row(TimedOut, S.SETTLE, S.TAKE_PAPERS),
    row(TimedOut, S.PRINT, S.STOP_PRINT, then="say_printer_fault"),
    row(TimedOut, S.PRINT_HELD, S.STOP_PRINT),
    row(Ended, S.PRINT_HELD, S.STOP_PRINT),
    row(TimedOut, S.STOP_PRINT, S.SETTLE, only_if="something_was_printed", then="charge stop_terminal"),
    row(TimedOut, S.STOP_PRINT, S.REFUND, then="stop_terminal"),
    row(Acknowledged, S.TAKE_REFUND, HOME),
    row(TimedOut, S.TAKE_REFUND, HOME),
    row(Acknowledged, S.CLAIM, S.TAKE_PAPERS, only_if="something_was_printed"),
    row(Acknowledged, S.CLAIM, HOME),
    row(TimedOut, S.CLAIM, S.TAKE_PAPERS, only_if="something_was_printed"),
    row(TimedOut, S.CLAIM, HOME),
    row(Acknowledged, S.REFUSAL, LEAVE),
    row(TimedOut, S.REFUSAL, LEAVE),
    row(CardGone, S.RETURN_CARD, HOME),
    row(TimedOut, S.RETURN_CARD, STAY, then="say_timed_out"),
)
