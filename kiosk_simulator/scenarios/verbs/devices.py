"""What devices do: faults and their end, paper, coins, sheets, and programs that hang or fail."""

from __future__ import annotations

from kiosk.journal.faults import Cause
from kiosk_simulator.console.switches import Switch, clear_faults, switches
from kiosk_simulator.scenarios.stage import Failed, Stage
from kiosk_simulator.scenarios.workers import DEVICES


def fault(stage: Stage, switch: str, amount: str = "") -> None:
    """Let a device fail: the switches of the QA guide, some with a number."""
    found = _switch(stage, switch)
    found.set(True, float(amount) if amount else None)
    stage.present[switch] = found.is_on
    stage.note_faults()


def mend(stage: Stage, switch: str = "") -> None:
    """End one fault, or all of them."""
    if switch:
        _switch(stage, switch).set(False)
    else:
        clear_faults(stage.environment)
    stage.settle()


def paper(stage: Stage, sheets: str) -> None:
    """Let so many sheets be in the paper tray."""
    printer = stage.environment.printer
    printer.set_paper(int(sheets))
    stage.present["printer.no_paper"] = lambda: printer.paper <= 0
    stage.note_faults()


def coins(stage: Stage, yen: str, pieces: str) -> None:
    """Let so many coins be in a hopper."""
    hopper = stage.environment.changer.hoppers[int(yen)]
    stage.environment.changer.fill(int(yen), int(pieces))
    stage.present[f"hopper-{yen}.no_coins"] = lambda: hopper.coins == 0
    stage.note_faults()


def print_sheet(stage: Stage, sheets: str = "1") -> None:
    """Let the printer put out its next sheets."""
    for _ in range(int(sheets)):
        stage.environment.printer.print_sheet()
        stage.settle()


def stuck(stage: Stage, device: str, job: str = "1") -> None:
    """Let the program of a device hang at what it is asked next (2: after that), until it is replaced."""
    _worker(device)
    stage.workers.stuck[device] = int(job)
    stage.present[f"{device}.stuck"] = lambda: device in stage.workers.hung
    stage.note_faults()


def comes_back(stage: Stage, device: str) -> None:
    """Let the program of a device go on with what it was asked meanwhile."""
    _worker(device)
    stage.workers.come_back(device)
    stage.settle()


def breaks(stage: Stage, device: str, job: str = "1") -> None:
    """Let the program of a device fail at what it is asked next (2: after that), with an unexpected error."""
    _worker(device)
    stage.workers.broken[device] = int(job)
    stage.expects_errors = True
    stage.present[f"{device}.breaks"] = lambda: device in stage.workers.broken
    stage.note_faults()


def journal(stage: Stage, cause: str) -> None:
    """Let the journal's disk fail (full, locked, read_only, damaged, missing, newer), or be `well` again."""
    stage.journal.cause = None if cause == "well" else Cause(cause)
    stage.present[f"journal.{cause}"] = lambda: stage.journal.cause == cause
    stage.note_faults()


def _worker(device: str) -> None:
    if device not in DEVICES:
        raise Failed(f"no device {device}; known are {', '.join(DEVICES)}")


def _switch(stage: Stage, name: str) -> Switch:
    known = switches(stage.environment)
    if name not in known:
        raise Failed(f"no fault {name}; known are {', '.join(known)}")
    return known[name]
