"""Answers of the issuing centre that are somebody else's: one of them stops issuing, over a restart too."""

from __future__ import annotations

from kiosk.centre.errors import CentreError
from kiosk.fsm.reasons import Reason
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.tasks.error_mapping import centre_reason


def judged(error: CentreError, journal: Journal, visit: str) -> Reason:
    """Why the centre could not help the `visit`.

    Where its answer is for another card, or to another visit, somebody else may have this one's: that is
    written into the journal, which keeps the terminal out of service until staff acts.
    """
    reason = centre_reason(error)
    if reason is Reason.RECORD_MISMATCH:
        VisitLog(journal, visit).rescuing().note(Kind.ISSUING_STOPPED, reason=reason.value)
    return reason
