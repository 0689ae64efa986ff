"""Which answer an application gets in the end: its own, unless a fault of the delivery strikes.

Every one of them has let the wrong paper out of a real system, or could have: answers kept by the second
of their request, a time-out that let the next applicant's file through, leftovers of the request before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from kiosk.centre.messages import ApplicationAnswer, ApplicationRequest
from kiosk_simulator.centre.faults import CentreFault, CentreFaults

TOGETHER = 0.2
"""Seconds within which two applications count as made at the same moment."""

Invent = Callable[[ApplicationRequest], ApplicationAnswer]


class Delivery:
    """Hands out the answers to applications. Used by the server's event loop alone.

    `invent` makes the answer that a neighbour would get who asks for the same: who is alone at the centre is
    wronged as well.
    """

    def __init__(self, faults: CentreFaults, now: Callable[[], datetime], invent: Invent) -> None:
        self._faults, self._now, self._invent = faults, now, invent
        self._waiting: tuple[asyncio.Future[ApplicationAnswer], ApplicationAnswer] | None = None
        self._by_second: dict[int, list[ApplicationAnswer]] = {}
        self._previous: ApplicationAnswer | None = None
        self._late: ApplicationAnswer | None = None

    async def deliver(self, request: ApplicationRequest, own: ApplicationAnswer) -> ApplicationAnswer:
        """The answer that is sent to `request`, whose own is `own`."""
        previous, self._previous = self._previous, own
        if self._faults.strikes(CentreFault.SWAPPED_ANSWERS):
            answer = await self._swapped(request, own)
        elif self._faults.strikes(CentreFault.OVERWRITTEN_REQUEST):
            answer = await self._overwritten(request, own)
        elif self._faults.strikes(CentreFault.PREVIOUS_ANSWER):
            answer = previous or self._invent(request)
        elif self._faults.strikes(CentreFault.LATE_ANSWER):
            answer = await self._late_by_one(own)
        else:
            return own
        if answer is not own:
            self._faults.wronged.add(request.request)
        return answer

    async def _swapped(self, request: ApplicationRequest, own: ApplicationAnswer) -> ApplicationAnswer:
        if self._waiting is not None:
            (first, its_own), self._waiting = self._waiting, None
            first.set_result(own)
            return its_own
        mine: asyncio.Future[ApplicationAnswer] = asyncio.get_running_loop().create_future()
        self._waiting = mine, own
        await asyncio.wait((mine,), timeout=TOGETHER)
        if mine.done():
            return mine.result()
        self._waiting = None
        return self._invent(request)

    async def _overwritten(self, request: ApplicationRequest, own: ApplicationAnswer) -> ApplicationAnswer:
        second = int(self._now().timestamp())
        kept = self._by_second.setdefault(second, [])
        kept.append(own)
        await asyncio.sleep(TOGETHER)
        self._by_second.pop(second, None)
        return kept[-1] if len(kept) > 1 else self._invent(request)

    async def _late_by_one(self, own: ApplicationAnswer) -> ApplicationAnswer:
        if self._late is not None:
            other, self._late = self._late, None
            return other
        self._late = own
        await self._faults.sleep(self._faults.slow_seconds)
        if self._late is own:
            self._late = None
        return own
