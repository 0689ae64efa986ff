"""Each start that a journal can have: first, yesterday's, missing, emptied, cut short, damaged, not ours."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.faults import Cause, JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.journal.storage.schema import APPLICATION_ID, VERSION
from kiosk.rules.hours.japan_time import JST

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
COIN: dict[str, Fact] = {"denomination": 100, "counter": 7, "hopper": True}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.sqlite"


def new(path: Path, copy: Path | None = None) -> Journal:
    return Journal(path, lambda: NOW, copy)


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's hands on the file, which is closed afterwards."""
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def write(path: Path, rows: int = 5) -> None:
    journal = new(path)
    journal.open()
    for _ in range(rows):
        journal.append(Kind.COIN_ACCEPTED, COIN, "v")
    journal.close()


def fault_at_start(path: Path) -> Cause:
    journal = new(path)
    with pytest.raises(JournalFault) as caught:
        journal.open()
    with pytest.raises(JournalFault):
        journal.append(Kind.COIN_ACCEPTED, COIN, "v")
    with pytest.raises(JournalFault):
        journal.accounts()
    assert journal.append(Kind.COIN_ACCEPTED, COIN, "v", rescue=True) < 0
    journal.close()
    return caught.value.cause


def test_a_first_start_makes_the_files_for_the_terminal_alone(path: Path) -> None:
    write(path)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    journal = new(path)
    journal.append(Kind.COIN_ACCEPTED, COIN)
    modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
    assert set(modes) >= {
        "journal.sqlite",
        "journal.sqlite-wal",
        "journal.sqlite.head",
        "journal.sqlite.reserve",
    }
    assert set(modes.values()) == {0o600}
    journal.close()


def test_files_that_others_could_read_are_closed_to_them(path: Path) -> None:
    write(path)
    path.chmod(0o644)
    path.parent.chmod(0o755)
    write(path)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_journal_is_marked_with_its_program_and_version(path: Path) -> None:
    write(path)
    with database(path) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert file.execute("PRAGMA user_version").fetchone() == (VERSION,)


# --- lost --------------------------------------------------------------------------------------------------


def remove(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    os.truncate(path, 0)


def cut_in_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def overwrite_with_text(path: Path) -> None:
    path.write_text("this is no database\n" * 500)


def zero_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(4096))


def another_programs(path: Path) -> None:
    path.unlink()
    with database(path) as file:
        file.execute("CREATE TABLE notes (text TEXT)")


def of_a_newer_schema(path: Path) -> None:
    with database(path) as file:
        file.execute(f"PRAGMA user_version = {VERSION + 1}")


def change_a_coin(path: Path) -> None:
    with database(path) as file:
        file.execute("UPDATE movements SET facts = replace(facts, '100', '500') WHERE seq = 3")


def leave_out_a_row(path: Path) -> None:
    with database(path) as file:
        file.execute("DELETE FROM movements WHERE seq = 3")


def change_a_sum(path: Path) -> None:
    with database(path) as file:
        file.execute("UPDATE accounts SET sums = replace(sums, '40000', '39900')")


def forget_that_it_is_open(path: Path) -> None:
    with database(path) as file:
        file.execute("UPDATE accounts SET settled = 1")


def of_a_kind_to_come(path: Path) -> None:
    """A row of a version to come, with a right hash."""
    script = """
        import sys, apsw
        from kiosk.journal.chain import StoredRow
        from kiosk.journal.storage import rows
        connection = apsw.Connection(sys.argv[1])
        head = rows.read_head(connection)
        row = StoredRow(head.seq + 1, "2027-01-01T00:00:00+09:00", "", "moon", None, "{}")
        rows.write_row(connection, head.hash, row)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script), str(path)], check=True)


@pytest.mark.parametrize(
    ("harm", "cause"),
    [
        (remove, Cause.MISSING), (empty, Cause.MISSING), (cut_in_half, Cause.DAMAGED),
        (overwrite_with_text, Cause.FOREIGN), (zero_a_page, Cause.DAMAGED), (another_programs, Cause.FOREIGN),
        (of_a_newer_schema, Cause.NEWER), (of_a_kind_to_come, Cause.NEWER), (change_a_coin, Cause.DAMAGED),
        (leave_out_a_row, Cause.DAMAGED), (change_a_sum, Cause.DAMAGED),
        (forget_that_it_is_open, Cause.DAMAGED),
    ],
)  # fmt: skip
def test_a_journal_that_is_not_what_was_written_is_refused_by_its_cause_and_left_as_it_is(
    path: Path, harm: Callable[[Path], None], cause: Cause
) -> None:
    write(path, 400)
    harm(path)
    before = path.read_bytes() if path.exists() else None
    for _ in range(2):
        assert fault_at_start(path) is cause
    assert (path.read_bytes() if path.exists() else None) == before, (
        "nothing is begun anew or mended silently"
    )


def test_a_journal_without_its_log_is_cut_short(path: Path, tmp_path: Path) -> None:
    journal = new(path)
    journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, "v")
    journal.append(Kind.COIN_ACCEPTED, COIN, "v")
    shutil.copytree(path.parent, tmp_path / "copy")
    journal.close()
    copied = tmp_path / "copy" / path.name
    copied.with_name(f"{path.name}-wal").unlink()
    assert fault_at_start(copied) in (Cause.CUT_SHORT, Cause.MISSING)


def test_an_old_copy_put_back_is_cut_short(path: Path, tmp_path: Path) -> None:
    write(path)
    shutil.copy(path, tmp_path / "backup")
    write(path)
    shutil.copy(tmp_path / "backup", path)
    assert fault_at_start(path) is Cause.CUT_SHORT


def test_the_journal_of_another_terminal_is_refused(path: Path, tmp_path: Path) -> None:
    write(path)
    write(tmp_path / "other" / "journal.sqlite", 50)
    shutil.copy(tmp_path / "other" / "journal.sqlite", path)
    assert fault_at_start(path) is Cause.CUT_SHORT


def test_the_copy_on_another_disk_tells_that_the_whole_folder_is_lost(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "other-disk" / "head"
    new(path, copy).open()
    shutil.rmtree(path.parent)
    with pytest.raises(JournalFault) as caught:
        new(path, copy).open()
    assert caught.value.cause is Cause.MISSING
    assert not path.exists()


@pytest.mark.parametrize("content", [None, b"", b"\x00" * 1024, b"x" * 1024])
def test_a_lost_copy_of_the_head_loses_no_journal_and_comes_back(path: Path, content: bytes | None) -> None:
    write(path)
    copy = path.with_name("journal.sqlite.head")
    if content is None:
        copy.unlink()
    else:
        copy.write_bytes(content)
    write(path)
    assert len(list(new(path).entries())) == 10
    assert json.loads(copy.read_bytes().split(b"\n")[0])[1] >= 9


@pytest.mark.parametrize("place", [0, 512])
def test_half_a_copy_of_the_head_is_enough(path: Path, place: int) -> None:
    write(path)
    copy = path.with_name("journal.sqlite.head")
    with copy.open("r+b") as file:
        file.seek(place + 20)
        file.write(b"torn")
    remove(path)
    assert fault_at_start(path) is Cause.MISSING


# --- others -------------------------------------------------------------------------------------------------


def test_a_second_terminal_on_the_same_journal_is_locked_out(path: Path) -> None:
    first = new(path)
    first.open()
    script = """
        import sys
        from datetime import datetime, UTC
        from pathlib import Path
        from kiosk.journal.faults import JournalFault
        from kiosk.journal.journal import Journal
        try:
            Journal(Path(sys.argv[1]), lambda: datetime.now(UTC)).open()
        except JournalFault as fault:
            print(fault.cause)
    """
    second = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(path)], check=True, capture_output=True, text=True
    )
    assert second.stdout == "locked\n"
    first.append(Kind.COIN_ACCEPTED, COIN)
    first.close()


def test_a_file_that_is_taken_away_while_it_is_open_is_noticed_before_the_next_visit(path: Path) -> None:
    journal = new(path)
    journal.append(Kind.COIN_ACCEPTED, COIN, "v")
    journal.check()
    path.unlink()
    for _ in range(2):
        with pytest.raises(JournalFault) as caught:
            journal.check()
        assert caught.value.cause is Cause.MISSING
    journal.close()


# --- earlier versions ---------------------------------------------------------------------------------------

VERSION_1 = """
CREATE TABLE movements (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    visit  TEXT NOT NULL,
    kind   TEXT NOT NULL,
    intent INTEGER REFERENCES movements (seq),
    facts  TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_result_for_an_intent ON movements (intent) WHERE intent IS NOT NULL;
"""


@pytest.fixture
def version_1(path: Path) -> Path:
    path.parent.mkdir()
    with database(path) as file:
        file.execute("PRAGMA journal_mode=WAL")
        file.executescript(VERSION_1)
        for visit, kind, intent, facts in (
            ("", "stock_set", None, {"denomination": 100, "pieces": 40}),
            ("v", "deposit_opened", None, {"price": 250, "counter": 3}),
            ("v", "coin_accepted", None, {"denomination": 100, "counter": 4, "hopper": True}),
            ("v", "deposit_fixed", 2, {"inserted": 100}),
            ("w", "certificate_void", None, {"document": "d", "notice": "P-104"}),
            ("w", "hopper_intended", None, {"denomination": 100, "pieces": 2, "total": 9}),
        ):
            file.execute(
                "INSERT INTO movements (at, visit, kind, intent, facts) VALUES (?, ?, ?, ?, ?)",
                (NOW.isoformat(), visit, kind, intent, json.dumps(facts)),
            )
    return path


def test_a_journal_of_version_1_is_taken_over_whole(version_1: Path) -> None:
    for _ in range(2):
        journal = new(version_1)
        journal.open()
        rows = list(journal.entries())
        assert [(row.seq, row.visit, row.kind, row.intent) for row in rows] == [
            (1, "", Kind.STOCK_SET, None),
            (2, "v", Kind.DEPOSIT_OPENED, None),
            (3, "v", Kind.COIN_ACCEPTED, None),
            (4, "v", Kind.DEPOSIT_FIXED, 2),
            (5, "w", Kind.CERTIFICATE_VOID, None),
            (6, "w", Kind.HOPPER_INTENDED, None),
        ]
        assert journal.hopper_stock() == ({100: 41}, 0)
        assert {visit: each.owed + each.unknown for visit, each in journal.accounts().items()} == {
            "v": 100,
            "w": 0,
        }
        assert journal.balances().stop == "P-104"
        journal.close()
    journal = new(version_1)
    VisitLog(journal, "w").result(6, Kind.HOPPER_PAID, denomination=100, pieces=2)
    journal.close()


def test_a_journal_of_version_2_is_counted_anew_and_knows_its_claims(path: Path) -> None:
    journal = new(path)
    VisitLog(journal, "v").note(Kind.CLAIM_MADE, amount=50, number="ABCD-1234")
    journal.close_day()
    VisitLog(journal, "w").note(Kind.MONEY_UNKNOWN, amount=100, uncounted=False, number="EFGH-5678")
    rows = list(journal.entries())
    journal.close()
    with database(path) as file:
        file.execute("UPDATE accounts SET sums = json_remove(sums, '$.claims', '$.counter')")
        file.execute("PRAGMA user_version = 2")
    for _ in range(2):
        journal = new(path)
        journal.open()
        assert list(journal.entries()) == rows
        assert {each.visit: each.claims for each in journal.accounts().values()}["w"] == {"EFGH-5678": 100}
        journal.close()


def test_a_journal_of_version_3_is_counted_anew_and_knows_that_its_clock_is_doubted(path: Path) -> None:
    journal = new(path)
    journal.append(Kind.STAFF_LEFT, {"in_service": False, "by": "02"})
    journal.append(Kind.CLOCK_JUMPED, {})
    journal.close()
    with database(path) as file:
        file.execute("DELETE FROM state WHERE name = 'clock_doubted'")
        file.execute("PRAGMA user_version = 3")
    for _ in range(2):
        journal = new(path)
        journal.open()
        assert (journal.balances().stop, journal.balances().clock_doubted) == ("X-102", True)
        journal.close()


def test_a_journal_of_version_1_that_cannot_be_taken_over_is_left_as_it_is(version_1: Path) -> None:
    with database(version_1) as file:
        file.execute("INSERT INTO movements (at, visit, kind, facts) VALUES ('x', '', 'moon', '{}')")
    assert fault_at_start(version_1) is Cause.NEWER
    with database(version_1) as file:
        assert file.execute("SELECT count(*) FROM movements").fetchone() == (7,)
        assert file.execute("PRAGMA user_version").fetchone() == (0,)
