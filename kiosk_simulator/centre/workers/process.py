"""A worker: a centre in a process of its own, which ends when the one that started it does."""

from __future__ import annotations

import socket
import sys
from multiprocessing.connection import Connection

from kiosk_servers.database.errors import DatabaseUnusable
from kiosk_servers.workers.worker import leave_interrupts_to_the_first, wait_for_the_end
from kiosk_simulator.centre.workers.controls import AskedControls, FollowedFaults
from kiosk_simulator.centre.workers.settings import WorkerSettings
from kiosk_simulator.pki.authority import Pki


def serve(settings: WorkerSettings, listener: socket.socket, life: Connection, questions: Connection) -> None:
    """Serve at `listener` until `life` says something, or its other end is gone with its process.

    Tells `life` once it serves. Ends with status 1 when the database is away or another centre's.
    """
    from kiosk_simulator.centre.server import PartOf, SimulatedCentre

    leave_interrupts_to_the_first()
    faults = FollowedFaults(AskedControls(questions), settings.generation)
    centre = SimulatedCentre(
        Pki(settings.keys, settings.keys_made_at),
        now=faults.now,
        database=settings.database,
        municipalities=settings.municipalities,
        service_hours=settings.service_hours,
        tls=settings.tls,
        part_of=PartOf(settings.centre, faults, listener),
    )
    try:
        centre.start()
    except DatabaseUnusable as error:
        sys.exit(f"a worker of the centre: {error}")
    wait_for_the_end(life)
    centre.stop()
