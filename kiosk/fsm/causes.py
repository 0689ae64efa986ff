"""Why the visit stops or stumbles, and why the terminal does."""

from __future__ import annotations

from kiosk.fsm.notices import NOTICES, Notice
from kiosk.fsm.session import Standing, Visit


class Causes:
    """What every action may say."""

    visit: Visit
    standing: Standing

    def _say(self, notice: Notice) -> None:
        self.visit.notice = notice
        if NOTICES[notice].stops_terminal:
            self._stop(notice)

    def _stop(self, notice: Notice) -> None:
        # The first cause stays: what follows from it would only hide it from the staff.
        self.standing.stop = self.standing.stop or notice
