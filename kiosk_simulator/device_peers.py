"""The simulated peers alone, for whoever looks at a terminal's devices without running it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.app.peers import Peers
from kiosk.config.settings import Settings
from kiosk.rules.hours.japan_time import JST
from kiosk.runtime.clock import SystemClock
from kiosk_simulator.environment import Environment
from kiosk_simulator.peers import SimulatedPeers
from kiosk_simulator.start_time import start_time


@contextmanager
def device_peers(settings: Settings) -> Iterator[Peers]:
    """Peers as at the start of a simulated terminal, until left; nothing is kept, not even the test keys."""
    clock = SystemClock(start_time(datetime.now(JST)))
    with TemporaryDirectory() as folder, Environment(Path(folder), clock.now, wait=clock.wait) as environment:
        yield SimulatedPeers(environment, settings)
