"""Journals visits, maintenance mode and a wrong clock, and clears what was prepared for a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.journal import Journal
from kiosk.rules.staff import StaffPerson
from kiosk.tasks.paper.prepared_certificates import PreparedCertificates


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
    _person: StaffPerson | None = None
    _clock_doubted: bool = False

    def visit_began(self, visit: Visit) -> None:
        """Journal the beginning, and let certificates be prepared for this visit."""
        self.prepared.open(visit.id)
        self.journal.append(Kind.VISIT_BEGAN, {"language": visit.language}, visit.id, rescue=True)

    def visit_ended(self, visit: Visit) -> None:
        """Journal the end, and forget what was prepared."""
        self.prepared.open("")
        money = visit.money
        facts = {
            "inserted": money.inserted + money.returned,
            "charged": money.charged,
            "paid_out": money.paid_out + money.returned,
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
        person, self._person = self._person, view.status.signed_in
        if view.status.signed_in is not None and person is None:
            facts: dict[str, Fact] = {
                "by": view.status.signed_in.id,
                "role": view.status.signed_in.role.value,
            }
            self.journal.append(Kind.STAFF_ENTERED, facts, rescue=True)
        elif person is not None and view.status.signed_in is None:
            self._staff_left(person.id, view)
        if view.state is S.CLOSED and before is not S.CLOSED:
            self.day_over()
        self._look_for_clock(view)

    def _staff_left(self, by: str, view: View) -> None:
        if view.status.wants_service is None:
            self.journal.append(Kind.STAFF_GONE, {"by": by}, rescue=True)
        else:
            in_service = view.status.wants_service and view.status.stop is None
            self.journal.append(Kind.STAFF_LEFT, {"in_service": in_service, "by": by}, rescue=True)

    def _look_for_clock(self, view: View) -> None:
        """One row for each doubt, however many pictures show it: a restart must not clear it."""
        if view.status.clock_doubted and not self._clock_doubted:
            self.journal.append(Kind.CLOCK_JUMPED, {}, rescue=True)
        self._clock_doubted = view.status.clock_doubted
