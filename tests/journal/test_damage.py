"""Bits that flip and files that end too early: no changed or lost row is served."""

from __future__ import annotations

import os
import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.journal.accounting.accounts import accounts, balances
from kiosk.journal.catalogue import Kind
from kiosk.journal.entry import Entry
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.hours.japan_time import JST

pytestmark = pytest.mark.exhaustive
PLACES = 200
FILES = ("journal.sqlite", "journal.sqlite-wal")
"""Where rows are; each place is chosen in one of them, in turn."""


class Clock:
    """A minute later at each look."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 10, 0, tzinfo=JST)

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def visit(journal: Journal, name: str) -> None:
    log = VisitLog(journal, name)
    log.note(Kind.VISIT_BEGAN, language="ja")
    deposit = log.intend(Kind.DEPOSIT_OPENED, price=250, counter=0)
    log.note(Kind.COIN_ACCEPTED, denomination=500, counter=1, hopper=True)
    log.result(deposit, Kind.DEPOSIT_FIXED, inserted=500)
    printing = log.intend(Kind.PRINT_INTENDED, document=f"d-{name}", request="r", sheets=1, fee=250)
    log.result(printing, Kind.CERTIFICATE_PRINTED, document=f"d-{name}", fee=250)
    for yen, pieces in ((100, 2), (50, 1)):
        payout = log.intend(Kind.HOPPER_INTENDED, denomination=yen, pieces=pieces, total=9)
        log.result(payout, Kind.HOPPER_PAID, denomination=yen, pieces=pieces)
    log.note(
        Kind.VISIT_ENDED, inserted=500, charged=250, paid_out=250, claimed=0, unknown=0, overpaid=0, reason=""
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Entry]]:
    """A journal as a power cut leaves it: one archived day, rows in the file, and rows only in the log."""
    folder = tmp_path_factory.mktemp("sound") / "state"
    clock = Clock()
    journal = Journal(folder / FILES[0], clock)
    for number in range(5):
        visit(journal, f"early-{number}")
    clock.at += timedelta(days=1)
    journal.close_day()
    for number in range(10):
        visit(journal, f"late-{number}")
    journal.close()
    journal = Journal(folder / FILES[0], clock)
    for number in range(10):
        visit(journal, f"last-{number}")
    VisitLog(journal, "cut").intend(Kind.DEPOSIT_OPENED, price=250, counter=1)
    rows = list(journal.entries())
    snapshot = tmp_path_factory.mktemp("snapshot") / "state"
    shutil.copytree(folder, snapshot)
    journal.close()
    return snapshot, rows


def harm(path: Path, chance: random.Random) -> str:
    """Flip a bit, cut the file, or lose a sector of it."""
    size = path.stat().st_size
    place = chance.randrange(size)
    match chance.choice(("flip", "flip", "cut", "sector")):
        case "cut":
            os.truncate(path, place)
            return f"cut at {place}"
        case "sector":
            with path.open("r+b") as file:
                file.seek(place // 512 * 512)
                file.write(bytes(512))
            return f"sector at {place // 512 * 512} lost"
        case _:
            with path.open("r+b") as file:
                file.seek(place)
                byte = file.read(1)[0]
                file.seek(place)
                file.write(bytes([byte ^ 1 << chance.randrange(8)]))
            return f"bit at {place} flipped"


@pytest.mark.parametrize("seed", range(PLACES))
def test_damage_is_noticed_or_does_no_harm(
    sound: tuple[Path, list[Entry]], tmp_path: Path, seed: int
) -> None:
    snapshot, rows = sound
    folder = tmp_path / "state"
    shutil.copytree(snapshot, folder)
    chance = random.Random(seed)
    what = harm(folder / FILES[seed % len(FILES)], chance)
    journal = Journal(folder / FILES[0], Clock())
    try:
        journal.open()
        served = list(journal.entries())
        kept, stock = journal.accounts(), journal.balances()
    except JournalFault:
        return
    finally:
        journal.close()
    assert served == rows, f"{what}: rows are served that are not those written"
    assert kept == {name: each for name, each in accounts(rows).items() if not each.settled}, what
    assert stock == balances(rows), what


def test_without_damage_every_row_is_served(sound: tuple[Path, list[Entry]], tmp_path: Path) -> None:
    """The journal without damage opens: what the test above counts as noticed is the damage."""
    snapshot, rows = sound
    shutil.copytree(snapshot, tmp_path / "state")
    journal = Journal(tmp_path / "state" / FILES[0], Clock())
    journal.open()
    assert list(journal.entries()) == rows
    journal.close()


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_archive_is_noticed_when_it_is_read_and_keeps_nobody_from_starting(
    sound: tuple[Path, list[Entry]], tmp_path: Path, seed: int
) -> None:
    snapshot, rows = sound
    folder = tmp_path / "state"
    shutil.copytree(snapshot, folder)
    (archive,) = (folder / "journal.sqlite.archive").iterdir()
    archive.chmod(0o600)
    harm(archive, random.Random(seed))
    journal = Journal(folder / FILES[0], Clock())
    journal.open()
    with pytest.raises(JournalFault):
        journal.entries()
    assert list(journal.entries(after=60)) == [row for row in rows if row.seq > 60]
    journal.close()
