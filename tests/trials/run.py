"""Plays trials on every line, and says what was found: `make trials`.

python -m tests.trials.run [VISITS A LINE] [SEED]
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from pathlib import Path

from kiosk.logs import log_as_json
from tests.trials.trial import Count, Trials
from tests.trials.unreliable_line import LINES


def main(visits: int = 200, seed: int = 1) -> int:
    """Play `visits` on each line; returns the exit status, 1 when anything was unaccounted for."""
    log_as_json(logging.CRITICAL)
    failed = False
    with tempfile.TemporaryDirectory() as keys:
        for name, rates in LINES.items():
            began = time.monotonic()
            with Trials(Path(keys), seed, rates, cuts=0.1, faults=0.05) as trials:
                for number in range(visits):
                    before = trials.count.failures
                    trials.play(number)
                    if trials.count.failures != before:
                        print(f"  line {name}, seed {seed}, visit {number}: {trials.count}")
                        failed = True
                print(_line(name, trials.count, time.monotonic() - began))
    return int(failed)


def _line(name: str, count: Count, seconds: float) -> str:
    return (
        f"{name:>10}: {count.trials} visits in {seconds:.0f} s; unaccounted {count.unaccounted} yen, "
        f"paid twice {count.paid_twice}, paid and claimed {count.paid_and_claimed}, "
        f"stray sheets {count.stray_sheets}, charged and not printed {count.charged_not_printed}; "
        f"silent {count.silent}; notes {count.notes}, booked as uncounted {count.uncounted}, "
        f"uncertain sheets {count.uncertain_sheets}, staff called {count.stops}; {dict(count.faults)}"
    )


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
