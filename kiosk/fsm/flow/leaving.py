"""Ways out that every service has: ended, timed out, refused, faulted, and taking card and papers."""

from __future__ import annotations

from kiosk.fsm.actions import its_own, set_receipt, stop_for_fault
from kiosk.fsm.events import Acknowledged, CardGone, Ended, Faulted, ReceiptPrinted, TimedOut
from kiosk.fsm.guards import card_is_present, staff_waits
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import (
    BEFORE_CARD,
    BEFORE_MONEY,
    CARD_GOES_BACK,
    CARD_MAY_GO,
    CARD_WAITS,
    CHOOSING,
    FINISHING,
)
from kiosk.fsm.states import S
from kiosk.fsm.transition import HOME, LEAVE, STAY, Row, row

ENDABLE = (*BEFORE_CARD, *CARD_WAITS, S.TAKE_CARD, *CHOOSING, *CARD_MAY_GO)
"""Where the shopper may end the visit, and time does."""


def end_with_card_left(m: Model, event: TimedOut) -> None:
    """The next shopper must not find a card on a reader that cannot say so."""
    m.give_reason(Reason.CARD_LEFT)
    m.end_visit()


# fmt: off
LEAVING: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(Ended, ENDABLE, LEAVE, reason=Reason.ENDED_BY_SHOPPER),
    row(TimedOut, ENDABLE, LEAVE, reason=Reason.TIMED_OUT),
    row(Faulted, BEFORE_MONEY, S.REFUSAL, reason=its_own),
    row(Faulted, (*FINISHING, S.CLAIM), STAY, (), stop_for_fault),
    row(ReceiptPrinted, (S.TAKE_PAPERS, S.TAKE_REFUND, S.CLAIM, S.RESULT), STAY, (), set_receipt),
    row(Acknowledged, S.RESULT, S.RETURN_CARD, card_is_present),
    row(Acknowledged, S.RESULT, S.FAREWELL),
    row(TimedOut, S.RESULT, LEAVE),
    row(Acknowledged, S.REFUSAL, LEAVE),
    row(TimedOut, S.REFUSAL, LEAVE),
    row(CardGone, CARD_GOES_BACK, HOME),
    row(TimedOut, S.RETURN_CARD, STAY, reason=Reason.TIMED_OUT),
    row(Acknowledged, S.CARD_UNSEEN, HOME),
    row(TimedOut, S.CARD_UNSEEN, S.STAFF_PIN, staff_waits, end_with_card_left),
    row(TimedOut, S.CARD_UNSEEN, S.OUT_OF_SERVICE, (), end_with_card_left),
    row(Acknowledged, S.FAREWELL, HOME),
    row(TimedOut, S.FAREWELL, HOME),
)
