"""The simulator, where one is installed: found by its entry point, imported by no line of the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import typer

    from kiosk.app.peers import Peers
    from kiosk.config.settings import Settings

GROUP = "kiosk.app.simulator"
"""Entry point group in which a package offers itself as the simulator."""


class Simulator(Protocol):
    """What a simulator offers the command line."""

    def add_commands(self, app: typer.Typer) -> None:
        """Add the simulator's own commands."""

    def serve(self, settings: Settings, *, browser: bool, console_port: int) -> int:
        """Run a terminal of which some or all parts are simulated; returns the exit status.

        Raises SettingsError when the console's port cannot be had.
        """

    def peers(self, settings: Settings) -> AbstractContextManager[Peers]:
        """The far ends of a terminal, simulated where the settings say so, while it is entered."""

    def demonstrate(self, out: Path) -> int:
        """Play a scripted visit into `out` and say what came of it; returns the exit status."""


def find() -> Simulator | None:
    """The installed simulator, None on a terminal in production."""
    for module in offers():
        found: Simulator = import_module(module)
        return found
    return None


def offers() -> Iterator[str]:
    """The modules in GROUP, as `importlib.metadata.entry_points` finds them: for that library and the thirty
    modules that come with it the first picture need not wait."""
    for place in filter(os.path.isdir, sys.path):
        with os.scandir(place) as entries:
            found = [each.path for each in entries if each.name.endswith(".dist-info")]
        for folder in found:
            try:
                text = Path(folder, "entry_points.txt").read_text(encoding="utf-8")
            except OSError:
                continue
            _, _, group = text.partition(f"[{GROUP}]\n")
            for line in group.partition("[")[0].splitlines():
                if module := line.partition("=")[2].strip():
                    yield module
