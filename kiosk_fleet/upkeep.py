"""What a server does now and then by itself: roll-outs go on or stop, and old rows go."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from kiosk.logs import Log, described
from kiosk_fleet.overview import FORECAST_DAYS
from kiosk_fleet.services import FleetServices
from kiosk_servers.database.errors import DatabaseUnavailable

log = Log()
_DAY = 86_400.0
_FORGET_EVERY = 3600.0


class Upkeep:
    """A thread of each worker. What only one may do, the database decides."""

    def __init__(self, services: FleetServices) -> None:
        self._services = services
        self._ended = threading.Event()
        self._forgot = services.now()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is under way."""
        self._ended.set()
        self._thread.join()

    def once(self) -> None:
        """Do what is due."""
        now = self._services.now()
        self._services.rollouts.look(now)
        if now - self._forgot >= _FORGET_EVERY:
            self._forgot = now
            store, settings = self._services.store, self._services.settings
            gone = store.forget_rows(now - settings.retention * _DAY)
            oldest = datetime.fromtimestamp(now - 2 * FORECAST_DAYS * _DAY, UTC).date()
            store.forget_usage(oldest.isoformat())
            if gone:
                log.info("rows_forgotten", rows=gone)

    def _run(self) -> None:
        while not self._ended.wait(self._services.settings.look):
            try:
                self.once()
            except DatabaseUnavailable:
                log.warning("database_unavailable")
            except Exception as error:  # noqa: BLE001 - the next time is another chance
                log.error("upkeep_failed", **described(error))
