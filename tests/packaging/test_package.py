"""The Debian package as tools/package.sh makes it: what is in it, whose it is, and what is not."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from tests.support.processes.built_program import built
from tests.support.processes.command_line import ROOT

pytestmark = [pytest.mark.peer, pytest.mark.whole, pytest.mark.cost(60), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    program = built()
    environment = {**os.environ, "BUNDLE": str(program.parent), "OUT": str(folder), "COMPRESSION": "none"}
    subprocess.run([ROOT / "tools/package.sh"], check=True, capture_output=True, env=environment)
    (found,) = folder.glob("*.deb")
    return found


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    subprocess.run(["dpkg-deb", "-R", package, folder], check=True)
    return folder


def listing(package: Path) -> dict[str, tuple[str, str]]:
    """Mode and owner of every path in the package."""
    lines = subprocess.run(["dpkg-deb", "-c", package], check=True, capture_output=True, text=True).stdout
    found = {}
    for line in lines.splitlines():
        mode, owner, _size, _day, _time, path = line.split(maxsplit=5)
        found[path.partition(" -> ")[0].removeprefix(".")] = (mode, owner)
    return found


def test_name_version_and_architecture_are_those_of_this_build(package: Path) -> None:
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert package.name == f"certificate-kiosk_{__version__}_{architecture}.deb"
    fields = subprocess.run(["dpkg-deb", "-f", package], check=True, capture_output=True, text=True).stdout
    told = dict(line.split(": ", 1) for line in fields.splitlines() if ": " in line)
    assert (told["Package"], told["Version"]) == ("certificate-kiosk", __version__)
    assert int(told["Installed-Size"]) > 50_000, "in kB"
    assert told["Maintainer"] == "The certificate-kiosk authors <noreply@certificate-kiosk.invalid>"
    assert "@" not in fields.replace(told["Maintainer"], ""), "every mark of control.in was replaced"
    assert re.search(r"libc6 \(>= 2\.\d+\)", told["Depends"])


def test_everything_is_roots_and_nobody_else_may_write(package: Path) -> None:
    found = listing(package)
    assert {owner for _mode, owner in found.values()} == {"root/root"}
    links = {path for path, (mode, _owner) in found.items() if mode.startswith("l")}
    libraries = {path for path in found if ".so" in Path(path).name} - links
    assert libraries
    assert not [path for path in libraries if "x" in found[path][0]], "a library is no program"
    assert not [path for path, (mode, _) in found.items() if path not in links and "w" in mode[5] + mode[8]]
    assert not [path for path, (mode, _) in found.items() if "s" in mode[1:].lower()], "no program is setuid"


def test_it_is_the_terminal_alone(package: Path, unpacked: Path) -> None:
    assert {
        "/usr/bin/kiosk", "/usr/lib/certificate-kiosk/kiosk", "/etc/kiosk/kiosk.toml.example",
        "/usr/lib/systemd/system/kiosk.service", "/usr/lib/systemd/system/kiosk-display.service",
        "/usr/lib/sysusers.d/certificate-kiosk.conf", "/usr/lib/tmpfiles.d/certificate-kiosk.conf",
        "/usr/share/doc/certificate-kiosk/sbom.cdx.json", "/usr/share/doc/certificate-kiosk/copyright",
        "/usr/share/lintian/overrides/certificate-kiosk", "/usr/share/man/man1/kiosk.1.gz",
        "/usr/share/doc/certificate-kiosk/CHANGELOG.md.gz", "/usr/share/doc/certificate-kiosk/NOTICE",
        "/usr/share/doc/certificate-kiosk/README.Debian",
    } <= set(listing(package))  # fmt: skip
    test_tools = r"simulator|fastapi|uvicorn|jinja2|psycopg|sqlalchemy|alembic|pytest|hypothesis|mypy|pdfium"
    assert not [path for path in listing(package) if re.search(test_tools, path, re.IGNORECASE)]
    done = subprocess.run(
        [unpacked / "usr/bin/kiosk", "settings", "check"], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr


def test_its_changelog_is_one_that_debian_reads(unpacked: Path) -> None:
    text = gzip.decompress((unpacked / "usr/share/doc/certificate-kiosk/changelog.gz").read_bytes()).decode()
    first, *_, last = [line for line in text.splitlines() if line]
    assert first == f"certificate-kiosk ({__version__}) unstable; urgency=medium"
    assert re.fullmatch(r" -- The .+ <noreply@\S+>  \w{3}, \d{1,2} \w{3} \d{4} [\d:]{8} [+-]\d{4}", last)


def test_no_state_and_no_settings_come_with_it(package: Path) -> None:
    assert not [path for path in listing(package) if path.startswith("/var")]
    assert [path for path in listing(package) if path.startswith("/etc/") and not path.endswith("/")] == [
        "/etc/kiosk/kiosk.toml.example"
    ]


def test_the_bill_of_materials_has_every_locked_package_and_every_licence_text(unpacked: Path) -> None:
    doc = unpacked / "usr/share/doc/certificate-kiosk"
    bill = json.loads((doc / "sbom.cdx.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    assert bill["metadata"]["component"]["version"] == __version__
    libraries = {each["name"]: each for each in bill["components"] if each["type"] == "library"}
    pinned = dict(
        re.findall(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", (ROOT / "requirements/terminal.lock").read_text(), re.M)
    )
    assert libraries.keys() <= pinned.keys()
    assert {"kivy", "cryptography", "pyscard", "apsw"} <= libraries.keys()
    assert all(each["version"] == pinned[name] and each["licenses"] for name, each in libraries.items())
    texts = {path.name for path in (doc / "licences").iterdir()}
    assert libraries.keys() <= texts
    assert {each["name"] for each in bill["components"] if each["type"] == "data"} <= texts
    references = [each["bom-ref"] for each in bill["components"]]
    assert len(references) == len(set(references))


def test_the_packaged_program_reads_the_state_that_another_build_left(unpacked: Path, tmp_path: Path) -> None:
    """An update, or the way back. Older schemas: tests/journal/test_opening.py."""
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    journal = Journal(state / "journal.sqlite", lambda: datetime.now(UTC))
    journal.append(Kind.VISIT_BEGAN, {"language": "ja"}, "0" * 32)
    journal.close()
    (tmp_path / "kiosk.toml").write_text(f'mode = "simulation"\nstate = "{state}"\n')
    done = subprocess.run(
        [unpacked / "usr/bin/kiosk", "journal", "verify", "--settings", tmp_path / "kiosk.toml"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
