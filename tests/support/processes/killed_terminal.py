"""A terminal in a process of its own, to be killed.

`facts` names the far ends, which live in the parent: the ccTalk line behind a pty, the printers and the
centre on loopback. `life` is the number of journal rows after which the process kills itself (0: never,
and only the start-up is run). It says `pay` when it takes coins and waits for an answer after each.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Mapping
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.app.assembly import build
from kiosk.config.settings import Settings
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.events import Acknowledged, Agreed
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import ScopeChosen, ServiceChosen, Started
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.journal import Journal
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.environment import Environment
from kiosk_simulator.headless import Headless, InlineWorkers
from kiosk_simulator.peers import SimulatedPeers

WORKING_DAY = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
RECORD = CertificateKind.RESIDENT_RECORD


class KilledJournal(Journal):
    """The process is gone as soon as its last row is on disk."""

    life = 0

    def append(
        self,
        kind: Kind,
        facts: Mapping[str, Fact],
        visit: str = "",
        intent: int | None = None,
        *,
        rescue: bool = False,
    ) -> int:
        seq = super().append(kind, facts, visit, intent, rescue=rescue)
        self.life -= 1
        if self.life == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return seq


def main(facts_path: Path, life: int, parent: Connection) -> None:
    facts = json.loads(facts_path.read_text())
    clock = ManualClock(WORKING_DAY)
    environment = Environment(
        Path(facts["state"]), clock.now, wait=clock.advance
    )  # never started: only its reader is used
    journal = KilledJournal(Path(facts["journal"]), clock.now)
    settings = Settings.checked(facts["settings"])
    kiosk = build(
        settings, clock=clock, workers=InlineWorkers(), wait=clock.advance,
        peers=SimulatedPeers(environment, settings), journal=journal,
        fonts=Fonts.load(), stand_ins=True,
    )  # fmt: skip
    machine = Headless(kiosk.terminal, clock)
    machine.start()
    machine.advance(1)
    if life:
        journal.life = life
        visit(machine, environment, parent)
    parent.send({"state": machine.state, "notice": machine.view.reason})


def visit(machine: Headless, environment: Environment, parent: Connection) -> None:
    """One certificate, paid with what the parent throws in."""
    for event in (
        Started(),
        ServiceChosen(Service.CERTIFICATES),
        Agreed(),
        ScopeChosen(Scope.RESIDENCE),
    ):
        machine.post(event)
    environment.reader.insert(environment.card("normal"))
    machine.advance(0.5)
    machine.post(PinEntered(Pin((1, 2, 3, 4))))
    environment.reader.remove()
    machine.advance(0.5)
    machine.post(CertificateChosen(RECORD))
    machine.post(OptionsChosen(machine.view.visit.selection.options, 1))
    machine.post(OrderConfirmed())
    while machine.state is S.PAY:
        parent.send("pay")
        parent.recv()
        machine.advance(0.25)
    machine.until(lambda view: view.state is S.TAKE_PAPERS)
    machine.post(Acknowledged())
    machine.until(lambda view: view.state is S.ATTRACT)
