"""Running a terminal with simulated peers and the QA console; without a display, a demonstration."""

from __future__ import annotations

import logging
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.app.assembly import build
from kiosk.app.panel import Panel
from kiosk.app.serve import FAILED, end_in_any_case, load_words
from kiosk.config.errors import SettingsError
from kiosk.config.settings import Settings
from kiosk.journal.journal import Journal
from kiosk.logs import log_as_json
from kiosk.rules.hours.japan_time import JST
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.late import Late
from kiosk.runtime.workers import ThreadWorkers
from kiosk.screens.i18n.words import words_in
from kiosk_simulator.console.address import Address
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.peers import SimulatedPeers
from kiosk_simulator.start_devices import StartDevices
from kiosk_simulator.start_time import start_time

if TYPE_CHECKING:
    from kiosk_simulator.console.server import Console
    from kiosk_simulator.environment import Environment

SECONDS_PER_SHEET = 4.0


def serve(settings: Settings, *, browser: bool, console_port: int) -> int:
    """Run the terminal until its window closes; returns the exit status. `console_port` 0 takes
    that of the last run, if it is free, or any other.

    The coin changer and the loudspeaker are there at once. Card, printers, centre, telephone and console are
    loaded behind the first picture; whoever calls the console before waits for its answer.

    Raises SettingsError when the console's port is not available.
    """
    clock = SystemClock(start_time(datetime.now(JST)))
    consoles: list[Console] = []

    def changed() -> None:
        for console in consoles:
            console.changed()

    with ExitStack() as stack:
        last = Address.last(settings.state)
        listener = stack.enter_context(_listening(console_port, last.port))
        devices = StartDevices(clock.now, wait=clock.wait, on_change=changed)
        environment = Late(lambda: _started(settings, clock, devices, changed))
        stack.callback(_stop, environment)
        journal = Journal(settings.journal_file, clock.now, settings.journal.head)
        stack.callback(journal.close)
        closures = Closures(settings.hours.timetable())
        kiosk = build(
            settings, clock=clock, workers=ThreadWorkers(), wait=clock.wait, journal=journal,
            peers=SimulatedPeers(environment, settings, devices), timetable=closures, loads_later=True,
            catalogue=words_in,
        )  # fmt: skip

        def load_rest() -> None:
            from kiosk_simulator.console.live.panel_screen import PanelScreen
            from kiosk_simulator.console.panel_keys import PanelKeys
            from kiosk_simulator.console.server import Console

            load_words(settings.languages)
            kiosk.load()
            console = Console(
                environment.get(), kiosk.terminal, clock, journal, mode=settings.mode, listener=listener,
                closures=closures, keys=PanelKeys(panel), screen=PanelScreen(panel), token=last.token,
                recordings=settings.state / "recordings",
            )  # fmt: skip
            if (view := kiosk.terminal.view) is not None:
                console.shown(view)
            url = console.start()
            Address(listener.getsockname()[1], last.token).keep(settings.state)
            stack.callback(console.stop)
            consoles.append(console)
            kiosk.terminal.listeners.append(console)
            sys.stderr.write(f"QA console: {url}\nReservation by telephone: {environment.get().phone.url}\n")
            if browser:
                _open(url)

        panel = Panel(kiosk, settings, clock, on_failure=end_in_any_case, load=load_rest)
        panel.run()
    return FAILED if kiosk.terminal.failed or panel.was_cut_off else kiosk.ending.status


def _stop(environment: Late[Environment]) -> None:
    if environment.made is not None:
        environment.made.stop()


def _listening(port: int, last: int) -> socket.socket:
    """On the port that was asked for, or else on that of the last run, or else on a free one."""
    if port == 0 and last != 0:
        with suppress(OSError):
            return socket.create_server(("127.0.0.1", last))
    try:
        return socket.create_server(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        raise SettingsError(f"--console-port: {port} is taken or not allowed") from error


def _started(
    settings: Settings, clock: SystemClock, devices: StartDevices, changed: Callable[[], None]
) -> Environment:
    from kiosk_simulator.environment import Environment

    environment = Environment(
        settings.state, clock.now, wait=clock.wait, seconds_per_sheet=SECONDS_PER_SHEET, on_change=changed,
        devices=devices,
    )  # fmt: skip
    environment.start()
    return environment


def _open(url: str) -> None:
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def demonstrate(out: Path) -> int:
    """Play a scripted visit into `out` and print the result; returns the exit status."""
    from kiosk_simulator.demo.play import Script, play
    from kiosk_simulator.demo.result import read_summary

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
