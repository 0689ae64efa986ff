"""The devices of a terminal as programs: card in a virtual reader, cash unit, both printers."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from kiosk_simulator.card.inventory import CardInventory
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.card.vpcd import VpcdBridge
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.line import PtyLine
from kiosk_simulator.console.switches import Switch, cash_switches, printer_switches, receipt_switches
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.programs.program import Command, Program
from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter


def faults(switches: Iterable[Switch]) -> dict[str, Command]:
    """The commands `faults`, which lists the switches, and `fault NAME [on|off] [AMOUNT]`."""
    known = {each.id: each for each in switches}

    def fault(name: str, state: str = "on", amount: str | None = None) -> bool:
        if name not in known:
            raise ValueError(f"no fault {name}; `faults` lists them")
        if state not in ("on", "off"):
            raise ValueError("on or off")
        known[name].set(state == "on", None if amount is None else float(amount))
        return known[name].is_on()

    return {"faults": lambda: {name: each.is_on() for name, each in known.items()}, "fault": fault}


def card(state: Path, port: int) -> Program:
    """A specimen card in the slot of vpcd that listens on `port`: `set PROFILE`, `remove`, `profiles`."""
    bridge, program = VpcdBridge(port), Program()
    cards = CardInventory(Pki.load_or_create(state / "pki", datetime.now(UTC)), lambda: None)
    program.stack.callback(bridge.remove)

    def set_card(profile: str) -> str:
        bridge.insert(cards.card(profile))
        return profile

    program.addresses = {"vpcd": port}
    program.commands = {
        "set": set_card,
        "remove": bridge.remove,
        "profiles": lambda: {key: each.label_en for key, each in PROFILES.items()},
    }
    return program


def cash(link: Path) -> Program:
    """The ccTalk bus behind a pseudo-terminal, which `link` points to: coins, notes, hoppers, tray, box."""
    changer, program = SimulatedChanger(), Program()
    line = PtyLine(changer.slaves)
    program.stack.callback(line.close)
    Path(line.name).chmod(0o666)  # the terminal runs as a user of its own; these coins are nobody's
    link.unlink(missing_ok=True)
    os.symlink(line.name, link)
    program.stack.callback(lambda: link.unlink(missing_ok=True))

    def insert(yen: str) -> bool:
        amount = int(yen)
        return changer.insert_note(amount) if amount >= 1000 else changer.insert(amount)

    def fill(yen: str, pieces: str) -> None:
        changer.fill(int(yen), int(pieces))

    program.addresses = {"port": str(link), "device": line.name}
    program.commands = {
        "insert": insert,
        "take": changer.take_tray,
        "fill": fill,
        "hoppers": lambda: {yen: hopper.coins for yen, hopper in changer.hoppers.items()},
        "box": lambda: list(changer.cash_box),
        "stacker": lambda: list(changer.validator.stacker),
        **faults(cash_switches(changer)),
    }
    return program


def printer(port: int, seconds_per_sheet: float) -> Program:
    """The page printer over IPP: paper, sheets that are taken into a folder, faults."""
    program = Program()
    engine = program.stack.enter_context(SimulatedPrinter(port=port, seconds_per_sheet=seconds_per_sheet))

    def take(folder: str) -> list[str]:
        """A job's sheets are pages of one document, which is written once."""
        documents = {f"job-{sheet.job}.pdf": sheet.pdf for sheet in engine.taken()}
        for name, content in documents.items():
            (Path(folder) / name).write_bytes(content)
        return list(documents)

    program.addresses = {"uri": engine.uri}
    program.commands = {
        "paper": lambda sheets: engine.set_paper(int(sheets)),
        "sheets": lambda: len(engine.sheets),
        "take": take,
        **faults(printer_switches(engine)),
    }
    return program


def receipt(port: int) -> Program:
    """The receipt printer over ESC/POS: slips that are taken into a folder, faults."""
    program = Program()
    printer = program.stack.enter_context(SimulatedReceiptPrinter(port=port))

    def take(folder: str) -> list[str]:
        names = []
        for number, slip in enumerate(printer.taken(), 1):
            names.append(f"slip-{number}.png")
            slip.save(Path(folder) / names[-1], format="PNG")
        return names

    host, at = printer.address
    program.addresses = {"address": f"{host}:{at}"}
    program.commands = {
        "slips": lambda: len(printer.receipts),
        "take": take,
        **faults(receipt_switches(printer)),
    }
    return program
