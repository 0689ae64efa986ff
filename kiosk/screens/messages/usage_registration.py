"""Messages about the usage registration (本籍地の利用登録申請)."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.i18n.words import phrase
from kiosk.screens.messages.message import Message

_REGISTRATION = phrase("notice", "About the registration")

USAGE_REGISTRATION_MESSAGES: dict[Reason, Message] = {
    Reason.REGISTRATION_NOT_NEEDED: Message(
        _REGISTRATION,
        phrase("notice", "You do not need to register there"),
        phrase("notice", "You live in this municipality, so you can already get its certificates."),
        phrase("notice", "Choose “Get a certificate” on the menu, then the municipality where you live."),
    ),
    Reason.REGISTRATION_NOT_TAKEN: Message(
        _REGISTRATION,
        phrase("notice", "This municipality does not take registrations here"),
        phrase("notice", "Its family registers are not available at terminals elsewhere."),
        phrase("notice", "Please contact that municipality. You can request certificates by post."),
    ),
}
