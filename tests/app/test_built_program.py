"""The program as PyInstaller builds it: for production, and with the simulator."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.processes.command_line import ROOT, WITHOUT_DISPLAY

pytestmark = [pytest.mark.peer, pytest.mark.window, pytest.mark.cost(60)]


def _build(folder: Path, *options: str) -> Path:
    """Build into `folder`; returns the program."""
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    subprocess.run(
        [ROOT / "tools/build.sh", *options, *places], check=True, capture_output=True, env=WITHOUT_DISPLAY
    )
    return folder / "dist" / "kiosk" / "kiosk"


def _run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, *arguments], cwd=program.parent, env=WITHOUT_DISPLAY,
        capture_output=True, text=True, timeout=110, check=False,
    )  # fmt: skip


def _modules(program: Path) -> set[str]:
    """Names of all modules in the program's archive."""
    from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-untyped]  # ships no types

    return set(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)


@pytest.mark.timeout(300)
def test_the_built_program_starts_and_plays_a_visit(tmp_path: Path) -> None:
    program = _build(tmp_path, "--simulator")
    done = _run(program, "demo", "--pace", "brisk", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "out" / "certificate.pdf").exists()
    assert "kiosk_simulator.environment" in _modules(program)
    assert "fastapi" in (program.parent / "NOTICE").read_text()


@pytest.mark.timeout(300)
def test_the_program_for_production_has_nothing_of_the_simulator(tmp_path: Path) -> None:
    program = _build(tmp_path)
    modules = _modules(program)
    assert {"kiosk.app.assembly", "kiosk.hardware.card.pcsc"} <= modules
    simulator = {"kiosk_simulator", "fastapi", "starlette", "uvicorn", "jinja2", "Xlib"}
    assert not {name for name in modules if name.partition(".")[0] in simulator}
    assert not {path.name for path in program.parent.rglob("*") if "simulator" in path.name.lower()}
    assert "fastapi" not in (program.parent / "NOTICE").read_text()
    assert not {path.name for path in (program.parent / "licences").iterdir()} & {
        "fastapi",
        "uvicorn",
        "jinja2",
    }
    (tmp_path / "kiosk.toml").write_text(f'state = "{tmp_path}/state"\n')
    done = _run(program, "run", "--settings", str(tmp_path / "kiosk.toml"))
    assert done.returncode == 2
    assert "no simulator is installed" in done.stderr
    assert "demo" not in _run(program, "--help").stdout
    assert "No such command" in _run(program, "demo").stderr
