"""Answers that are somebody else's: for another card than was shown, or to another visit."""

from __future__ import annotations

import secrets
from typing import TypeVar

from kiosk.centre.messages import Message, VisitAnswer
from kiosk_simulator.centre.faults import CentreFault, CentreFaults

M = TypeVar("M", bound=Message)


def with_another_card(message: M, faults: CentreFaults) -> M:
    """The message for another certificate, if it names one, as a faulty centre sends it."""
    if not hasattr(message, "subject") or not faults.strikes(CentreFault.PROOF_OF_ANOTHER):
        return message
    return message.model_copy(update={"subject": secrets.token_hex(32)})


def to_another_visit(message: M, faults: CentreFaults) -> M:
    """The message as it would be to another visit, if it is to one."""
    if not isinstance(message, VisitAnswer) or not faults.strikes(CentreFault.ANSWER_TO_ANOTHER):
        return message
    return message.model_copy(update={"visit": secrets.token_urlsafe(16)})
