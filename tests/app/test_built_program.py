"""The program as PyInstaller builds it: for production, and with the simulator."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk_simulator.pki.authority import Pki
from tests.support.processes.built_program import built
from tests.support.processes.command_line import WITHOUT_DISPLAY
from tests.support.processes.rehearsed_visit import rehearsal_settings

pytestmark = [pytest.mark.peer, pytest.mark.whole, pytest.mark.window, pytest.mark.cost(60)]


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
@pytest.mark.xdist_group("the program with the simulator")
def test_the_built_program_starts_and_plays_a_visit(tmp_path: Path) -> None:
    program = built("--simulator")
    done = _run(program, "demo", "--pace", "brisk", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "out" / "certificate.pdf").exists()
    assert "kiosk_simulator.environment" in _modules(program)
    assert "fastapi" in (program.parent / "NOTICE").read_text()


@pytest.mark.timeout(300)
def test_the_program_for_production_has_nothing_of_the_simulator(tmp_path: Path) -> None:
    program = built()
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
    (tmp_path / "kiosk.toml").write_text(f'mode = "simulation"\nstate = "{tmp_path}/state"\n')
    done = _run(program, "run", "--settings", str(tmp_path / "kiosk.toml"))
    assert done.returncode == 2
    assert "no simulator is installed" in done.stderr
    assert "demo" not in _run(program, "--help").stdout
    assert "No such command" in _run(program, "demo").stderr


@pytest.mark.timeout(300)
def test_the_program_for_production_overwrites_what_it_frees(tmp_path: Path) -> None:
    """Its Python is told nothing by the environment. It ends because its state can be kept nowhere."""
    pki = Pki.load_or_create(tmp_path / "pki", datetime.now(UTC))
    settings = tmp_path / "kiosk.toml"
    settings.write_text(rehearsal_settings(tmp_path, pki, state=Path("/proc/nowhere")))
    settings.chmod(0o600)
    done = _run(built(), "run", "--settings", str(settings))
    assert done.returncode == 2
    assert "freed_memory_is_overwritten" in done.stderr
