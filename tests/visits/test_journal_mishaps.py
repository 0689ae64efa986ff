"""The journal is full, locked, lost or damaged: nobody is let in, staff gets in, nothing is forgotten."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.fsm.events import Ended
from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.hardware.status import Detail
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.journal.storage import connection
from kiosk_simulator.cash.devices import CoinFault
from tests.support.hooked_journal import fill_wholly, with_journal
from tests.support.other_program import another_program, begin_in_another_program, end
from tests.support.small_disk import fill, make_room, mount_again, small_disk
from tests.support.staff import signs_in
from tests.support.visits import Person

pytestmark = [pytest.mark.peer, pytest.mark.cost(25)]
ROWS_OF_A_VISIT = 16
"""Rows of the visit below; a test of this file keeps the number honest."""
MENU_LEFT_ALONE = TIMEOUTS["maintenance"] + 60


def with_debts(person: Person, path: Path) -> None:
    """A terminal was cut off with 500 yen of somebody inside, and is off."""
    journal = Journal(path, person.clock.now)
    log = VisitLog(journal, "before")
    log.result(log.intend(Kind.DEPOSIT_OPENED, price=250, counter=0), Kind.DEPOSIT_FIXED, inserted=500)
    log.note(Kind.COIN_ACCEPTED, denomination=500, counter=0, hopper=False)
    for _ in range(100):
        journal.append(Kind.STAFF_ENTERED, {"by": "02", "role": "technician"})
    journal.close()


def play(person: Person) -> Person:
    """Two copies, paid with 600 yen: 100 yen change."""
    return person.proves().orders(copies=2).inserts(100, 500).waits_until(S.TAKE_PAPERS).presses_ok()


NEEDS_THE_JOURNAL = frozenset(
    {
        StaffAction.FILL_COINS, StaffAction.COUNT_HOPPER, StaffAction.ADD_COINS, StaffAction.EMPTY_CASH_BOX,
        StaffAction.CLOSE_DAY, StaffAction.PAY_CASE, StaffAction.CLEAR_CASE, StaffAction.PAY_CLAIM,
        StaffAction.CLOSE_CLAIM, StaffAction.SWITCH_SERVICE, StaffAction.EXPORT,
    }
)  # fmt: skip
"""What is not done unless it can be written down; the rest waits in memory for its row."""


def staff_gets_in(person: Person) -> Person:
    for event in signs_in():
        person.machine.post(event)
    return person.waits(10).sees(S.MAINTENANCE)


# --- starts ------------------------------------------------------------------------------------------


def change_a_row(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE movements SET facts = replace(facts, '500', '100')")


def put_a_newer_one(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("PRAGMA user_version = 99")


def make_it_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BAD_STARTS: dict[str, tuple[Callable[[Path], object], Reason]] = {
    "missing": (lambda path: path.unlink(), Reason.JOURNAL_LOST),
    "emptied": (lambda path: os.truncate(path, 0), Reason.JOURNAL_LOST),
    "cut in half": (lambda path: os.truncate(path, path.stat().st_size // 2), Reason.JOURNAL_DAMAGED),
    "changed": (change_a_row, Reason.JOURNAL_DAMAGED),
    "no database": (lambda path: path.write_text("none\n" * 999), Reason.JOURNAL_DAMAGED),
    "newer": (put_a_newer_one, Reason.JOURNAL_NEWER),
    "a folder": (make_it_a_folder, Reason.JOURNAL_UNWRITABLE),
}


@pytest.mark.parametrize("what", BAD_STARTS)
def test_a_start_without_its_journal_serves_nobody_and_lets_staff_in(
    person: Person, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    with_debts(person, path)
    harm, reason = BAD_STARTS[what]
    harm(path)
    with_journal(person, path)
    person.waits(30).sees(S.OUT_OF_SERVICE, reason)
    staff_gets_in(person)
    for action in StaffAction:
        person.machine.post(StaffActed(action, "before"))
        person.waits(5).sees(S.MAINTENANCE)
        staff = person.machine.view.status.staff
        if staff.done in NEEDS_THE_JOURNAL:
            assert not staff.succeeded
    person.machine.post(StaffLeft(in_service=True))
    person.waits(30).sees(S.OUT_OF_SERVICE, reason)
    staff_gets_in(person)
    person.waits(MENU_LEFT_ALONE).sees(S.OUT_OF_SERVICE, reason)


def test_the_journal_that_comes_back_is_reconciled_before_anybody_is_served(
    person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    with_debts(person, path)
    path.rename(tmp_path / "elsewhere")
    with_journal(person, path)
    staff_gets_in(person.waits(30).sees(S.OUT_OF_SERVICE, Reason.JOURNAL_LOST))
    shutil.move(tmp_path / "elsewhere", path)
    person.machine.post(StaffLeft(in_service=True))
    person.waits(10).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    staff_gets_in(person)
    (case,) = person.machine.view.status.staff.cases
    assert (case.visit, case.owed) == ("before", 500)
    person.machine.post(StaffActed(StaffAction.CLEAR_CASE, "before"))
    person.waits(1).machine.post(StaffLeft(in_service=True))
    person.waits(10).sees(S.ATTRACT)


def test_a_start_while_another_program_locks_the_journal_is_repeated_by_itself(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE_MS", 500)  # of the test's own time, and nothing else
    path = tmp_path / "state" / "journal.sqlite"
    with_debts(person, path)
    with another_program(path, "BEGIN EXCLUSIVE"):
        journal = with_journal(person, path)
        person.sees(S.OUT_OF_SERVICE, Reason.JOURNAL_LOCKED)
    person.waits(10).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    kinds = [entry.kind for entry in journal.entries()]
    assert kinds.count(Kind.TERMINAL_STARTED) == 1


def test_a_start_with_a_silent_coin_unit_is_repeated_and_no_staff_can_skip_it(
    person: Person, tmp_path: Path
) -> None:
    """A coin fell in unseen before the power failed; at the start nobody can ask for it."""
    path = tmp_path / "state" / "journal.sqlite"
    journal = with_journal(person, path)
    person.proves().orders(copies=2).sees(S.PAY)
    person.environment.changer.insert(100)
    journal.close()
    person.environment.changer.acceptor.faults.add(CoinFault.SILENT)
    journal = with_journal(person, path)
    person.sees(S.OUT_OF_SERVICE, Reason.CASH_FAULT)
    for _ in range(2):
        staff_gets_in(person)
        (case,) = person.machine.view.status.staff.cases
        assert case.uncertain
        person.machine.post(StaffActed(StaffAction.CLEAR_CASE, case.visit))
        person.waits(1)
        assert not person.machine.view.status.staff.succeeded, "nobody knows yet what is owed"
        person.machine.post(StaffLeft(in_service=True))
        person.waits(10).sees(S.OUT_OF_SERVICE, Reason.CASH_FAULT)
    assert Kind.COIN_ACCEPTED not in [entry.kind for entry in journal.entries()]
    person.environment.changer.acceptor.faults.clear()
    person.waits(10).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    staff_gets_in(person)
    (case,) = person.machine.view.status.staff.cases
    assert (case.inserted, case.owed) == (100, 100)


def test_a_backup_at_the_start_is_nobodys_fault(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    before = Journal(path, person.clock.now)
    before.open()
    before.close()
    with another_program(path, "BEGIN"):
        with_journal(person, path)
        play(person.waits(1).sees(S.ATTRACT)).waits(10).sees(S.ATTRACT).owes_nothing()


# --- during visits -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", range(1, ROWS_OF_A_VISIT + 1))
def test_a_reader_that_comes_at_any_row_of_a_visit_changes_nothing(
    person: Person, tmp_path: Path, rows: int
) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    journal = with_journal(person, path)
    readers = []
    journal.happens_after(rows, lambda: readers.append(begin_in_another_program(path, "BEGIN")))
    play(person.waits(1)).waits(10).sees(S.ATTRACT).owes_nothing().has_in_tray(100)
    (reader,) = readers
    end(reader)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as folder:
        yield folder


@pytest.mark.parametrize("rows", range(1, ROWS_OF_A_VISIT + 1))
def test_a_disk_that_is_full_at_any_row_lets_the_visit_end_and_nobody_else_in(
    person: Person, disk: Path, rows: int
) -> None:
    journal = with_journal(person, disk / "journal.sqlite")
    person.waits(1).sees(S.ATTRACT)
    journal.happens_after(rows, lambda: fill(disk))
    play(person).waits(10).sees(S.OUT_OF_SERVICE, Reason.JOURNAL_FULL)
    assert journal.unwritten == 0, "the reserve is for the rows of the visit under way"
    person.has_in_tray(100).owes_nothing()
    make_room(disk)
    person.waits(10).sees(S.ATTRACT)
    play(person).waits(10).sees(S.ATTRACT).owes_nothing()


def test_rows_that_wait_keep_the_next_shopper_out_and_are_written_in_order(
    person: Person, disk: Path
) -> None:
    journal = with_journal(person, disk / "journal.sqlite")
    person.waits(1).sees(S.ATTRACT)
    before = journal.last_seq()
    fill_wholly(journal)
    person.starts().sees(S.CONSENT).machine.post(Ended())
    person.waits(10).sees(S.OUT_OF_SERVICE, Reason.JOURNAL_FULL)
    assert journal.unwritten == 2
    make_room(disk)
    person.waits(10).sees(S.ATTRACT)
    assert journal.unwritten == 0
    visits = [entry.kind for entry in journal.entries(before) if entry.visit]
    assert visits == [Kind.VISIT_BEGAN, Kind.VISIT_ENDED]


def test_a_visit_has_as_many_rows_as_are_tried_here(person: Person, tmp_path: Path) -> None:
    journal = with_journal(person, tmp_path / "state" / "journal.sqlite")
    before = journal.last_seq()
    play(person.waits(1)).waits(10)
    assert journal.last_seq() - before == ROWS_OF_A_VISIT


def test_a_disk_that_is_full_before_the_start_lets_nobody_in_until_there_is_space(
    person: Person, disk: Path
) -> None:
    fill(disk)
    journal = with_journal(person, disk / "journal.sqlite")
    person.waits(30).sees(S.OUT_OF_SERVICE, Reason.JOURNAL_FULL)
    make_room(disk)
    person.waits(10).sees(S.ATTRACT)
    assert journal.unwritten == 0


def test_a_disk_that_is_full_at_a_start_hides_no_debts_from_staff(person: Person, disk: Path) -> None:
    with_debts(person, disk / "journal.sqlite")
    fill(disk)
    with_journal(person, disk / "journal.sqlite")
    person.waits(30).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    staff_gets_in(person)
    (case,) = person.machine.view.status.staff.cases
    assert (case.visit, case.owed) == ("before", 500)
    (journal,) = [each for each in person.machine.view.status.devices if each.device == "journal"]
    assert journal.detail == Detail.DISK_FULL


def test_a_disk_that_is_read_only_at_a_start_serves_nobody_until_it_is_writable(
    person: Person, disk: Path
) -> None:
    with_debts(person, disk / "journal.sqlite")
    mount_again(disk, read_only=True)
    with_journal(person, disk / "journal.sqlite")
    person.waits(30).sees(S.OUT_OF_SERVICE, Reason.JOURNAL_UNWRITABLE)
    staff_gets_in(person).waits(MENU_LEFT_ALONE)
    mount_again(disk, read_only=False)
    person.waits(10).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)


def test_a_file_that_is_taken_away_while_it_is_open_stops_the_next_visit(
    person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    with_journal(person, path)
    person.waits(1).sees(S.ATTRACT)
    path.unlink()
    person.waits(20).sees(S.OUT_OF_SERVICE, Reason.JOURNAL_LOST)


# --- days ----------------------------------------------------------------------------------------------


def test_the_day_is_sealed_and_archived_when_the_service_closes(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    journal = with_journal(person, path)
    play(person.waits(1)).waits(10)
    rows = list(journal.entries())
    person.at(23, 5).sees(S.CLOSED)
    (archive,) = (path.parent / "journal.sqlite.archive").iterdir()
    assert archive.name == f"{1:09d}-{len(rows) + 1:09d}.jsonl"
    sealed = list(journal.entries())
    assert (sealed[:-1], sealed[-1].kind) == (rows, Kind.DAY_CLOSED)
    assert sealed[-1].facts["rows"] == len(rows)


def test_the_day_is_sealed_by_a_terminal_that_never_closes_too(person: Person, tmp_path: Path) -> None:
    journal = with_journal(person, tmp_path / "state" / "journal.sqlite")
    play(person.waits(1)).waits(10)
    assert Kind.DAY_CLOSED not in [entry.kind for entry in journal.entries()]
    person.clock.set(person.clock.now().replace(day=25))
    person.waits(10).sees(S.ATTRACT)
    assert [entry.kind for entry in journal.entries()].count(Kind.DAY_CLOSED) == 1
