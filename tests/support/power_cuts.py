"""A journal that cuts the power after a chosen row, for visits that are played in the test's own process."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.journal import Journal
from tests.support.visits import Person


class PowerCut(BaseException):
    """The plug was pulled. Not an `Exception`, so that no handler of the terminal catches it."""


class PowerCutJournal(Journal):
    """Raises PowerCut after `life` more rows; the last of them is on disk. None: never."""

    life: int | None = None

    def append(
        self,
        kind: Kind,
        facts: Mapping[str, Fact],
        visit: str = "",
        intent: int | None = None,
        *,
        rescue: bool = False,
    ) -> int:
        seq = super().append(kind, facts, visit, intent, rescue=rescue)
        if self.life is not None:
            self.life -= 1
            if self.life <= 0:
                raise PowerCut
        return seq


def set_life(person: Person, rows: int | None) -> None:
    """Cut the power after `rows` more rows of the person's journal; None: never."""
    assert isinstance(person.journal, PowerCutJournal)
    person.journal.life = rows
