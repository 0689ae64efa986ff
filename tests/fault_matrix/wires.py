"""Which device is asked in which state: where none is, its faults cannot be noticed, and make no difference.

The wires are those of the drivers. Printers answer in the terminal's own thread, and silence takes its time
on the clock of the scenario, the centre's none at all, so that a thousand cells are played in minutes, and
alike on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.centre.messages import HEALTH_PATH, MUNICIPALITIES_PATH, REPORTS_PATH
from kiosk.centre.transport import Transport
from kiosk.hardware.page_printer import ipp_http
from kiosk.hardware.receipt_printer import session
from kiosk.net import deadline
from kiosk.runtime.clock import ManualClock
from kiosk.runtime.workers import LIMIT, Done, Job
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.cash.line import InProcessLine
from kiosk_simulator.environment import Environment
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.scenarios.failing_journal import FailingJournal
from kiosk_simulator.scenarios.run import Theatre
from kiosk_simulator.scenarios.workers import ScenarioWorkers
from tests.fault_matrix.silence import GENEROUS, silent_without_time
from tests.support.in_process_http import answered_in_process
from tests.support.in_process_receipts import answer_in_process

OFFICE = {
    HEALTH_PATH: "centre:health",
    MUNICIPALITIES_PATH: "centre:health",
    REPORTS_PATH: "centre:reports",
}
"""What the centre is asked that is of no shopper; all else is its services."""


class Wires:
    """`asked` is called with the name of a wire whenever something goes over it."""

    def __init__(self, theatre: Theatre) -> None:
        self.asked: Callable[[str], None] = lambda wire: None
        self._theatre = theatre

    @property
    def environment(self) -> Environment:
        """The devices of the cell that is being played."""
        environment = self._theatre.environment
        if environment is None:
            raise RuntimeError("nothing is being played")
        return environment

    @property
    def clock(self) -> ManualClock:
        """The clock of the cell that is being played."""
        clock = self._theatre.clock
        if clock is None:
            raise RuntimeError("nothing is being played")
        return clock

    def monotonic(self) -> float:
        """Its seconds."""
        return self.clock.monotonic()


def touches(asked: str, wire: str) -> bool:
    """Whether what went over `asked` concerns `wire`: the same one, or a part or the whole of it."""
    return asked == wire or asked.startswith(f"{wire}:") or wire.startswith(f"{asked}:")


@contextmanager
def wires(theatre: Theatre) -> Iterator[Wires]:
    """Listen at every wire of what is played in `theatre`."""
    found = Wires(theatre)
    with pytest.MonkeyPatch.context() as patch:
        _listen(patch, found)
        yield found


def _listen(patch: pytest.MonkeyPatch, heard: Wires) -> None:
    def before(owner: type, name: str, wire: Callable[..., str]) -> None:
        plain = getattr(owner, name)

        def told(self: Any, *values: Any, **named: Any) -> Any:
            heard.asked(wire(self, *values))
            return plain(self, *values, **named)

        patch.setattr(owner, name, told)

    for name in ("media", "status", "connect"):
        before(SoftwareReader, name, lambda *_: "card")
    before(InProcessLine, "write", lambda _line, data: f"cash:{data[0]}")
    before(session.Session, "ask", lambda *_: "receipt")
    before(FailingJournal, "append", lambda *_: "journal")
    before(FailingJournal, "check", lambda *_: "journal")
    before(FailingJournal, "open", lambda *_: "journal")

    submit = ScenarioWorkers.submit

    def submitted(self: ScenarioWorkers, device: str, job: Job, done: Done, limit: float = LIMIT) -> None:
        heard.asked(f"worker:{device}")
        if device == "sound":
            heard.asked(device)
        submit(self, device, job, done, limit)

    patch.setattr(ScenarioWorkers, "submit", submitted)
    call, silence = Transport._call, silent_without_time(patch, lambda: heard.environment.centre.faults)

    def called(self: Transport, method: str, path: str, *values: Any, **named: Any) -> Any:
        heard.asked(OFFICE.get(path, "centre:services"))
        silence.begins()
        usual, self._timeout = self._timeout, (GENEROUS, GENEROUS)
        try:
            return call(self, method, path, *values, **named)
        finally:
            self._timeout = usual

    patch.setattr(Transport, "_call", called)

    def connected(host: str, port: int) -> object:
        heard.asked("printer")
        return answered_in_process(heard.environment.printer)(host, port)

    patch.setattr(ipp_http, "connected", connected)
    patch.setattr(SimulatedPrinter, "wait", lambda _printer, seconds: heard.clock.advance(seconds))
    patch.setattr(deadline, "time", SimpleNamespace(monotonic=heard.monotonic))
    answer_in_process(patch, lambda: heard.environment.receipt_printer, lambda: heard.clock)
