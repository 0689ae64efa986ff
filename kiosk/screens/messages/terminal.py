"""Messages about the visit and the terminal as a whole."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import TERMINAL, USE_ANOTHER_TERMINAL, Message

_ENDED = phrase("notice", "The visit has ended")

TERMINAL_MESSAGES: dict[Reason, Message] = {
    Reason.TIMED_OUT: Message(
        _ENDED,
        phrase("notice", "Time ran out"),
        phrase(
            "notice", "The screen was not touched for a while. For your safety, everything was cancelled."
        ),
        phrase("notice", "Please start again when you are ready."),
    ),
    Reason.ENDED_BY_SHOPPER: Message(
        _ENDED,
        phrase("notice", "You ended the visit"),
        phrase("notice", "Everything was cancelled, as you requested."),
        phrase("notice", "You can start again at any time."),
    ),
    Reason.CLOSING_TIME: Message(
        _ENDED,
        phrase("notice", "The service hours have ended"),
        phrase("notice", "The request was cancelled."),
        phrase("notice", "Please come back during service hours."),
    ),
    Reason.INTERRUPTED: Message(
        TERMINAL,
        phrase("notice", "The previous visit was interrupted"),
        phrase("notice", "The money inserted has been recorded. Staff will settle it."),
        phrase("notice", "Please call the store staff."),
    ),
    Reason.ENDING: Message(
        TERMINAL,
        phrase("notice", "The terminal is being serviced"),
        phrase("notice", "It is temporarily unavailable."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.STOPPED_BY_STAFF: Message(
        TERMINAL,
        phrase("notice", "The terminal is being serviced"),
        phrase("notice", "It is temporarily unavailable."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.CLOCK_IMPLAUSIBLE: Message(
        TERMINAL,
        phrase("notice", "The terminal's clock is wrong"),
        phrase("notice", "Certificates are dated, so none can be issued now."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.CLOCK_JUMPED: Message(
        phrase("notice", "Terminal"),
        phrase("notice", "The terminal must be checked first"),
        phrase("notice", "Its clock may be wrong, so it has stopped."),
        phrase("notice", "Please use another terminal or visit the city office."),
    ),
    Reason.JOURNAL_FULL: Message(
        TERMINAL,
        phrase("notice", "The terminal's storage is full"),
        phrase("notice", "Its records cannot be kept, so nothing can be issued now."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.JOURNAL_LOCKED: Message(
        TERMINAL,
        phrase("notice", "The terminal's records are in use"),
        phrase("notice", "Another program is using them, so nothing can be issued now."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.JOURNAL_UNWRITABLE: Message(
        TERMINAL,
        phrase("notice", "The terminal's records cannot be written"),
        phrase("notice", "Without them nothing can be issued."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.JOURNAL_LOST: Message(
        TERMINAL,
        phrase("notice", "Records of the terminal are missing"),
        phrase("notice", "They must be checked before anything can be issued."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.JOURNAL_DAMAGED: Message(
        TERMINAL,
        phrase("notice", "The terminal's records are damaged"),
        phrase("notice", "They must be checked before anything can be issued."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.JOURNAL_NEWER: Message(
        TERMINAL,
        phrase("notice", "The terminal's records were written by a newer version"),
        phrase("notice", "The program must be updated first."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.UNEXPECTED: Message(
        TERMINAL,
        phrase("notice", "Something went wrong"),
        phrase("notice", "For your safety, everything was cancelled."),
        phrase("notice", "Please tell the store staff, or use another terminal."),
    ),
}
