"""Answers that are somebody else's: for another card than was shown, or to another visit."""

from __future__ import annotations

import secrets
from typing import TypeVar

from kiosk.centre.messages import Message, VisitAnswer
from kiosk_simulator.centre.faults import CentreFault, CentreFaults

M = TypeVar("M", bound=Message)


def of_another(message: M, faults: CentreFaults) -> M:
    """The message as a faulty centre sends it: to another visit, or for another card, if it names one."""
    if isinstance(message, VisitAnswer) and faults.strikes(CentreFault.ANSWER_TO_ANOTHER):
        return message.model_copy(update={"visit": secrets.token_urlsafe(16)})
    if hasattr(message, "subject") and faults.strikes(CentreFault.PROOF_OF_ANOTHER):
        return message.model_copy(update={"subject": secrets.token_hex(32)})
    return message
