"""What a server counts, in the text form of Prometheus: the sum of all its workers, whichever answers.

Workers count in files of one folder, as Prometheus's client does it for several processes; what a worker that
is gone has counted stays in the sum.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from prometheus_client.metrics_core import Metric

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which the client knows the folder; it is looked at when the client is loaded."""
_LIVE = "gauge_livesum_*.db"


class Metrics:
    """Counters and gauges of this process, and of those that share its folder."""

    def __init__(self) -> None:
        # Only now: a worker has to know the folder before the client is loaded.
        from prometheus_client import CollectorRegistry, Counter, Gauge

        self._folder = os.environ.get(FOLDER)
        if self._folder is not None:
            _forget_the_dead(Path(self._folder))
        registry = self._registry = CollectorRegistry()
        self.heartbeats = Counter("fleet_heartbeats", "Heartbeats that were committed.", registry=registry)
        self.rows = Counter("fleet_journal_rows", "Journal rows that were new.", registry=registry)
        self.refused = Counter("fleet_refused", "Requests that were refused.", ["why"], registry=registry)
        self.alarms = Counter("fleet_alarms", "Alarms that were raised.", ["kind"], registry=registry)
        self._commits = Counter("fleet_commits", "Transactions of the queues.", registry=registry)
        self._waiting = Gauge(
            "fleet_queue_waiting", "Requests that wait.", registry=registry, multiprocess_mode="livesum"
        )

    def committed(self, waiting: int) -> None:
        """A queue has committed, and so many requests wait in it."""
        self._commits.inc()
        self._waiting.set(waiting)

    def text(self, states: Mapping[str, int], open_alarms: int) -> bytes:
        """All of it, with the whole fleet's state as of now."""
        from prometheus_client import CollectorRegistry, generate_latest

        fleet = CollectorRegistry()
        fleet.register(_Fleet(states, open_alarms))
        return generate_latest(self._counted()) + generate_latest(fleet)

    def _counted(self) -> CollectorRegistry:
        from prometheus_client import CollectorRegistry
        from prometheus_client.multiprocess import MultiProcessCollector

        if self._folder is None:
            return self._registry
        registry = CollectorRegistry()
        MultiProcessCollector(registry, self._folder)  # type: ignore[no-untyped-call]
        return registry


class _Fleet:
    """What the database says: the same for every worker."""

    def __init__(self, states: Mapping[str, int], open_alarms: int) -> None:
        self._states, self._open = states, open_alarms

    def collect(self) -> Iterator[Metric]:
        """As the client asks for it."""
        from prometheus_client.metrics_core import GaugeMetricFamily

        yield GaugeMetricFamily("fleet_alarms_open", "Alarms nobody has acknowledged.", value=self._open)
        terminals = GaugeMetricFamily("fleet_terminals", "Terminals by state.", labels=["state"])
        for state, number in self._states.items():
            terminals.add_metric([state], number)
        yield terminals


def _forget_the_dead(folder: Path) -> None:
    """A worker that took the place of another one: what waited in that one waits no more."""
    for each in folder.glob(_LIVE):
        if not Path(f"/proc/{each.stem.rpartition('_')[2]}").exists():
            each.unlink(missing_ok=True)
