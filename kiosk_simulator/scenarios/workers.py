"""Workers that hang, or whose program fails, when a scenario says so."""

from __future__ import annotations

from typing import Any

from kiosk.runtime.workers import LIMIT, Done, Job
from kiosk_simulator.faults import NeverAnswers
from kiosk_simulator.headless import InlineWorkers

DEVICES = ("card", "cash", "printer", "receipt", "centre", "journal", "staff")
"""The workers of a terminal, by the names of their devices."""


class ProgramError(RuntimeError):
    """Stands for a mistake in the program of a device."""


class ScenarioWorkers(InlineWorkers):
    """`broken` are devices of which a job to come raises, `stuck` those of which one never comes back.

    The numbers say which job it is, 1 for the next.
    """

    def __init__(self) -> None:
        super().__init__()
        self.broken: dict[str, int] = {}
        self.stuck: dict[str, int] = {}

    def submit(self, device: str, job: Job, done: Done, limit: float = LIMIT) -> None:
        def run() -> Any:
            if _is_due(self.broken, device):
                raise ProgramError
            if _is_due(self.stuck, device):
                raise NeverAnswers
            return job()

        super().submit(device, run, done, limit)

    def come_back(self, device: str) -> None:
        """What hung is asked again, then what waited behind it."""
        for item in self.hung.pop(device, []):
            self.submit(device, item.job, item.done, item.limit)


def _is_due(counts: dict[str, int], device: str) -> bool:
    if device not in counts:
        return False
    counts[device] -= 1
    if counts[device] > 0:
        return False
    del counts[device]
    return True
