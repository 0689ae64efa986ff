"""The simulated devices that a terminal needs before its first picture: they are loaded without the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.line import InProcessLine
from kiosk_simulator.sound.device import SimulatedSound


class StartDevices:
    """Coin changer with its line, and the loudspeaker."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        wait: Callable[[float], None],
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """`now`, `wait` and `on_change` are those of the environment."""
        self.changer = SimulatedChanger(on_change=on_change)
        self.line = InProcessLine(self.changer.slaves)
        self.sound = SimulatedSound(now=lambda: now().timestamp(), wait=wait, on_change=on_change)
