"""The wheel: built from what is in the repository, installed where there is no checkout, playing a visit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.peer, pytest.mark.cost(25)]
ROOT = Path(__file__).parents[2]
LOOK = """
import json
from pathlib import Path
import kiosk
from kiosk.documents.font_files import FONT_FILES, find_font
from kiosk.config.information import topics
from kiosk.resources import assets
from kiosk.screens.i18n.words import locale_folder
from kiosk_simulator.centre.municipalities import load_municipalities
print(json.dumps({
    "package": str(Path(kiosk.__file__).parent),
    "assets": str(assets()),
    "fonts": [str(find_font(font)) for font in FONT_FILES],
    "topics": len(topics("ja")),
    "catalogues": len(list(locale_folder().glob("*/LC_MESSAGES/*.mo"))),
    "municipalities": len(load_municipalities()),
}))
"""


def pip(*arguments: str | Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments],
        check=True, capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built in a copy: a build folder left in the checkout could lend it files that are no more."""
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
    pip("wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, source)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty environment with the wheel; the packages it needs are lent from this one, kiosk is not."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    pip("--python", python, "install", "--no-deps", "--no-index", wheel)
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    shutil.copytree(ROOT / "tests" / "visits", folder / "visits")
    yield folder
    shutil.rmtree(folder)


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("KIOSK_", "PYTHON"))
    }
    return subprocess.run(
        [folder / "venv" / "bin" / arguments[0], *arguments[1:]],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_installed_command_starts(elsewhere):
    done = _run(elsewhere, "kiosk", "--help")
    assert done.returncode == 0, done.stderr
    assert "run" in done.stdout


def test_what_is_installed_finds_its_own_fonts_texts_and_municipalities(elsewhere):
    done = _run(elsewhere, "python", "-c", LOOK)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    home = str(elsewhere)
    assert found["package"].startswith(home)
    assert found["assets"].startswith(home)
    assert all(font.startswith(home) for font in found["fonts"])
    assert found["topics"] > 0
    assert found["catalogues"] == 1
    assert found["municipalities"] == 2


def test_what_is_installed_plays_a_visit_to_the_sheet_and_the_change(elsewhere):
    done = _run(
        elsewhere, "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "visits/test_a_plain_visit.py"
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "1 passed" in done.stdout


def test_the_wheel_carries_the_licences_of_its_fonts_and_parts(elsewhere):
    (site,) = (elsewhere / "venv" / "lib").glob("python*/site-packages")
    licences = next(site.glob("certificate_kiosk-*.dist-info")) / "licenses"
    assert "Apache License" in (licences / "LICENSE").read_text()
    assert "pyscard" in (licences / "NOTICE").read_text()
    fonts = site / "kiosk" / "assets" / "fonts"
    assert "IPAフォントライセンス" in (fonts / "fonts-ipamj-mincho.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in (fonts / "fonts-morisawa-bizud-gothic.txt").read_text().upper()
