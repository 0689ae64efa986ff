"""What a fleet server is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk_fleet.access import FleetTls
from kiosk_fleet.ingest.queue import MOST_WAITING
from kiosk_fleet.rollouts import SOAK
from kiosk_servers.database.engine import MEMORY


@dataclass(frozen=True, slots=True)
class FleetSettings:
    """`interval` is that of heartbeats, in seconds, `retention` in days, `soak` in seconds a wave.

    `most_waiting` requests may wait in one worker. With `fleet` only the database of the server with this id
    will do. A roll-out is looked at every `look` seconds. Workers count in the folder `counts`.
    """

    tls: FleetTls
    database: str = MEMORY
    interval: int = 60
    retention: int = 400
    soak: float = SOAK
    most_waiting: int = MOST_WAITING
    fleet: str | None = None
    look: float = 10.0
    counts: Path | None = None
