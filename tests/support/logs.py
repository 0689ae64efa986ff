"""What the program logs, for tests to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.logs import Entry, hand_over, log_as_json


@contextmanager
def capture_logs() -> Iterator[list[Entry]]:
    """Every entry of every level that is logged inside, and by any thread."""
    entries: list[Entry] = []
    hand_over(entries.append)
    try:
        yield entries
    finally:
        log_as_json()
