"""A centre that does not answer in time, without a second of anybody's clock.

Who is first, the answer or the end of the terminal's patience, is not left to the machine that plays it: the
terminal waits for every answer that comes, and gives up exactly when the centre has taken a request in and
says that its answer will be late, or when it never answers anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.net import deadline
from kiosk_simulator.centre.faults import CentreFault, CentreFaults

GENEROUS = 600.0
"""Seconds for what comes for certain, however busy the machine is."""
LATE = frozenset({CentreFault.SLOW, CentreFault.LATE_ANSWER})
"""Faults under which the centre takes a request in, and says when its answer will be late."""
_LOOK = 0.01
"""Seconds between two looks whether it has said so: they decide nothing."""


class Silence:
    """Requests that a centre keeps waiting. `begins` and `is_over` are of the terminal's thread."""

    def __init__(self) -> None:
        self._is_late = threading.Event()
        self._kept: list[tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]] = []

    async def keep(self, _seconds: float) -> None:
        """Keep the request that is being answered until `ends`. For the centre's thread."""
        loop = asyncio.get_running_loop()
        kept: asyncio.Future[None] = loop.create_future()
        self._kept.append((loop, kept))
        self._is_late.set()
        await kept

    def begins(self) -> None:
        """Another request is sent."""
        self._is_late.clear()

    def is_certain(self, faults: CentreFaults) -> bool:
        """Whether no answer comes to the request that was sent."""
        if CentreFault.HALF_OPEN in faults:
            return True
        return self._is_late.is_set()

    def ends(self) -> None:
        """Whoever was kept goes on, before any request that is sent from now on."""
        kept, self._kept = self._kept, []
        for loop, future in kept:
            with contextlib.suppress(RuntimeError):  # that centre is gone
                loop.call_soon_threadsafe(_finish, future)


def _finish(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def silent_without_time(patch: pytest.MonkeyPatch, faults: Callable[[], CentreFaults]) -> Silence:
    """Let the terminal's patience with a centre that has `faults` end as the module says."""
    silence, receive, switch = Silence(), deadline.BoundedTlsSocket.recv_into, CentreFaults.only

    def received(self: deadline.BoundedTlsSocket, *values: Any) -> int:
        present = faults()
        if not (LATE | {CentreFault.HALF_OPEN}) & present.on:
            return receive(self, *values)
        usual = self.gettimeout()
        try:
            self.settimeout(_LOOK)
            while True:
                certain = silence.is_certain(present)
                try:
                    return receive(self, *values)
                except TimeoutError:
                    if certain:
                        raise
        finally:
            self.settimeout(usual)

    def switched(self: CentreFaults, *values: Any) -> None:
        switch(self, *values)
        self.sleep = silence.keep if LATE & self.on else asyncio.sleep
        if not LATE & self.on:
            silence.ends()

    patch.setattr(deadline.BoundedTlsSocket, "recv_into", received)
    patch.setattr(CentreFaults, "only", switched)
    return silence
