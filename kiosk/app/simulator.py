"""The simulator, where one is installed: found by its entry point, imported by no line of the terminal."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
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
    for entry in entry_points(group=GROUP):
        found: Simulator = entry.load()
        return found
    return None
