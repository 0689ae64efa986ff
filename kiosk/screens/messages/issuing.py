"""Messages about the issuing centre, the signed record and the municipality."""

from __future__ import annotations

from kiosk.fsm.notices import Notice
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import USE_ANOTHER_TERMINAL, Message

_LINE = phrase("notice", "The line is interrupted")
_STOPPED = phrase("notice", "Stopped for your safety")
_CITY = phrase("notice", "Not available here")
_LATER = phrase("notice", "Please try again in a few minutes, or use another terminal.")
_ASK_CITY = phrase("notice", "Please ask the city office. They can issue it or tell you how.")
_CHECKED = phrase(
    "notice",
    "The terminal compares everything before it prints. Something did not agree, so nothing was printed.",
)

ISSUING_MESSAGES: dict[Notice, Message] = {
    Notice.CENTRE_UNREACHABLE: Message(
        _LINE,
        phrase("notice", "The issuing centre cannot be reached"),
        phrase("notice", "Nothing is wrong with your card."),
        _LATER,
    ),
    Notice.CENTRE_SLOW: Message(
        _LINE,
        phrase("notice", "The issuing centre did not answer in time"),
        phrase("notice", "The request was cancelled. It will not be issued later."),
        _LATER,
    ),
    Notice.CENTRE_ANSWER_INVALID: Message(
        _LINE,
        phrase("notice", "The answer of the issuing centre cannot be used"),
        phrase("notice", "The request was cancelled."),
        _LATER,
    ),
    Notice.RECORD_NOT_GENUINE: Message(
        _STOPPED,
        phrase("notice", "The certificate was not issued"),
        _CHECKED,
        USE_ANOTHER_TERMINAL,
    ),
    Notice.RECORD_MISMATCH: Message(
        _STOPPED,
        phrase("notice", "The certificate was not issued"),
        _CHECKED,
        USE_ANOTHER_TERMINAL,
    ),
    Notice.SUSPENDED_AFTER_MISMATCH: Message(
        _STOPPED,
        phrase("notice", "Issuing is stopped"),
        phrase("notice", "It stays stopped until it has been checked."),
        USE_ANOTHER_TERMINAL,
    ),
    Notice.REFUSED_BY_MUNICIPALITY: Message(
        _CITY,
        phrase("notice", "This certificate cannot be issued here"),
        phrase("notice", "This certificate cannot be issued at this terminal."),
        _ASK_CITY,
    ),
    Notice.RECORD_INCOMPLETE: Message(
        _CITY,
        phrase("notice", "This certificate cannot be issued here"),
        phrase("notice", "Not everything that it needs could be put on it here. Nothing was charged."),
        phrase(
            "notice",
            "Please ask the city office. They can issue it. "
            "It may also help to begin again and to choose fewer items.",
        ),
    ),
    Notice.NOTHING_AVAILABLE: Message(
        _CITY,
        phrase("notice", "No certificate can be issued here now"),
        phrase("notice", "At this hour, or at this terminal, there is none to choose from."),
        _ASK_CITY,
    ),
    Notice.NOT_REGISTERED_HERE: Message(
        _CITY,
        phrase("notice", "Certificates of this municipality cannot be chosen yet"),
        phrase("notice", "If you live elsewhere, you register once for the use of your family register."),
        phrase("notice", "Please ask the city office of your registered domicile how to register."),
    ),
    Notice.NOT_NOW: Message(
        phrase("notice", "Other hours"),
        phrase("notice", "These certificates are not issued at this hour"),
        phrase("notice", "Your municipality issues them at other hours."),
        phrase("notice", "Please come back at that time."),
    ),
}
