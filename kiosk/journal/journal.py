"""The journal itself: append-only rows in SQLite, durable before the call returns."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import apsw

from kiosk.journal.accounting.accounts import Account, Balances
from kiosk.journal.catalogue import CATALOGUE, Fact, Kind, NotInCatalogue, check
from kiosk.journal.entry import Entry, facts_as_text
from kiosk.journal.faults import Cause, JournalFault, named_faults
from kiosk.journal.files import JournalFiles
from kiosk.journal.opening import open_checked
from kiosk.journal.storage import rows, sums
from kiosk.journal.storage.connection import transaction
from kiosk.journal.waiting import NewRow, WaitingRows
from kiosk.logs import Log
from kiosk.rules.hours.japan_time import JST
from kiosk.structs import Struct

log = Log()

_REOPENED_AFTER = (Cause.READ_ONLY, Cause.DAMAGED, Cause.IO, Cause.MISSING)
"""Faults after which the file is opened, and looked at, anew before the next row."""


class Journal:
    """Append-only rows. One connection, used under a lock; a row is on disk when `append` returns.

    Whatever is wrong with the file raises JournalFault, from every method.
    """

    def __init__(self, path: Path | None, now: Callable[[], datetime], copy: Path | None = None) -> None:
        """The journal at `path` (None: in memory, for tests), which is opened by its first use.

        `now` gives aware times. `copy` is the file of the second copy of the head, by default beside `path`.
        """
        self.path = path
        self._now = now
        self._lock = threading.RLock()
        self._waiting = WaitingRows()
        self._opened: apsw.Connection | None = None
        self._closed = False
        self._files = None if path is None else JournalFiles(path, copy)

    def open(self) -> None:
        """Open the file, or create it at a first start, and see whether it is what was written."""
        with self._lock, self._faults():
            self._connection()
        self.write_head()

    @property
    def unwritten(self) -> int:
        """How many rows wait in memory for a disk that takes them."""
        with self._lock:
            return len(self._waiting)

    def append(
        self,
        kind: Kind,
        facts: Mapping[str, Fact],
        visit: str = "",
        intent: int | None = None,
        *,
        rescue: bool = False,
    ) -> int:
        """Write one row and return its number.

        A row that cannot be written raises JournalFault, and what it announces must not happen. With `rescue`
        it is kept in memory instead, in order, and written before any later row; the number returned is
        provisional then, and good as `intent`. Rescue is for what must happen in any case: money given back,
        a slip, the end of a visit.

        Raises NotInCatalogue when the facts are not the catalogue's, or the intent is missing or not one
        of this visit that `kind` answers, and AnsweredTwice when it was answered already.
        """
        check(kind, facts, visit)
        if bool(CATALOGUE[kind].answers) != (intent is not None):
            raise NotInCatalogue(f"{kind}: an intent is {'missing' if intent is None else 'not expected'}")
        with self._lock:
            row = NewRow(self._now(), visit, kind, intent, facts_as_text(facts))
            try:
                self._flush()
                return self._write(row)
            except JournalFault:
                if not rescue:
                    raise
                self._check_waiting_intent(row)
                return self._waiting.add(row)

    def flush(self) -> None:
        """Write what waits in memory."""
        with self._lock:
            self._flush()

    def _flush(self) -> None:
        while self._waiting:
            row = self._waiting.first()
            try:
                seq = self._write(row)
            except NotInCatalogue:  # not to be seen while the file was away; it must not keep others waiting
                log.error("row_not_written", kind=row.kind.value, intent=row.intent)
                seq = 0
            self._waiting.written(seq)

    def _write(self, row: NewRow) -> int:
        """Write one row; on a full disk once more, with the reserve given up."""
        try:
            return self._write_once(row)
        except JournalFault as fault:
            if fault.cause is not Cause.FULL or self._files is None or not self._files.reserve.give_up():
                raise
        return self._write_once(row)

    def _write_once(self, row: NewRow) -> int:
        with self._faults():
            connection = self._connection()
            # What keeps rows waiting has been waited for; the terminal must not stand still for each of them.
            with transaction(connection, patient=not self._waiting):
                intent = None if row.intent is None else self._waiting.resolved(row.intent)
                seq = rows.append(connection, replace(row, intent=intent))
        self._copy_head(durable=False)
        return seq

    def _check_waiting_intent(self, row: NewRow) -> None:
        """See to the intent of a row that will wait, as far as memory can tell."""
        if row.intent is None:
            return
        intent = self._waiting.resolved(row.intent)
        found = self._waiting.find(intent)
        if intent < 0 and (found is None or not rows.fits(row.kind, row.visit, found.visit, found.kind)):
            raise NotInCatalogue(f"{row.kind}: row {intent} is no intent of this visit that it answers")
        if self._waiting.answers(intent):
            raise rows.AnsweredTwice(f"{row.kind}: row {intent} has its result already")

    # --- reading

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Return the rows numbered above `after`, oldest first, archived ones included; each is checked."""
        with self._lock, self._faults():
            connection = self._connection()
            found = rows.read_rows(connection, after)
            if self._files is not None and after < rows.read_archived(connection).seq:
                found = [*self._files.archived_rows(connection, after), *found]
            return iter([rows.entry_of(row) for row in found])

    def last_seq(self) -> int:
        """The number of the last row, 0 without one."""
        with self._lock, self._faults():
            return rows.read_head(self._connection()).seq

    def archived_seq(self) -> int:
        """The number of the last archived row, 0 without one."""
        with self._lock, self._faults():
            return rows.read_archived(self._connection()).seq

    def accounts(self) -> dict[str, Account]:
        """Visits with something for staff or for a start, oldest first: the cost is that of those alone."""
        with self._lock, self._faults():
            return sums.read_unsettled(self._connection())

    def account(self, visit: str) -> Account | None:
        """One visit's account; None without rows of it, and when it was settled and archived.

        The empty name has what belongs to no visit, such as stray coins.
        """
        with self._lock, self._faults():
            return sums.read_account(self._connection(), visit)

    def balances(self) -> Balances:
        """What outlives visits: hoppers, cash box, counter, stop, latest moment."""
        with self._lock, self._faults():
            return sums.read_balances(self._connection())

    def hopper_stock(self) -> tuple[dict[int, int], int]:
        """Return (pieces in each hopper by denomination, yen in the cash box)."""
        found = self.balances()
        return found.pieces, found.cash_box

    def last_counter(self) -> tuple[str, int] | None:
        """Return (visit, coin acceptor's event counter) of the latest deposit row, None without one."""
        return self.balances().counter

    def next_total(self, intent: int) -> int | None:
        """The hopper's own count at the payout after the open payout `intent`, None when none followed."""
        with self._lock, self._faults():
            return sums.read_next_totals(self._connection()).get(intent)

    # --- keeping

    def check(self) -> None:
        """May another visit begin? Rows that wait are written, and the reserve is kept again.

        Raises JournalFault while rows wait, space is short, or the file does not take a row or is not the
        one that was opened.
        """
        with self._lock:
            self._flush()
            with self._faults():
                connection = self._connection()
                if self._files is not None:
                    self._files.check()
                with transaction(connection):
                    connection.execute("UPDATE state SET value = value + 1 WHERE name = 'written'")
            self.write_head()

    def write_head(self) -> None:
        """Force the second copy of the head to its disk."""
        with self._lock, self._faults():
            self._copy_head(durable=True)

    def day_is_over(self) -> bool:
        """True when there are rows of an earlier day in Japan that no seal follows."""
        with self._lock, self._faults():
            oldest = rows.read_oldest_moment(self._connection())
        today = self._now().astimezone(JST).date()
        return oldest is not None and datetime.fromisoformat(oldest).astimezone(JST).date() < today

    def close_day(self) -> None:
        """Seal the rows since the last seal with a row of its own, and archive them."""
        with self._lock:
            with self._faults():
                connection = self._connection()
                head, sealed = rows.read_head(connection), rows.read_sealed(connection)
            if head.seq > sealed:
                self.append(Kind.DAY_CLOSED, {"rows": head.seq - sealed, "head": head.hash.hex()})
                self.write_head()
            if self._files is not None:
                with self._faults():
                    self._files.archive(self._connection())

    def close(self) -> None:
        """Close the file; later calls raise. Rows that the disk does not take now either are lost."""
        with self._lock:
            try:
                self._flush()
            except JournalFault as fault:
                log.error("rows_lost", rows=len(self._waiting), cause=fault.cause.value)
            self._closed = True
            self._drop()
            if self._files is not None:
                self._files.release()

    def export(self, path: Path) -> int:
        """Write all rows to `path` as JSON lines and return how many there are."""
        count = 0
        with path.open("w", encoding="utf-8") as file:
            for each in self.entries():
                file.write(json.dumps(each.as_json(), ensure_ascii=False) + "\n")
                count += 1
        return count

    # --- the file

    def _connection(self) -> apsw.Connection:
        if self._closed:
            raise JournalFault(Cause.CLOSED)
        if self._opened is None:
            self._opened = open_checked(None, None, None) if self._files is None else self._files.open()
        return self._opened

    def _copy_head(self, *, durable: bool) -> None:
        if self._files is not None and self._opened is not None:
            try:
                self._files.copy_head(self._opened, durable=durable)
            except (OSError, apsw.Error, JournalFault) as error:
                if durable:
                    raise
                # The row is on disk: its writer must not hear otherwise. `check` will find this too.
                log.error("head_not_copied", kind=type(error).__name__)

    def _drop(self) -> None:
        if self._opened is not None:
            self._opened.close(True)
            self._opened = None

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Name what is wrong; the file is looked at anew where it may be another one by now."""
        try:
            with named_faults(self.path.parent if self.path else None):
                yield
        except JournalFault as fault:
            if self.path is not None and fault.cause in _REOPENED_AFTER:
                self._drop()
            raise


class VisitLog(Struct):
    """The journal with the visit filled in, and the two halves of a movement named.

    With `rescue` no method raises JournalFault: the rows wait for the disk instead.
    """

    journal: Journal
    visit: str
    rescue: bool = False

    def rescuing(self) -> VisitLog:
        """The same visit, with rows that are kept whatever the disk does."""
        return replace(self, rescue=True)

    def intend(self, kind: Kind, **facts: Fact) -> int:
        """Write an intent; returns its number for `result`."""
        return self.journal.append(kind, facts, self.visit, rescue=self.rescue)

    def result(self, intent: int, kind: Kind, **facts: Fact) -> None:
        """Write what became of an intent."""
        self.journal.append(kind, facts, self.visit, intent, rescue=self.rescue)

    def note(self, kind: Kind, **facts: Fact) -> None:
        """Write a row that is neither."""
        self.journal.append(kind, facts, self.visit, rescue=self.rescue)
