"""The messages between terminal and fleet server: JSON over HTTPS. Both sides use these models.

No message names a terminal, which is who its client certificate says, and none has anything of a shopper: the
rows are the journal's, whose facts are numbers, truth values and codes.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from kiosk.centre.messages.base import Identifier, Message
from kiosk.rules.services import Service

HEARTBEAT_PATH = "/v1/heartbeat"
JOURNAL_PATH = "/v1/journal"
MOST_ROWS = 200
"""Rows of one request."""
LONGEST_REQUEST = 512 * 1024
"""Bytes of a request: twice what 200 of the longest rows take."""
MOST_COMMANDS = 16
MOST_DAYS = 60
"""Days of a maintenance calendar."""

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{0,64}$")]
"""What the journal may hold of a text."""
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256, hexadecimal."""
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Count = Annotated[int, Field(ge=0, lt=2**53)]


class MachineState(StrEnum):
    """What a shopper finds."""

    STARTING = "starting"
    IN_SERVICE = "in_service"
    CLOSED = "closed"
    OUT_OF_SERVICE = "out_of_service"
    MAINTENANCE = "maintenance"


class DeviceMessage(Message):
    """The last check of one device; `reason` is the code with which it closes services, else empty."""

    device: Code
    status: Code
    detail: Code = ""
    reason: Code = ""


class HopperMessage(Message):
    """Coins of one denomination (yen), by the books."""

    denomination: Count
    pieces: Count


class Consumables(Message):
    """What runs out. `sheets` is None where the printer does not count its paper; `cash_box` is in yen."""

    sheets: Count | None = None
    hoppers: tuple[HopperMessage, ...] = Field(default=(), max_length=16)
    cash_box: Count = 0


class OpenMatters(Message):
    """What staff of the store has to settle: cases (interrupted visits), claim slips and their yen."""

    cases: Count = 0
    claims: Count = 0
    claimed: Count = 0


class JournalHead(Message):
    """The end of the journal's hash chain; `journal` is its random id."""

    journal: Identifier
    seq: Count
    hash: Digest


class Outcome(StrEnum):
    """What became of a command."""

    APPLIED = "applied"
    REFUSED = "refused"


class Acknowledgement(Message):
    """A command that the terminal has dealt with, and need not be sent again."""

    command: Identifier
    outcome: Outcome


class Heartbeat(Message):
    """How a terminal is.

    `switched_off` are services that staff or a command switched off. `settings` is the digest of the settings
    in force, `wanted_settings` that of the last command about them, empty without one. `reason` is the code
    that keeps the terminal out of service.
    """

    program: Code
    settings: Digest
    wanted_settings: Digest | Literal[""] = ""
    state: MachineState
    reason: Code = ""
    switched_off: tuple[Service, ...] = Field(default=(), max_length=16)
    maintenance: tuple[Day, ...] = Field(default=(), max_length=MOST_DAYS)
    drained: bool = False
    devices: tuple[DeviceMessage, ...] = Field(default=(), max_length=32)
    consumables: Consumables
    open: OpenMatters
    journal: JournalHead | None
    acknowledged: tuple[Acknowledgement, ...] = Field(default=(), max_length=MOST_COMMANDS)


class ServiceCommand(Message):
    """Switch a service off or on."""

    kind: Literal["service"] = "service"
    id: Identifier
    service: Service
    on: bool


class MaintenanceCommand(Message):
    """The days on which nothing but the information is served, in place of those that were told before."""

    kind: Literal["maintenance"] = "maintenance"
    id: Identifier
    days: tuple[Day, ...] = Field(max_length=MOST_DAYS)


class SettingsCommand(Message):
    """The settings that are wanted, by their digest, signed (Ed25519) over `settings_message`."""

    kind: Literal["settings"] = "settings"
    id: Identifier
    digest: Digest
    signature: bytes = Field(min_length=64, max_length=64)


class DrainCommand(Message):
    """Let nobody in any more while it is `on`, over restarts; a visit that has begun is finished."""

    kind: Literal["drain"] = "drain"
    id: Identifier
    on: bool


Command = Annotated[
    ServiceCommand | MaintenanceCommand | SettingsCommand | DrainCommand, Field(discriminator="kind")
]


class HeartbeatAnswer(Message):
    """`interval` is in seconds; `cursor` is the number of the last row that the server has."""

    interval: int = Field(ge=1, le=86_400)
    cursor: Count
    commands: tuple[Command, ...] = Field(default=(), max_length=MOST_COMMANDS)


class RowMessage(Message):
    """A row as the journal's file keeps it; `facts` is JSON text, `hash` that of the chain."""

    seq: int = Field(ge=1, lt=2**53)
    at: str = Field(pattern=r"^[0-9T:.+-]{1,40}$")
    visit: Code
    kind: Code
    intent: Count | None
    facts: str = Field(max_length=1024)
    hash: Digest


class JournalRequest(Message):
    """Rows behind the cursor, oldest first."""

    journal: Identifier
    rows: tuple[RowMessage, ...] = Field(min_length=1, max_length=MOST_ROWS)


class JournalAnswer(Message):
    """`cursor` is the number of the last row that the server has; the same as before when it took none."""

    cursor: Count


def settings_message(digest: str) -> bytes:
    """What the operator signs to want settings."""
    return f"certificate kiosk settings 1 {digest}".encode()
