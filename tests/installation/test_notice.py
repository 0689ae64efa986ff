"""NOTICE and the licence texts: of what a terminal in production has, and of nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes.lock_files import ROOT, pins

FILES = {
    "terminal": ROOT / "NOTICE",
    "servers": ROOT / "distributions" / "servers" / "NOTICE",
    "simulator": ROOT / "distributions" / "simulator" / "NOTICE",
}


def locked(name: str) -> dict[str, str]:
    """Version by package, of what this platform installs."""
    return {pin.name: pin.version for pin in pins(name).values() if pin.wanted_here()}


def run(*arguments: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "notice.py", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_all_are_current() -> None:
    run("check")


@pytest.mark.parametrize("product", FILES)
def test_it_names_every_locked_package_with_its_version_and_no_other(product: str) -> None:
    table = FILES[product].read_text(encoding="utf-8").partition("All packages")[2]
    rows = dict(re.findall(r"^\| ([a-z0-9.-]+) \| (\S+) \| .+ \|$", table, re.MULTILINE))
    rows.pop("package", None)
    assert rows == locked(product)


@pytest.mark.parametrize(("product", "arguments"), [("terminal", []), ("simulator", ["simulator"])])
def test_the_texts_of_a_bundle_are_those_of_its_packages_and_fonts(
    tmp_path: Path, product: str, arguments: list[str]
) -> None:
    run("texts", tmp_path, *arguments)
    assert (tmp_path / "NOTICE").read_bytes() == FILES[product].read_bytes()
    assert (tmp_path / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    folders = {path.name for path in (tmp_path / "licences").iterdir()}
    assert folders == {
        *locked(product),
        "fonts-ipamj-mincho",
        "fonts-morisawa-bizud-gothic",
        "fonts-noto-cjk",
    }


def test_a_terminal_in_production_carries_no_licence_of_the_simulators_packages(tmp_path: Path) -> None:
    run("texts", tmp_path)
    only_simulated = set(locked("simulator")) - set(locked("terminal"))
    assert {"fastapi", "uvicorn", "python-xlib"} <= only_simulated
    assert not {path.name for path in (tmp_path / "licences").iterdir()} & only_simulated
