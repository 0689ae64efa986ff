"""Messages about the cash unit."""

from __future__ import annotations

from kiosk.fsm.notices import Notice
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import USE_ANOTHER_TERMINAL, Message

_MONEY = phrase("notice", "Cash unit")

PAYMENT_MESSAGES: dict[Notice, Message] = {
    Notice.CASH_FAULT: Message(
        _MONEY,
        phrase("notice", "The cash unit does not work"),
        phrase("notice", "What was inserted is recorded and is returned."),
        phrase("notice", "Please tell the store staff, or use another terminal."),
    ),
    Notice.CHANGE_SHORT: Message(
        _MONEY,
        phrase("notice", "There is not enough change"),
        phrase("notice", "The terminal takes money only when it can surely give it back."),
        USE_ANOTHER_TERMINAL,
    ),
    Notice.PAYOUT_SHORT: Message(
        _MONEY,
        phrase("notice", "Not all coins could be paid out"),
        phrase("notice", "The amount that is missing is on the slip."),
        phrase("notice", "Please show the slip to the store staff. They give you the money."),
    ),
    Notice.BOOKS_DO_NOT_BALANCE: Message(
        _MONEY,
        phrase("notice", "The money must be counted by staff"),
        phrase("notice", "All that was inserted is recorded."),
        phrase("notice", "Please call the store staff."),
    ),
}
