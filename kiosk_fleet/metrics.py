"""What a worker counts, in the text form of Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest


class Metrics:
    """Counters of one worker, and gauges that are asked for when they are read."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self.heartbeats = Counter("fleet_heartbeats", "Heartbeats that were committed.", registry=registry)
        self.rows = Counter("fleet_journal_rows", "Journal rows that were new.", registry=registry)
        self.refused = Counter("fleet_refused", "Requests that were refused.", ["why"], registry=registry)
        self.alarms = Counter("fleet_alarms", "Alarms that were raised.", ["kind"], registry=registry)
        self._commits = Gauge("fleet_commits", "Transactions of this worker's queue.", registry=registry)
        self._waiting = Gauge("fleet_queue_waiting", "Requests that wait in this worker.", registry=registry)
        self._open = Gauge("fleet_alarms_open", "Alarms nobody has acknowledged.", registry=registry)
        self._states = Gauge("fleet_terminals", "Terminals by state.", ["state"], registry=registry)

    def watch(self, commits: Callable[[], float], waiting: Callable[[], float]) -> None:
        """Where the numbers of the queue come from."""
        self._commits.set_function(commits)
        self._waiting.set_function(waiting)

    def text(self, states: Mapping[str, int], open_alarms: int) -> bytes:
        """All of it, with the whole fleet's state as of now."""
        self._states.clear()
        for state, number in states.items():
            self._states.labels(state).set(number)
        self._open.set(open_alarms)
        return generate_latest(self._registry)
