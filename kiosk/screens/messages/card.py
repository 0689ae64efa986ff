"""Messages about the card, its PIN and the certificate for user authentication."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import TERMINAL, USE_ANOTHER_TERMINAL, Message

_CARD = phrase("notice", "About the card")
_PIN = phrase("notice", "About the PIN")
_CERTIFICATE = phrase("notice", "About the digital certificate")
_CANNOT_USE_CERTIFICATE = phrase("notice", "The digital certificate on this card cannot be used")
_RENEW = phrase("notice", "Please have it checked at the city office where you live, free of charge.")

CARD_MESSAGES: dict[Reason, Message] = {
    Reason.CARD_GONE: Message(
        _CARD,
        phrase("notice", "The card was removed too early"),
        phrase("notice", "It must stay in place until it has been read. Nothing on the card was changed."),
        phrase("notice", "Put the card back and leave it there until the screen asks you to take it."),
    ),
    Reason.CARD_UNREADABLE: Message(
        _CARD,
        phrase("notice", "The card cannot be read"),
        phrase("notice", "It may not be in the right place, or its chip may be damaged."),
        phrase(
            "notice",
            "Take it out of its case and try again. If it still fails, have it checked at the city office.",
        ),
    ),
    Reason.NOT_A_MY_NUMBER_CARD: Message(
        _CARD,
        phrase("notice", "This is not a My Number Card"),
        phrase("notice", "Only a My Number Card can be used here."),
        phrase("notice", "Take this card and place your My Number Card instead."),
    ),
    Reason.JUKI_CARD: Message(
        _CARD,
        phrase("notice", "This card cannot be used here"),
        phrase(
            "notice", "The Basic Resident Register Card is no longer accepted. You need a My Number Card."
        ),
        phrase("notice", "Please ask the city office where you live about a My Number Card."),
    ),
    Reason.SMARTPHONE_NOT_TAKEN: Message(
        phrase("notice", "About the smartphone"),
        phrase("notice", "A smartphone cannot be used here"),
        phrase("notice", "This municipality, or this service, takes the My Number Card only."),
        phrase("notice", "Please start again and place your My Number Card."),
    ),
    Reason.NO_AUTHENTICATION_CERTIFICATE: Message(
        _CERTIFICATE,
        phrase("notice", "The card has no digital certificate for user authentication"),
        phrase("notice", "This service requires it."),
        phrase("notice", "The city office where you live can add it to the card."),
    ),
    Reason.CARD_CHANGED: Message(
        _CARD,
        phrase("notice", "This is a different card"),
        phrase(
            "notice",
            "For your safety, the same card must be used throughout. The PIN of this card was not used.",
        ),
        phrase("notice", "Please start again with your own card."),
    ),
    Reason.READER_FAULT: Message(
        TERMINAL,
        phrase("notice", "The card reader is out of order"),
        phrase("notice", "Your card is fine."),
        USE_ANOTHER_TERMINAL,
    ),
    Reason.CARD_LEFT: Message(
        _CARD,
        phrase("notice", "Your card may still be here"),
        phrase("notice", "The card reader cannot tell whether the card was taken."),
        phrase("notice", "Please make sure that you have your card, and tell the store staff."),
    ),
    Reason.PIN_WRONG: Message(
        _PIN,
        phrase("notice", "The PIN was incorrect"),
        phrase("notice", "It locks after 3 wrong tries in a row."),
        phrase("notice", "Please enter your 4-digit PIN again."),
    ),
    Reason.PIN_LAST_TRY: Message(
        _PIN,
        phrase("notice", "1 try left"),
        phrase("notice", "One more wrong PIN will lock the card."),
        phrase("notice", "If you are not sure, ask the city office to reset the PIN."),
    ),
    Reason.PIN_LOCKED: Message(
        phrase("notice", "The PIN is locked"),
        phrase("notice", "This PIN can no longer be used"),
        phrase(
            "notice",
            "It was entered incorrectly 3 times in a row, or the card was issued without a PIN. "
            "It cannot be unlocked here.",
        ),
        phrase("notice", "Please take the card to the city office where you live."),
    ),
    Reason.NO_PIN: Message(
        _CARD,
        phrase("notice", "This card has no PIN"),
        phrase(
            "notice",
            "It was issued for face authentication. Services that ask for a PIN cannot be used with it.",
        ),
        phrase("notice", "Please get the certificate at the city office where you live."),
    ),
    Reason.CERTIFICATE_EXPIRED: Message(
        _CERTIFICATE,
        phrase("notice", "The digital certificate has expired"),
        phrase("notice", "It may expire before the card does."),
        phrase(
            "notice", "You can renew it at the city office where you live, free of charge. Bring the card."
        ),
    ),
    Reason.CERTIFICATE_REVOKED: Message(
        _CERTIFICATE,
        _CANNOT_USE_CERTIFICATE,
        phrase("notice", "It cannot be used for this service at present."),
        _RENEW,
    ),
    Reason.CERTIFICATE_UNKNOWN: Message(
        _CERTIFICATE,
        _CANNOT_USE_CERTIFICATE,
        phrase("notice", "It could not be confirmed. A new card works from the day after you receive it."),
        _RENEW,
    ),
}
