"""Rows when the disk fails: a strict one raises, a rescue row waits and loses neither order nor intent."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.journal.catalogue import Kind, NotInCatalogue
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.journal.storage import connection
from kiosk.journal.storage.reserve import SIZE, Reserve
from kiosk.journal.storage.rows import AnsweredTwice
from kiosk.rules.hours.japan_time import JST
from tests.support.other_program import another_program, begin_in_another_program, end
from tests.support.small_disk import fill, make_room, small_disk

pytestmark = pytest.mark.peer
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)


class Clock:
    """A second later at each look."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as folder:
        yield folder


@pytest.fixture
def journal(disk: Path) -> Iterator[Journal]:
    found = Journal(disk / "journal.sqlite", Clock())
    found.open()
    yield found
    found.close()


def append_until_full(journal: Journal, filled: Path | None = None) -> int:
    """Strict rows until one is refused; returns how many were written.

    The disk at `filled` is filled up again before each: rows end as soon as the reserve is given up.
    """
    log = VisitLog(journal, "v")
    for count in range(100_000):
        if filled is not None:
            fill(filled)
        try:
            log.note(Kind.COIN_ACCEPTED, denomination=100, counter=count % 255, hopper=True)
        except JournalFault as fault:
            if fault.cause is Cause.FULL:
                return count
            raise
    raise AssertionError("the disk is never full")


def test_a_full_disk_leaves_room_for_the_visit_under_way(journal: Journal, disk: Path) -> None:
    fill(disk)
    assert append_until_full(journal) > 200
    assert not Reserve(disk / "journal.sqlite.reserve").complete, "the reserve is used up"


def test_a_strict_row_that_cannot_be_written_raises_and_leaves_nothing(journal: Journal, disk: Path) -> None:
    fill(disk)
    written = append_until_full(journal, disk)
    with pytest.raises(JournalFault) as caught:
        journal.append(Kind.DEPOSIT_OPENED, {"price": 250, "counter": 0}, "w")
    assert caught.value.cause is Cause.FULL
    make_room(disk)
    assert len(list(journal.entries())) == written
    assert journal.unwritten == 0


def test_rescue_rows_wait_in_order_and_are_written_before_any_later_row(journal: Journal, disk: Path) -> None:
    fill(disk)
    written = append_until_full(journal, disk)
    log = VisitLog(journal, "v").rescuing()
    intent = log.intend(Kind.HOPPER_INTENDED, denomination=100, pieces=2, total=0)
    assert intent < 0
    log.result(intent, Kind.HOPPER_PAID, denomination=100, pieces=1)
    open_intent = log.intend(Kind.HOPPER_INTENDED, denomination=50, pieces=2, total=0)
    log.note(Kind.CLAIM_MADE, amount=100, number="A-1")
    assert journal.unwritten == 4
    with pytest.raises(JournalFault):
        log.journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, "w")
    make_room(disk)
    VisitLog(journal, "v").result(open_intent, Kind.HOPPER_PAID, denomination=50, pieces=2)
    assert journal.unwritten == 0
    rows = list(journal.entries(after=written))
    assert [(row.kind, row.intent) for row in rows] == [
        (Kind.HOPPER_INTENDED, None),
        (Kind.HOPPER_PAID, rows[0].seq),
        (Kind.HOPPER_INTENDED, None),
        (Kind.CLAIM_MADE, None),
        (Kind.HOPPER_PAID, rows[2].seq),
    ]
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert rows[3].at < NOW.replace(year=2027).isoformat(), "the time is that of the deed"


def test_a_result_may_be_written_for_an_intent_that_waited_and_was_written_since(
    journal: Journal, disk: Path
) -> None:
    fill(disk)
    append_until_full(journal, disk)
    log = VisitLog(journal, "v").rescuing()
    intent = log.intend(Kind.PRINT_INTENDED, document="d", request="r", sheets=1, fee=250)
    make_room(disk)
    journal.flush()
    log.result(intent, Kind.CERTIFICATE_PRINTED, document="d", fee=250)
    with pytest.raises(AnsweredTwice):
        log.result(intent, Kind.CERTIFICATE_PRINTED, document="d", fee=250)


def test_a_waiting_row_is_held_to_the_catalogue_too(journal: Journal, disk: Path) -> None:
    fill(disk)
    append_until_full(journal, disk)
    log = VisitLog(journal, "v").rescuing()
    intent = log.intend(Kind.HOPPER_INTENDED, denomination=100, pieces=2, total=0)
    with pytest.raises(NotInCatalogue):
        VisitLog(journal, "w").rescuing().result(intent, Kind.HOPPER_PAID, denomination=100, pieces=1)
    with pytest.raises(NotInCatalogue):
        log.result(intent, Kind.CERTIFICATE_PRINTED, document="d", fee=1)
    with pytest.raises(NotInCatalogue):
        log.result(-99, Kind.HOPPER_PAID, denomination=100, pieces=1)
    log.result(intent, Kind.HOPPER_PAID, denomination=100, pieces=2)
    with pytest.raises(AnsweredTwice):
        log.result(intent, Kind.HOPPER_PAID, denomination=100, pieces=2)
    assert journal.unwritten == 2


def test_the_reserve_is_really_allocated_and_comes_back_when_there_is_space(
    journal: Journal, disk: Path
) -> None:
    reserve = Reserve(disk / "journal.sqlite.reserve")
    assert reserve.complete
    fill(disk)
    append_until_full(journal, disk)
    assert not reserve.complete
    assert not reserve.keep()
    make_room(disk)
    assert reserve.keep()
    assert reserve.complete
    assert (disk / "journal.sqlite.reserve").stat().st_blocks * 512 >= SIZE
    assert (disk / "journal.sqlite.reserve").stat().st_mode & 0o777 == 0o600


# --- other programs -------------------------------------------------------------------------------------


def test_a_reader_in_a_transaction_keeps_neither_a_start_nor_a_row_waiting(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    first = Journal(path, Clock())
    first.append(Kind.VISIT_BEGAN, {"language": "ja"}, "v")
    first.close()
    with another_program(path, "BEGIN"):
        journal = Journal(path, Clock())
        for count in range(1500):
            seq = journal.append(
                Kind.COIN_ACCEPTED, {"denomination": 100, "counter": count % 255, "hopper": True}
            )
            assert seq == count + 2
        journal.close()


def test_a_reader_that_comes_between_rows_breaks_none(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path, Clock())
    for count in range(10):
        journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, "v")
        with another_program(path, "BEGIN"):
            assert journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, "w") == 2 * count + 2
    journal.close()


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second for another program's lock instead of five: what happens then is the same."""
    monkeypatch.setattr(connection, "PATIENCE_MS", 500)


@pytest.mark.usefixtures("short_patience")
def test_a_lock_of_more_than_one_patience_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path, Clock())
    journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, "v")
    holder = begin_in_another_program(path, "BEGIN IMMEDIATE", seconds=0.7)
    assert journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, "w") == 2
    end(holder)
    journal.close()


@pytest.mark.usefixtures("short_patience")
def test_a_lock_that_stays_is_a_fault_of_its_own_and_a_rescue_row_waits(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path, Clock())
    journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, "v")
    with another_program(path, "BEGIN IMMEDIATE"):
        with pytest.raises(JournalFault) as caught:
            journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, "w")
        assert caught.value.cause is Cause.LOCKED
        number = VisitLog(journal, "v").rescuing().intend(Kind.DEPOSIT_OPENED, price=250, counter=1)
        assert (number, journal.unwritten) == (-1, 1)
        began = time.monotonic()
        for _ in range(20):
            VisitLog(journal, "v").rescuing().note(Kind.CLAIM_MADE, amount=100, number="A-1")
        assert time.monotonic() - began < 2, "rows behind a waiting one do not wait for the lock again"
    journal.flush()
    kinds = [entry.kind for entry in journal.entries()]
    assert kinds == [Kind.VISIT_BEGAN, Kind.DEPOSIT_OPENED, *[Kind.CLAIM_MADE] * 20]
    journal.close()
