"""Terminals for locust, by the terminal's own client; `python -m load.latencies` starts it.

`KIOSK_LOAD_KEYS` names the folder of the simulated authorities, `--host` the centre. Each simulated terminal
has a certificate of its own and keeps its connection.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gevent.threadpool import ThreadPool
from locust import User, constant, events, task

from benchmarks.centre import Asker
from kiosk.centre.signing import RecordVerifier
from kiosk.rules.specimens import Specimens
from kiosk_simulator.pki.authority import Pki
from load.holders import holders

_PKI = Pki.load_or_create(Path(os.environ["KIOSK_LOAD_KEYS"]), datetime.now(UTC))
_PEOPLE = holders(_PKI)
_VERIFIER = RecordVerifier(_PKI.record_public_key, Specimens.TAKEN)
_number = itertools.count()
_threads = ThreadPool(1024)
"""The client's sockets end a whole call in its time, and must be Python's own: a call has a thread."""


class Terminal(User):  # type: ignore[misc]
    """One terminal: it proves a card, applies ten times, and begins anew."""

    wait_time = constant(0)
    host: str

    def on_start(self) -> None:
        """Make the connection; the certificate of this number is there already or made now."""
        self._at = next(_number)
        self._asker = self._new_asker()

    def on_stop(self) -> None:
        """Close the connection."""
        self._asker.close()

    @task  # type: ignore[untyped-decorator]
    def visit(self) -> None:
        """A proof, and ten applications whose records are verified."""
        if self._timed("sign in", self._asker.signs_in):
            for _ in range(10):
                self._timed("apply", self._asker.applies)

    def _new_asker(self) -> Asker:
        person = _PEOPLE[self._at % len(_PEOPLE)]
        return Asker(self.host, _PKI, f"LOCUST-{self._at}", person, _VERIFIER)

    def _timed(self, name: str, act: Callable[[], Any]) -> bool:
        began, failure = time.perf_counter(), None
        try:
            _threads.apply(act)
        except Exception as error:  # noqa: BLE001 - a failure is counted, whatever it is
            failure = error
        events.request.fire(
            request_type="CENTRE",
            name=name,
            response_time=1000 * (time.perf_counter() - began),
            response_length=0,
            exception=failure,
        )
        return failure is None
