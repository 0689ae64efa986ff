"""The interface of a page printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from kiosk.hardware.page_printer.ipp_constants import PASSING
from kiosk.hardware.status import Detail, DeviceError, DeviceReport, DeviceStatus, Paper


class JobState(IntEnum):
    """RFC 8011, 5.3.7. `STOPPED` waits for a person and may resume; the last three are final."""

    UNKNOWN = 0
    """The printer knows the job and reports no state; not a value of IPP."""
    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def is_final(self) -> bool:
        """True if the job has ended. `job_outcome.outcome` decides whether all of it is out."""
        return self >= JobState.CANCELED


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """Status, paper and the printer's own reasons (IPP keywords with their severity suffix)."""

    status: DeviceStatus
    paper: Paper
    reasons: tuple[str, ...] = ()
    detail: Detail = Detail.NONE

    @property
    def device(self) -> DeviceReport:
        """The report in the form shared by all devices."""
        return DeviceReport(self.status, self.detail)

    @property
    def can_serve(self) -> bool:
        """True if the printer can print now."""
        return self.device.can_serve


@dataclass(frozen=True, slots=True)
class Job:
    """A print job. `sheets_completed` is the printer's own count of sheets that are out, None without one."""

    id: int
    state: JobState
    sheets_completed: int | None
    reasons: tuple[str, ...] = ()


class PrinterUnreachable(DeviceError):
    """No complete response. With `maybe_accepted`, a job was sent and may have been accepted anyway."""

    def __init__(self, message: str, *, maybe_accepted: bool = False) -> None:
        super().__init__(message)
        self.maybe_accepted = maybe_accepted


class PrinterRefused(DeviceError):
    """The printer refused; `status` is the IPP status code (RFC 8011, B.1). Nothing was done."""

    def __init__(self, operation: str, status: int) -> None:
        super().__init__(f"{operation} refused with IPP status 0x{status:04x}")
        self.status = status

    @property
    def passes(self) -> bool:
        """True if the same request may be accepted a little later (busy, waking, out for a moment)."""
        return self.status in PASSING


class PagePrinter(Protocol):
    """A printer for A4 sheets. No method sends a document twice."""

    def report(self) -> PrinterReport:
        """Return the current status; an unreachable printer is OFFLINE, never an exception."""

    def readiness(self) -> PrinterReport:
        """Return the status as `report` does, or why the printer would refuse every certificate."""

    def submit(self, pdf: bytes, name: str, sides: str = "one-sided") -> int:
        """Print a PDF and return the job's id. `name` is a random id of ASCII letters, digits and `-`.

        Raises PrinterUnreachable, PrinterRefused; ValueError for a name of another form.
        """

    def job(self, id: int) -> Job:
        """Return a job's state. Raises PrinterUnreachable, PrinterRefused (0x0406: no such job)."""

    def cancel(self, id: int) -> None:
        """Cancel a job. Raises PrinterUnreachable, PrinterRefused (0x0404: it has already ended)."""

    def find(self, name: str, id: int | None = None) -> Job | None:
        """Return the job that was submitted as `name`, with the printer's `id` if one is known.

        None when the printer does not list it, which does not mean that it has none. Raises
        PrinterUnreachable only.
        """
