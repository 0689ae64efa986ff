"""Answers to a proof of the card, for another card than was shown."""

from __future__ import annotations

import secrets
from typing import TypeVar

from kiosk.centre.messages import Message
from kiosk_simulator.centre.faults import CentreFault, CentreFaults

M = TypeVar("M", bound=Message)


def with_another_card(message: M, faults: CentreFaults) -> M:
    """The message for another certificate, if it names one, as a faulty centre sends it."""
    if not hasattr(message, "subject") or not faults.strikes(CentreFault.PROOF_OF_ANOTHER):
        return message
    return message.model_copy(update={"subject": secrets.token_hex(32)})
