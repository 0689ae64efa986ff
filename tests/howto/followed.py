"""Follows a how-to in a copy of the project: writes its new files and makes its edits, in the page's order.

A fenced block is followed when the line before it is a comment that names a file:

    <!-- new: PATH -->                  the block is a new file
    <!-- edit: PATH; after: TEXT -->    the block comes after the one line that contains TEXT
    <!-- edit: PATH; before: TEXT -->   the block comes before it
    <!-- edit: PATH; replace: TEXT -->  the block takes the place of it; `replace 3` of three lines from it
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOWTO = ROOT / "docs" / "howto"
COPIED = (
    "kiosk",
    "kiosk_fleet",
    "kiosk_servers",
    "kiosk_simulator",
    "tests",
    "tools",
    "assets",
    "docs",
    "pyproject.toml",
)
_STEP = re.compile(
    r"^<!-- (?:new: (?P<new>\S+)"
    r"|edit: (?P<edit>[^;\n]+); (?P<how>after|before|replace)(?: (?P<lines>\d+))?: (?P<text>[^\n]+)) -->\n"
    r"```\w+\n(?P<block>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


class CannotFollow(AssertionError):
    """A step of the page does not fit the code any more; the message names the step."""


def copied(folder: Path) -> Path:
    """Copy what a how-to may change into `folder`, and return it."""
    # What is compiled is right for the copy too, whose files are as old; pytest compiles its own tests.
    uncompiled = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=uncompiled if name == "tests" else None)
        else:
            shutil.copy(source, folder / name)
    return folder


def follow(page: str, root: Path) -> list[str]:
    """Do the steps of docs/howto/`page` below `root`; returns the files that were written, in order."""
    steps = list(_STEP.finditer((HOWTO / page).read_text(encoding="utf-8")))
    for step in steps:
        if step["new"]:
            path = root / step["new"]
            if path.exists():
                raise CannotFollow(f"{page}: {step['new']} is there already")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["block"], encoding="utf-8")
        else:
            _edit(root / step["edit"], step, page)
    return list(dict.fromkeys(step["new"] or step["edit"] for step in steps))


def _edit(path: Path, step: re.Match[str], page: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    found = [number for number, line in enumerate(lines) if step["text"] in line]
    if len(found) != 1:
        raise CannotFollow(f"{page}: {len(found)} lines of {step['edit']} contain {step['text']!r}, not one")
    (at,) = found
    first, last = {
        "after": (at + 1, at + 1),
        "before": (at, at),
        "replace": (at, at + int(step["lines"] or 1)),
    }[step["how"]]
    lines[first:last] = [step["block"]]
    path.write_text("".join(lines), encoding="utf-8")


def run(root: Path, *command: str) -> str:
    """Run Python on the copy below `root` and return what it printed; fails when the command fails."""
    done = start(root, *command)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def start(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python on the copy below `root`, however it ends."""
    # PYTHONPATH comes before the installed project, so the copy is imported and not the checkout.
    environment = {**os.environ, "PYTHONPATH": str(root)}
    environment.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(
        [sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def run_tests(root: Path, chosen: Mapping[str, str]) -> None:
    """Run tests of the copy, those of each file that `-k` chooses; fails when one does, or a file has none.

    All in one process: to load the program takes longer than most of them.
    """
    plain = [word for plugin in ("cacheprovider", "xdist", "cov") for word in ("-p", f"no:{plugin}")]
    choice = " or ".join(f"({Path(file).name} and ({words}))" for file, words in chosen.items())
    said = run(root, "-m", "pytest", "-q", "-rp", "-x", "--timeout", "300", *plain, *chosen, "-k", choice)
    assert [file for file in chosen if f"PASSED {file}::" not in said] == [], said
