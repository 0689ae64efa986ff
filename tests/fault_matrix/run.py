"""Plays the fault matrix: `make matrix`.

python -m tests.fault_matrix.run [--write] [--every-cell] [GROUP …]

Compares it with docs/fault-matrix.md, or writes the tables of the given groups (by default all) with --write.
--every-cell plays also what the rules say is the same, and tells where it is not: an hour.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from pathlib import Path

from kiosk.logs import log_as_json
from kiosk_simulator.scenarios.run import Theatre
from tests.fault_matrix.document import (
    GROUPS,
    PAGE,
    WITHOUT,
    page,
    section,
    section_without,
    sections_of,
    without,
)
from tests.fault_matrix.matrix import Matrix
from tests.fault_matrix.wires import wires


def main(*words: str) -> int:
    """Play, print, perhaps write; returns the exit status, 1 when an end is not defined or not as written."""
    log_as_json(logging.CRITICAL)
    write, every = "--write" in words, "--every-cell" in words
    groups = [each for each in GROUPS if each in words] or list(GROUPS)
    failed = False
    written = sections_of(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    with tempfile.TemporaryDirectory() as keys, Theatre(Path(keys)) as theatre, wires(theatre) as heard:
        matrix = Matrix(theatre, heard)
        plain = without(matrix)
        played = {WITHOUT: section_without(plain)}
        for group in groups:
            began, before = time.process_time(), matrix.played
            ends = {key: str(matrix.end(key)) for key in matrix.cells([group])}
            played[GROUPS[group]] = section(group, plain, ends)
            print(
                f"{group:>10}: {len(ends)} cells, {matrix.played - before} played, "
                f"{time.process_time() - began:.0f} s of CPU",
                flush=True,
            )
            if write:  # at once: others may be playing other groups
                before_it = sections_of(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
                PAGE.write_text(page(before_it | played), encoding="utf-8")
            for key, end in ends.items() if every else ():
                if (alone := str(matrix.end_alone(key))) != end:
                    print(f"  {key}: {alone}, and by the rules {end}", flush=True)
                    failed = True
        for key, problems in matrix.problems.items():
            print(f"  {key}: {'; '.join(problems)}")
    for title in () if write else played:
        if written.get(title) != played[title]:
            print(f"{title}: not as in {PAGE.name}")
            failed = True
    return int(failed or bool(matrix.problems))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
