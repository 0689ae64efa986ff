"""The exhaustive walk of state × money × device: the tests' own walk, timed."""

from __future__ import annotations

import time
from dataclasses import dataclass

from benchmarks.figures import median
from benchmarks.triggers import WAY, bare
from tests.support.fsm_walk import walk


@dataclass(frozen=True, slots=True)
class Walked:
    """Situations found, steps taken, the median seconds of wall and processor time, and the processor
    time of a step ÷ that of a bare machine's trigger in the same round."""

    situations: int
    steps: int
    with_house: tuple[int, int, float]
    """Situations, steps and seconds of one walk with hours and staff as well, as the tests take it."""
    seconds: float
    cpu_seconds: float
    step_beside_bare: float


def measure(rounds: int = 5, laps: int = 1000) -> Walked:
    """Walk `rounds` times, each beside `laps` laps of the bare machine."""
    found: tuple[int, int] = (0, 0)
    wall, cpu, ratio = [], [], []
    lap = bare()
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(laps):
            lap()
        trigger = (time.process_time() - began) / (laps * len(WAY))
        began, spent = time.perf_counter(), time.process_time()
        found = walk(operation=False)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - spent)
        ratio.append(cpu[-1] / found[1] / trigger)
    began = time.perf_counter()
    whole = walk()
    return Walked(*found, (*whole, time.perf_counter() - began), median(wall), median(cpu), median(ratio))
