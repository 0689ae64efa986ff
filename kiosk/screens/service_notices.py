"""What the notices of the free services, and of hours and clock, tell the shopper."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.fsm.reasons import Reason
from kiosk.screens.words import Phrase, phrase


class NoticeWords(NamedTuple):
    """Tag, title, what it means, what to do now."""

    tag: Phrase
    title: Phrase
    meaning: Phrase
    advice: Phrase


_PASSWORD = phrase("notice", "About the signature password")
_SIGNATURE = phrase("notice", "About the signature certificate")
_RESERVATION = phrase("notice", "About the reservation")
_REGISTRATION = phrase("notice", "About the registration")
_NEW_CERTIFICATE = phrase(
    "notice", "The city office of your residence issues a new one, free of charge. Bring the card."
)
_RESERVE = phrase("notice", "Reserve by smartphone and come back within 24 hours, between 6:30 and 23:00.")
_CANNOT_RESET = phrase("notice", "Its password cannot be reset: the certificate itself must be new.")

SERVICE_WORDS: dict[Reason, NoticeWords] = {
    Reason.NO_SIGNATURE_CERTIFICATE: NoticeWords(
        _SIGNATURE,
        phrase("notice", "The card has no signature certificate"),
        phrase("notice", "Children under 15 have none, and some people did not wish one."),
        phrase("notice", "From 15 on, the city office of your residence can put it on the card."),
    ),
    Reason.PASSWORD_WRONG: NoticeWords(
        _PASSWORD,
        phrase("notice", "The password was wrong"),
        phrase("notice", "After 5 wrong tries in a row it locks."),
        phrase("notice", "Please type the signature password again."),
    ),
    Reason.PASSWORD_LAST_TRY: NoticeWords(
        _PASSWORD,
        phrase("notice", "1 try left"),
        phrase("notice", "One more wrong password locks it."),
        phrase("notice", "If you are not sure, reserve a reset by smartphone instead."),
    ),
    Reason.PASSWORD_LOCKED: NoticeWords(
        _PASSWORD,
        phrase("notice", "The signature password is locked"),
        phrase("notice", "It was wrong 5 times in a row. Other uses of the card go on as before."),
        phrase(
            "notice",
            "Reserve a reset by smartphone and come back within 24 hours, "
            "or bring the card to the city office.",
        ),
    ),
    Reason.PASSWORDS_DIFFER: NoticeWords(
        _PASSWORD,
        phrase("notice", "The two passwords were not alike"),
        phrase("notice", "Nothing was changed on the card."),
        phrase("notice", "Please choose a password again and type it twice."),
    ),
    Reason.SIGNATURE_EXPIRED: NoticeWords(
        _SIGNATURE, phrase("notice", "The signature certificate has expired"), _CANNOT_RESET, _NEW_CERTIFICATE
    ),
    Reason.SIGNATURE_REVOKED: NoticeWords(
        _SIGNATURE,
        phrase("notice", "The signature certificate is no longer valid"),
        phrase("notice", "This happens when the name or the address changes."),
        _NEW_CERTIFICATE,
    ),
    Reason.SIGNATURE_UNKNOWN: NoticeWords(
        _SIGNATURE,
        phrase("notice", "The signature certificate cannot be used"),
        phrase("notice", "It could not be verified."),
        _NEW_CERTIFICATE,
    ),
    Reason.NO_RESERVATION: NoticeWords(
        _RESERVATION,
        phrase("notice", "There is no reservation for this card"),
        phrase("notice", "A reset must be reserved by smartphone first."),
        _RESERVE,
    ),
    Reason.RESERVATION_TOO_OLD: NoticeWords(
        _RESERVATION,
        phrase("notice", "The reservation is older than 24 hours"),
        phrase("notice", "For your safety it can no longer be used."),
        _RESERVE,
    ),
    Reason.RESERVED_FOR_ANOTHER_CARD: NoticeWords(
        _RESERVATION,
        phrase("notice", "The reservation was made with another card"),
        phrase("notice", "A reset is possible only for the card it was reserved with."),
        phrase("notice", "Use that card, or reserve again with this one."),
    ),
    Reason.RESET_REFUSED: NoticeWords(
        _PASSWORD,
        phrase("notice", "The password could not be reset"),
        phrase("notice", "Card and centre did not agree. The old password still counts."),
        phrase("notice", "Please try once more. If it fails again, ask the call centre."),
    ),
    Reason.RESET_UNCERTAIN: NoticeWords(
        _PASSWORD,
        phrase("notice", "It is not certain that the reset is done"),
        phrase("notice", "The card may have the new password or still the old one."),
        phrase("notice", "Please do the reset once more here. Your reservation still counts."),
    ),
    Reason.REGISTRATION_NOT_NEEDED: NoticeWords(
        _REGISTRATION,
        phrase("notice", "You need no registration there"),
        phrase("notice", "You live in this municipality: its certificates are open to you."),
        phrase("notice", "Choose “Get a certificate” on the menu, then the municipality where you live."),
    ),
    Reason.REGISTRATION_NOT_TAKEN: NoticeWords(
        _REGISTRATION,
        phrase("notice", "This municipality takes no registrations here"),
        phrase("notice", "Its family registers cannot be used from terminals elsewhere."),
        phrase("notice", "Please ask that municipality: it sends certificates by post."),
    ),
    Reason.NOT_NOW: NoticeWords(
        phrase("notice", "Other hours"),
        phrase("notice", "These certificates are not issued at this hour"),
        phrase("notice", "Your municipality issues them at other hours."),
        phrase("notice", "Please come back at that time."),
    ),
    Reason.CLOCK_JUMPED: NoticeWords(
        phrase("notice", "Terminal"),
        phrase("notice", "The terminal must be checked first"),
        phrase("notice", "Its clock is not certain, so it does not go on."),
        phrase("notice", "Please use another terminal or the city office."),
    ),
}
