"""What installs today installs in five years: newer releases, of whatever kind, change nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.support.processes.lock_files import ROOT, SETS, pins
from tests.support.processes.package_index import NEWER, PackageIndex

pytestmark = pytest.mark.peer


def _environment(index: Path) -> dict[str, str]:
    """No setting of this machine's pip reaches the trial; only the false index is there."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    return kept | {"PIP_INDEX_URL": index.as_uri(), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """An empty environment with the interpreter's own pip."""
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    return tmp_path / "venv" / "bin" / "python"


def _installed(python: Path) -> dict[str, str]:
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format", "json"], check=True, capture_output=True, text=True
    ).stdout
    return {
        each["name"].lower().replace("_", "-").replace(".", "-"): each["version"]
        for each in json.loads(listed)
    }


@pytest.mark.peer
@pytest.mark.cost(40)
@pytest.mark.parametrize("wanted", ["terminal", "development"])
def test_newer_releases_change_nothing_of_what_is_installed(
    tmp_path: Path, python: Path, wanted: str
) -> None:
    index = PackageIndex(tmp_path)
    index.write_locks(tmp_path / "requirements", "build", wanted)
    (tmp_path / "tools").mkdir()
    shutil.copy2(ROOT / "tools" / "install.sh", tmp_path / "tools" / "install.sh")
    done = subprocess.run(
        [tmp_path / "tools" / "install.sh", python, "build", wanted],
        env=_environment(index.pages), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = _installed(python)
    found.pop("pip")
    expected = {
        name.replace(".", "-"): pin.version
        for part in ("build", wanted)
        for name, pin in pins(part).items()
        if pin.wanted_here()
    }
    if "setuptools" not in expected:
        found.pop("setuptools", None)
    assert found == expected
    assert NEWER not in found.values()
    subprocess.run([python, "-m", "pip", "check"], check=True, capture_output=True)


@pytest.mark.peer
def test_the_false_index_would_mislead_an_installer_that_resolves(tmp_path: Path, python: Path) -> None:
    index = PackageIndex(tmp_path)
    index.write_locks(tmp_path / "requirements", "development")
    done = subprocess.run(
        [python, "-m", "pip", "install", "--require-hashes", "-r", "requirements/development.lock"],
        cwd=tmp_path, env=_environment(index.pages), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0


def test_every_set_is_the_closure_of_what_its_packages_ask_for() -> None:
    from importlib import metadata

    for name in SETS:
        locked = pins(name)
        for pin in locked.values():
            if not pin.wanted_here():
                continue
            for text in metadata.requires(pin.name) or []:
                need = Requirement(text)
                if need.marker is None or need.marker.evaluate({"extra": ""}):
                    found = locked.get(need.name.lower().replace("_", "-"))
                    assert found is not None, f"{name}: {pin.name} asks for {need}"
                    assert need.specifier.contains(found.version, prereleases=True), f"{name}: {need}"


def test_the_sets_contain_each_other_and_agree_to_the_hash() -> None:
    terminal, simulator, voice, development, servers = (pins(name) for name in SETS[1:])
    assert terminal.items() <= servers.items() <= simulator.items() <= development.items()
    assert terminal.items() <= voice.items() <= development.items()
    assert pins("build")["setuptools"] == development["setuptools"]


def test_a_terminal_is_installed_without_the_tools_of_developers_and_testers() -> None:
    strangers = {"pytest", "hypothesis", "mypy", "ruff", "pyinstaller", "coverage", "import-linter"}
    assert not strangers & set(pins("simulator"))
    assert not {"fastapi", "uvicorn", "jinja2", "python-xlib", "psycopg", "alembic"} & set(pins("terminal"))
    assert not {"python-xlib", "pypdfium2"} & set(pins("servers"))
    assert not {"numpy", "pyopenjtalk-plus", "sudachidict-core"} & set(pins("simulator"))
    assert set(pins("voice")) - set(pins("terminal")) == {
        "numpy", "pyopenjtalk-plus", "sudachidict-core", "sudachipy",
    }  # fmt: skip


def test_no_lock_names_where_it_was_fetched() -> None:
    for name in SETS:
        text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        assert "://" not in text
        assert "index-url" not in text
