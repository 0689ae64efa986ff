"""The entry point by which the `kiosk` command finds the simulator; imports what it needs only when called.

Implements the protocol `kiosk.app.simulator.Simulator`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from kiosk.app.peers import Peers
    from kiosk.config.settings import Settings


def add_commands(app: typer.Typer) -> None:
    """Add `kiosk demo`, `kiosk demo-real` and `kiosk peers`."""
    from kiosk_simulator.cli import add_to

    add_to(app)


def serve(settings: Settings, *, browser: bool, console_port: int) -> int:
    """See `kiosk_simulator.serve.serve`."""
    from kiosk_simulator.serve import serve as serve_simulated

    return serve_simulated(settings, browser=browser, console_port=console_port)


def peers(settings: Settings) -> AbstractContextManager[Peers]:
    """See `kiosk_simulator.device_peers.device_peers`."""
    from kiosk_simulator.device_peers import device_peers

    return device_peers(settings)


def demonstrate(out: Path) -> int:
    """See `kiosk_simulator.serve.demonstrate`."""
    from kiosk_simulator.serve import demonstrate as play

    return play(out)
