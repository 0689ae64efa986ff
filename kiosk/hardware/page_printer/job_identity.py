"""Finding a job again whose id is unknown: the answer to Print-Job was lost, or the id is forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.hardware.page_printer.ipp_constants import USER
from kiosk.hardware.page_printer.ipp_message import Group

IDENTIFYING = (
    "job-id",
    "job-name",
    "document-name",
    "document-name-supplied",
    "job-originating-user-name",
    "time-at-creation",
)
"""Attributes to ask for. Printers keep the name under different keys; some replace it."""
_NAMES = ("job-name", "document-name", "document-name-supplied")


@dataclass(frozen=True, slots=True)
class Submission:
    """What is known of a job besides its name.

    `since` is the printer's own clock (printer-up-time, seconds) just before the document was sent,
    None if it reported none; `known` are ids of earlier jobs of this terminal.
    """

    name: str
    id: int | None = None
    since: int | None = None
    known: frozenset[int] = frozenset()


def identified(jobs: Iterable[Group], submission: Submission) -> Group | None:
    """Return the job that was submitted, None if there is none or it is ambiguous.

    By id; without one by its name, the newest; without that, the only job that this user has given the
    printer since the submission began: one document is sent at a time.
    """
    listed = [(id, job) for job in jobs if (id := job.integer("job-id")) is not None]
    if submission.id is not None:
        return next((job for id, job in listed if id == submission.id), None)
    named = [(id, job) for id, job in listed if submission.name in _names(job)]
    if named:
        return max(named, key=lambda each: each[0])[1]
    if submission.since is None:
        return None
    ours = {
        id: job
        for id, job in listed
        if id not in submission.known
        and USER in job.texts("job-originating-user-name")
        and (job.integer("time-at-creation") or 0) >= submission.since
    }
    return next(iter(ours.values())) if len(ours) == 1 else None


def _names(job: Group) -> tuple[str, ...]:
    return tuple(text for name in _NAMES for text in job.texts(name))
