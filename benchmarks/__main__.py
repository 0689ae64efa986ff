"""`python -m benchmarks [--only machine journal …] [--out out/bench.json]`: measure, print, write."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.facts import facts

PARTS = ("machine", "journal", "cash", "visits", "paper", "centre", "panel", "idle")


def main(arguments: list[str] | None = None) -> int:
    """Run the chosen parts; 0 also when a part is left out because a program is missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--out", type=Path, default=Path("out/bench.json"))
    chosen = parser.parse_args(arguments)
    began = time.monotonic()
    found: dict[str, Any] = {"facts": facts()}
    sys.stdout.write(report.facts_table(found["facts"]) + "\n")
    for part in PARTS:
        if part in chosen.only:
            text, figures = report.RUN[part]()
            found[part] = figures
            sys.stdout.write("\n" + text + "\n")
            sys.stdout.flush()
    found["seconds"] = round(time.monotonic() - began, 1)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    sys.stdout.write(f"\n{found['seconds']:.0f} s; all figures are in {chosen.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
