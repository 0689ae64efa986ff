"""The entry point by which the `kiosk` command finds the simulator; imports what it needs only when called.

Implements the protocol `kiosk.app.simulator.Simulator`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from kiosk.config.settings import Settings


def add_commands(app: typer.Typer) -> None:
    """Add `kiosk demo` and `kiosk demo-real`."""
    from kiosk_simulator.cli import add_to

    add_to(app)


def serve(settings: Settings, *, browser: bool, console_port: int) -> int:
    """See `kiosk_simulator.serve.serve`."""
    from kiosk_simulator.serve import serve as serve_simulated

    return serve_simulated(settings, browser=browser, console_port=console_port)


def demonstrate(out: Path) -> int:
    """See `kiosk_simulator.serve.demonstrate`."""
    from kiosk_simulator.serve import demonstrate as play

    return play(out)
