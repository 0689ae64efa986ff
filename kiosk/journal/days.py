"""The rows of some days, without holding up whoever writes: read on a connection of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kiosk.journal.entry import Entry
from kiosk.journal.inspection import JournalReader
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST


def day_of(entry: Entry) -> date:
    """The day on which a row was written, in Japan."""
    return datetime.fromisoformat(entry.at).astimezone(JST).date()


def entries_between(journal: Journal, first: date, last: date) -> list[Entry]:
    """Rows written from `first` to `last`, both included, oldest first. Raises JournalFault."""
    if journal.path is None:
        return between(journal.entries(), first, last)
    return JournalReader(journal.path).entries_between(first, last)


def entries_after(journal: Journal, seq: int) -> list[Entry]:
    """Rows numbered above `seq`, oldest first. Raises JournalFault."""
    return list(journal.entries(seq) if journal.path is None else JournalReader(journal.path).entries(seq))


def between(entries: Iterable[Entry], first: date, last: date) -> list[Entry]:
    """Those of the rows that were written from `first` to `last`, both included."""
    return [entry for entry in entries if first <= day_of(entry) <= last]
