"""The exhaustive walk of state × money × device: the tests' own walk, timed."""

from __future__ import annotations

import importlib.util
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from benchmarks.figures import median
from benchmarks.triggers import WAY, bare

WALK = Path(__file__).resolve().parents[1] / "tests" / "fsm" / "walk.py"


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


def load() -> ModuleType:
    """The module of the tests; it is kept in one place only."""
    spec = importlib.util.spec_from_file_location("fsm_walk", WALK)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {WALK.name}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def measure(rounds: int = 5, laps: int = 1000) -> Walked:
    """Walk `rounds` times, each beside `laps` laps of the bare machine."""
    module = load()
    found: tuple[int, int] = (0, 0)
    wall, cpu, ratio = [], [], []
    lap = bare()
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(laps):
            lap()
        trigger = (time.process_time() - began) / (laps * len(WAY))
        began, spent = time.perf_counter(), time.process_time()
        found = module.walk(house=False)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - spent)
        ratio.append(cpu[-1] / found[1] / trigger)
    began = time.perf_counter()
    whole = module.walk()
    return Walked(*found, (*whole, time.perf_counter() - began), median(wall), median(cpu), median(ratio))
