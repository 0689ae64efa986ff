"""What a worker is started with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk_simulator.centre.revocation.terminals import CentreTls

if TYPE_CHECKING:
    from kiosk_simulator.centre.workers.controls import Generation


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """`keys` is their folder, `centre` the id of the database, `generation` that of the switches."""

    keys: Path
    keys_made_at: datetime
    database: str
    centre: str
    municipalities: Path
    service_hours: tuple[time, time] | None
    tls: CentreTls | None
    generation: Generation
