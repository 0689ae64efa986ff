"""Jobs in the simulated printer's queue, and the sheets that they become."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.hardware.page_printer.protocol import JobState


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet in the output tray: sheet `number` of `sheets` of a job."""

    job: int
    name: str
    number: int
    sheets: int
    pdf: bytes = field(repr=False)


@dataclass
class SimulatedJob:
    """A job in the queue; `printed` counts its finished sheets.

    `created` and `stops` are seconds of the printer's clock: when it was accepted, and when a
    canceled job reaches its stopping point.
    """

    id: int
    name: str
    pages: int
    sheets: int
    pdf: bytes = field(repr=False)
    state: JobState = JobState.PENDING
    printed: int = 0
    reasons: tuple[str, ...] = ("none",)
    user: str = "kiosk"
    created: float = 0.0
    stops: float | None = None

    def end(self, state: JobState, reason: str) -> None:
        """End the job and forget its document."""
        self.state, self.reasons, self.pdf, self.stops = state, (reason,), b"", None
