"""What a screen may know: a read-only picture of the machine at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.fsm.model import FlowSettings
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import BEFORE_MONEY
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import TerminalStatus
from kiosk.fsm.visit import Visit


@dataclass(frozen=True, slots=True)
class View:
    """Everything a screen draws. Amounts are yen; times are seconds on the terminal's clock."""

    state: S
    generation: int
    """Grows with every state entry; two views with the same generation show the same entry."""
    visit: Visit = field(default_factory=Visit)
    status: TerminalStatus = field(default_factory=TerminalStatus)
    settings: FlowSettings = field(default_factory=FlowSettings)
    deadline: float | None = None
    """Clock time when this state times out, None when it does not."""
    timeout: float | None = None
    """The whole time-out in seconds: the ring shows (deadline − now) / timeout."""
    since: float | None = None
    """Clock time when a wait began: that of the state, or of the sheet under way; None without a wait."""
    expected: float | None = None
    """Seconds that this wait usually takes here; for printing, one sheet."""

    @property
    def reason(self) -> Reason | None:
        """Why this state is shown, or what the shopper should know in it."""
        return self.status.out_of_service if self.state is S.OUT_OF_SERVICE else self.visit.reason

    @property
    def closing_in_minutes(self) -> int | None:
        """Minutes until the service of this visit closes, None while there is plenty, or where nothing is
        ended by it any more: what was paid is finished."""
        if self.state not in BEFORE_MONEY:
            return None
        rows = (row for row in self.status.services if row.service is self.visit.service)
        return next((row.closes_in for row in rows), None)

    @property
    def copies_left(self) -> int:
        """Copies that may still be ordered in this visit, or that the line being changed may have."""
        return self.settings.copies_left(self.visit)
