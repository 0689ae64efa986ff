"""The wheels: built from what is in the repository, installed where there is no checkout, playing a visit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.peer, pytest.mark.cost(25)]
ROOT = Path(__file__).parents[2]
LOOK = """
import json
from pathlib import Path
import kiosk
from kiosk.documents.fonts.files import FONT_FILES, find_font
from kiosk.config.information import topics
from kiosk.resources import assets
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import locale_folder
from kiosk_simulator.centre.municipalities import load_municipalities
from kiosk_simulator.console import app
from kiosk_simulator.phone.pages import cards_page
print(json.dumps({
    "package": str(Path(kiosk.__file__).parent),
    "assets": str(assets()),
    "fonts": [str(find_font(font)) for font in FONT_FILES],
    "topics": len(topics("ja")),
    "languages": len(LANGUAGES),
    "catalogues": len(list(locale_folder().glob("*/LC_MESSAGES/*.mo"))),
    "municipalities": len(load_municipalities()),
    "console": sorted(path.name for path in app._FILES.rglob("*.*")),
    "phone": "".join(cards_page(language) for language in LANGUAGES),
}))
"""


def pip(*arguments: str | Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments],
        check=True, capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel of each distribution, by the first package in it.

    Built in a copy: a build folder left in the checkout could lend them files that are no more.
    """
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    pip(
        "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder,
        source, *(source / "distributions" / each for each in ("servers", "simulator")),
    )  # fmt: skip
    assert len(list(folder.glob("*.whl"))) == 3
    (terminal,) = folder.glob("certificate_kiosk-*.whl")
    (servers,) = folder.glob("certificate_kiosk_servers-*.whl")
    (simulator,) = folder.glob("certificate_kiosk_simulator-*.whl")
    return {"kiosk": terminal, "kiosk_fleet": servers, "kiosk_simulator": simulator}


def _install(folder: Path, *wheels: Path) -> Path:
    """An empty environment with the wheels; the packages they need are lent from this one, kiosk is not."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    pip("--python", folder / "venv" / "bin" / "python", "install", "--no-deps", "--no-index", *wheels)
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    lent = folder / "lent"
    lent.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if "certificate_kiosk" not in path.name:  # else this environment's entry points would be found
            (lent / path.name).symlink_to(path)
    (site / "lent.pth").write_text(f"{lent}\n")
    return folder


@pytest.fixture(scope="module")
def elsewhere(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where terminal and simulator are installed."""
    folder = _install(tmp_path_factory.mktemp("elsewhere"), *wheels.values())
    tests = folder / "tests"
    for part in ("support", "visits"):
        shutil.copytree(ROOT / "tests" / part, tests / part)
    for name in ("__init__.py", "conftest.py", "groups.py"):
        shutil.copy(ROOT / "tests" / name, tests / name)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def production(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where only the terminal is installed."""
    folder = _install(tmp_path_factory.mktemp("production"), wheels["kiosk"])
    yield folder
    shutil.rmtree(folder)


def _names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("KIOSK_", "PYTHON"))
    }
    return subprocess.run(
        [folder / "venv" / "bin" / arguments[0], *arguments[1:]],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_installed_command_starts(elsewhere: Path) -> None:
    done = _run(elsewhere, "kiosk", "--help")
    assert done.returncode == 0, done.stderr
    assert "run" in done.stdout


def test_what_is_installed_finds_its_own_fonts_texts_and_municipalities(elsewhere: Path) -> None:
    done = _run(elsewhere, "python", "-c", LOOK)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    home = str(elsewhere)
    assert found["package"].startswith(home)
    assert found["assets"].startswith(home)
    assert all(font.startswith(home) for font in found["fonts"])
    assert found["topics"] > 0
    assert found["catalogues"] == found["languages"] - 1, "the texts in the code are English"
    assert found["municipalities"] == 2
    assert {"index.html", "main.js", "api.js", "picture.js", "bench.css"} <= {*found["console"]}
    assert "/reserve/pin?card=normal" in found["phone"]


@pytest.mark.parametrize("package", ["kiosk", "kiosk_fleet", "kiosk_simulator"])
def test_each_wheel_has_all_modules_of_its_packages_and_no_others(
    wheels: dict[str, Path], package: str
) -> None:
    modules = {name for name in _names(wheels[package]) if name.endswith(".py")}
    packages = (package, "kiosk_servers") if package == "kiosk_fleet" else (package,)
    assert modules == {
        str(path.relative_to(ROOT)) for each in packages for path in (ROOT / each).rglob("*.py")
    }


def test_only_the_simulators_wheel_has_its_entry_point(wheels: dict[str, Path]) -> None:
    for package, wheel in wheels.items():
        (name,) = (name for name in _names(wheel) if name.endswith(".dist-info/entry_points.txt"))
        with zipfile.ZipFile(wheel) as archive:
            has_entry_point = b"[kiosk.app.simulator]" in archive.read(name)
        assert has_entry_point == (package == "kiosk_simulator")


def test_all_distributions_have_the_same_version_and_ask_for_it() -> None:
    terminal, servers, simulator = (
        tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        for folder in (".", "distributions/servers", "distributions/simulator")
    )
    for other in (servers, simulator):
        assert other["version"] == terminal["version"]
        assert other["requires-python"] == terminal["requires-python"]
        assert f"certificate-kiosk=={terminal['version']}" in other["dependencies"]
    assert f"certificate-kiosk-servers=={terminal['version']}" in simulator["dependencies"]


def test_what_is_installed_for_production_cannot_be_simulated(production: Path) -> None:
    done = _run(production, "python", "-c", "import kiosk_simulator")
    assert "ModuleNotFoundError" in done.stderr
    assert "demo" not in _run(production, "kiosk", "--help").stdout
    (production / "kiosk.toml").write_text(f'mode = "simulation"\nstate = "{production}/state"\n')
    done = _run(production, "kiosk", "run", "--settings", str(production / "kiosk.toml"))
    assert done.returncode == 2
    assert "no simulator is installed" in done.stderr


def test_what_is_installed_plays_a_visit_to_the_sheet_and_the_change(elsewhere: Path) -> None:
    story = "tests/visits/test_a_plain_visit.py"
    done = _run(elsewhere, "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", story)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "1 passed" in done.stdout


def test_the_wheel_carries_the_licences_of_its_fonts_and_parts(elsewhere: Path) -> None:
    (site,) = (elsewhere / "venv" / "lib").glob("python*/site-packages")
    distributions = ("certificate_kiosk", "certificate_kiosk_servers", "certificate_kiosk_simulator")
    for distribution in distributions:
        licences = next(site.glob(f"{distribution}-*.dist-info")) / "licenses"
        assert "Apache License" in (licences / "LICENSE").read_text()
        notice = (licences / "NOTICE").read_text()
        assert "pyscard" in notice
        assert ("fastapi" in notice) is (distribution != "certificate_kiosk")
    fonts = site / "kiosk" / "assets" / "fonts"
    assert "IPAフォントライセンス" in (fonts / "fonts-ipamj-mincho.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in (fonts / "fonts-morisawa-bizud-gothic.txt").read_text().upper()
