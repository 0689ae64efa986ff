"""Messages about the visit and the terminal as a whole."""

from __future__ import annotations

from kiosk.fsm.notices import Notice
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import TERMINAL, USE_ANOTHER_TERMINAL, Message

_ENDED = phrase("notice", "The visit has ended")

TERMINAL_MESSAGES: dict[Notice, Message] = {
    Notice.TIMED_OUT: Message(
        _ENDED,
        phrase("notice", "The time ran out"),
        phrase("notice", "The screen was not touched for a while. For your safety everything was cancelled."),
        phrase("notice", "Please begin again when you are ready."),
    ),
    Notice.ENDED_BY_SHOPPER: Message(
        _ENDED,
        phrase("notice", "The visit was ended"),
        phrase("notice", "Everything was cancelled as you wished."),
        phrase("notice", "You can begin again at any time."),
    ),
    Notice.CLOSING_TIME: Message(
        _ENDED,
        phrase("notice", "The service hours are over"),
        phrase("notice", "The request was cancelled."),
        phrase("notice", "Please come again during the service hours."),
    ),
    Notice.INTERRUPTED: Message(
        TERMINAL,
        phrase("notice", "The last visit was interrupted"),
        phrase("notice", "What was inserted is recorded. Staff will settle it."),
        phrase("notice", "Please call the store staff."),
    ),
    Notice.STOPPED_BY_STAFF: Message(
        TERMINAL,
        phrase("notice", "The terminal is being serviced"),
        phrase("notice", "It cannot be used for a while."),
        USE_ANOTHER_TERMINAL,
    ),
    Notice.CLOCK_IMPLAUSIBLE: Message(
        TERMINAL,
        phrase("notice", "The clock of the terminal is wrong"),
        phrase("notice", "Certificates carry a date, so none is issued now."),
        USE_ANOTHER_TERMINAL,
    ),
    Notice.CLOCK_JUMPED: Message(
        phrase("notice", "Terminal"),
        phrase("notice", "The terminal must be checked first"),
        phrase("notice", "Its clock is not certain, so it does not go on."),
        phrase("notice", "Please use another terminal or the city office."),
    ),
    Notice.UNEXPECTED: Message(
        TERMINAL,
        phrase("notice", "Something went wrong in the terminal"),
        phrase("notice", "Everything was cancelled for your safety."),
        phrase("notice", "Please tell the store staff, or use another terminal."),
    ),
}
