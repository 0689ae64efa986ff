"""Journals visits, maintenance mode and a wrong clock, and clears what was prepared for a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.tasks.prepared_certificates import PreparedCertificates


@dataclass(slots=True)
class JournalListener:
    """A listener of the terminal: its rows wait for a disk that takes none, and never stop a visit.

    `visit_over` is called after each visit, to wipe what tasks keep, `day_over` when the service hours end.
    """

    journal: Journal
    prepared: PreparedCertificates
    visit_over: Callable[[], None]
    day_over: Callable[[], None] = lambda: None
    _state: S = S.STARTING
    _stopped_for_clock: bool = False

    def visit_began(self, visit: Visit) -> None:
        """Journal the beginning, and let certificates be prepared for this visit."""
        self.prepared.open(visit.id)
        self.journal.append(Kind.VISIT_BEGAN, {"language": visit.language}, visit.id, rescue=True)

    def visit_ended(self, visit: Visit) -> None:
        """Journal the end, and forget what was prepared."""
        self.prepared.open("")
        money = visit.money
        facts = {
            "inserted": money.inserted,
            "charged": money.charged,
            "paid_out": money.paid_out,
            "claimed": money.claimed,
            "unknown": money.unknown,
            "overpaid": money.overpaid,
            "reason": visit.reason.value if visit.reason else "",
        }
        self.journal.append(Kind.VISIT_ENDED, facts, visit.id, rescue=True)
        self.visit_over()

    def shown(self, view: View) -> None:
        """Journal when maintenance mode begins and ends, and when the clock stops the terminal."""
        before, self._state = self._state, view.state
        if view.state is S.MAINTENANCE and before is not S.MAINTENANCE:
            self.journal.append(Kind.STAFF_ENTERED, {}, rescue=True)
        elif before is S.MAINTENANCE and view.state is not S.MAINTENANCE:
            facts = {"in_service": view.state is not S.OUT_OF_SERVICE}
            self.journal.append(Kind.STAFF_LEFT, facts, rescue=True)
        if view.state is S.CLOSED and before is not S.CLOSED:
            self.day_over()
        self._look_for_clock(view)

    def _look_for_clock(self, view: View) -> None:
        """One row for each stop, however many pictures show it: a restart must not clear it."""
        if view.status.stop is Reason.CLOCK_JUMPED and not self._stopped_for_clock:
            self._stopped_for_clock = True
            self.journal.append(Kind.CLOCK_JUMPED, {}, rescue=True)
        elif view.status.stop is None:
            self._stopped_for_clock = False
