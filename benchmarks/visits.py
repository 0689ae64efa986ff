"""Whole visits without a screen: every driver, every wire, the simulated far ends in this process.

The terminal and its drivers run in this thread, the centre and the printers in theirs, so the
processor time of the two sides can be told apart.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from benchmarks.cpu import CpuMeter, measured
from benchmarks.figures import median
from kiosk.app.assembly import build
from kiosk.centre.transport import Transport
from kiosk.config.settings import simulated
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.events import Acknowledged, Agreed
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import ScopeChosen, ServiceChosen, Started
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk.journal.journal import Journal
from kiosk.logs import log_as_json
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk.runtime.clock import ManualClock
from kiosk.tasks.paper import certificates, clerks_check, slip_printing
from kiosk_simulator.card import jpki_card
from kiosk_simulator.cash.line import InProcessLine
from kiosk_simulator.environment import Environment
from kiosk_simulator.headless import Headless, InlineWorkers
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.peers import SimulatedPeers

WORKING_DAY = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
RECORD = CertificateKind.RESIDENT_RECORD
TERMINAL = "terminal: the rest"
OTHERS = "centre, printers and their TLS (other threads)"
PARTS = (
    (jpki_card, "sign", "card: RSA signature (in Python)"),
    (jpki_card.SoftwareJpkiCard, "transmit", "card: the rest of the chip"),
    (certificates, "render", "document: draw"),
    (certificates, "check_pages", "document: check pages"),
    (clerks_check, "check_pages", "document: check pages"),
    (slip_printing, "draw", "receipt: draw"),
    (InProcessLine, "write", "coin unit's side of the line"),
    (Journal, "append", "journal"),
    (Transport, "_exchange", "terminal: HTTPS"),
    (IppPrinter, "report", "terminal: IPP"),
    (IppPrinter, "submit", "terminal: IPP"),
    (IppPrinter, "job", "terminal: IPP"),
    (EscposReceiptPrinter, "report", "terminal: ESC/POS"),
    (EscposReceiptPrinter, "print_image", "terminal: ESC/POS"),
    (SimulatedPrinter, "print_sheet", "page printer's side in this thread"),
)
"""(owner, function, part): the main thread's time is booked on these parts, the rest on TERMINAL."""


class Shop:
    """A simulated terminal with its environment; `visit` plays one certificate for 250 yen, paid with 500."""

    def __init__(self, environment: Environment, clock: ManualClock, fonts: Fonts, journal: Journal) -> None:
        self._world, self._clock = environment, clock
        self.ready: list[float] = []
        """Wall seconds from each confirmed order to the open coin slot."""
        settings = simulated()
        kiosk = build(
            settings, clock=clock, workers=InlineWorkers(), wait=clock.advance,
            peers=SimulatedPeers(environment, settings), journal=journal, fonts=fonts,
        )  # fmt: skip
        self._machine = Headless(kiosk.terminal, clock)
        self._machine.start()

    def visit(self) -> None:
        """From greeting to greeting. Raises RuntimeError when sheet, change or the way are not right."""
        machine, environment = self._machine, self._world
        machine.states.clear()
        for event in (
            Started(), ServiceChosen(Service.CERTIFICATES), Agreed(), ScopeChosen(Scope.RESIDENCE),
        ):  # fmt: skip
            machine.post(event)
        environment.reader.insert(environment.card("normal"))
        machine.advance(0.5)
        machine.post(PinEntered(Pin((1, 2, 3, 4))))
        environment.reader.remove()
        machine.advance(0.5)
        machine.post(CertificateChosen(RECORD))
        machine.post(OptionsChosen(machine.view.visit.selection.options, 1))
        began = time.perf_counter()
        machine.post(OrderConfirmed())
        if machine.view.state is not S.PAY:
            raise RuntimeError(f"not ready to pay: {machine.states}")
        self.ready.append(time.perf_counter() - began)
        environment.changer.insert(500)
        machine.until(self._papers_are_out, 120)
        if len(environment.printer.sheets) != 1 or sum(environment.changer.tray) != 250:
            raise RuntimeError(f"the visit went wrong: {machine.states}")
        environment.printer.taken()
        environment.changer.take_tray()
        machine.post(Acknowledged())
        machine.until(lambda view: view.state is S.ATTRACT, 120)
        machine.views[:-1] = []

    def _papers_are_out(self, view: View) -> bool:
        self._world.printer.print_sheet()
        return view.state is S.TAKE_PAPERS


@dataclass(slots=True)
class Visits:
    """Medians of the rounds, in seconds for each visit, and shares of the processor time."""

    wall: float
    cpu: float
    signature: float
    """Seconds of one RSA-2048 signature in the same rounds: the yardstick."""
    parts: dict[str, float] = field(default_factory=dict)

    @property
    def in_signatures(self) -> dict[str, float]:
        """Each part in RSA-2048 signatures of the same minute: what stays when the machine's speed drifts."""
        return {name: seconds / self.signature for name, seconds in self.parts.items()}


@contextmanager
def opened(folder: Path, fonts: Fonts) -> Iterator[Shop]:
    """A shop on a new journal file in `folder`; keys that lie there already are used again."""
    clock = ManualClock(WORKING_DAY)
    with Environment(folder, clock.now, wait=clock.advance, auto_print=False) as environment:
        path = folder / "journal.sqlite"
        for old in folder.glob("journal.sqlite*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        journal = Journal(path, clock.now)
        try:
            yield Shop(environment, clock, fonts, journal)
        finally:
            journal.close()


def measure(rounds: int = 6, visits: int = 5) -> Visits:
    """Play `visits` visits in each of `rounds` rounds, each after one that is not counted."""
    log_as_json(logging.CRITICAL)
    fonts = Fonts.load()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    found: list[Visits] = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            with opened(Path(folder), fonts) as shop:
                shop.visit()
                found.append(_round(shop, visits, _signature_seconds(key)))
    names = found[0].parts
    return Visits(
        median([each.wall for each in found]),
        median([each.cpu for each in found]),
        median([each.signature for each in found]),
        {name: median([each.parts[name] for each in found]) for name in names},
    )


def _round(shop: Shop, visits: int, signature: float) -> Visits:
    meter = CpuMeter()
    wall, process, thread = time.perf_counter(), time.process_time(), time.thread_time()
    with measured(meter, threading.get_ident(), PARTS):
        for _ in range(visits):
            shop.visit()
    wall = (time.perf_counter() - wall) / visits
    process = (time.process_time() - process) / visits
    thread = (time.thread_time() - thread) / visits
    parts = {name: meter.seconds[name] / visits for _, _, name in PARTS}
    parts[TERMINAL] = thread - sum(parts.values())
    parts[OTHERS] = process - thread
    return Visits(wall, process, signature, parts)


def _signature_seconds(key: rsa.RSAPrivateKey, times: int = 100) -> float:
    began = time.thread_time()
    for _ in range(times):
        key.sign(b"x" * 32, padding.PKCS1v15(), hashes.SHA256())
    return (time.thread_time() - began) / times
