"""The journal: start and staff page at 1,000 to 1,000,000 rows, and a row beside the bare fsync.

The rows are those of visits over many days, each day closed and archived as the terminal does it itself; the
last day is under way, with one case open for staff.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.figures import interleaved
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.chain import Head, StoredRow, link
from kiosk.journal.entry import facts_as_text
from kiosk.journal.files import JournalFiles
from kiosk.journal.journal import Journal
from kiosk.journal.storage import archive, rows, sums
from kiosk.journal.storage.connection import transaction
from kiosk.rules.hours.japan_time import JST
from kiosk.tasks.cases import open_cases

T = TypeVar("T")
SIZES = (1_000, 100_000, 1_000_000)
TODAY = 500
"""Rows of the day under way: about 45 paid visits."""
VISITS_A_DAY = 180
FIRST_DAY = datetime(2020, 4, 1, 10, 0, tzinfo=JST)
APPENDS = 40
"""Rows, and forced writes, in each round."""
ROW_BYTES = 24 * 1024
"""What one row costs in the write-ahead log: about five pages of 4096 bytes with their headers."""

_VISIT: tuple[tuple[Kind, int | None, dict[str, Fact]], ...] = (
    (Kind.VISIT_BEGAN, None, {"language": "ja"}),
    (Kind.DEPOSIT_OPENED, None, {"price": 250, "counter": 0}),
    (Kind.COIN_ACCEPTED, None, {"denomination": 500, "counter": 1, "hopper": True}),
    (Kind.DEPOSIT_FIXED, 1, {"inserted": 500}),
    (Kind.PRINT_INTENDED, None, {"document": "d-1", "sheets": 1, "fee": 250}),
    (Kind.CERTIFICATE_PRINTED, 4, {"document": "d-1", "fee": 250}),
    (Kind.HOPPER_INTENDED, None, {"denomination": 50, "pieces": 5, "total": 9}),
    (Kind.HOPPER_PAID, 6, {"denomination": 50, "pieces": 5}),
    (Kind.VISIT_ENDED, None, {
        "inserted": 500, "charged": 250, "paid_out": 250, "claimed": 0,
        "unknown": 0, "overpaid": 0, "reason": "",
    }),
)  # fmt: skip
"""A paid visit: (kind, place of the intent that it answers, facts)."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds by round; `start`, `staff_page` and `start_cpu` by the number of rows."""

    start: dict[int, list[float]]
    start_cpu: dict[int, list[float]]
    staff_page: dict[int, list[float]]
    append: list[float]
    fsync: list[float]


def measure(rounds: int = 7, sizes: tuple[int, ...] = SIZES) -> Figures:
    """Fill a journal of each size, then let all take turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {size: folder / str(size) / "journal.sqlite" for size in sizes}
        for size, path in paths.items():
            fill(path, size)
        cpu: dict[int, list[float]] = {size: [] for size in sizes}

        def starts(size: int) -> float:
            began, worked = time.perf_counter(), time.process_time()
            journal = Journal(paths[size], _today)
            journal.open()
            found = journal.balances(), journal.day_is_over(), open_cases(journal.accounts().values())
            cpu[size].append(time.process_time() - worked)
            took = time.perf_counter() - began
            assert len(found[2]) == 1
            journal.close()
            return took

        start = interleaved({str(size): _of(starts, size) for size in sizes}, rounds)
        opened = {size: Journal(path, _today) for size, path in paths.items()}

        def lists_cases(size: int) -> float:
            began = time.perf_counter()
            cases = open_cases(opened[size].accounts().values())
            took = time.perf_counter() - began
            assert len(cases) == 1
            return took

        for journal in opened.values():
            journal.open()
        page = interleaved({str(size): _of(lists_cases, size) for size in sizes}, rounds * 10)
        largest = opened[sizes[-1]]
        written = interleaved({"append": lambda: _appends(largest), "fsync": _of(_forces, folder)}, rounds)
        for journal in opened.values():
            journal.close()
    return Figures(
        {size: start[str(size)] for size in sizes}, cpu, {size: page[str(size)] for size in sizes},
        written["append"], written["fsync"],
    )  # fmt: skip


def fill(path: Path, size: int) -> None:
    """Make a journal with `size` rows at `path`, `TODAY` of them not archived."""
    journal = Journal(path, _today)
    journal.open()
    journal.close()
    files = JournalFiles(path)
    connection = files.open()
    head, basis, archives = rows.read_head(connection), sums.Sums(), []
    name = rows.read_journal_id(connection)
    archived = max(0, size - TODAY)
    for day in _days(head, archived):
        for row in day:
            basis.apply(rows.entry_of(row))
        basis.forget_settled(but=())
        file = files.archives / f"{day[0].seq:09d}-{day[-1].seq:09d}.jsonl"
        archives.append(archive.write_day(file, name, head, day))
        head = Head(day[-1].seq, day[-1].hash)
    with transaction(connection):
        archive.write_archives(connection, archives, basis)
        rows.write_head(connection, head)
        sums.write(connection, basis)
    files.copy.begin_anew(files.witness(connection))
    connection.close(True)
    files.release()
    journal = Journal(path, _today)
    journal.append(Kind.COIN_ACCEPTED, {"denomination": 500, "counter": 1, "hopper": True}, "owed")
    while journal.last_seq() < size:
        _append(journal)
    journal.close()


def _days(head: Head, count: int) -> Iterator[list[StoredRow]]:
    """Days of visits with `count` rows in all, each day ended by its seal."""
    at, visit = FIRST_DAY, 0
    texts = [(kind, intent, facts_as_text(facts)) for kind, intent, facts in _VISIT]
    while head.seq + len(texts) < count:
        day: list[StoredRow] = []
        at += timedelta(days=1)
        time_of_day = at.isoformat(timespec="milliseconds")
        for _ in range(VISITS_A_DAY):
            visit, first = visit + 1, head.seq + 1
            for kind, intent, facts in texts:
                answers = None if intent is None else first + intent
                row = StoredRow(head.seq + 1, time_of_day, f"v{visit}", kind.value, answers, facts)
                day.append(replace(row, hash=link(head.hash, row)))
                head = Head(row.seq, day[-1].hash)
            if head.seq + len(texts) >= count:
                break
        sealed = facts_as_text({"rows": len(day), "head": head.hash.hex()})
        row = StoredRow(head.seq + 1, time_of_day, "", Kind.DAY_CLOSED.value, None, sealed)
        day.append(replace(row, hash=link(head.hash, row)))
        head = Head(row.seq, day[-1].hash)
        yield day


def _today() -> datetime:
    return FIRST_DAY + timedelta(days=4000)


def _append(journal: Journal) -> None:
    journal.append(Kind.STAFF_ENTERED, {"by": "02", "role": "technician"})


def _appends(journal: Journal) -> float:
    began = time.perf_counter()
    for _ in range(APPENDS):
        _append(journal)
    return (time.perf_counter() - began) / APPENDS


def _forces(folder: Path) -> float:
    handle = os.open(folder / "forced", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        began = time.perf_counter()
        for place in range(APPENDS):
            os.pwrite(handle, b"x" * ROW_BYTES, place * ROW_BYTES)
            os.fsync(handle)
        return (time.perf_counter() - began) / APPENDS
    finally:
        os.close(handle)


def _of(act: Callable[[T], float], subject: T) -> Callable[[], float]:
    return lambda: act(subject)
