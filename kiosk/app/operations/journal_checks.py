"""The journal as another program sees it, whether or not the terminal runs; nothing is written."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from kiosk.app.operations.findings import Finding, Level
from kiosk.config.settings import Mode, Settings
from kiosk.journal.faults import JournalFault
from kiosk.journal.inspection import JournalReader


def journal(settings: Settings) -> Iterator[Finding]:
    """Does it open, does its chain hold, and does anything wait for staff?"""
    path = settings.journal_file
    reader = JournalReader(path, settings.journal.head)
    try:
        if not path.exists():
            head = settings.journal.head or path.with_name(f"{path.name}.head")
            if head.exists():
                yield Finding("journal", Level.FAULT, "the journal is gone; the copy of its head is there")
            else:
                yield Finding("journal", Level.WARNING, "there is no journal yet: the first start makes it")
            return
        if problems := reader.problems():
            yield from (Finding("journal", Level.FAULT, each) for each in problems)
            return
        head_now, archives = reader.head()
        rows = {"rows": head_now.seq, "archived_days": archives}
        yield Finding("journal", Level.FINE, f"whole: {head_now.seq} rows, its chain holds", facts=dict(rows))
        yield from _what_waits(reader, settings)
    except (JournalFault, OSError) as error:
        yield Finding("journal", Level.FAULT, _in_words(error))


def _in_words(error: JournalFault | OSError) -> str:
    return str(error) if isinstance(error, JournalFault) else f"the journal cannot be read: {error.strerror}"


def _what_waits(reader: JournalReader, settings: Settings) -> Iterator[Finding]:
    balances, accounts = reader.balances(), reader.accounts().values()
    if balances.stop:
        text = f"out of service until staff acts: {balances.stop}"
        yield Finding("journal", Level.FAULT, text, facts={"stop": balances.stop})
    if cases := sum(each.needs_staff for each in accounts):
        yield Finding(
            "journal", Level.FAULT, f"{cases} interrupted visits wait for staff", facts={"cases": cases}
        )
    if claims := sum(len(each.claims) for each in accounts):
        text = f"{claims} claim slips are not settled"
        yield Finding("journal", Level.WARNING, text, facts={"claims": claims})
    if not balances.pieces and settings.mode is not Mode.SIMULATION:
        yield Finding("journal", Level.WARNING, "nobody has counted the coins yet: maintenance mode does it")


def terminal_runs(settings: Settings) -> bool:
    """True while a terminal has this journal: its devices must not be asked by anybody else then."""
    lock = settings.journal_file.with_name(f"{settings.journal_file.name}.lock")
    return is_locked(lock)


def is_locked(path: Path) -> bool:
    """True when another process has the lock on a file; the file is not made."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
