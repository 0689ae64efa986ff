"""The terminal's side of the fleet server, joined behind the first picture; without an address, nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk import __version__
from kiosk.config.errors import SettingsError
from kiosk.config.fleet_files import fleet_tls, settings_digest, verifier
from kiosk.config.settings import Settings
from kiosk.fleet.client import FleetClient
from kiosk.fleet.link import FleetLink
from kiosk.fleet.memory import FleetMemory
from kiosk.fleet.messages import SettingsCommand, settings_message
from kiosk.fleet.orders import MEMORY_FILE
from kiosk.journal.inspection import JournalReader
from kiosk.journal.journal import Journal
from kiosk.runtime.terminal import Terminal
from kiosk.tasks.fleet import FleetTasks
from kiosk.tasks.ordered_hours import OrderedHours


@dataclass(frozen=True, slots=True)
class FleetSide:
    """The link, and what it orders; `link.start` begins it."""

    link: FleetLink
    tasks: FleetTasks


def fleet_side(settings: Settings, terminal: Terminal, journal: Journal, hours: OrderedHours) -> FleetSide:
    """Join them. Raises SettingsError."""
    fleet = settings.fleet
    if journal.path is None:
        raise SettingsError("fleet.url: a journal in memory cannot be sent")
    is_signed = verifier(settings)
    files = fleet_tls(settings)
    memory = FleetMemory(settings.state / MEMORY_FILE)

    def wants(command: SettingsCommand) -> bool:
        return is_signed(settings_message(command.digest), command.signature)

    tasks = FleetTasks(terminal, journal, hours, memory, wants)
    link = FleetLink(
        FleetClient(fleet.url, files, fleet.connect_timeout, fleet.read_timeout),
        JournalReader(journal.path, settings.journal.head),
        memory,
        tasks,
        __version__,
        settings_digest(settings),
        reconnect=fleet.reconnect,
    )
    terminal.listeners.append(tasks)
    return FleetSide(link, tasks)
