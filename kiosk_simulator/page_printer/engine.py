"""A printer without its protocol: job queue, paper tray, faults, and the sheets in the output tray."""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from kiosk.hardware.page_printer.protocol import JobState
from kiosk_simulator.page_printer.jobs import Sheet, SimulatedJob
from kiosk_simulator.page_printer.pdf_reader import read_pages
from kiosk_simulator.page_printer.quirks import PrinterQuirk


class PrinterFault(StrEnum):
    """Faults of the printer and of its connection."""

    PAPER_OUT = "paper_out"
    """The tray is empty regardless of its counter: stops with media-empty-error."""
    PAPER_JAM = "paper_jam"
    """A sheet is stuck: stops with media-jam-error; the sheet is printed again once cleared."""
    COVER_OPEN = "cover_open"
    """The cover is open: stops with cover-open-error."""
    TONER_LOW = "toner_low"
    """Only a warning: toner-low-warning, continues printing."""
    STOPPED = "stopped"
    """Stopped by an operator: printer-state stopped, paused."""
    ERRORS = "errors"
    """The job ends as completed, job-completed-with-errors, and no sheet is out."""
    ABORT_JOB = "abort_job"
    """The printer aborts the job at its next sheet: aborted, aborted-by-system."""
    BUSY = "busy"
    """Refuses every job with server-error-busy."""
    ANSWER_LOST = "answer_lost"
    """Takes a job and closes the connection without a response."""
    NOT_LISTED = "not_listed"
    """Knows no job, by its id or in a list, though it prints."""
    GONE = "gone"
    """Accepts connections and closes them without a response."""
    SLOW = "slow"
    """Responds only after `slow_seconds`."""


STOP_SECONDS = 2.0
"""How long a canceled job takes to reach its stopping point, under PrinterQuirk.STOP_POINT."""

_STOPPING = {
    PrinterFault.PAPER_JAM: "media-jam-error",
    PrinterFault.COVER_OPEN: "cover-open-error",
    PrinterFault.PAPER_OUT: "media-empty-error",
    PrinterFault.STOPPED: "paused",
}


class PrinterEngine:
    """Prints a sheet every `seconds_per_sheet` (`auto`), or one for each `print_sheet`. Thread-safe."""

    def __init__(
        self,
        directory: Path | None = None,
        *,
        auto: bool = True,
        seconds_per_sheet: float = 0.0,
        paper: int = 250,
        on_change: Callable[[], None] | None = None,
    ) -> None:
        self.directory = directory
        self.auto = auto
        self.seconds_per_sheet = seconds_per_sheet
        self.on_change = on_change
        self.quirks: set[PrinterQuirk] = set()
        """What this model does otherwise than the standard or other models; for tests."""
        self.monotonic: Callable[[], float] = time.monotonic
        self.listed_after = 0.0
        """Seconds until a job is listed, or found by its id."""
        self.refusals: deque[int] = deque()
        """IPP statuses with which the next jobs, and questions about jobs to come, are refused."""
        self.unanswered = 0
        """Calls that are not answered before the next one that is."""
        self._paper = paper
        self._faults: set[PrinterFault] = set()
        self._jobs: dict[int, SimulatedJob] = {}
        self._ids = itertools.count(1)
        self._tray: list[Sheet] = []
        self._changed = threading.Condition(threading.RLock())
        self._ending = threading.Event()
        self._worker: threading.Thread | None = None

    # --- for console and tests --------------------------------------------------------------------

    @property
    def faults(self) -> frozenset[PrinterFault]:
        """Faults that are currently set."""
        with self._changed:
            return frozenset(self._faults)

    def set_fault(self, fault: PrinterFault) -> None:
        """Set a fault."""
        with self._changed:
            self._faults.add(fault)
        self._notify()

    def clear_fault(self, fault: PrinterFault | None = None) -> None:
        """Clear one fault, or all; a stopped job continues."""
        with self._changed:
            self._faults -= {fault} if fault else set(PrinterFault)
        self._notify()

    @property
    def paper(self) -> int:
        """Sheets in the tray; at 0 the printer stops with media-empty-error."""
        with self._changed:
            return self._paper

    def refill(self, sheets: int) -> None:
        """Put sheets into the tray."""
        with self._changed:
            self._paper += sheets
        self._notify()

    def set_paper(self, sheets: int) -> None:
        """Set the number of sheets in the tray (0 or more)."""
        with self._changed:
            self._paper = sheets
        self._notify()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Sheets in the output tray."""
        with self._changed:
            return tuple(self._tray)

    def taken(self) -> tuple[Sheet, ...]:
        """Empty the output tray; returns its sheets."""
        with self._changed:
            sheets, self._tray = tuple(self._tray), []
        self._notify()
        return sheets

    def wipe(self) -> None:
        """Forget all jobs and sheets, in memory and in the directory."""
        with self._changed:
            self._jobs.clear()
            self._tray.clear()
            if self.directory is not None:
                for path in self.directory.glob("job-*.pdf"):
                    path.unlink()
        self._notify()

    def print_sheet(self) -> bool:
        """Print the next sheet of the oldest unfinished job; False without one, or while stopped."""
        with self._changed:
            printed = self._print_sheet()
        self._notify()
        return printed

    # --- for the protocol -------------------------------------------------------------------------

    def add(self, name: str, pdf: bytes, *, two_sided: bool = False) -> SimulatedJob:
        """Add a job. Raises PdfUnreadable."""
        pages = len(read_pages(pdf))
        with self._changed:
            sheets = (pages + 1) // 2 if two_sided else pages
            job = SimulatedJob(next(self._ids), name, pages, sheets, pdf, created=self.up_time)
            self._jobs[job.id] = job
            self._settle()
        self._notify()
        return job

    @property
    def up_time(self) -> float:
        """The printer's own clock, in seconds."""
        return 1.0 + self.monotonic()

    def job(self, id: int) -> SimulatedJob | None:
        """Return a job, None for an unknown id."""
        with self._changed:
            self._settle()
            return self._jobs.get(id)

    @property
    def jobs(self) -> tuple[SimulatedJob, ...]:
        """All jobs since the last wipe, oldest first."""
        with self._changed:
            self._settle()
            return tuple(self._jobs.values())

    def cancel(self, id: int) -> bool:
        """Cancel a job; False when it has already ended."""
        with self._changed:
            job = self._jobs[id]
            if job.state.is_final:
                return False
            if PrinterQuirk.IGNORES_CANCEL in self.quirks:
                return True
            job.end(JobState.CANCELED, "job-canceled-by-user")
            if PrinterQuirk.STOP_POINT in self.quirks:
                job.reasons, job.stops = ("processing-to-stop-point",), self.up_time + STOP_SECONDS
        self._notify()
        return True

    @property
    def reasons(self) -> tuple[str, ...]:
        """printer-state-reasons."""
        with self._changed:
            reasons = [reason for fault, reason in _STOPPING.items() if fault in self._faults]
            if not self._paper and "media-empty-error" not in reasons:
                reasons.append("media-empty-error")
            if PrinterFault.TONER_LOW in self._faults:
                reasons.append("toner-low-warning")
            return tuple(reasons)

    @property
    def is_stopped(self) -> bool:
        """True while nothing can be printed."""
        return any(reason in (*_STOPPING.values(), "media-empty-error") for reason in self.reasons)

    # --- inside -----------------------------------------------------------------------------------

    def _next(self) -> SimulatedJob | None:
        return next((job for job in self._jobs.values() if not job.state.is_final), None)

    def _settle(self) -> None:
        """Bring the current job's state in line with the printer's."""
        for each in self._jobs.values():
            if each.stops is not None and self.up_time >= each.stops:
                each.end(JobState.CANCELED, "job-canceled-by-user")
        job = self._next()
        if job is None:
            return
        stopped = self.is_stopped
        job.state = JobState.STOPPED if stopped else JobState.PROCESSING
        job.reasons = ("printer-stopped",) if stopped else ("job-printing",)

    def _print_sheet(self) -> bool:
        job = self._next()
        self._settle()
        if job is None or job.state is JobState.STOPPED:
            return False
        if PrinterFault.ABORT_JOB in self._faults:
            job.end(JobState.ABORTED, "aborted-by-system")
            return False
        if PrinterFault.ERRORS in self._faults:
            job.end(JobState.COMPLETED, "job-completed-with-errors")
            return False
        job.printed += 1
        self._paper -= 1
        self._tray.append(Sheet(job.id, job.name, job.printed, job.sheets, job.pdf))
        if self.directory is not None:
            (self.directory / f"job-{job.id}.pdf").write_bytes(job.pdf)
        if job.printed >= job.sheets:
            job.end(JobState.COMPLETED, "job-completed-successfully")
        self._settle()
        return True

    def _notify(self) -> None:
        with self._changed:
            self._settle()
            self._changed.notify_all()
        if self.on_change is not None:
            self.on_change()

    def start_worker(self) -> None:
        """Start printing by itself when `auto` is set."""
        self._ending.clear()
        if self.auto:
            self._worker = threading.Thread(target=self._work, name="simulated printer", daemon=True)
            self._worker.start()

    def stop_worker(self) -> None:
        """Stop the worker and any slow response."""
        self._ending.set()
        with self._changed:
            self._changed.notify_all()
        if self._worker is not None:
            self._worker.join()
            self._worker = None

    def wait(self, seconds: float) -> None:
        """Wait for `seconds`, or until the printer is switched off."""
        self._ending.wait(seconds)

    def _work(self) -> None:
        while not self._ending.is_set():
            with self._changed:
                self._changed.wait_for(lambda: self._ending.is_set() or self._has_work())
            self._ending.wait(self.seconds_per_sheet)
            if not self._ending.is_set():
                self.print_sheet()

    def _has_work(self) -> bool:
        return self._next() is not None and not self.is_stopped
