"""The exhaustive walk of state × money × device: the tests' own walk, timed."""

from __future__ import annotations

import importlib.util
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from benchmarks.figures import median

WALK = Path(__file__).resolve().parents[1] / "tests" / "fsm" / "walk.py"


@dataclass(frozen=True, slots=True)
class Walked:
    """Situations found, steps taken, and the median seconds of wall and processor time."""

    situations: int
    steps: int
    seconds: float
    cpu_seconds: float


def load() -> ModuleType:
    """The module of the tests; it is kept in one place only."""
    spec = importlib.util.spec_from_file_location("fsm_walk", WALK)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {WALK.name}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def measure(rounds: int = 3) -> Walked:
    """Walk `rounds` times."""
    module = load()
    found: tuple[int, int] = (0, 0)
    wall, cpu = [], []
    for _ in range(rounds):
        began, spent = time.perf_counter(), time.process_time()
        found = module.walk()
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - spent)
    return Walked(*found, median(wall), median(cpu))
