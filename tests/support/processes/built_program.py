"""The program as `tools/build.sh` builds it: built anew whenever anything that goes into it has changed."""

from __future__ import annotations

import fcntl
import hashlib
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.support.processes.command_line import ROOT, WITHOUT_DISPLAY

KEPT = ROOT / "build" / "tested-programs"
SOURCES = (
    "kiosk", "kiosk_servers", "kiosk_simulator", "assets", "tools", "requirements", "distributions",
    "kiosk.spec", "pyproject.toml", "LICENSE", "NOTICE", ".venv/.ready", ".venv/.project",
)  # fmt: skip
"""All that a build reads; the stamps of tools/setup.sh stand for the packages that are installed."""


def built(*options: str) -> Path:
    """The program built with these options of tools/build.sh; one build at a time, whoever asks for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:  # PyInstaller's cache is one for all builds, and cleaned by each
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _built(*options)


def _built(*options: str) -> Path:
    name = "-".join(("kiosk", *(option.strip("-") for option in options)))
    folder = KEPT / name / _digest()
    program = folder / "dist" / "kiosk" / "kiosk"
    if not (folder / "complete").exists():
        shutil.rmtree(folder.parent, ignore_errors=True)  # of what was before, nothing is used again
        places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
        subprocess.run(
            [ROOT / "tools/build.sh", *options, *places], check=True, capture_output=True, env=WITHOUT_DISPLAY
        )
        shutil.rmtree(folder / "work")
        (folder / "complete").touch()
    return program


def _digest() -> str:
    digest = hashlib.sha256(f"{sys.version}{platform.platform()}".encode())
    for path in _files():
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _files() -> Iterator[Path]:
    """Every source in a fixed order; what is compiled follows from them."""
    for name in SOURCES:
        source = ROOT / name
        found = [source] if source.is_file() else sorted(source.rglob("*"))
        yield from (path for path in found if path.is_file() and path.suffix != ".pyc")
