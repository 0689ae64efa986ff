"""A visit at a terminal in a process of its own, without any simulator in it, and what its memory then holds.

The far ends live in the test's process: vpcd behind the card service, ccTalk behind a pty, printers and
centre on loopback.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.config.staff_pin import hashed
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.money import COINS
from kiosk_simulator.card.inventory import CardInventory
from kiosk_simulator.card.pcsc_rig import READER, PcscTestRig
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.line import PtyLine
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.pki.tls import client_files, record_certificate
from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter
from tests.support.processes.command_line import ROOT
from tests.support.processes.rehearsing_terminal import READABLE
from tests.support.staff import staff_pin

PROGRAM = ROOT / "tests" / "support" / "processes" / "rehearsing_terminal.py"
_PAGE = 4096


@dataclass(frozen=True)
class Visited:
    """The terminal's writable memory after the visit, the signed record, and the document as printed."""

    memory: bytes
    record: bytes
    pdf: bytes


class Rehearsed:
    """Context manager: the far ends and the settings that reach them; a terminal is run for each visit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()

    def __enter__(self) -> Rehearsed:
        with ExitStack() as stack:
            self.rig = stack.enter_context(PcscTestRig())
            self.pki = Pki.load_or_create(self._folder / "pki", datetime.now(UTC))
            self.changer = SimulatedChanger()
            line = PtyLine(self.changer.slaves)
            stack.callback(line.close)
            self.printer = stack.enter_context(SimulatedPrinter())
            receipts = stack.enter_context(SimulatedReceiptPrinter())
            self.centre = stack.enter_context(SimulatedCentre(self.pki))
            settings = self._folder / "kiosk.toml"
            settings.write_text(
                rehearsal_settings(
                    self._folder, self.pki, state=self._folder / "state", bus=line.name,
                    printer=self.printer.uri, receipts="{}:{}".format(*receipts.address),
                    centre=self.centre.base_url,
                )
            )  # fmt: skip
            settings.chmod(0o600)
            self._count_coins()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def visit(self, *how: str) -> Visited:
        """Buy a resident record, then have the card checked; `how` is for the program.

        Raises AssertionError with its log.
        """
        settings = self._folder / "kiosk.toml"
        environment = {
            **os.environ, "SDL_VIDEODRIVER": "offscreen", "DISPLAY": ":none", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        with subprocess.Popen(
            [sys.executable, str(PROGRAM), str(settings), *how],
            env=environment, stderr=subprocess.PIPE, text=True, cwd=self._folder,
        ) as process:  # fmt: skip
            try:
                self._attend(process)
                memory = written_memory(process.pid)
            finally:
                process.kill()
        (sheet,) = self.printer.taken()
        return Visited(memory, self._record(), sheet.pdf)

    def _attend(self, process: subprocess.Popen[str]) -> None:
        """Whatever hands do besides touching."""
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if READABLE in line:
                return
            if '"state_entered"' not in line:
                continue
            match json.loads(line)["state"]:
                case "place_card":
                    self.rig.bridge.insert(CardInventory(self.pki, lambda: None).card("normal"))
                case "take_card" | "return_card":
                    self.rig.bridge.remove()
                case "pay":
                    assert self.changer.insert(500)
        raise AssertionError("".join(said)[-3000:])

    def _record(self) -> bytes:
        assert self.centre.database is not None
        rows = self.centre.database.rows("SELECT answer FROM application ORDER BY rowid")
        payload = json.loads(rows[-1][0])["records"][0]["payload"]
        return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))

    def _count_coins(self) -> None:
        (self._folder / "state").mkdir(mode=0o700)
        journal = Journal(self._folder / "state" / "journal.sqlite", lambda: datetime.now(UTC))
        journal.open()
        for yen in COINS:
            self.changer.fill(yen, 40)
            journal.append(Kind.STOCK_SET, {"denomination": yen, "pieces": 40})
        journal.close()
        for path in (self._folder / "state").iterdir():
            path.chmod(0o600)


def rehearsal_settings(folder: Path, pki: Pki, *, state: Path, **wires: str) -> str:
    """kiosk.toml of a terminal in the mode `rehearsal`; `wires` are where its far ends are."""
    certificate, key = client_files(pki.directory, "T-0001")
    records = folder / "records.pem"
    records.write_bytes(record_certificate(pki.directory, pki.record_public_key))
    there = {
        "printer": "ipp://127.0.0.1:9/ipp/print", "receipts": "127.0.0.1:9", "bus": "/dev/null",
        "centre": "https://127.0.0.1:9", **wires,
    }  # fmt: skip
    return f"""mode = "rehearsal"
state = "{state}"
languages = ["ja"]
[[staff]]
id = "01"
role = "technician"
pin = "{hashed(staff_pin(b"135791"))}"
[place]
store = "Rehearsal"
terminal = "T-0001"
telephone = "03-0000-0000"
[reader]
kind = "pcsc"
name = "{READER}"
[printer]
uri = "{there["printer"]}"
[receipt_printer]
address = "{there["receipts"]}"
[cash]
port = "{there["bus"]}"
[centre]
url = "{there["centre"]}"
ca = "{pki.tls.ca}"
certificate = "{certificate}"
key = "{key}"
record_keys = ["{records}"]
[timeouts]
farewell = 3.0
[hours]
opens = 00:00:00
closes = 00:00:00
last_start_minutes = 0
year_end_closed = false
"""


def written_memory(process: int) -> bytes:
    """All that a process has written into its memory: private and writable, without what is empty."""
    found = []
    with (
        Path(f"/proc/{process}/maps").open() as maps,
        Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory,
    ):
        for line in maps:
            area, rights, *_ = line.split()
            if not rights.startswith("rw") or "[v" in line:
                continue
            first, end = (int(each, 16) for each in area.split("-"))
            memory.seek(first)
            content = memory.read(end - first)
            found.append(_without_empty_pages(content))
    return b"\0".join(found)


def _without_empty_pages(content: bytes) -> bytes:
    """What stands beside each other on pages stays beside each other."""
    empty = bytes(_PAGE)
    pages = (content[at : at + _PAGE] for at in range(0, len(content), _PAGE))
    kept, gap = [], False
    for page in pages:
        if page == empty:
            if not gap:
                kept.append(page[:64])
            gap = True
        else:
            kept.append(page)
            gap = False
    return b"".join(kept)
