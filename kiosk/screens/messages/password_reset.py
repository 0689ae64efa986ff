"""Messages about the signature certificate, its password, and the reservation of a reset."""

from __future__ import annotations

from kiosk.fsm.notices import Notice
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import Message

_PASSWORD = phrase("notice", "About the signature password")
_SIGNATURE = phrase("notice", "About the signature certificate")
_RESERVATION = phrase("notice", "About the reservation")
_NEW_CERTIFICATE = phrase(
    "notice", "The city office of your residence issues a new one, free of charge. Bring the card."
)
_RESERVE = phrase("notice", "Reserve by smartphone and come back within 24 hours, between 6:30 and 23:00.")

PASSWORD_RESET_MESSAGES: dict[Notice, Message] = {
    Notice.NO_SIGNATURE_CERTIFICATE: Message(
        _SIGNATURE,
        phrase("notice", "The card has no signature certificate"),
        phrase("notice", "Children under 15 have none, and some people did not wish one."),
        phrase("notice", "From 15 on, the city office of your residence can put it on the card."),
    ),
    Notice.PASSWORD_WRONG: Message(
        _PASSWORD,
        phrase("notice", "The password was wrong"),
        phrase("notice", "After 5 wrong tries in a row it locks."),
        phrase("notice", "Please type the signature password again."),
    ),
    Notice.PASSWORD_LAST_TRY: Message(
        _PASSWORD,
        phrase("notice", "1 try left"),
        phrase("notice", "One more wrong password locks it."),
        phrase("notice", "If you are not sure, reserve a reset by smartphone instead."),
    ),
    Notice.PASSWORD_LOCKED: Message(
        _PASSWORD,
        phrase("notice", "The signature password is locked"),
        phrase("notice", "It was wrong 5 times in a row. Other uses of the card go on as before."),
        phrase(
            "notice",
            "Reserve a reset by smartphone and come back within 24 hours, "
            "or bring the card to the city office.",
        ),
    ),
    Notice.PASSWORDS_DIFFER: Message(
        _PASSWORD,
        phrase("notice", "The two passwords were not alike"),
        phrase("notice", "Nothing was changed on the card."),
        phrase("notice", "Please choose a password again and type it twice."),
    ),
    Notice.SIGNATURE_EXPIRED: Message(
        _SIGNATURE,
        phrase("notice", "The signature certificate has expired"),
        phrase("notice", "Its password cannot be reset: the certificate itself must be new."),
        _NEW_CERTIFICATE,
    ),
    Notice.SIGNATURE_REVOKED: Message(
        _SIGNATURE,
        phrase("notice", "The signature certificate is no longer valid"),
        phrase("notice", "This happens when the name or the address changes."),
        _NEW_CERTIFICATE,
    ),
    Notice.SIGNATURE_UNKNOWN: Message(
        _SIGNATURE,
        phrase("notice", "The signature certificate cannot be used"),
        phrase("notice", "It could not be verified."),
        _NEW_CERTIFICATE,
    ),
    Notice.NO_RESERVATION: Message(
        _RESERVATION,
        phrase("notice", "There is no reservation for this card"),
        phrase("notice", "A reset must be reserved by smartphone first."),
        _RESERVE,
    ),
    Notice.RESERVATION_TOO_OLD: Message(
        _RESERVATION,
        phrase("notice", "The reservation is older than 24 hours"),
        phrase("notice", "For your safety it can no longer be used."),
        _RESERVE,
    ),
    Notice.RESERVED_FOR_ANOTHER_CARD: Message(
        _RESERVATION,
        phrase("notice", "The reservation was made with another card"),
        phrase("notice", "A reset is possible only for the card it was reserved with."),
        phrase("notice", "Use that card, or reserve again with this one."),
    ),
    Notice.RESET_REFUSED: Message(
        _PASSWORD,
        phrase("notice", "The password could not be reset"),
        phrase("notice", "Card and centre did not agree. The old password still counts."),
        phrase("notice", "Please try once more. If it fails again, ask the call centre."),
    ),
    Notice.RESET_UNCERTAIN: Message(
        _PASSWORD,
        phrase("notice", "It is not certain that the reset is done"),
        phrase("notice", "The card may have the new password or still the old one."),
        phrase("notice", "Please do the reset once more here. Your reservation still counts."),
    ),
}
