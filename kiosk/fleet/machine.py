"""What the link asks of the terminal around it: how it is, and to carry out a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kiosk.fleet.messages import Command, DeviceMessage, MachineState
from kiosk.rules.services import Service


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """How a terminal is at one moment; fields as in `Heartbeat`."""

    state: MachineState
    reason: str = ""
    switched_off: tuple[Service, ...] = ()
    devices: tuple[DeviceMessage, ...] = ()


class FleetMachine(Protocol):
    """Called on the link's thread; must not wait for a visit."""

    def facts(self) -> MachineFacts:
        """How the terminal is now."""

    def order(self, command: Command) -> None:
        """Carry out a command once nobody is at the terminal, and remember what became of it."""
