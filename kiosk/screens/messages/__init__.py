"""Texts for enum values and keys: reasons, devices, certificates and their options."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.messages.card import CARD_MESSAGES
from kiosk.screens.messages.issuing import ISSUING_MESSAGES
from kiosk.screens.messages.message import Message
from kiosk.screens.messages.password_reset import PASSWORD_RESET_MESSAGES
from kiosk.screens.messages.payment import PAYMENT_MESSAGES
from kiosk.screens.messages.printing import PRINTING_MESSAGES
from kiosk.screens.messages.terminal import TERMINAL_MESSAGES
from kiosk.screens.messages.usage_registration import USAGE_REGISTRATION_MESSAGES

MESSAGES: dict[Reason, Message] = {
    **CARD_MESSAGES,
    **PASSWORD_RESET_MESSAGES,
    **USAGE_REGISTRATION_MESSAGES,
    **ISSUING_MESSAGES,
    **PRINTING_MESSAGES,
    **PAYMENT_MESSAGES,
    **TERMINAL_MESSAGES,
}
"""The message for each reason; a test ensures that every reason has one in every language."""
