"""Differences between models of printers, and deviations from the standard."""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum

from kiosk.hardware.page_printer.ipp_constants import A4, Operation
from kiosk.hardware.page_printer.ipp_message import Attribute, Group, Tag, attribute
from kiosk.hardware.page_printer.protocol import JobState
from kiosk_simulator.page_printer.jobs import SimulatedJob


class PrinterQuirk(StrEnum):
    """Switches for tests. No shopper sees a difference while the driver copes with them."""

    NAME_WITH_LANGUAGE = "name_with_language"
    """job-name is a nameWithLanguage."""
    DOCUMENT_NAME = "document_name"
    """job-name is a number of the printer's own; the name given is document-name-supplied."""
    RENAMES = "renames"
    """job-name is "untitled" for every job, and nothing holds the name given."""
    FORGETS_ENDED = "forgets_ended"
    """A job that has ended is not found by its id, and is only in the list of completed jobs."""
    REFUSES_ENDED = "refuses_ended"
    """A question for the id of a job that has ended is a bad request."""
    NO_JOB_STATE = "no_job_state"
    """Get-Job-Attributes is answered without job-state."""
    NO_STATE_AT_ALL = "no_state_at_all"
    """Neither Get-Job-Attributes nor Get-Jobs has a job-state."""
    NO_COUNT = "no_count"
    """Sheets are not counted."""
    COUNTS_ZERO = "counts_zero"
    """0 sheets are reported for every job."""
    QUEUES = "queues"
    """A job is called completed, queued-in-device, as soon as it is accepted, until it really is."""
    WAITS = "waits"
    """A job that is not ended is pending: others are before it."""
    STOP_POINT = "stop_point"
    """A canceled job is processing-to-stop-point for a while."""
    IGNORES_CANCEL = "ignores_cancel"
    """Cancel-Job succeeds and changes nothing."""
    SHIFT_JIS = "shift_jis"
    """printer-location is a text in Shift_JIS, in every answer."""
    STRAY_MEMBER = "stray_member"
    """Every answer has a member attribute outside a collection."""
    MIXED_IDS = "mixed_ids"
    """Get-Jobs lists a job whose job-id is a keyword."""
    INFORMATIONAL = "informational"
    """Printer and job have informational reasons without a severity."""
    NO_VALIDATE = "no_validate"
    """Validate-Job is not supported."""
    ONLY_1_1 = "only_1_1"
    """Only IPP/1.1 is understood."""
    NO_CANCEL = "no_cancel"
    """Cancel-Job is not supported."""
    NO_A4 = "no_a4"
    """A4 is not among the supported media."""
    ONLY_TWO_SIDED = "only_two_sided"
    """One-sided printing is not supported."""
    ONLY_ONE_SIDED = "only_one_sided"
    """Two-sided printing is not supported."""
    NO_PDF = "no_pdf"
    """PDF is not a supported document format."""
    SUBSTITUTES = "substitutes"
    """Jobs are validated and then printed on one side, which the answer to Print-Job says."""
    REFUSES_ALL = "refuses_all"
    """Every job is refused with client-error-not-authorized, whatever the printer attributes promise."""


SHIFT_JIS_PLACE = "LOCATION"
SHIFT_JIS_TEXT = "プリンタ".encode("cp932")
"""As many bytes as the placeholder, which takes their place until the answer is encoded."""

_VALUES = {
    PrinterQuirk.NO_A4: ("media-supported", Tag.KEYWORD, "na_letter_8.5x11in"),
    PrinterQuirk.ONLY_TWO_SIDED: ("sides-supported", Tag.KEYWORD, "two-sided-long-edge"),
    PrinterQuirk.ONLY_ONE_SIDED: ("sides-supported", Tag.KEYWORD, "one-sided"),
    PrinterQuirk.NO_PDF: ("document-format-supported", Tag.MIME_TYPE, "application/postscript"),
}
_INFORMATION = ("connecting-to-device", "cups-waiting-for-job-completed")


def unsupported(quirks: Container[PrinterQuirk]) -> frozenset[Operation]:
    """Return the operations that are not supported."""
    missing = {PrinterQuirk.NO_VALIDATE: Operation.VALIDATE_JOB, PrinterQuirk.NO_CANCEL: Operation.CANCEL_JOB}
    return frozenset(operation for quirk, operation in missing.items() if quirk in quirks)


def refused_values(quirks: Container[PrinterQuirk]) -> frozenset[object]:
    """Return values of job attributes that are not supported."""
    found: set[object] = set()
    if PrinterQuirk.NO_A4 in quirks:
        found.add(A4)
    if PrinterQuirk.ONLY_TWO_SIDED in quirks:
        found.add("one-sided")
    if PrinterQuirk.ONLY_ONE_SIDED in quirks:
        found |= {"two-sided-long-edge", "two-sided-short-edge"}
    return frozenset(found)


def of_printer(quirks: Container[PrinterQuirk], attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    """Return printer attributes as this model reports them."""
    changed = {
        name: attribute(name, tag, value) for quirk, (name, tag, value) in _VALUES.items() if quirk in quirks
    }
    return tuple(changed.get(item.name, item) for item in attributes)


def with_information(quirks: Container[PrinterQuirk], reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Return reasons, with informational ones."""
    return (
        (*(reason for reason in reasons if reason != "none"), *_INFORMATION)
        if PrinterQuirk.INFORMATIONAL in quirks
        else reasons
    )


def reported_state(quirks: Container[PrinterQuirk], job: SimulatedJob) -> tuple[JobState, tuple[str, ...]]:
    """Return a job's state and reasons as this model reports them."""
    if PrinterQuirk.QUEUES in quirks and not job.state.is_final:
        return JobState.COMPLETED, ("queued-in-device",)
    if PrinterQuirk.WAITS in quirks and not job.state.is_final:
        return JobState.PENDING, ("none",)
    return job.state, with_information(quirks, job.reasons)


def job_names(quirks: Container[PrinterQuirk], job: SimulatedJob) -> tuple[Attribute, ...]:
    """Return the attributes that hold a job's name."""
    if PrinterQuirk.NAME_WITH_LANGUAGE in quirks:
        return (attribute("job-name", Tag.NAME_WITH_LANGUAGE, ("en", job.name)),)
    if PrinterQuirk.DOCUMENT_NAME in quirks:
        number = attribute("job-name", Tag.NAME, f"JOB{job.id:05}")
        return (number, attribute("document-name-supplied", Tag.NAME, job.name))
    if PrinterQuirk.RENAMES in quirks:
        return (attribute("job-name", Tag.NAME, "untitled"),)
    return (attribute("job-name", Tag.NAME, job.name),)


def extra_groups(quirks: Container[PrinterQuirk], operation: int) -> tuple[Group, ...]:
    """Return what an answer holds besides, though nobody asked for it."""
    odd: list[Attribute] = []
    if PrinterQuirk.SHIFT_JIS in quirks:
        odd.append(attribute("printer-location", Tag.TEXT, SHIFT_JIS_PLACE))
    if PrinterQuirk.STRAY_MEMBER in quirks:
        odd.append(attribute("x-stray", Tag.MEMBER, "x-dimension"))
    groups = [Group(Tag.UNSUPPORTED, tuple(odd))] if odd else []
    if PrinterQuirk.MIXED_IDS in quirks and operation == Operation.GET_JOBS:
        groups.append(Group(Tag.JOB, (attribute("job-id", Tag.KEYWORD, "unknown"),)))
    return tuple(groups)
