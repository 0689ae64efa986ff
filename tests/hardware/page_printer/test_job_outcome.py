"""State, reasons and sheet count of a job must agree before it is printed, or not."""

from __future__ import annotations

import pytest

from kiosk.hardware.page_printer.job_outcome import JobOutcome, outcome
from kiosk.hardware.page_printer.protocol import Job, JobState

S = JobState
WELL, ERRORS, WARNINGS = (
    "job-completed-successfully", "job-completed-with-errors", "job-completed-with-warnings",
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "reasons", "counted", "expected"),
    [
        (S.COMPLETED, (WELL,), 2, JobOutcome.PRINTED),
        (S.COMPLETED, (), 3, JobOutcome.PRINTED),
        (S.COMPLETED, (WARNINGS,), 2, JobOutcome.PRINTED),
        (S.COMPLETED, (WELL,), None, JobOutcome.PRINTED),
        (S.COMPLETED, (WELL, "cups-waiting-for-job-completed"), 2, JobOutcome.PRINTED),
        # The count does not agree with the state.
        (S.COMPLETED, (WELL,), 0, JobOutcome.OPEN),
        (S.COMPLETED, (), 1, JobOutcome.OPEN),
        # Final in state only.
        (S.COMPLETED, ("queued-in-device",), 2, JobOutcome.OPEN),
        (S.COMPLETED, ("queued-in-device",), None, JobOutcome.OPEN),
        (S.COMPLETED, ("processing-to-stop-point",), 0, JobOutcome.OPEN),
        (S.CANCELED, ("processing-to-stop-point",), 0, JobOutcome.OPEN),
        (S.ABORTED, ("processing-to-stop-point",), None, JobOutcome.OPEN),
        # With errors: a short count agrees with them, a full or no count proves nothing.
        (S.COMPLETED, (ERRORS,), 0, JobOutcome.NOT_WHOLE),
        (S.COMPLETED, (ERRORS,), 1, JobOutcome.NOT_WHOLE),
        (S.COMPLETED, (ERRORS,), 2, JobOutcome.OPEN),
        (S.COMPLETED, (ERRORS,), None, JobOutcome.OPEN),
        (S.COMPLETED, ("aborted-by-system",), None, JobOutcome.OPEN),
        # Ended before its last sheet, or behind it.
        (S.CANCELED, ("job-canceled-by-user",), 1, JobOutcome.NOT_WHOLE),
        (S.CANCELED, ("job-canceled-by-user",), None, JobOutcome.NOT_WHOLE),
        (S.CANCELED, ("job-canceled-by-user",), 2, JobOutcome.PRINTED),
        (S.ABORTED, ("aborted-by-system",), 0, JobOutcome.NOT_WHOLE),
        (S.ABORTED, ("aborted-by-system",), 2, JobOutcome.OPEN),
        (S.PENDING, (), 0, JobOutcome.UNDER_WAY),
        (S.HELD, (), None, JobOutcome.UNDER_WAY),
        (S.PROCESSING, ("job-printing",), 2, JobOutcome.UNDER_WAY),
        (S.STOPPED, ("printer-stopped",), 1, JobOutcome.UNDER_WAY),
        (S.UNKNOWN, (WELL,), 2, JobOutcome.OPEN),
    ],
)
def test_a_job_of_two_sheets(
    state: JobState, reasons: tuple[str, ...], counted: int | None, expected: JobOutcome
) -> None:
    assert outcome(Job(1, state, counted, reasons), sheets=2) is expected
