"""A journal in a file, to which something happens between two rows of a visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from tests.support.small_disk import fill
from tests.support.visits import Person


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


def with_journal(person: Person, path: Path) -> HookedJournal:
    """The terminal starts on a journal in a file."""
    person.journal.close()
    person.journal = journal = HookedJournal(path, person.clock.now)
    person.boots()
    return journal


def fill_wholly(journal: Journal) -> None:
    """Fill the journal's disk, its reserve included: it takes not one row any more."""
    assert journal.path is not None
    for _ in range(100_000):
        fill(journal.path.parent)  # whoever fills the disk takes what the reserve gives up, too
        try:
            Journal.append(journal, Kind.STAFF_ENTERED, {"by": "02", "role": "technician"})
        except JournalFault:
            return
