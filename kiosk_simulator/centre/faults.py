"""Faults of the simulated centre that QA can switch on and off."""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from enum import StrEnum


class CentreFault(StrEnum):
    """One way the centre misbehaves; `docs` says what it does."""

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
    WRONG_SIGNATURE = (
        "wrong_signature",
        "The first record of an application carries a signature that does not fit.",
    )
    OTHER_PERSON = "other_person", "Records are somebody else's, properly signed, with this visit's ids."
    SWAPPED_ANSWERS = (
        "swapped_answers",
        "Two applications at the same moment get each other's answer; one alone gets a neighbour's.",
    )
    OVERWRITTEN_REQUEST = (
        "overwritten_request",
        "Applications are kept by their second: all of one second get the answer of the last, one alone "
        "that of a neighbour.",
    )
    PREVIOUS_ANSWER = (
        "previous_answer",
        "An application gets the answer to the one before it, whoever's; the first gets a neighbour's.",
    )
    LATE_ANSWER = (
        "late_answer",
        "The answer to an application comes after its deadline, and goes to whoever applies next.",
    )
    PROOF_OF_ANOTHER = "proof_of_another", "Whoever proves the card gets the answer for another card."
    ANSWER_TO_ANOTHER = (
        "answer_to_another",
        "Answers are those to another visit, as if two terminals had got each other's.",
    )
    ANSWER_TWICE = "answer_twice", "Every answer comes once more, before the next one on its connection."
    PAGE_OF_ANOTHER = (
        "page_of_another",
        "A part in the middle of a record is another register's, put in after it was signed.",
    )
    COPY_OF_ANOTHER = (
        "copy_of_another",
        "The last copy of an application is another person's, properly signed.",
    )
    REPLAYED_RECORD = (
        "replayed_record",
        "Records are this person's own of an earlier visit, properly signed.",
    )
    STALE_COPY = (
        "stale_copy",
        "Records are dated today, and made from a copy of the registers of three days ago, without what was "
        "filed since.",
    )
    WRONG_CLOCK = "wrong_clock", "Records are dated tomorrow: the clock of the issuing server is wrong."
    PASSING_MISMATCH = (
        "passing_mismatch",
        "The next three applications get another person's records; then all is well again.",
    )
    HALF_OPEN = "half_open", "Requests are read, connections stay open, and nothing is ever answered."
    NEWER_PROGRAM_WANTED = (
        "newer_program_wanted",
        "The centre serves only a newer program than the terminal's (426).",
    )
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
    OCSP_DOWN = "ocsp_down", "The cards' authorities do not answer whether a certificate is revoked (OCSP)."
    OCSP_STALE = "ocsp_stale", "Answers about revocation are of two hours ago."
    OCSP_UNKNOWN = "ocsp_unknown", "The authorities say that they do not know the certificate."
    OCSP_WRONG_SIGNER = "ocsp_wrong_signer", "Answers about revocation are signed by somebody who may not."
    OCSP_WRONG_NONCE = "ocsp_wrong_nonce", "Answers about revocation belong to another question."
    CRL_DOWN = (
        "crl_down",
        "The authorities' revocation lists cannot be had; asked for only without an answer.",
    )
    CRL_STALE = "crl_stale", "The revocation lists are of four days ago."
    CRL_WRONG_SIGNER = "crl_wrong_signer", "The revocation lists carry a signature that does not fit."
    TERMINAL_REVOKED = "terminal_revoked", "The centre refuses the terminal's own certificate as revoked."
    REGISTERED_AT_ONCE = "registered_at_once", "Usage registrations are decided without days of review."


STALE_BY = timedelta(days=3)
"""Age of the copy of the registers under CentreFault.STALE_COPY."""
PASSING = 3
"""How many applications CentreFault.PASSING_MISMATCH strikes."""


class CentreFaults:
    """The faults that are on. May be changed from any thread while the centre runs.

    `slow_seconds` belongs to CentreFault.SLOW and LATE_ANSWER, `stale_by` to STALE_COPY. `share` (0 to 1) of
    the applications, at random, is struck by the faults that are on and ask `strikes`: under load some are
    right and some wrong. `wronged` are the requests for certificates that got something which is not what
    they asked for, `wronged_by` has the faults of each, `struck` how often each fault struck. `sleep` lets
    the seconds of a late answer pass in the server's event loop: whoever plays by another clock than
    the real one gives their own.
    """

    def __init__(self) -> None:
        self._on: frozenset[CentreFault] = frozenset()
        self._passing = 0
        self._random = random.Random()
        self._lock = threading.Lock()
        self.slow_seconds = 30.0
        self.stale_by = STALE_BY
        self.share = 1.0
        self.wronged: set[str] = set()
        self.wronged_by: dict[str, list[CentreFault]] = {}
        self.struck: Counter[CentreFault] = Counter()
        self.sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    @property
    def on(self) -> frozenset[CentreFault]:
        """All faults that are on."""
        return self._on

    def set(self, fault: CentreFault, on: bool = True) -> None:
        """Switch one fault."""
        self.only(self._on | {fault} if on else self._on - {fault})

    def only(self, faults: Iterable[CentreFault] = ()) -> None:
        """Switch on exactly `faults`; without any, switch all off."""
        before, self._on = self._on, frozenset(faults)
        if CentreFault.PASSING_MISMATCH in self._on - before:
            self._passing = PASSING

    def strikes(self, fault: CentreFault, wrongs: str = "") -> bool:
        """Whether a fault that is on strikes this application; it `wrongs` the request with this id."""
        with self._lock:
            if fault not in self._on or (self.share < 1 and self._random.random() >= self.share):
                return False
            if fault is CentreFault.PASSING_MISMATCH:
                self._passing -= 1
                if self._passing < 0:
                    return False
            self.struck[fault] += 1
            if wrongs:
                self.wrong(wrongs, fault)
            return True

    def wrong(self, request: str, fault: CentreFault) -> None:
        """A request got something else than it asked for."""
        self.wronged_by.setdefault(request, []).append(fault)
        self.wronged.add(request)

    def draw_by(self, seed: int) -> None:
        """From now on chance strikes in an order that follows from the seed."""
        self._random.seed(seed)

    def __contains__(self, fault: CentreFault) -> bool:
        return fault in self._on
