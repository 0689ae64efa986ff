"""Plays mixed visits with 2 % faults, and says what has grown: `make soak`.

python -m tests.soak.run [VISITS] [SEED]
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from pathlib import Path

from kiosk.logs import log_as_json
from tests.soak.footprint import Footprint, grown
from tests.soak.soak import soaking

LOOKS = 10
"""How often the footprint is printed."""


def main(visits: int = 10_000, seed: int = 1) -> int:
    """Play; returns the exit status, 1 when something has grown or did not end as it must."""
    log_as_json(logging.CRITICAL)
    began, cpu = time.monotonic(), time.process_time()
    with tempfile.TemporaryDirectory() as folder, soaking(Path(folder, "keys"), Path(folder), seed) as soak:
        looks: list[Footprint] = []
        for number in range(1, visits + 1):
            soak.play()
            if number % max(1, visits // LOOKS) == 0:
                looks.append(soak.footprint())
                print(_line(number, looks[-1], time.monotonic() - began), flush=True)
        count, found = soak.count, list(grown(looks[len(looks) // 2 - 1], looks[-1], visits // 2))
    print(
        f"{count.visits} visits in {time.monotonic() - began:.0f} s, "
        f"{time.process_time() - cpu:.0f} s of CPU; {count.faults.total()} faults of "
        f"{len(count.faults)} kinds, staff called {count.staff} times"
    )
    print(f"ends: {dict(count.ends.most_common())}")
    for each in (*count.problems, *(f"grown: {each}" for each in found)):
        print(f"  {each}")
    return int(bool(count.problems or found))


def _line(number: int, look: Footprint, seconds: float) -> str:
    return (
        f"{number:>6} visits: {look.memory / 2**20:.1f} MiB, {look.objects.total()} objects, "
        f"{look.threads} threads, {look.descriptors} descriptors, {look.files} files; {seconds:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
