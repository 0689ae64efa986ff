"""A journal that lets something happen to its file between two rows of a visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.journal import Journal


class HookedJournal(Journal):
    """Calls `hook` once, when `rows` more rows were appended. None: never."""

    rows: int | None = None
    hook: Callable[[], object] = lambda: None

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
        if self.rows is not None:
            self.rows -= 1
            if self.rows == 0:
                self.rows = None
                self.hook()
        return seq

    def happens_after(self, rows: int, hook: Callable[[], object]) -> None:
        """Call `hook` after `rows` more rows."""
        self.rows, self.hook = rows, hook
