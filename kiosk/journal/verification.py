"""Is the journal what was written? Chain, sums and archives, each with what is wrong in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw

from kiosk.journal.chain import Head
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.storage import archive, rows, sums
from kiosk.journal.storage.head_copy import Witness


def check(connection: apsw.Connection) -> None:
    """Follow the chain from the last archive on, and compare the sums with the rows.

    Raises JournalFault for the first thing that is wrong.
    """
    archived = rows.read_archived(connection)
    expected = archive.read_basis(connection)
    for row in rows.read_rows(connection, archived.seq):
        expected.apply(rows.entry_of(row))
    found = sums.read(connection)
    for what, kept, counted in (
        ("balances", found.balances, expected.balances),
        ("accounts", found.accounts, expected.accounts),
        ("open payouts", found.next_totals, expected.next_totals),
    ):
        if kept != counted:
            raise JournalFault(Cause.DAMAGED, f"the {what} are not what the rows add up to")
    unsettled = [visit for visit, each in expected.accounts.items() if visit and not each.settled]
    if list(sums.read_unsettled(connection)) != unsettled:
        raise JournalFault(Cause.DAMAGED, "accounts that are not settled are not found")
    for visit, account in expected.accounts.items():
        if sums.read_account(connection, visit) != account:
            raise JournalFault(Cause.DAMAGED, "an account is not found")


def check_witness(connection: apsw.Connection, witness: Witness) -> None:
    """Compare the chain with the second copy of its head. Raises JournalFault."""
    if rows.read_journal_id(connection) != witness.journal:
        raise JournalFault(Cause.CUT_SHORT, "it is another journal than the one that was written here")
    head = rows.read_head(connection)
    if head.seq < witness.head.seq:
        lost = witness.head.seq - head.seq
        raise JournalFault(Cause.CUT_SHORT, f"the last {lost} rows that were written are not in it")
    archived = rows.read_archived(connection)
    if witness.head.seq == archived.seq:
        same = archived == witness.head
    elif witness.head.seq < archived.seq:
        same = True  # the archive's own digests tell
    else:
        found = connection.execute("SELECT hash FROM movements WHERE seq = ?", (witness.head.seq,)).fetchone()
        same = found is not None and Head(witness.head.seq, rows.as_bytes(found[0])) == witness.head
    if not same:
        raise JournalFault(Cause.CUT_SHORT, f"row {witness.head.seq} is another one than was written here")


def problems(connection: apsw.Connection, archives: Path, witness: Witness | None) -> Iterator[str]:
    """All that is wrong, in words, archives included; nothing when the journal is whole."""
    try:
        check(connection)
    except JournalFault as fault:
        yield str(fault)
    if witness is None:
        yield "the second copy of the head is missing or not readable"
    else:
        try:
            check_witness(connection, witness)
        except JournalFault as fault:
            yield str(fault)
    journal = rows.read_journal_id(connection)
    end = 0
    for each in archive.list_archives(connection):
        if each.first != end + 1:
            yield f"archives: rows {end + 1} to {each.first - 1} are in none"
        end = each.last
        try:
            for _ in archive.read_archive(archives, each, journal):
                continue
        except JournalFault as fault:
            yield str(fault)
    if end != rows.read_archived(connection).seq:
        yield f"archives end at row {end}"
