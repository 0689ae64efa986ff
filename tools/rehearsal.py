"""Rehearses a terminal as it goes to a shop: `python tools/rehearsal.py PACKAGE.deb OUT`.

The package is unpacked into a clean folder and configured as an operator would; its program runs in the
mode `rehearsal` with an authority made for it, beside the far ends as programs of their own. A finger on an
X server puts it in service as staff and buys a certificate. OUT gets the screens, the paper and the log.
Status 1 when the terminal was not in the state that the visit expects.
"""

from __future__ import annotations

import json
import os
import queue
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kiosk.config.staff_pin import hashed  # noqa: E402
from kiosk.fsm.staff_report import StaffPage  # noqa: E402
from kiosk.rules.credentials.staff_pin import StaffPin  # noqa: E402
from kiosk.rules.staff import StaffPerson  # noqa: E402
from kiosk_simulator.card.pcsc_rig import READER, PcscTestRig  # noqa: E402
from kiosk_simulator.demo.display import VirtualDisplay  # noqa: E402
from tools.touches import SIZE, TECHNICIAN, Failed, Glass, Hand  # noqa: E402

PATIENCE = 90.0
"""Seconds after which a state that does not come is a failure."""
STAFF_PIN = "470218"
"""In a rehearsal all persons have this PIN."""
_FAR_END = "from kiosk_simulator.programs.cli import main; main()"


class FarEnd:
    """One program of the simulator; `addresses` is what it said first."""

    def __init__(self, stack: ExitStack, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _FAR_END, *arguments],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        stack.callback(_end, self._process)
        self.addresses = self._line()

    def do(self, command: str) -> Any:
        """Type a command. Raises Failed with the program's own words."""
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        said = self._line()
        if "error" in said:
            raise Failed(f"{command}: {said['error']}")
        return said["done"]

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))


class Terminal:
    """The packaged program on the display: its log says in which state it is."""

    def __init__(self, stack: ExitStack, program: Path, settings: Path, out: Path) -> None:
        self._out, self._count, self.state, self._shown = out, 0, "starting", b""
        self._states: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.process = subprocess.Popen(
            [program, "run", "--settings", settings], stderr=subprocess.PIPE, text=True, cwd=settings.parent
        )
        stack.callback(_end, self.process)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        with (self._out / "terminal.log").open("w", encoding="utf-8") as log:
            for line in self.process.stderr:
                log.write(line)
                log.flush()
                if '"state_entered"' in line:
                    self._states.put(json.loads(line)["state"])
        self._states.put(None)

    def reaches(self, *wanted: str) -> None:
        """Wait for one of these states, and take a picture of it."""
        until = time.monotonic() + PATIENCE
        while self.state not in wanted:
            try:
                state = self._states.get(timeout=max(0.1, until - time.monotonic()))
            except queue.Empty:
                raise Failed(f"it stayed in {self.state}, wanted was {' or '.join(wanted)}") from None
            if state is None:
                raise Failed(f"the terminal ended in {self.state}")
            self.state = state
        self.picture(self.state)

    def picture(self, name: str) -> None:
        """Write what is on the glass once that is another page than the last one, and at rest.

        The log is ahead of the glass. Nothing but the picture depends on when it is at rest.
        """
        from PIL import Image

        self._count += 1
        with Glass() as glass:
            glass.becomes(lambda: glass.part() != self._shown)
            self._shown = glass.rests()
        picture = Image.frombytes("RGB", SIZE, self._shown, "raw", "BGRX")
        picture.save(self._out / "screens" / f"{self._count:02d}-{name}.png")


def settings_text(folder: Path, ends: dict[str, FarEnd], persons: tuple[StaffPerson, ...]) -> str:
    """kiosk.toml, as an operator fills it in."""
    staff = "\n".join(
        f'[[staff]]\nid = "{each.id}"\nrole = "{each.role}"\n'
        f'pin = "{hashed(StaffPin(int(digit) for digit in STAFF_PIN))}"\n'
        for each in persons
    )
    centre = ends["centre"].addresses
    return f"""mode = "rehearsal"
state = "{folder}/state"
languages = ["ja", "en"]
reduced_motion = true

{staff}
[place]
store = "見本ストア 演習店"
terminal = "T-{secrets.randbelow(9000) + 1000}"
telephone = "00-0000-0000"
specimen = true

[reader]
kind = "pcsc"
name = "{READER}"

[printer]
uri = "{ends["printer"].addresses["uri"]}"

[receipt_printer]
address = "{ends["receipt"].addresses["address"]}"

[cash]
port = "{ends["cash"].addresses["port"]}"

[centre]
url = "{centre["url"]}"
ca = "{centre["ca"]}"
certificate = "{folder}/terminal/certificate.pem"
key = "{folder}/terminal/key.pem"
record_keys = ["{centre["record_certificate"]}"]

[hours]
opens = 00:00:00
closes = 00:00:00
last_start_minutes = 0
year_end_closed = false
"""


def rehearse(package: Path, out: Path) -> None:
    """All of it. Raises Failed."""
    shutil.rmtree(out, ignore_errors=True)
    for each in ("screens", "paper", "simulator"):
        (out / each).mkdir(parents=True)
    _do("dpkg-deb", "-x", package, out / "root")
    program = out / "root" / "usr" / "bin" / "kiosk"
    with ExitStack() as stack:
        rig = stack.enter_context(PcscTestRig())
        state = str(out / "simulator")
        ends = {"centre": FarEnd(stack, "centre", "--state", state)}  # the first one makes the authority
        ends |= {
            "card": FarEnd(stack, "card", "--state", state, "--vpcd", str(rig.port)),
            "cash": FarEnd(stack, "cash", "--link", str(out / "cctalk")),
            "printer": FarEnd(stack, "printer"),
            "receipt": FarEnd(stack, "receipt"),
        }
        settings = out / "etc" / "kiosk.toml"
        settings.parent.mkdir()
        hand = Hand()
        settings.write_text(settings_text(out, ends, hand.persons), encoding="utf-8")
        settings.chmod(0o600)
        request, certificate = out / "terminal.csr", out / "terminal.pem"
        request.write_text(_do(program, "provision", "request", "--settings", settings), encoding="utf-8")
        ends["centre"].do(f"sign {request} {certificate}")
        _do(program, "provision", "install", certificate, "--settings", settings)
        _do(program, "settings", "check", "--settings", settings)
        stack.enter_context(VirtualDisplay(SIZE))
        _play(Terminal(stack, program, settings, out), hand, ends, out)


def _play(terminal: Terminal, hand: Hand, ends: dict[str, FarEnd], out: Path) -> None:
    terminal.reaches("out_of_service")  # nobody has counted the coins: Y-106
    hand.touch("out_of_service", "staff", hold=4.0)
    terminal.reaches("staff_pin")
    hand.touch("staff_pin", f"person:{TECHNICIAN}")
    hand.touch("staff_pin-keys", *(f"digit:{digit}" for digit in STAFF_PIN), "next")
    terminal.reaches("maintenance")
    hand.touch("maintenance", f"page:{StaffPage.MONEY.value}")
    hand.touch("money", "fill_coins")
    terminal.reaches("maintenance")
    hand.touch("money", "in_service")
    terminal.reaches("attract")
    hand.touch("attract", "start")
    terminal.reaches("menu")
    hand.touch("menu", "service:certificates")
    terminal.reaches("consent")
    hand.touch("consent", "agree")
    terminal.reaches("municipality")
    hand.touch("municipality", "scope:residence")
    terminal.reaches("place_card")
    ends["card"].do("set normal")
    terminal.reaches("enter_pin")
    hand.touch("enter_pin", "digit:1", "digit:2", "digit:3", "digit:4", "next")
    terminal.reaches("take_card")
    ends["card"].do("remove")
    terminal.reaches("certificates")
    hand.touch("certificates", "kind:resident_record")
    terminal.reaches("options")
    hand.touch("options", "next")
    terminal.reaches("order")
    hand.touch("order", "pay")
    terminal.reaches("pay")
    if not ends["cash"].do("insert 500"):
        raise Failed("the coin came back: is there no change?")
    terminal.reaches("take_papers")
    hand.touch("take_papers", "acknowledge")
    terminal.reaches("farewell")
    terminal.reaches("attract")
    paper = str(out / "paper")
    sheets, slips = ends["printer"].do(f"take {paper}"), ends["receipt"].do(f"take {paper}")
    change = ends["cash"].do("take")
    if not sheets or not slips:
        raise Failed("nothing was printed")
    terminal.process.send_signal(signal.SIGTERM)
    status = terminal.process.wait(PATIENCE)
    if status != 0:
        raise Failed(f"told to end, it ended with status {status}")
    print(f"Sold: {len(sheets)} document, {len(slips)} slip, {change} in the tray. Look at {out}")


def _do(*command: object) -> str:
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{command[0]} {command[1]}: {done.stderr.strip()[-2000:]}")
    return done.stdout


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main(arguments: list[str]) -> int:
    """Rehearse; say what was in the way."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    os.umask(0o077)
    try:
        rehearse(Path(arguments[0]).resolve(), Path(arguments[1]).resolve())
    except (Failed, OSError, subprocess.TimeoutExpired) as error:
        print(f"rehearsal: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
