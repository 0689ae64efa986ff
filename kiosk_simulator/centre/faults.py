"""Faults of the simulated centre that QA can switch on and off."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class CentreFault(StrEnum):
    """One way the centre misbehaves; `docs` is its description in the console."""

    docs: str

    def __new__(cls, value: str, docs: str) -> CentreFault:
        """A member consists of its identifier and its description."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.docs = docs
        return member

    DOWN = "down", "Every connection is closed at once, kept ones too."
    OUT_OF_SERVICE = "out_of_service", "The centre answers that it is out of service (503)."
    GATEWAY_PAGE = "gateway_page", "A gateway answers for the centre: an HTML page with status 503."
    SLOW = "slow", "Every answer comes late by the seconds beside it."
    GARBAGE = "garbage", "Answers are bytes that are no JSON, under the right content type."
    WRONG_TYPE = "wrong_type", "Answers are an HTML page, as a broken proxy gives."
    HALF_ANSWER = "half_answer", "Answers break off half-way."
    WRONG_SIGNATURE = "wrong_signature", "Records carry a signature that does not fit."
    OTHER_PERSON = "other_person", "Records are somebody else's, properly signed, with this visit's ids."
    INCOMPLETE_RECORD = "incomplete_record", "Records are without a birth date, properly signed."
    FULL_WIDTH_NUMBERS = "full_width_numbers", "Numbers of what is done are full-width, with blanks."
    UNUSABLE_NUMBERS = "unusable_numbers", "Numbers have control characters and are longer than a slip."
    REFUSE = "refuse", "The municipality refuses this person, for a reason it tells nobody."
    REFUSE_APPLICATION = "refuse_application", "As REFUSE, but only when an application arrives."
    MOVE_OUT_FILED = "move_out_filed", "The applicant's moving out was filed a moment ago."
    PROTECTION_FILED = "protection_filed", "A protective measure for the applicant was filed a moment ago."
    SEAL_CANCELLED = "seal_cancelled", "The applicant's seal registration was cancelled a moment ago."
    REVOKED = "revoked", "Every certificate counts as revoked."
    NOTHING_AVAILABLE = "nothing_available", "The municipality offers nothing now."
    OUTSIDE_HOURS = "outside_hours", "The centre says that it is closed."
    ENDLESS_SCRIPT = "endless_script", "A password reset is given one round of commands after the other."
    WRONG_CRYPTOGRAM = "wrong_cryptogram", "The authorisation of a password reset does not fit the card."
    FORBIDDEN_COMMAND = "forbidden_command", "The script of a password reset asks the card to sign."
    SIGNATURE_REVOKED = "signature_revoked", "Every signature certificate counts as revoked."
    REGISTERED_AT_ONCE = "registered_at_once", "Usage registrations are decided without days of review."


class CentreFaults:
    """The faults that are on. May be changed from any thread while the centre runs.

    `slow_seconds` belongs to CentreFault.SLOW.
    """

    def __init__(self) -> None:
        self._on: frozenset[CentreFault] = frozenset()
        self.slow_seconds = 30.0

    @property
    def on(self) -> frozenset[CentreFault]:
        """All faults that are on."""
        return self._on

    def set(self, fault: CentreFault, on: bool = True) -> None:
        """Switch one fault."""
        self._on = self._on | {fault} if on else self._on - {fault}

    def only(self, faults: Iterable[CentreFault] = ()) -> None:
        """Switch on exactly `faults`; without any, switch all off."""
        self._on = frozenset(faults)

    def __contains__(self, fault: CentreFault) -> bool:
        return fault in self._on
