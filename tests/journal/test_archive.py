"""Closed days in files of their own: sealed, whole, and safe to be cut off at any point."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.days import entries_between
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.inspection import JournalReader
from kiosk.journal.journal import Journal, VisitLog
from kiosk.journal.storage import archive
from kiosk.rules.hours.japan_time import JST

COIN: dict[str, Fact] = {"denomination": 100, "counter": 7, "hopper": True}


class Days:
    """A journal on a clock that is set by hand."""

    def __init__(self, path: Path) -> None:
        self.path, self.at = path, datetime(2026, 11, 24, 10, 0, tzinfo=JST)
        self.opens()

    def opens(self) -> Journal:
        self.journal = Journal(self.path, lambda: self.at)
        self.journal.open()
        return self.journal

    def serves(self, rows: int = 3) -> None:
        for _ in range(rows):
            self.journal.append(Kind.STAFF_ENTERED, {"by": "02", "role": "technician"})

    def archives(self) -> list[str]:
        return sorted(each.name for each in self.path.with_name(f"{self.path.name}.archive").iterdir())


@pytest.fixture
def days(tmp_path: Path) -> Days:
    return Days(tmp_path / "state" / "journal.sqlite")


def test_each_closed_day_has_its_file_that_ends_with_its_seal(days: Days) -> None:
    for _ in range(3):
        days.serves()
        days.at += timedelta(days=1)
        assert days.journal.day_is_over()
        days.journal.close_day()
        assert not days.journal.day_is_over()
    assert days.archives() == [
        "000000001-000000004.jsonl",
        "000000005-000000008.jsonl",
        "000000009-000000012.jsonl",
    ]
    for name in days.archives():
        file = days.path.with_name("journal.sqlite.archive") / name
        assert file.stat().st_mode & 0o777 == 0o400
        head, *rows = [json.loads(line) for line in file.read_text().splitlines()]
        assert head["after"] == rows[0][0] - 1
        assert rows[-1][3] == "day_closed"
        assert json.loads(rows[-1][5])["rows"] == 3
    days.journal.close()


def test_the_seal_names_the_hash_of_the_last_row_before_it(days: Days) -> None:
    days.serves()
    days.journal.close_day()
    file = days.path.with_name("journal.sqlite.archive") / days.archives()[0]
    rows = [json.loads(line) for line in file.read_text().splitlines()][1:]
    assert json.loads(rows[-1][5])["head"] == rows[-2][6]
    assert len(bytes.fromhex(rows[-1][6])) == hashlib.sha256().digest_size
    days.journal.close()


def test_a_day_without_rows_has_no_seal(days: Days) -> None:
    days.journal.close_day()
    days.serves()
    for _ in range(3):
        days.journal.close_day()
    assert [entry.kind for entry in days.journal.entries()].count(Kind.DAY_CLOSED) == 1
    days.journal.close()


@pytest.mark.parametrize("step", ["write_day", "read_archive", "write_archives"])
def test_a_power_cut_while_a_day_is_archived_loses_no_row_and_seals_it_once(
    days: Days, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """After the seal; after the file; within the transaction that takes the rows out."""

    class PowerCut(BaseException):
        pass

    def cut(*_: object) -> None:
        raise PowerCut

    days.serves()
    with monkeypatch.context() as patch:
        patch.setattr(archive, step, cut)
        with pytest.raises(PowerCut):
            days.journal.close_day()
    rows = list(days.journal.entries())
    days.journal.close()
    days.opens().close_day()
    assert list(days.journal.entries()) == rows
    assert [row.kind for row in rows].count(Kind.DAY_CLOSED) == 1
    assert days.archives() == ["000000001-000000004.jsonl"]
    days.journal.close()


def test_an_archive_that_cannot_be_written_keeps_its_rows_in_the_journal(days: Days) -> None:
    days.serves()
    days.path.with_name("journal.sqlite.archive").write_text("in the way")
    with pytest.raises(JournalFault):
        days.journal.close_day()
    assert len(list(days.journal.entries())) == 4
    days.path.with_name("journal.sqlite.archive").unlink()
    days.journal.close_day()
    assert days.archives() == ["000000001-000000004.jsonl"]
    days.journal.close()


def test_an_intent_of_a_closed_day_still_gets_its_result(days: Days) -> None:
    log = VisitLog(days.journal, "cut")
    intent = log.intend(Kind.HOPPER_INTENDED, denomination=100, pieces=2, total=7)
    days.journal.close_day()
    VisitLog(days.journal, "next").intend(Kind.HOPPER_INTENDED, denomination=100, pieces=1, total=9)
    assert days.journal.next_total(intent) == 9
    days.journal.close_day()
    days.journal.close()
    days.opens()
    assert days.journal.next_total(intent) == 9
    VisitLog(days.journal, "cut").result(intent, Kind.HOPPER_PAID, denomination=100, pieces=2)
    assert list(days.journal.accounts()) == ["cut", "next"]
    days.journal.close()


def test_a_lost_archive_is_told_when_its_rows_are_read(days: Days) -> None:
    days.serves()
    days.journal.close_day()
    days.serves()
    (days.path.with_name("journal.sqlite.archive") / days.archives()[0]).unlink()
    with pytest.raises(JournalFault) as caught:
        days.journal.entries()
    assert caught.value.cause is Cause.MISSING
    assert len(list(days.journal.entries(after=4))) == 3
    days.journal.close()


def test_the_rows_of_some_days_are_found_whether_they_are_archived_or_not(days: Days) -> None:
    """Without opening archives that are older than the first of these days."""
    began = days.at.date()
    for _ in range(4):
        days.serves(2)
        days.at += timedelta(days=1)
        days.journal.close_day()
    days.serves(2)
    (days.path.with_name("journal.sqlite.archive") / days.archives()[0]).unlink()
    reader = JournalReader(days.path)
    found = [began + timedelta(days=n) for n in (2, 3, 4)]
    for first, last in ((found[0], found[0]), (found[0], found[1]), (found[2], found[2])):
        rows = reader.entries_between(first, last)
        assert {datetime.fromisoformat(row.at).date() for row in rows} == {
            day for day in found if first <= day <= last
        }
        assert rows == entries_between(days.journal, first, last)
    with pytest.raises(JournalFault):
        reader.entries_between(began, began)
    days.journal.close()
