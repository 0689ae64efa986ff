"""Faults of the centre at random, in an order that follows from a seed."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk_simulator.centre.faults import CentreFault, CentreFaults

SWAPS = (
    CentreFault.SWAPPED_ANSWERS, CentreFault.OVERWRITTEN_REQUEST, CentreFault.PREVIOUS_ANSWER,
    CentreFault.LATE_ANSWER, CentreFault.PROOF_OF_ANOTHER, CentreFault.ANSWER_TO_ANOTHER,
    CentreFault.PAGE_OF_ANOTHER,
    CentreFault.COPY_OF_ANOTHER, CentreFault.REPLAYED_RECORD, CentreFault.STALE_COPY, CentreFault.WRONG_CLOCK,
    CentreFault.PASSING_MISMATCH, CentreFault.OTHER_PERSON, CentreFault.WRONG_SIGNATURE,
)  # fmt: skip
"""Everything that hands a wrong answer to an application or a proof, and says which it wronged."""
PROOFS = frozenset({CentreFault.PROOF_OF_ANOTHER, CentreFault.ANSWER_TO_ANOTHER})
"""Of them, those that spoil the answer to a proof of the card, which has no request."""
AT_ONCE = 3
"""So many are on at the same time: each question whether one strikes goes to the centre's first process."""


@contextmanager
def switching(
    faults: CentreFaults, seed: int, *, every: float = 1.0, share: float = 0.1, late: float = 15.0
) -> Iterator[None]:
    """While inside, other swaps are on every so many seconds; each strikes a `share` of the applications.

    `late` is how long an answer is held back, in seconds: longer than the terminals wait. Every swap has its
    turn before one has a second.
    """
    chance, over = random.Random(seed), threading.Event()
    faults.draw_by(seed)
    faults.share, faults.slow_seconds = share, late
    thread = threading.Thread(target=_switch, args=(faults, chance, every, over), name="switching swaps")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        faults.only()


def _switch(faults: CentreFaults, chance: random.Random, every: float, over: threading.Event) -> None:
    waiting: list[CentreFault] = []
    while True:
        if len(waiting) < AT_ONCE:
            waiting += chance.sample(SWAPS, len(SWAPS))
        on = waiting[:AT_ONCE]
        if set(on) >= PROOFS:  # of two that spoil one answer only one could be noticed
            on.remove(CentreFault.ANSWER_TO_ANOTHER)
            waiting.append(CentreFault.ANSWER_TO_ANOTHER)
        faults.only(on)
        del waiting[:AT_ONCE]
        if over.wait(every):
            return
