"""What state, reasons and sheet count of a job prove together about its paper (RFC 8011, 5.3.7 and 5.3.8).

A final state alone is no proof: a printer may call a job `completed` when it has passed it on
(`queued-in-device`), while it is still stopping (`processing-to-stop-point`), or in spite of errors.
Where the three contradict each other, the question stays open.
"""

from __future__ import annotations

from enum import Enum

from kiosk.hardware.page_printer.protocol import Job, JobState

_STILL_MOVING = frozenset({"processing-to-stop-point", "queued-in-device"})
_WITH_ERRORS = frozenset({"job-completed-with-errors", "aborted-by-system"})


class JobOutcome(Enum):
    """How far a job is."""

    UNDER_WAY = "under_way"
    """More sheets may come out."""
    PRINTED = "printed"
    """Every sheet is out, and nothing contradicts that."""
    NOT_WHOLE = "not_whole"
    """The job has ended, and at least one sheet is not out and never will be."""
    OPEN = "open"
    """State, reasons and count do not agree (yet): ask again, and in the end call it uncertain."""


def outcome(job: Job, sheets: int) -> JobOutcome:
    """Return what is certain about a job of `sheets` sheets."""
    if job.state is JobState.UNKNOWN:
        return JobOutcome.OPEN
    if not job.state.is_final:
        return JobOutcome.UNDER_WAY
    reasons = set(job.reasons)
    if reasons & _STILL_MOVING:
        return JobOutcome.OPEN
    if job.state is JobState.COMPLETED:
        return _of_completed(job.sheets_completed, sheets, with_errors=bool(reasons & _WITH_ERRORS))
    if job.sheets_completed is None or job.sheets_completed < sheets:
        return JobOutcome.NOT_WHOLE
    # Canceled behind its last sheet: all of it is out. An abort with all sheets counted is a contradiction.
    return JobOutcome.PRINTED if job.state is JobState.CANCELED else JobOutcome.OPEN


def _of_completed(counted: int | None, sheets: int, *, with_errors: bool) -> JobOutcome:
    if with_errors:
        return JobOutcome.NOT_WHOLE if counted is not None and counted < sheets else JobOutcome.OPEN
    return JobOutcome.PRINTED if counted is None or counted >= sheets else JobOutcome.OPEN
