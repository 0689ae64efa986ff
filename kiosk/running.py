"""What `kiosk run` does: serve on a panel, with the QA console beside it when simulated."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import webbrowser
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from kiosk.assembly import build
from kiosk.clock import SystemClock
from kiosk.documents.font_files import FontNotFound
from kiosk.hardening import forbid_dumps
from kiosk.journal.journal import Journal
from kiosk.logs import log_as_json
from kiosk.mode_check import check
from kiosk.rules.hours import JST
from kiosk.settings import Panel as PanelSettings
from kiosk.settings import Settings, SettingsError, load
from kiosk.workers import ThreadWorkers

SECONDS_PER_SHEET = 4.0
LAST_PATIENCE = 15.0
"""Seconds in which a terminal that cannot go on must have closed its window and its devices."""
UNUSABLE = 2
"""Exit status for settings and options that cannot be used."""
FAILED = os.EX_SOFTWARE
"""Exit status of a terminal that could not go on: whoever watches the process starts it again."""


def serve(path: Path | None, size: tuple[int, int], *, browser: bool, console_port: int) -> int:
    """Run the terminal until its window closes; returns the exit status.

    `console_port` is that of the QA console on 127.0.0.1, 0 for a free one. Settings that cannot be used
    are told in one line, with status 2; so is a font that is not installed.
    """
    forbid_dumps()
    log_as_json()
    try:
        settings = load(path)
        check(settings)
        _make_state_folder(settings.state)
        if path is None:
            settings = settings.model_copy(update={"panel": PanelSettings(width=size[0], height=size[1])})
        if settings.simulated_parts:
            return _serve_simulated(settings, browser=browser, console_port=console_port)
        return _serve_real(settings)
    except (SettingsError, FontNotFound) as error:
        sys.stderr.write(f"kiosk: {error}\n")
        return UNUSABLE


def _make_state_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"state: {folder.name} is no folder and cannot be made one") from error


def _serve_real(settings: Settings) -> int:
    from kiosk.panel import Panel

    clock = SystemClock()
    kiosk = build(settings, clock=clock, workers=ThreadWorkers(), wait=clock.wait)
    Panel(kiosk, settings, clock, lambda: None, _end_in_any_case).run()
    return FAILED if kiosk.terminal.failed else 0


def _serve_simulated(settings: Settings, *, browser: bool, console_port: int) -> int:
    from kiosk.panel import Panel
    from kiosk.simulation.console.closures import Closures
    from kiosk.simulation.console.server import Console
    from kiosk.simulation.peers import SimulatedPeers
    from kiosk.simulation.working_day import opening_moment
    from kiosk.simulation.world import World

    clock = SystemClock(opening_moment(datetime.now(JST)))
    consoles: list[Console] = []

    def changed() -> None:
        for console in consoles:
            console.changed()

    with ExitStack() as stack:
        world = World(
            settings.state, clock.now, wait=clock.wait, seconds_per_sheet=SECONDS_PER_SHEET, on_change=changed
        )
        stack.enter_context(world)
        journal = Journal(settings.state / "journal.sqlite", clock.now)
        stack.callback(journal.close)
        closures = Closures(settings.hours.timetable())
        kiosk = build(
            settings, clock=clock, workers=ThreadWorkers(), wait=clock.wait, journal=journal,
            peers=SimulatedPeers(world, settings), timetable=closures,
        )  # fmt: skip
        console = Console(
            world, kiosk.terminal, clock, journal, mode=settings.mode, port=console_port, closures=closures
        )
        consoles.append(console)
        try:
            url = console.start()
        except OSError as error:
            raise SettingsError(f"--console-port: {console_port} is taken or not allowed") from error
        stack.callback(console.stop)
        kiosk.terminal.listeners.append(console)
        sys.stderr.write(f"QA console: {url}\n")
        sys.stderr.write(f"Reservation by telephone: {world.phone.url}\n")
        panel = Panel(kiosk, settings, clock, lambda: _open(url) if browser else None, _end_in_any_case)
        panel.run()
    return FAILED if kiosk.terminal.failed else 0


def _end_in_any_case() -> None:
    """Screens or devices may hang as well: then nothing but the end of the process takes the picture away."""
    last = threading.Timer(LAST_PATIENCE, os._exit, (FAILED,))
    last.daemon = True
    last.start()


def _open(url: str) -> None:
    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def demonstrate_all(out: Path) -> int:
    """Without a display: play the visit into `out` and say what came of it."""
    from kiosk.simulation.demo.play import Script, play

    log_as_json(logging.WARNING)
    status = play(Script(out))
    summary = json.loads((out / "summary.json").read_text())
    if status == 0:
        sys.stdout.write(
            f"A visit was played: {summary['price']} yen, {summary['change']} yen change, "
            f"{summary['sheets']} sheet, {len(summary['states'])} screens in {summary['seconds']} s.\n"
            f"Look at {out}/screens, {out}/certificate.pdf and {out}/receipt.png\n"
        )
    else:
        sys.stdout.write(f"The visit failed: {summary['error']}\n")
    return status
