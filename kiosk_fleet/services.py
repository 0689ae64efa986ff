"""What the routes share, over one database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk_fleet.alarms import Alarms
from kiosk_fleet.commands import Commands
from kiosk_fleet.ingest.queue import IngestQueue
from kiosk_fleet.ingest.store import IngestStore
from kiosk_fleet.metrics import Metrics
from kiosk_fleet.overview import Overview
from kiosk_fleet.rollouts import Rollouts
from kiosk_fleet.settings import FleetSettings
from kiosk_servers.database.engine import Database


@dataclass(frozen=True, slots=True)
class FleetServices:
    """`now` is the server's clock, in seconds since 1970."""

    settings: FleetSettings
    database: Database
    now: Callable[[], float]
    queue: IngestQueue
    store: IngestStore
    alarms: Alarms
    commands: Commands
    rollouts: Rollouts
    overview: Overview
    metrics: Metrics


def make_services(settings: FleetSettings, database: Database, now: Callable[[], float]) -> FleetServices:
    """All of them; the queue has begun to work."""
    metrics = Metrics()
    queue = IngestQueue(database, settings.most_waiting, on_commit=metrics.committed)
    return FleetServices(
        settings,
        database,
        now,
        queue,
        IngestStore(database),
        Alarms(database),
        Commands(database),
        Rollouts(database, settings.interval, settings.soak),
        Overview(database, settings.interval),
        metrics,
    )
