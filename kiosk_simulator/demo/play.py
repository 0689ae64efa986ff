"""One demonstration: environment, terminal, window and shopper; the output goes to a folder."""

from __future__ import annotations

import os
import shutil
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.app.assembly import Kiosk, build
from kiosk.app.panel import Panel
from kiosk.config.sections.panel import Panel as PanelSettings
from kiosk.config.sections.printer import Printer
from kiosk.config.sections.reader import Reader
from kiosk.config.settings import Mode, Settings
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk.runtime.workers import ThreadWorkers
from kiosk.screens.i18n.words import words_in
from kiosk_simulator.card.pcsc_rig import READER as VIRTUAL_READER
from kiosk_simulator.card.vpcd import VpcdBridge
from kiosk_simulator.demo.display import VirtualDisplay
from kiosk_simulator.demo.manual_actions import SimulatedManualActions
from kiosk_simulator.demo.pace import CALM, Pace, SkippingClock
from kiosk_simulator.demo.plans import plan_for
from kiosk_simulator.demo.result import PAPERS, Result, write_result
from kiosk_simulator.demo.shopper import Shopper
from kiosk_simulator.environment import Environment
from kiosk_simulator.peers import SimulatedPeers
from kiosk_simulator.start_time import start_time


@dataclass(frozen=True, slots=True)
class Script:
    """What to play. With `vpcd_port` the card goes into the virtual PC/SC reader on that port."""

    out: Path
    language: str = "ja"
    size: tuple[int, int] = (1024, 768)
    reader: str = "simulated"
    printer: str = "simulated"
    profile: str = "normal"
    kind: str = "resident_record"
    coins: tuple[int, ...] = (100, 500)
    vpcd_port: int | None = None
    service: Service = Service.CERTIFICATES
    pace: Pace = CALM


def play(script: Script) -> int:
    """Play the visit; 0 only if it completed and its results agree, see `write_result`."""
    started = time.monotonic()
    screens = script.out / "screens"
    shutil.rmtree(screens, ignore_errors=True)
    screens.mkdir(parents=True)
    for paper in PAPERS:
        (script.out / paper).unlink(missing_ok=True)
    settings = Settings(
        mode=Mode.SIMULATION,
        state=script.out / "state",
        reader=Reader(kind=script.reader, name=VIRTUAL_READER if script.vpcd_port else ""),
        printer=Printer(uri=script.printer),
        panel=PanelSettings(width=script.size[0], height=script.size[1]),
    )
    with ExitStack() as stack:
        if not os.environ.get("DISPLAY"):
            stack.enter_context(VirtualDisplay(script.size))
        clock, pace = SkippingClock(start_time(datetime.now(JST))), script.pace
        environment = Environment(
            settings.state, clock.now, wait=clock.wait,
            seconds_per_sheet=pace.sheet or 0.0, auto_print=pace.sheet is not None,
        )  # fmt: skip
        stack.enter_context(environment)
        environment.reader.delay = pace.apdu
        for old in settings.state.glob("journal.sqlite*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        journal = Journal(settings.journal_file, clock.now, settings.journal.head)
        stack.callback(journal.close)
        kiosk = build(
            settings, clock=clock, workers=ThreadWorkers(), wait=clock.wait, journal=journal,
            peers=SimulatedPeers(environment, settings),
            stand_ins=True, catalogue=words_in,
        )  # fmt: skip
        bridge = VpcdBridge(script.vpcd_port) if script.vpcd_port else None

        def skip(moment: float) -> None:
            clock.skip_to(moment)
            kiosk.terminal.look_at_calendar()

        manual = SimulatedManualActions(environment, script.profile, bridge, skip)
        result = Result()
        if script.service is Service.PASSWORD_RESET:
            manual.reserve()
        panel = Panel(kiosk, settings, clock, on_started=lambda: thread.start())  # noqa: PLW0108 - not made yet

        def visit() -> None:
            try:
                plan = plan_for(
                    script.service, script.profile, kind=script.kind, coins=script.coins, pace=pace
                )
                shopper = Shopper(
                    kiosk.terminal, panel.app, manual, plan,
                    language=script.language, screens=screens, pace=pace,
                )  # fmt: skip
                result.record = shopper.record
                kiosk.terminal.listeners.append(_DocumentKeeper(kiosk, result))
                shopper.play()
            except Exception as error:  # noqa: BLE001 - the window must close whatever happened
                result.error = error
            finally:
                panel.close()

        thread = threading.Thread(target=visit, name="shopper", daemon=True)
        panel.run()
        thread.join(timeout=5)
        if kiosk.terminal.failed:
            result.error = result.error or RuntimeError("the terminal could not go on")
        result.seconds = time.monotonic() - started
        return write_result(
            result, environment, journal, out=script.out, service=script.service, apdus=manual.apdus(),
            card=environment.card(script.profile), printed_here=script.printer == "simulated",
        )  # fmt: skip


@dataclass(slots=True)
class _DocumentKeeper:
    """Keeps the certificate that was sent to the printer, for printers that are not simulated."""

    kiosk: Kiosk
    result: Result

    def shown(self, view: object) -> None:
        """Keep the document while it exists."""
        certificates = self.kiosk.prepared.certificates(self.kiosk.terminal.machine.visit.id)
        if certificates:
            self.result.pdf = certificates[0].document.pdf

    def visit_began(self, visit: object) -> None:
        """Nothing to keep of the visit itself."""

    def visit_ended(self, visit: object) -> None:
        """Nothing to keep of the visit itself."""
