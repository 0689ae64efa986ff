"""A resting terminal beside a resting browser: processor time, thread by thread.

The simulated world shares the terminal's process and is counted apart: a terminal in a shop has devices
instead.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.our_panel import SIZE
from benchmarks.panel import BROWSER, TERMINAL, command_of
from benchmarks.processes import Watched
from kiosk_simulator.demo.display import VirtualDisplay

SECONDS, ROUNDS = 60.0, 3
SETTLED = 10.0
"""Seconds after the start, in which the modules of a visit are loaded."""
WORLD = ("simulated", "Thread-", "console", "cctalk", "vpcd")
"""How the names of the simulated world's threads begin; every other thread is the terminal's."""

_LEAST = 0.0005
"""Per cent; threads that spent less are not told by name."""


@dataclass(slots=True)
class Idle:
    """Per cent of one core: in each round, and for each of the terminal's threads the mean of all rounds."""

    ours: list[float] = field(default_factory=list)
    world: list[float] = field(default_factory=list)
    browser: list[float] = field(default_factory=list)
    threads: dict[str, float] = field(default_factory=dict)


def measure(rounds: int = ROUNDS, seconds: float = SECONDS) -> Idle:
    """Let both rest beside each other for `seconds`, `rounds` times."""
    found, threads = Idle(), defaultdict[str, float](float)
    with ExitStack() as stack:
        terminal = stack.enter_context(
            _started(stack, [sys.executable, "-m", "benchmarks.named_threads", *TERMINAL])
        )
        browser = stack.enter_context(_started(stack, command_of(BROWSER, _home(stack))))
        time.sleep(SETTLED)
        for _ in range(rounds):
            before = terminal.nanoseconds_by_thread(), browser.nanoseconds_by_thread()
            began = time.perf_counter()
            time.sleep(seconds)  # the span that is measured
            passed = time.perf_counter() - began
            spent, of_browser = (
                {key: 100 * (now - then.get(key, 0)) / 1e9 / passed for key, now in each.items()}
                for each, then in zip(
                    (terminal.nanoseconds_by_thread(), browser.nanoseconds_by_thread()), before, strict=True
                )
            )
            world = {key: each for key, each in spent.items() if key[2].startswith(WORLD)}
            found.world.append(sum(world.values()))
            found.ours.append(sum(spent.values()) - sum(world.values()))
            found.browser.append(sum(of_browser.values()))
            for key in spent.keys() - world.keys():
                threads[key[2]] += spent[key] / rounds
    most = sorted(threads.items(), key=lambda row: -row[1])
    found.threads = {name: percent for name, percent in most if percent >= _LEAST}
    return found


def _home(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory()))


def _started(stack: ExitStack, command: list[str]) -> Watched:
    stack.enter_context(VirtualDisplay(SIZE))
    return Watched(command, os.environ["DISPLAY"], _home(stack))
