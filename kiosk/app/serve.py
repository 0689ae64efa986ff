"""What `kiosk run` does: serve on a panel with the configured devices, or leave it to the simulator."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from kiosk.app.assembly import build
from kiosk.app.process.memory import MemoryNotOverwritten, lock_memory, overwrite_freed_memory
from kiosk.app.process.security import forbid_dumps, keep_files_private
from kiosk.app.settings_problems import early_problems, load_checked, make_state_folder
from kiosk.app.simulator import find
from kiosk.config.errors import SettingsError
from kiosk.config.sections.panel import Panel as PanelSettings
from kiosk.config.settings import Mode, Settings
from kiosk.documents.fonts.files import FontNotFound
from kiosk.logs import Log, log_as_json
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.workers import ThreadWorkers
from kiosk.screens.i18n.catalogue import CatalogueError
from kiosk.screens.i18n.words import WordsMissing, words_in
from kiosk.screens.kivy.sdl import NoDisplay

log = Log()

LAST_PATIENCE = 15.0
"""Seconds in which a terminal that cannot go on must have closed its window and its devices."""
UNUSABLE = 2
"""Exit status for settings and options that cannot be used."""
FAILED = os.EX_SOFTWARE
"""Exit status of a terminal that could not go on: whoever watches the process starts it again."""


def serve(path: Path | None, size: tuple[int, int], *, browser: bool, console_port: int) -> int:
    """Run the terminal until its window closes; returns the exit status.

    `console_port` is that of the QA console on 127.0.0.1, 0 for a free one. Settings that cannot be used
    are reported, all problems at once and a line each, with status 2; so is a font that is not installed. A
    display that cannot be opened gives the status of a terminal that could not go on: it may be there soon.
    """
    forbid_dumps()
    keep_files_private()
    log_as_json()
    try:
        settings = load_checked(path, early_problems)
        if settings.mode is not Mode.SIMULATION:
            protect_memory()
        make_state_folder(settings.state)
        load_words(settings.languages[:1])
        if path is None:
            settings = settings.changed(panel=PanelSettings.unchecked(width=size[0], height=size[1]))
        if settings.simulated_parts:
            simulator = find()
            if simulator is None:
                parts = ", ".join(settings.simulated_parts)
                raise SettingsError(f"no simulator is installed, and simulated is {parts}")
            return simulator.serve(settings, browser=browser, console_port=console_port)
        return _serve_real(settings)
    except (SettingsError, FontNotFound) as error:
        for line in str(error).splitlines():
            sys.stderr.write(f"kiosk: {line}\n")
        return UNUSABLE
    except NoDisplay as error:
        sys.stderr.write(f"kiosk: {error}\n")
        return FAILED


def protect_memory() -> None:
    """Leave nothing of a shopper in freed memory or in swap. May start the program again.

    Raises SettingsError on a system where freed memory cannot be overwritten.
    """
    try:
        overwrite_freed_memory()
    except MemoryNotOverwritten as error:
        raise SettingsError(f"mode: {error}") from error
    log.info("freed_memory_is_overwritten", locked=lock_memory())


def load_words(languages: tuple[str, ...]) -> None:
    """Load languages: what cannot be loaded must not wait for the shopper who asks for it.

    Raises SettingsError.
    """
    try:
        for language in languages:
            words_in(language)
    except (WordsMissing, CatalogueError) as error:
        raise SettingsError(f"languages: {error}") from error


def _serve_real(settings: Settings) -> int:
    from kiosk.app.panel import Panel

    clock = SystemClock()
    kiosk = build(
        settings, clock=clock, workers=ThreadWorkers(), wait=clock.wait, loads_later=True, catalogue=words_in
    )

    def load_rest() -> None:
        load_words(settings.languages)
        kiosk.load()

    panel = Panel(kiosk, settings, clock, on_failure=end_in_any_case, load=load_rest)
    panel.run()
    return FAILED if kiosk.terminal.failed or panel.was_cut_off else kiosk.ending.status


def end_in_any_case() -> None:
    """Screens or devices may hang as well: then nothing but the end of the process takes the picture away."""
    last = threading.Timer(LAST_PATIENCE, os._exit, (FAILED,))
    last.daemon = True
    last.start()
