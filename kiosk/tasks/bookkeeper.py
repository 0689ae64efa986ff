"""The bookkeeper listens: visits, staff and a wrong clock go into the journal, a visit off the bench."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.fsm.notices import Notice
from kiosk.fsm.session import Visit
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.tasks.bench import Bench


@dataclass(slots=True)
class Bookkeeper:
    """A listener of the terminal. `visit_over` is called after each visit, to wipe what tasks keep."""

    journal: Journal
    bench: Bench
    visit_over: Callable[[], None]
    _state: S = S.STARTING
    _stopped_for_clock: bool = False

    def visit_changed(self, before: Visit, after: Visit) -> None:
        """Journal the end and the beginning of visits, and empty the bench between them."""
        self.bench.open(after.id)
        if before.id:
            self._journal_end(before)
            self.visit_over()
        if after.id:
            self.journal.append(Kind.VISIT_BEGAN, {"language": after.language}, after.id)

    def _journal_end(self, visit: Visit) -> None:
        money = visit.money
        facts = {
            "inserted": money.inserted,
            "charged": money.charged,
            "paid_out": money.paid_out,
            "claimed": money.claimed,
            "notice": visit.notice.value if visit.notice else "",
        }
        self.journal.append(Kind.VISIT_ENDED, facts, visit.id)

    def shown(self, view: View) -> None:
        """Journal when maintenance mode begins and ends, and when the clock stops the terminal."""
        before, self._state = self._state, view.state
        if view.state is S.MAINTENANCE and before is not S.MAINTENANCE:
            self.journal.append(Kind.STAFF_ENTERED, {})
        elif before is S.MAINTENANCE and view.state is not S.MAINTENANCE:
            self.journal.append(Kind.STAFF_LEFT, {"in_service": view.state is not S.OUT_OF_SERVICE})
        self._look_for_clock(view)

    def _look_for_clock(self, view: View) -> None:
        """One row for each stop, however many pictures show it: a restart must not clear it."""
        if view.stop is Notice.CLOCK_JUMPED and not self._stopped_for_clock:
            self._stopped_for_clock = True
            self.journal.append(Kind.CLOCK_JUMPED, {})
        elif view.stop is None:
            self._stopped_for_clock = False
