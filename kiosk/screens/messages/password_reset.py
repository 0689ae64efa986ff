"""Messages about the signature certificate, its password, and the reservation of a reset."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import Message

_PASSWORD = phrase("notice", "About the signature password")
_SIGNATURE = phrase("notice", "About the signature certificate")
_RESERVATION = phrase("notice", "About the reservation")
_NEW_CERTIFICATE = phrase(
    "notice", "The city office where you live issues a new one, free of charge. Bring the card."
)
_RESERVE = phrase("notice", "Reserve by smartphone and come back within 24 hours ({hours}).")

PASSWORD_RESET_MESSAGES: dict[Reason, Message] = {
    Reason.NO_SIGNATURE_CERTIFICATE: Message(
        _SIGNATURE,
        phrase("notice", "The card has no signature certificate"),
        phrase("notice", "Children under 15 have none, and some people chose not to have one."),
        phrase("notice", "From the age of 15, the city office where you live can add it to the card."),
    ),
    Reason.PASSWORD_WRONG: Message(
        _PASSWORD,
        phrase("notice", "The password was incorrect"),
        phrase("notice", "It locks after 5 wrong tries in a row."),
        phrase("notice", "Please enter the signature password again."),
    ),
    Reason.PASSWORD_LAST_TRY: Message(
        _PASSWORD,
        phrase("notice", "1 try left"),
        phrase("notice", "One more wrong password will lock it."),
        phrase("notice", "If you are not sure, reserve a reset by smartphone instead."),
    ),
    Reason.PASSWORD_LOCKED: Message(
        _PASSWORD,
        phrase("notice", "The signature password is locked"),
        phrase(
            "notice", "It was entered incorrectly 5 times in a row. Everything else on the card still works."
        ),
        phrase(
            "notice",
            "Reserve a reset by smartphone and come back within 24 hours, "
            "or take the card to the city office.",
        ),
    ),
    Reason.PASSWORDS_DIFFER: Message(
        _PASSWORD,
        phrase("notice", "The two passwords did not match"),
        phrase("notice", "Nothing on the card was changed."),
        phrase("notice", "Please choose a password again and enter it twice."),
    ),
    Reason.SIGNATURE_EXPIRED: Message(
        _SIGNATURE,
        phrase("notice", "The signature certificate has expired"),
        phrase("notice", "Its password cannot be reset. You need a new certificate."),
        _NEW_CERTIFICATE,
    ),
    Reason.SIGNATURE_REVOKED: Message(
        _SIGNATURE,
        phrase("notice", "The signature certificate is no longer valid"),
        phrase("notice", "This happens when the name or address changes."),
        _NEW_CERTIFICATE,
    ),
    Reason.SIGNATURE_UNKNOWN: Message(
        _SIGNATURE,
        phrase("notice", "The signature certificate cannot be used"),
        phrase("notice", "It could not be verified."),
        _NEW_CERTIFICATE,
    ),
    Reason.NO_RESERVATION: Message(
        _RESERVATION,
        phrase("notice", "There is no reservation for this card"),
        phrase("notice", "You must first reserve a reset by smartphone."),
        _RESERVE,
    ),
    Reason.RESERVATION_TOO_OLD: Message(
        _RESERVATION,
        phrase("notice", "The reservation is older than 24 hours"),
        phrase("notice", "For your safety, it can no longer be used."),
        _RESERVE,
    ),
    Reason.RESERVED_FOR_ANOTHER_CARD: Message(
        _RESERVATION,
        phrase("notice", "The reservation was made with another card"),
        phrase("notice", "Only the card used for the reservation can be reset."),
        phrase("notice", "Use that card, or reserve again with this one."),
    ),
    Reason.RESET_REFUSED: Message(
        _PASSWORD,
        phrase("notice", "The password could not be reset"),
        phrase(
            "notice",
            "The check between the card and the issuing centre failed. Your old password is still valid.",
        ),
        phrase("notice", "Please try again. If it still fails, phone the call centre."),
    ),
    Reason.RESET_UNCERTAIN: Message(
        _PASSWORD,
        phrase("notice", "The reset may not have been completed"),
        phrase("notice", "The card may have either the new password or the old one."),
        phrase("notice", "Please repeat the reset here. Your reservation is still valid."),
    ),
}
