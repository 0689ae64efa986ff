"""A journal whose disk fails when a scenario says so."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.journal import Journal


class FailingJournal(Journal):
    """In memory; while `cause` is set, no row is taken and no check succeeds."""

    cause: Cause | None = None

    def open(self) -> None:
        self._fail()
        super().open()

    def append(
        self,
        kind: Kind,
        facts: Mapping[str, Fact],
        visit: str = "",
        intent: int | None = None,
        *,
        rescue: bool = False,
    ) -> int:
        if not rescue:
            self._fail()
        return super().append(kind, facts, visit, intent, rescue=rescue)

    def check(self) -> None:
        self._fail()
        super().check()

    def _fail(self) -> None:
        if self.cause is not None:
            raise JournalFault(self.cause)
