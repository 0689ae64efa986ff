"""Messages about the issuing centre, the signed record and the municipality."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import USE_ANOTHER_TERMINAL, Message

_LINE = phrase("notice", "Connection")
_STOPPED = phrase("notice", "Stopped for your safety")
_CITY = phrase("notice", "Not available here")
_LATER = phrase("notice", "Please try again in a few minutes, or use another terminal.")
_ASK_CITY = phrase("notice", "Please ask the city office. They can issue it or explain how to get it.")
_CHECKED = phrase(
    "notice",
    "The terminal checks everything before printing. Something did not match, so nothing was printed.",
)

ISSUING_MESSAGES: dict[Reason, Message] = {
    Reason.CENTRE_UNREACHABLE: Message(
        _LINE,
        phrase("notice", "The issuing centre cannot be reached"),
        phrase("notice", "There is nothing wrong with your card."),
        _LATER,
    ),
    Reason.CENTRE_SLOW: Message(
        _LINE,
        phrase("notice", "The issuing centre did not respond in time"),
        phrase("notice", "The request was cancelled. Nothing will be issued later."),
        _LATER,
    ),
    Reason.CENTRE_ANSWER_INVALID: Message(
        _LINE,
        phrase("notice", "The reply from the issuing centre cannot be used"),
        phrase("notice", "The request was cancelled."),
        _LATER,
    ),
    Reason.STATUS_UNAVAILABLE: Message(
        _LINE,
        phrase("notice", "Your card's certificate cannot be checked now"),
        phrase("notice", "The request was cancelled."),
        _LATER,
    ),
    **dict.fromkeys(
        (Reason.TERMINAL_NOT_ACCEPTED, Reason.PROGRAM_TOO_OLD),
        Message(
            _LINE,
            phrase("notice", "The issuing centre cannot be reached"),
            phrase("notice", "There is nothing wrong with your card."),
            USE_ANOTHER_TERMINAL,
        ),
    ),
    Reason.RECORD_NOT_GENUINE: Message(
        _STOPPED,
        phrase("notice", "The certificate was not issued"),
        _CHECKED,
        USE_ANOTHER_TERMINAL,
    ),
    Reason.RECORD_MISMATCH: Message(
        _STOPPED,
        phrase("notice", "The certificate was not issued"),
        _CHECKED,
        USE_ANOTHER_TERMINAL,
    ),
    Reason.SUSPENDED_AFTER_MISMATCH: Message(
        _STOPPED,
        phrase("notice", "Issuing has been suspended"),
        phrase("notice", "It will resume once the terminal has been checked."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.REFUSED_BY_MUNICIPALITY: Message(
        _CITY,
        phrase("notice", "This certificate cannot be issued here"),
        phrase("notice", "This certificate cannot be issued at this terminal."),
        _ASK_CITY,
    ),
    Reason.RECORD_INCOMPLETE: Message(
        _CITY,
        phrase("notice", "This certificate cannot be issued here"),
        phrase("notice", "Some required details could not be included here. Nothing was charged."),
        phrase(
            "notice",
            "Please ask the city office. They can issue it. Starting again with fewer items may also help.",
        ),
    ),
    Reason.NOTHING_AVAILABLE: Message(
        _CITY,
        phrase("notice", "No certificates can be issued here now"),
        phrase("notice", "No certificates are available at this hour or at this terminal."),
        _ASK_CITY,
    ),
    Reason.NOT_REGISTERED_HERE: Message(
        _CITY,
        phrase("notice", "You cannot get certificates of this municipality yet"),
        phrase(
            "notice", "If you live elsewhere, you must register once before you can use your family register."
        ),
        phrase("notice", "Please ask the city office of your registered domicile how to register."),
    ),
    Reason.NOT_NOW: Message(
        phrase("notice", "Outside service hours"),
        phrase("notice", "These certificates are not issued at this hour"),
        phrase("notice", "Your municipality issues them at other hours."),
        phrase("notice", "Please come back at that time."),
    ),
}
