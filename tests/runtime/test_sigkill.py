"""The terminal's process is killed for real; the devices live on. The next start knows every yen.

The ccTalk devices are behind a pty, printers and centre on loopback, all in this process: coins in hoppers
and tray are what they are when the terminal is gone, as metal is.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.journal.accounting.accounts import Account, accounts, hopper_stock
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.money import total
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.line import PtyLine
from kiosk_simulator.environment import Environment
from tests.support.processes.killed_terminal import WORKING_DAY, main

pytestmark = [pytest.mark.peer, pytest.mark.exhaustive, pytest.mark.cost(15)]

ROOT = Path(__file__).resolve().parents[2]
# Every terminal is a process of its own, forked from one that has the program loaded but nothing begun.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.support.processes.killed_terminal"])
ROWS = [
    Kind.VISIT_BEGAN, Kind.CERTIFICATES_APPLIED, Kind.CERTIFICATES_RECEIVED, Kind.DEPOSIT_OPENED,
    Kind.COIN_ACCEPTED, Kind.COIN_ACCEPTED, Kind.DEPOSIT_FIXED, Kind.PRINT_INTENDED, Kind.CERTIFICATE_PRINTED,
    Kind.HOPPER_INTENDED, *[Kind.HOPPER_COUNTED] * 3, Kind.HOPPER_PAID,
    Kind.HOPPER_INTENDED, Kind.HOPPER_COUNTED, Kind.HOPPER_PAID, Kind.VISIT_ENDED, Kind.OUTCOME_REPORTED,
]  # fmt: skip
"""What the visit below writes: 600 yen in two coins for 250 yen, 350 yen change from two hoppers."""
COINS = (100, 500)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))  # the fork server does not inherit `sys.path`
        ensure_running()


@pytest.fixture(scope="module")
def environment(working_day_keys: Path) -> Iterator[Environment]:
    clock = ManualClock(WORKING_DAY)
    with Environment(working_day_keys, clock.now, wait=time.sleep) as found:
        yield found


class Place:
    """A terminal's place: its devices, its disk, and whoever stands before it."""

    def __init__(self, environment: Environment, folder: Path) -> None:
        self.metal = SimulatedChanger(coins=10)
        self.line = PtyLine(self.metal.slaves)
        self.journal_path = folder / "journal.sqlite"
        self.facts_path = folder / "facts.json"
        self.environment = environment
        self.sheets_before = len(environment.printer.sheets)
        self.facts_path.write_text(json.dumps(self._facts(folder)))
        with_stock = Journal(self.journal_path, lambda: WORKING_DAY)
        for yen, hopper in self.metal.hoppers.items():
            with_stock.append(Kind.STOCK_SET, {"denomination": yen, "pieces": hopper.coins})
        with_stock.close()

    def _facts(self, folder: Path) -> dict[str, Any]:
        pki = self.environment.pki
        record_key = folder / "record-key.pem"
        record_key.write_bytes(
            pki.record_public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        host, port = self.environment.receipt_printer.address
        settings = {
            "mode": "simulation",
            "state": str(folder),
            "printer": {"uri": self.environment.printer.uri},
            "receipt_printer": {"address": f"{host}:{port}"},
            "cash": {"port": self.line.name},
            "centre": {
                "url": self.environment.centre.base_url,
                "ca": str(pki.tls.ca),
                "certificate": str(pki.tls.terminal_certificate),
                "key": str(pki.tls.terminal_key),
                "record_keys": [str(record_key)],
            },
        }
        return {"state": str(pki.directory.parent), "journal": str(self.journal_path), "settings": settings}

    @contextmanager
    def starts(self, life: int) -> Iterator[Connection]:
        """A terminal, and the line to it; in the end it is gone."""
        here, there = PROCESSES.Pipe()
        self.terminal = PROCESSES.Process(target=main, args=(self.facts_path, life, there))
        self.terminal.start()
        there.close()
        try:
            yield here
            self.terminal.join()
        finally:
            self.terminal.kill()
            self.terminal.join()
            here.close()

    def is_visited(self, life: int) -> int | None:
        """A whole visit, unless the terminal dies; returns its exit status."""
        coins = list(COINS)
        with self.starts(life) as terminal, contextlib.suppress(EOFError, ConnectionError):
            while terminal.recv() == "pay":
                assert self.metal.insert(coins.pop(0))
                terminal.send("taken")
        return self.terminal.exitcode

    def starts_up(self) -> dict[str, str | None]:
        """The terminal starts again, does nothing else, and says how it stands."""
        with self.starts(0) as terminal:
            found: dict[str, str | None] = terminal.recv()
        assert self.terminal.exitcode == 0
        return found

    @property
    def sheets(self) -> int:
        return len(self.environment.printer.sheets) - self.sheets_before

    def account(self) -> Account:
        """The one visit, as the journal tells it; and the journal's stock is the metal's."""
        journal = Journal(self.journal_path, lambda: WORKING_DAY)
        (account,) = accounts(journal.entries()).values()
        stock, cash_box = hopper_stock(journal.entries())
        journal.close()
        assert stock == {yen: hopper.coins for yen, hopper in self.metal.hoppers.items()}
        assert cash_box == sum(self.metal.cash_box) == 0
        assert total(stock) + sum(self.metal.tray) == 6600 + self.metal.inserted
        return account

    def kinds(self) -> list[Kind]:
        journal = Journal(self.journal_path, lambda: WORKING_DAY)
        found = [entry.kind for entry in journal.entries() if entry.visit]
        journal.close()
        return found


@pytest.fixture
def place(environment: Environment, tmp_path: Path) -> Iterator[Place]:
    found = Place(environment, tmp_path)
    yield found
    found.line.close()


def test_the_visit_writes_the_rows_that_are_cut_below(place: Place) -> None:
    assert place.is_visited(life=1000) == 0
    assert place.kinds() == ROWS
    account = place.account()
    assert (account.inserted, account.charged, account.paid_out, account.owed) == (600, 250, 350, 0)
    assert (sum(place.metal.tray), place.sheets) == (350, 1)


def holds_after_the_next_start(place: Place) -> None:
    """Nothing moves by itself; what moved before is in the books; what is open is before the staff."""
    tray, sheets = list(place.metal.tray), place.sheets
    first = place.starts_up()
    assert (place.metal.tray, place.sheets) == (tray, sheets), "a start-up never pays or prints by itself"
    account = place.account()
    assert account.inserted == place.metal.inserted
    assert account.paid_out == sum(tray)
    assert account.charged == 250 * sheets or (account.uncertain and account.charged < 250 * sheets)
    if account.needs_staff:
        assert first == {"state": "out_of_service", "notice": "X-101"}
    else:
        assert (account.owed, first["state"]) == (0, "attract")


@pytest.mark.parametrize("life", [4, 5, 7, 8, 9, 10, 11, 13], ids=lambda life: f"{life}-{ROWS[life - 1]}")
def test_killed_right_after_a_row_every_yen_is_accounted_for(place: Place, life: int) -> None:
    assert place.is_visited(life) == -signal.SIGKILL
    assert place.kinds() == ROWS[:life]
    holds_after_the_next_start(place)


@pytest.mark.parametrize("coin", [1, 3])
def test_killed_while_coins_fall_those_in_the_tray_are_not_owed_any_more(place: Place, coin: int) -> None:
    """350 yen change is three hundreds and a fifty: the kill comes with one of the hundreds."""
    pay = place.metal.hoppers[100]._pay

    def pays_and_kills(yen: int) -> None:
        pay(yen)
        if len(place.metal.tray) == coin:
            place.terminal.kill()

    place.metal.hoppers[100]._pay = pays_and_kills
    assert place.is_visited(life=1000) == -signal.SIGKILL
    place.metal.hoppers[100].answer(166, b"")  # the motor turns on without anybody looking
    holds_after_the_next_start(place)
    rows = place.kinds()
    place.starts_up()
    assert place.kinds() == rows, "a second start finds nothing more to write"
