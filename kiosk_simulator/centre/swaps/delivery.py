"""Which answer an application gets in the end: its own, unless a fault of the delivery strikes.

Every one of them has let the wrong paper out of a real system, or could have: answers kept by the second
of their request, a time-out that let the next applicant's file through, leftovers of the request before.
What is kept lies in the database: two who ask two workers, or two hosts, get each other's just as well.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from starlette.concurrency import run_in_threadpool

from kiosk.centre.messages import ApplicationAnswer, ApplicationRequest
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.swaps.kept_answers import KeptAnswers

TOGETHER = 0.2
"""Seconds within which two applications count as made at the same moment."""
_PAUSE = 0.02

Invent = Callable[[ApplicationRequest], ApplicationAnswer]


class Delivery:
    """Hands out the answers to applications. Used by the server's event loop alone.

    `invent` makes the answer that a neighbour would get who asks for the same: who is alone at the centre is
    wronged as well.
    """

    def __init__(
        self, faults: CentreFaults, now: Callable[[], datetime], kept: KeptAnswers, invent: Invent
    ) -> None:
        self._faults, self._now, self._kept, self._invent = faults, now, kept, invent
        self._previous: ApplicationAnswer | None = None

    async def deliver(self, request: ApplicationRequest, own: ApplicationAnswer) -> ApplicationAnswer:
        """The answer that is sent to `request`, whose own is `own`."""
        previous, self._previous = self._previous, own
        if self._faults.strikes(fault := CentreFault.SWAPPED_ANSWERS):
            answer = await self._swapped(request, own)
        elif self._faults.strikes(fault := CentreFault.OVERWRITTEN_REQUEST):
            answer = await self._overwritten(request, own)
        elif self._faults.strikes(fault := CentreFault.PREVIOUS_ANSWER):
            kept = await run_in_threadpool(self._kept.replace_last, fault, own)
            # Before the first that was struck there is what this worker remembers.
            answer = kept or previous or self._invent(request)
        elif self._faults.strikes(fault := CentreFault.LATE_ANSWER):
            answer = await self._late_by_one(own)
        else:
            return own
        if answer != own:
            self._faults.wrong(request.request, fault)
        return answer

    async def _swapped(self, request: ApplicationRequest, own: ApplicationAnswer) -> ApplicationAnswer:
        fault = CentreFault.SWAPPED_ANSWERS
        turn = await run_in_threadpool(self._kept.exchange, fault, own)
        if isinstance(turn, ApplicationAnswer):
            return turn
        deadline = time.monotonic() + TOGETHER
        alone = False
        while not alone:
            await asyncio.sleep(_PAUSE)
            given = await run_in_threadpool(self._kept.given, fault, turn)
            if given is not None:
                return given
            if time.monotonic() >= deadline:
                alone = await run_in_threadpool(self._kept.withdraw, fault, turn)
        return self._invent(request)

    async def _overwritten(self, request: ApplicationRequest, own: ApplicationAnswer) -> ApplicationAnswer:
        fault, second = CentreFault.OVERWRITTEN_REQUEST, str(int(self._now().timestamp()))
        turn = await run_in_threadpool(self._kept.overwrite, fault, second, own)
        await self._faults.sleep(TOGETHER)
        answer, number = await run_in_threadpool(self._kept.overwritten, fault, second, turn)
        return answer if number > 1 else self._invent(request)

    async def _late_by_one(self, own: ApplicationAnswer) -> ApplicationAnswer:
        fault = CentreFault.LATE_ANSWER
        other = await run_in_threadpool(self._kept.take, fault)
        if other is not None:
            return other
        turn = await run_in_threadpool(self._kept.leave, fault, own)
        await self._faults.sleep(self._faults.slow_seconds)
        if turn is not None:
            await run_in_threadpool(self._kept.withdraw, fault, turn)
        return own
