"""Lets a monkey touch the glass: `make monkey`.

python -m tests.monkey.run [TOUCHES] [SEED]
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from pathlib import Path

from kiosk.logs import log_as_json


def main(touches: int = 10_000, seed: int = 1) -> int:
    """Play at least `touches`; returns the exit status, 1 when anything was found."""
    os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    from tests.monkey.monkey import Monkey

    log_as_json(logging.CRITICAL)
    began, number = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as keys, Monkey(Path(keys), seed) as monkey:
        while monkey.played < touches and not monkey.raised:
            before = monkey.count.failures
            monkey.play(number)
            if monkey.count.failures != before:
                print(f"  seed {seed}, bout {number}: {monkey.count}", flush=True)
            number += 1
            if number % 50 == 0:
                print(f"{monkey.played} touches, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{monkey.played} touches in {len(monkey.seen)} states, {time.monotonic() - began:.0f} s")
    print(monkey.count)
    print(dict(monkey.seen.most_common()))
    print([repr(error) for error in monkey.raised])
    return int(bool(monkey.raised or monkey.count.failures))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
