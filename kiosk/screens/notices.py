"""What each notice tells the shopper: never a private reason, always the next step."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.service_notices import SERVICE_WORDS, NoticeWords
from kiosk.screens.words import Phrase, phrase

_CARD = phrase("notice", "About the card")
_PIN = phrase("notice", "About the PIN")
_LOCKED = phrase("notice", "The PIN is locked")
_CERTIFICATE = phrase("notice", "About the digital certificate")
_LINE = phrase("notice", "The line is interrupted")
_STOPPED = phrase("notice", "Stopped for your safety")
_CITY = phrase("notice", "Not available here")
_PAPER = phrase("notice", "Printer")
_MONEY = phrase("notice", "Cash unit")
_ENDED = phrase("notice", "The visit has ended")
_TERMINAL = phrase("notice", "Terminal")

_AGAIN = phrase("notice", "Please begin again and put your card back.")
_CARD_TO_CITY = phrase("notice", "Bring the card to the city office of your residence.")
_LATER = phrase("notice", "Please try again in a few minutes, or use another terminal.")
_OTHER = phrase("notice", "Please use another terminal or the city office.")
_ASK_CITY = phrase("notice", "Please ask the city office. They can issue it or tell you how.")
_CHECKED = phrase(
    "notice",
    "The terminal compares everything before it prints. Something did not agree, so nothing was printed.",
)
_NEUTRAL = phrase("notice", "This certificate cannot be issued at this terminal.")
_CANNOT_USE_CERTIFICATE = phrase("notice", "The digital certificate on this card cannot be used")
_RENEW = phrase(
    "notice", "Please have it checked at the city office of your residence. It is free of charge."
)

WORDS: dict[Reason, NoticeWords] = {
    **SERVICE_WORDS,
    Reason.CARD_GONE: NoticeWords(
        _CARD,
        phrase("notice", "The card was taken away too early"),
        phrase("notice", "It must stay until it has been read. Nothing was changed on the card."),
        phrase("notice", "Put the card back and leave it until the screen asks you to take it."),
    ),
    Reason.CARD_UNREADABLE: NoticeWords(
        _CARD,
        phrase("notice", "The card cannot be read"),
        phrase("notice", "It may not lie in the right place, or its chip may be damaged."),
        phrase(
            "notice",
            "Take it out of its case and try once more. "
            "If it fails again, have it checked at the city office.",
        ),
    ),
    Reason.NOT_A_MY_NUMBER_CARD: NoticeWords(
        _CARD,
        phrase("notice", "This is not a My Number Card"),
        phrase("notice", "Only a My Number Card can be used here."),
        phrase("notice", "Take this card and put your My Number Card."),
    ),
    Reason.JUKI_CARD: NoticeWords(
        _CARD,
        phrase("notice", "This card cannot be used here"),
        phrase(
            "notice", "The Basic Resident Register Card is no longer accepted. A My Number Card is needed."
        ),
        phrase("notice", "Please ask the city office of your residence about a My Number Card."),
    ),
    Reason.NO_AUTHENTICATION_CERTIFICATE: NoticeWords(
        _CERTIFICATE,
        phrase("notice", "The card has no digital certificate for user authentication"),
        phrase("notice", "It is needed for this service."),
        phrase("notice", "The city office of your residence can put it on the card."),
    ),
    Reason.CARD_CHANGED: NoticeWords(
        _CARD,
        phrase("notice", "This is a different card"),
        phrase(
            "notice",
            "For your safety the visit must use one card from beginning to end. Its PIN was not tried.",
        ),
        _AGAIN,
    ),
    Reason.READER_FAULT: NoticeWords(
        _TERMINAL,
        phrase("notice", "The card reader does not work"),
        phrase("notice", "Your card is all right."),
        _OTHER,
    ),
    Reason.PIN_WRONG: NoticeWords(
        _PIN,
        phrase("notice", "The PIN was wrong"),
        phrase("notice", "After 3 wrong tries in a row it locks."),
        phrase("notice", "Please type your 4-digit PIN again."),
    ),
    Reason.PIN_LAST_TRY: NoticeWords(
        _PIN,
        phrase("notice", "1 try left"),
        phrase("notice", "One more wrong PIN locks the card."),
        phrase("notice", "If you are not sure, ask the city office to set a new PIN."),
    ),
    Reason.PIN_LOCKED: NoticeWords(
        _LOCKED,
        phrase("notice", "This PIN can no longer be used"),
        phrase("notice", "It was wrong 3 times in a row. It cannot be unlocked here."),
        _CARD_TO_CITY,
    ),
    Reason.CERTIFICATE_EXPIRED: NoticeWords(
        _CERTIFICATE,
        phrase("notice", "The digital certificate has expired"),
        phrase("notice", "It may end earlier than the card itself."),
        phrase(
            "notice", "You can renew it at the city office of your residence, free of charge. Bring the card."
        ),
    ),
    Reason.CERTIFICATE_REVOKED: NoticeWords(
        _CERTIFICATE,
        _CANNOT_USE_CERTIFICATE,
        phrase("notice", "It cannot be used for this service at present."),
        _RENEW,
    ),
    Reason.CERTIFICATE_UNKNOWN: NoticeWords(
        _CERTIFICATE,
        _CANNOT_USE_CERTIFICATE,
        phrase("notice", "It could not be confirmed. A new card works from the day after you received it."),
        _RENEW,
    ),
    Reason.CENTRE_UNREACHABLE: NoticeWords(
        _LINE,
        phrase("notice", "The issuing centre cannot be reached"),
        phrase("notice", "Nothing is wrong with your card."),
        _LATER,
    ),
    Reason.CENTRE_SLOW: NoticeWords(
        _LINE,
        phrase("notice", "The issuing centre did not answer in time"),
        phrase("notice", "The request was cancelled. It will not be issued later."),
        _LATER,
    ),
    Reason.CENTRE_ANSWER_INVALID: NoticeWords(
        _LINE,
        phrase("notice", "The answer of the issuing centre cannot be used"),
        phrase("notice", "The request was cancelled."),
        _LATER,
    ),
    Reason.RECORD_NOT_GENUINE: NoticeWords(
        _STOPPED,
        phrase("notice", "The certificate was not issued"),
        _CHECKED,
        _OTHER,
    ),
    Reason.RECORD_MISMATCH: NoticeWords(
        _STOPPED,
        phrase("notice", "The certificate was not issued"),
        _CHECKED,
        _OTHER,
    ),
    Reason.REFUSED_BY_MUNICIPALITY: NoticeWords(
        _CITY,
        phrase("notice", "This certificate cannot be issued here"),
        _NEUTRAL,
        _ASK_CITY,
    ),
    Reason.RECORD_INCOMPLETE: NoticeWords(
        _CITY,
        phrase("notice", "This certificate cannot be issued here"),
        phrase("notice", "Not everything that it needs could be put on it here. Nothing was charged."),
        phrase(
            "notice",
            "Please ask the city office. They can issue it. "
            "It may also help to begin again and to choose fewer items.",
        ),
    ),
    Reason.NOTHING_AVAILABLE: NoticeWords(
        _CITY,
        phrase("notice", "No certificate can be issued here now"),
        phrase("notice", "At this hour, or at this terminal, there is none to choose from."),
        _ASK_CITY,
    ),
    Reason.NOT_REGISTERED_HERE: NoticeWords(
        _CITY,
        phrase("notice", "Certificates of this municipality cannot be chosen yet"),
        phrase("notice", "If you live elsewhere, you register once for the use of your family register."),
        phrase("notice", "Please ask the city office of your registered domicile how to register."),
    ),
    Reason.PAPER_OUT: NoticeWords(
        _PAPER,
        phrase("notice", "The printer has run out of paper"),
        phrase("notice", "What was not printed is not charged."),
        phrase("notice", "Please tell the store staff, or use another terminal."),
    ),
    Reason.PAPER_JAM: NoticeWords(
        _PAPER,
        phrase("notice", "Paper has jammed in the printer"),
        phrase("notice", "What was not printed is not charged."),
        phrase("notice", "Please do not pull the paper. Tell the store staff."),
    ),
    Reason.PRINTER_FAULT: NoticeWords(
        _PAPER,
        phrase("notice", "The printer does not work"),
        phrase("notice", "What was not printed is not charged."),
        _OTHER,
    ),
    Reason.PRINTER_LOST: NoticeWords(
        _PAPER,
        phrase("notice", "The printer does not answer"),
        phrase("notice", "What was not printed is not charged. Staff will check the printer."),
        phrase("notice", "Please call the store staff."),
    ),
    Reason.RECEIPT_PRINTER_FAULT: NoticeWords(
        _PAPER,
        phrase("notice", "The receipt printer does not work"),
        phrase("notice", "A receipt cannot be given now."),
        _OTHER,
    ),
    Reason.CASH_FAULT: NoticeWords(
        _MONEY,
        phrase("notice", "The cash unit does not work"),
        phrase("notice", "What was inserted is recorded and is returned."),
        phrase("notice", "Please tell the store staff, or use another terminal."),
    ),
    Reason.CHANGE_SHORT: NoticeWords(
        _MONEY,
        phrase("notice", "There is not enough change"),
        phrase("notice", "The terminal takes money only when it can surely give it back."),
        _OTHER,
    ),
    Reason.PAYOUT_SHORT: NoticeWords(
        _MONEY,
        phrase("notice", "Not all coins could be paid out"),
        phrase("notice", "The amount that is missing is on the slip."),
        phrase("notice", "Please show the slip to the store staff. They give you the money."),
    ),
    Reason.BOOKS_DO_NOT_BALANCE: NoticeWords(
        _MONEY,
        phrase("notice", "The money must be counted by staff"),
        phrase("notice", "All that was inserted is recorded."),
        phrase("notice", "Please call the store staff."),
    ),
    Reason.TIMED_OUT: NoticeWords(
        _ENDED,
        phrase("notice", "The time ran out"),
        phrase("notice", "The screen was not touched for a while. For your safety everything was cancelled."),
        phrase("notice", "Please begin again when you are ready."),
    ),
    Reason.ENDED_BY_SHOPPER: NoticeWords(
        _ENDED,
        phrase("notice", "The visit was ended"),
        phrase("notice", "Everything was cancelled as you wished."),
        phrase("notice", "You can begin again at any time."),
    ),
    Reason.CLOSING_TIME: NoticeWords(
        _ENDED,
        phrase("notice", "The service hours are over"),
        phrase("notice", "The request was cancelled."),
        phrase("notice", "Please come again during the service hours."),
    ),
    Reason.INTERRUPTED: NoticeWords(
        _TERMINAL,
        phrase("notice", "The last visit was interrupted"),
        phrase("notice", "What was inserted is recorded. Staff will settle it."),
        phrase("notice", "Please call the store staff."),
    ),
    Reason.STOPPED_BY_STAFF: NoticeWords(
        _TERMINAL,
        phrase("notice", "The terminal is being serviced"),
        phrase("notice", "It cannot be used for a while."),
        _OTHER,
    ),
    Reason.SUSPENDED_AFTER_MISMATCH: NoticeWords(
        _STOPPED,
        phrase("notice", "Issuing is stopped"),
        phrase("notice", "It stays stopped until it has been checked."),
        _OTHER,
    ),
    Reason.CLOCK_IMPLAUSIBLE: NoticeWords(
        _TERMINAL,
        phrase("notice", "The clock of the terminal is wrong"),
        phrase("notice", "Certificates carry a date, so none is issued now."),
        _OTHER,
    ),
    Reason.UNEXPECTED: NoticeWords(
        _TERMINAL,
        phrase("notice", "Something went wrong in the terminal"),
        phrase("notice", "Everything was cancelled for your safety."),
        phrase("notice", "Please tell the store staff, or use another terminal."),
    ),
}

_DEVICE = phrase("out", "A part of the terminal does not work.")
_SERVICED = phrase("out", "It is being serviced.")
_SAFETY = phrase("out", "Issuing was stopped for safety and is being checked.")
_NO_LINE = phrase("out", "The issuing centre cannot be reached.")
_NO_PAPER = phrase("out", "The printer needs paper or help.")
_CHANGE = phrase("out", "There is not enough change.")
_COUNT = phrase(
    "out", "Money of an earlier visit has to be settled. If it was yours, the staff will return it."
)
_UNTIL_LATER = phrase("out", "Please try again a little later.")

OUT_OF_SERVICE: dict[Reason, Phrase] = dict.fromkeys(Reason, _UNTIL_LATER) | {
    Reason.READER_FAULT: _DEVICE,
    Reason.PRINTER_FAULT: _DEVICE,
    Reason.RECEIPT_PRINTER_FAULT: _DEVICE,
    Reason.CASH_FAULT: _DEVICE,
    Reason.CLOCK_IMPLAUSIBLE: _DEVICE,
    Reason.CLOCK_JUMPED: _DEVICE,
    Reason.UNEXPECTED: _DEVICE,
    Reason.CENTRE_UNREACHABLE: _NO_LINE,
    Reason.CENTRE_SLOW: _NO_LINE,
    Reason.CENTRE_ANSWER_INVALID: _NO_LINE,
    Reason.PRINTER_LOST: _NO_PAPER,
    Reason.PAPER_OUT: _NO_PAPER,
    Reason.PAPER_JAM: _NO_PAPER,
    Reason.CHANGE_SHORT: _CHANGE,
    Reason.PAYOUT_SHORT: _COUNT,
    Reason.BOOKS_DO_NOT_BALANCE: _COUNT,
    Reason.INTERRUPTED: _COUNT,
    Reason.STOPPED_BY_STAFF: _SERVICED,
    Reason.RECORD_NOT_GENUINE: _SAFETY,
    Reason.RECORD_MISMATCH: _SAFETY,
    Reason.SUSPENDED_AFTER_MISMATCH: _SAFETY,
}
"""What passers-by read while the terminal is out of service."""
