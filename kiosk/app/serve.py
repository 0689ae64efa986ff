"""What `kiosk run` does: serve on a panel with the configured devices, or leave it to the simulator."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from kiosk.app.assembly import build
from kiosk.app.process_security import forbid_dumps
from kiosk.app.simulator import find
from kiosk.config.mode_check import check
from kiosk.config.settings import Panel as PanelSettings
from kiosk.config.settings import Settings, SettingsError, load
from kiosk.documents.fonts.files import FontNotFound
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.logs import log_as_json
from kiosk.runtime.workers import ThreadWorkers
from kiosk.screens.i18n.catalogue import CatalogueError
from kiosk.screens.i18n.words import WordsMissing, words_in

LAST_PATIENCE = 15.0
"""Seconds in which a terminal that cannot go on must have closed its window and its devices."""
UNUSABLE = 2
"""Exit status for settings and options that cannot be used."""
FAILED = os.EX_SOFTWARE
"""Exit status of a terminal that could not go on: whoever watches the process starts it again."""


def serve(path: Path | None, size: tuple[int, int], *, browser: bool, console_port: int) -> int:
    """Run the terminal until its window closes; returns the exit status.

    `console_port` is that of the QA console on 127.0.0.1, 0 for a free one. Settings that cannot be used
    are reported in one line, with status 2; so is a font that is not installed.
    """
    forbid_dumps()
    log_as_json()
    try:
        settings = load(path)
        check(settings)
        _load_words(settings.languages)
        _make_state_folder(settings.state)
        if path is None:
            settings = settings.model_copy(update={"panel": PanelSettings(width=size[0], height=size[1])})
        if settings.simulated_parts:
            simulator = find()
            if simulator is None:
                parts = ", ".join(settings.simulated_parts)
                raise SettingsError(f"no simulator is installed, and simulated is {parts}")
            return simulator.serve(settings, browser=browser, console_port=console_port)
        return _serve_real(settings)
    except (SettingsError, FontNotFound) as error:
        sys.stderr.write(f"kiosk: {error}\n")
        return UNUSABLE


def _load_words(languages: tuple[str, ...]) -> None:
    """Load every language now: what cannot be loaded must not wait for the shopper who asks for it."""
    try:
        for language in languages:
            words_in(language)
    except (WordsMissing, CatalogueError) as error:
        raise SettingsError(f"languages: {error}") from error


def _make_state_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"state: {folder.name} is no folder and cannot be made one") from error


def _serve_real(settings: Settings) -> int:
    from kiosk.app.panel import Panel

    clock = SystemClock()
    kiosk = build(settings, clock=clock, workers=ThreadWorkers(), wait=clock.wait)
    Panel(kiosk, settings, clock, lambda: None, end_in_any_case).run()
    return FAILED if kiosk.terminal.failed else 0


def end_in_any_case() -> None:
    """Screens or devices may hang as well: then nothing but the end of the process takes the picture away."""
    last = threading.Timer(LAST_PATIENCE, os._exit, (FAILED,))
    last.daemon = True
    last.start()
