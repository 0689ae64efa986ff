"""Running a terminal with simulated peers and the QA console; without a display, a demonstration."""

from __future__ import annotations

import logging
import sys
import threading
import webbrowser
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from kiosk.app.assembly import build
from kiosk.app.panel import Panel
from kiosk.app.serve import FAILED, end_in_any_case
from kiosk.config.settings import Settings, SettingsError
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.logs import log_as_json
from kiosk.runtime.workers import ThreadWorkers
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.server import Console
from kiosk_simulator.demo.play import Script, play
from kiosk_simulator.demo.result import read_summary
from kiosk_simulator.environment import Environment
from kiosk_simulator.peers import SimulatedPeers
from kiosk_simulator.start_time import start_time

SECONDS_PER_SHEET = 4.0


def serve(settings: Settings, *, browser: bool, console_port: int) -> int:
    """Run the terminal until its window closes; returns the exit status. `console_port` 0 takes a free one.

    Raises SettingsError when the console's port is not available.
    """

    clock = SystemClock(start_time(datetime.now(JST)))
    consoles: list[Console] = []

    def changed() -> None:
        for console in consoles:
            console.changed()

    with ExitStack() as stack:
        environment = Environment(
            settings.state, clock.now, wait=clock.wait, seconds_per_sheet=SECONDS_PER_SHEET, on_change=changed
        )
        stack.enter_context(environment)
        journal = Journal(settings.journal_file, clock.now, settings.journal.head)
        stack.callback(journal.close)
        closures = Closures(settings.hours.timetable())
        kiosk = build(
            settings, clock=clock, workers=ThreadWorkers(), wait=clock.wait, journal=journal,
            peers=SimulatedPeers(environment, settings), timetable=closures,
        )  # fmt: skip
        console = Console(
            environment,
            kiosk.terminal,
            clock,
            journal,
            mode=settings.mode,
            port=console_port,
            closures=closures,
        )
        consoles.append(console)
        try:
            url = console.start()
        except OSError as error:
            raise SettingsError(f"--console-port: {console_port} is taken or not allowed") from error
        stack.callback(console.stop)
        kiosk.terminal.listeners.append(console)
        sys.stderr.write(f"QA console: {url}\n")
        sys.stderr.write(f"Reservation by telephone: {environment.phone.url}\n")
        panel = Panel(kiosk, settings, clock, lambda: _open(url) if browser else None, end_in_any_case)
        panel.run()
    return FAILED if kiosk.terminal.failed else 0


def _open(url: str) -> None:
    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def demonstrate(out: Path) -> int:
    """Play a scripted visit into `out` and print the result; returns the exit status."""
    log_as_json(logging.WARNING)
    status = play(Script(out))
    summary = read_summary(out)
    if status == 0:
        sys.stdout.write(
            f"A visit was played: {summary['price']} yen, {summary['change']} yen change, "
            f"{summary['sheets']} sheet, {len(summary['states'])} screens in {summary['seconds']} s.\n"
            f"Look at {out}/screens, {out}/certificate.pdf and {out}/receipt.png\n"
        )
    else:
        sys.stdout.write(f"The visit failed: {summary['error']}\n")
    return status
