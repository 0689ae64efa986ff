"""Messages about the cash unit."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import USE_ANOTHER_TERMINAL, Message

_MONEY = phrase("notice", "Cash unit")

PAYMENT_MESSAGES: dict[Reason, Message] = {
    Reason.CASH_FAULT: Message(
        _MONEY,
        phrase("notice", "The cash unit is out of order"),
        phrase("notice", "The money inserted has been recorded and will be returned."),
        phrase("notice", "Please tell the store staff, or use another terminal."),
    ),
    Reason.CHANGE_SHORT: Message(
        _MONEY,
        phrase("notice", "There is not enough change"),
        phrase("notice", "The terminal accepts money only if it can return it."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.PAYOUT_SHORT: Message(
        _MONEY,
        phrase("notice", "Not all the coins could be paid out"),
        phrase("notice", "The missing amount is on the slip."),
        phrase("notice", "Please show the slip to the store staff. They will give you the money."),
    ),
    Reason.MONEY_UNKNOWN: Message(
        _MONEY,
        phrase("notice", "The money could not be counted"),
        phrase("notice", "The amount that could be confirmed has been returned. The rest is on the slip."),
        phrase("notice", "Please show the slip to the store staff. They will check the amount."),
    ),
    Reason.PAYOUT_OVER: Message(
        _MONEY,
        phrase("notice", "Staff must count the money"),
        phrase("notice", "More coins were paid out than were due."),
        phrase("notice", "Please call the store staff."),
    ),
    Reason.STOCK_NOT_COUNTED: Message(
        _MONEY,
        phrase("notice", "Staff must count the money"),
        phrase("notice", "The number of coins in this terminal has not been recorded yet."),
        phrase("notice", "Please call the store staff."),
    ),
    Reason.BOOKS_DO_NOT_BALANCE: Message(
        _MONEY,
        phrase("notice", "Staff must count the money"),
        phrase("notice", "All the money inserted has been recorded."),
        phrase("notice", "Please call the store staff."),
    ),
}
