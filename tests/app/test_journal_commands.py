"""`kiosk journal`: what an operator sees of a sound, a running, a damaged and a lost journal."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.app.commands.command_line import command_line
from kiosk.journal.accounting.accounts import accounts, balances
from kiosk.journal.catalogue import Kind
from kiosk.journal.inspection import JournalReader
from kiosk.journal.journal import Journal, VisitLog
from kiosk.journal.storage.head_copy import HeadCopy, Witness
from kiosk.rules.hours.japan_time import JST

DAY = datetime(2026, 11, 24, 10, 0, tzinfo=JST)


class Operator:
    """A journal with an archived day and an open case, and the commands on it."""

    paid: Iterator[int]
    """What the hopper has counted, payout by payout."""

    def __init__(self, folder: Path) -> None:
        Operator.paid = count()
        self.at = DAY
        self.settings = folder / "kiosk.toml"
        self.settings.write_text(f'mode = "simulation"\nstate = "{folder / "state"}"\n', encoding="utf-8")
        self.path = folder / "state" / "journal.sqlite"

    def opens(self) -> Journal:
        return Journal(self.path, lambda: self.at)

    def has_served(self) -> Operator:
        journal = self.opens()
        for day in range(2):
            for number in range(5):
                self.visit(journal, f"v{day}{number}")
            if day == 0:
                self.at += timedelta(days=1)
                journal.close_day()
        VisitLog(journal, "cut-off").intend(Kind.DEPOSIT_OPENED, price=250, counter=3)
        VisitLog(journal, "cut-off").note(Kind.COIN_ACCEPTED, denomination=100, counter=4, hopper=True)
        journal.close()
        return self

    @staticmethod
    def visit(journal: Journal, name: str) -> None:
        log = VisitLog(journal, name)
        log.note(Kind.VISIT_BEGAN, language="ja")
        log.note(Kind.COIN_ACCEPTED, denomination=50, counter=1, hopper=True)
        total = next(Operator.paid)
        payout = log.intend(Kind.HOPPER_INTENDED, denomination=50, pieces=1, total=total)
        log.result(payout, Kind.HOPPER_PAID, denomination=50, pieces=1)
        sums = {"inserted": 50, "charged": 0, "paid_out": 50, "claimed": 0, "unknown": 0, "overpaid": 0}
        log.note(Kind.VISIT_ENDED, **sums, reason="")

    def runs(self, *arguments: str) -> Result:
        arguments = ("journal", *arguments, "--settings", str(self.settings))
        return CliRunner().invoke(command_line(), list(arguments))


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path).has_served()


def test_show_names_the_newest_rows_the_stock_and_the_open_case(operator: Operator) -> None:
    found = operator.runs("show", "--last", "3")
    assert found.exit_code == 0, found.output
    rows = [line for line in found.output.splitlines() if line[:8].strip().isdigit() and line[0] == " "]
    assert [row.split()[3] for row in rows] == ["visit_ended", "deposit_opened", "coin_accepted"]
    assert "53 rows, 1 days archived" in found.output
    assert "case cut-off since 2026-11-25T10:00:00.000+09:00: inserted 100" in found.output
    assert "owed 100 yen, uncertain" in found.output


def test_a_sound_journal_is_verified_also_while_the_terminal_writes_it(operator: Operator) -> None:
    journal = operator.opens()
    journal.append(Kind.STAFF_ENTERED, {"by": "02", "role": "technician"})
    for command in ("verify", "show"):
        found = operator.runs(command)
        assert found.exit_code == 0, found.output
    assert journal.append(Kind.STAFF_LEFT, {"in_service": True, "by": "02"}) == 55
    found = operator.runs("archive")
    assert (found.exit_code, "is the terminal running?" in found.output) == (1, True)
    assert operator.runs("reconcile").exit_code == 1
    journal.close()


def test_who_took_money_out_on_a_day_is_told_with_its_sum(operator: Operator) -> None:
    journal = operator.opens()
    journal.open()
    counted: dict[str, int | bool | str] = {
        "denomination": 500,
        "pieces": 36,
        "before": 40,
        "filled": False,
        "by": "02",
    }
    journal.append(Kind.STOCK_COUNTED, counted)
    journal.append(Kind.CASH_BOX_EMPTIED, {"book": 3000, "counted": 2900, "by": "04"})
    (row,) = (entry for entry in journal.entries() if entry.kind is Kind.STOCK_COUNTED)
    journal.close()
    day = row.at[:10]
    found = operator.runs("acts", "--on", day)
    assert found.exit_code == 0, found.output
    assert "02               stock_counted 500 -2000 yen" in found.output
    assert found.output.splitlines()[-1] == "2 acts: 4900 yen taken out, 0 yen put in, 0 yen handed over"
    assert operator.runs("acts", "--on", day, "--by", "04").output.count("yen\n") == 1
    assert operator.runs("acts", "--on", "2020-01-01", "--to", "2020-01-31").output.startswith("0 acts")
    assert operator.runs("acts", "--on", "Tuesday").exit_code == 2


def test_a_journal_is_whole_at_every_moment_of_being_written(operator: Operator) -> None:
    journal = operator.opens()
    journal.open()
    over = threading.Event()

    def write() -> None:
        while not over.is_set():
            Operator.visit(journal, "going-on")
            journal.close_day()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            for _ in range(40):
                assert JournalReader(operator.path).problems() == []
        finally:
            over.set()
        writing.result()
    journal.close()


def test_a_row_that_is_written_while_the_journal_is_verified_is_no_loss(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = operator.opens()
    journal.open()
    read = HeadCopy.read

    def read_after_one_more_row(copy: HeadCopy) -> Witness | None:
        journal.append(Kind.STAFF_ENTERED, {"by": "02", "role": "technician"})
        return read(copy)

    monkeypatch.setattr(HeadCopy, "read", read_after_one_more_row)
    assert JournalReader(operator.path).problems() == []
    journal.close()


def test_the_export_has_every_row_archived_ones_included(operator: Operator, tmp_path: Path) -> None:
    found = operator.runs("export", str(tmp_path / "rows.jsonl"))
    assert found.exit_code == 0, found.output
    rows = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text().splitlines()]
    assert [row["seq"] for row in rows] == list(range(1, 54))
    again = operator.runs("export", str(tmp_path / "rows.jsonl"))
    assert again.exit_code == 1, "nothing is written over"


def test_an_archive_by_hand_loses_nothing(operator: Operator) -> None:
    journal = operator.opens()
    rows, kept = list(journal.entries()), journal.accounts()
    journal.close()
    assert "2 days archived" in operator.runs("archive").output
    journal = operator.opens()
    assert list(journal.entries())[: len(rows)] == rows
    assert journal.accounts() == kept
    journal.close()
    assert operator.runs("verify").exit_code == 0


# --- what is wrong ------------------------------------------------------------------------------------


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(sql)


def lose_the_newest_archive(path: Path) -> None:
    shutil.rmtree(path.with_name(f"{path.name}.archive"))


def change_an_archive(path: Path) -> None:
    (archive,) = path.with_name(f"{path.name}.archive").iterdir()
    archive.chmod(0o600)
    archive.write_text(archive.read_text().replace("visit_began", "visit_ended", 1))


CHANGED_SUM = "UPDATE accounts SET sums = replace(sums, '100', '0')"
HARM: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed": (lambda path: change(path, "UPDATE movements SET visit = 'w' WHERE seq = 30"), "row 30 is"),
    "left out": (lambda path: change(path, "DELETE FROM movements WHERE seq = 30"), "row 30 is not"),
    "sums": (lambda path: change(path, CHANGED_SUM), "accounts are not"),
    "text": (lambda path: path.write_text("no database"), "journal foreign"),
    "gone": (lambda path: path.unlink(), "journal missing"),
    "old": (lambda path: change(path, "DELETE FROM movements WHERE seq = 53"), "rows end at 52"),
    "archive gone": (lose_the_newest_archive, "archive 000000001-000000026.jsonl is missing"),
    "archive changed": (change_an_archive, "archive 000000001-000000026.jsonl is not what was sealed"),
    "copy": (lambda path: path.with_name("journal.sqlite.head").unlink(), "second copy of the head"),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
def test_verify_says_in_words_what_is_wrong(operator: Operator, harm: str) -> None:
    act, words = HARM[harm]
    act(operator.path)
    found = operator.runs("verify")
    assert found.exit_code == 1
    assert words in found.output
    assert "Traceback" not in found.output


# --- taking it up again -----------------------------------------------------------------------------------


def test_a_sound_journal_is_not_touched_by_reconcile(operator: Operator) -> None:
    before = operator.path.read_bytes()
    found = operator.runs("reconcile")
    assert (found.exit_code, "nothing to reconcile" in found.output) == (0, True)
    assert operator.path.read_bytes() == before


def test_reconcile_says_where_a_visit_and_a_hopper_differ_from_the_rows(operator: Operator) -> None:
    journal = operator.opens()
    log = VisitLog(journal, "odd")
    log.note(Kind.COIN_ACCEPTED, denomination=50, counter=1, hopper=True)
    payout = log.intend(Kind.HOPPER_INTENDED, denomination=50, pieces=1, total=13)
    log.result(payout, Kind.HOPPER_PAID, denomination=50, pieces=1)
    sums = {"inserted": 100, "charged": 0, "paid_out": 50, "claimed": 0, "unknown": 0, "overpaid": 0}
    log.note(Kind.VISIT_ENDED, **sums, reason="")
    log.note(Kind.CLAIM_MADE, amount=50, number="ABCD-1234")
    journal.close()
    found = operator.runs("reconcile")
    assert found.exit_code == 1
    assert "coins ever paid by the 50-yen hopper: 10 by the rows, not 13" in found.output
    assert "of visit odd: yen inserted in the end: 50 by the rows, not 100" in found.output
    assert "2 figures differ" in found.output
    assert "claim slip ABCD-1234" in operator.runs("show").output


@pytest.mark.parametrize(
    ("harm", "kept", "lost"),
    [
        ("changed", 29, 24), ("left out", 29, 24), ("sums", 53, 0), ("text", 26, 27), ("gone", 26, 27),
        ("old", 52, 1),
    ],
)  # fmt: skip
def test_a_journal_is_taken_up_again_with_what_can_be_proved(
    operator: Operator, harm: str, kept: int, lost: int
) -> None:
    journal = operator.opens()
    rows = list(journal.entries())
    journal.close()
    HARM[harm][0](operator.path)
    found = operator.runs("reconcile")
    assert found.exit_code == 0, found.output
    assert f"{kept} rows kept, {lost} lost" in found.output
    journal = operator.opens()
    after = list(journal.entries())
    assert after[:-1] == rows[:kept]
    assert (after[-1].kind, after[-1].facts["lost"]) == (Kind.JOURNAL_RECONCILED, lost)
    assert journal.balances() == balances(after)
    assert journal.balances().stop == "J-201", "staff must look before the next visit"
    assert set(journal.accounts()) == {name for name, each in accounts(after).items() if not each.settled}
    journal.append(Kind.STAFF_LEFT, {"in_service": True, "by": "02"})
    journal.close()
    assert operator.runs("verify").exit_code == 0
    (aside,) = operator.path.parent.glob("journal.sqlite.aside-*")
    assert (aside / "journal.sqlite").exists() == (harm != "gone"), "what was found is kept"


def test_a_journal_of_a_newer_program_is_not_taken_up(operator: Operator) -> None:
    change(operator.path, "PRAGMA user_version = 99")
    before = operator.path.read_bytes()
    assert operator.runs("reconcile").exit_code == 1
    assert operator.path.read_bytes() == before


def test_settings_that_cannot_be_used_are_told(operator: Operator) -> None:
    operator.settings.write_text('mode = "simulation"\nnonsense = 1\n')
    for command in ("show", "verify", "archive", "reconcile"):
        found = operator.runs(command)
        assert found.exit_code == 2
        assert len(found.output.strip().splitlines()) == 1


def test_a_journal_that_is_not_there_is_told_and_not_begun(tmp_path: Path) -> None:
    operator = Operator(tmp_path)
    for command in ("show", "verify"):
        assert operator.runs(command).exit_code == 1
    assert not operator.path.exists()
    assert not os.path.lexists(operator.path.parent)


def test_the_copy_of_the_head_is_where_the_settings_say(tmp_path: Path) -> None:
    operator = Operator(tmp_path)
    copy = tmp_path / "other-disk" / "head"
    with operator.settings.open("a", encoding="utf-8") as file:
        file.write(f'[journal]\nhead = "{copy}"\n')
    assert operator.runs("archive").exit_code == 0, "a first start"
    assert copy.exists()
    assert operator.runs("verify").exit_code == 0
    shutil.rmtree(operator.path.parent)
    found = operator.runs("archive")
    assert (found.exit_code, "there was a journal" in found.output) == (1, True)
