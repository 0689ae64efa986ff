"""What rows that a terminal sends say, held against the last one that was acknowledged. No I/O."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.journal.chain import Head, StoredRow, beginning, link
from kiosk_fleet.alarms import AlarmKind


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row that was acknowledged; `journal` is empty before the first one of a chain."""

    journal: str = ""
    seq: int = 0
    hash: bytes = b""

    def head(self, journal: str) -> Head:
        """Where the chain of `journal` stands for the server."""
        return Head(self.seq, self.hash) if self.journal else beginning(journal)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rows that are new, or the alarm because of which none is taken; `seq` is the row it is about."""

    rows: tuple[StoredRow, ...] = ()
    alarm: AlarmKind | None = None
    seq: int = 0


def judge(cursor: Cursor, journal: str, rows: Sequence[StoredRow], known: Mapping[int, bytes]) -> Verdict:
    """Say what follows from `rows` of `journal`, at least one, in the order in which they came.

    `known` are hashes of rows up to the cursor that the server still has. Rows that were acknowledged before
    are taken for a repetition if they are the same, and change nothing.
    """
    if cursor.journal not in ("", journal):
        return Verdict(alarm=AlarmKind.ROLLBACK, seq=rows[0].seq)
    head = cursor.head(journal)
    hashes = {**known, 0: beginning(journal).hash, head.seq: head.hash}
    new: list[StoredRow] = []
    before = rows[0].seq - 1
    if before > head.seq:
        return Verdict(alarm=AlarmKind.GAP, seq=rows[0].seq)
    for row in rows:
        if row.seq != before + 1:
            return Verdict(alarm=AlarmKind.GAP, seq=row.seq)
        if row.seq in hashes and row.hash != hashes[row.seq]:
            return Verdict(alarm=AlarmKind.FORK, seq=row.seq)
        if before in hashes and link(hashes[before], row) != row.hash:
            return Verdict(alarm=AlarmKind.CHAIN_BROKEN, seq=row.seq)
        hashes[row.seq] = row.hash
        if row.seq > head.seq:
            new.append(row)
        before = row.seq
    return Verdict(tuple(new))


def judge_head(cursor: Cursor, journal: str, head: Head) -> Verdict:
    """Say what follows from the head that a heartbeat tells: it may be ahead of the cursor, never behind."""
    if not cursor.journal:
        return Verdict()
    if cursor.journal != journal or head.seq < cursor.seq:
        return Verdict(alarm=AlarmKind.ROLLBACK, seq=head.seq)
    if head.seq == cursor.seq and head.hash != cursor.hash:
        return Verdict(alarm=AlarmKind.FORK, seq=head.seq)
    return Verdict()
