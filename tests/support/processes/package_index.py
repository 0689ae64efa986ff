"""A package index in a folder: every locked package, and of each a newer release that works with nothing."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

from tests.support.processes.lock_files import Pin, pins

NEWER = "9999.0"
SOURCE_ONLY = "pyscard"
"""Has no wheel for Linux: pip builds it, and must not fetch newer tools for that."""
_BACKEND = """
import pathlib, swig_of_the_lock, setuptools_of_the_lock
assert (setuptools_of_the_lock.version, swig_of_the_lock.version) == TOOLS, "tools that are not locked"
def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    (here,) = pathlib.Path(__file__).parent.glob("*.whl")
    (pathlib.Path(wheel_directory) / here.name).write_bytes(here.read_bytes())
    return here.name
"""


class PackageIndex:
    """Writes the index and locks that name its files; nothing in it needs the network."""

    def __init__(self, folder: Path) -> None:
        self.pages, self.folder = folder / "index", folder
        self._digests: dict[str, str] = {}
        for pin in {**pins("development"), **pins("build")}.values():
            if pin.wanted_here():
                self._add(pin)

    def write_locks(self, requirements: Path, *names: str) -> None:
        """The locks as they are, with the digests of this index's files."""
        requirements.mkdir()
        for name in names:
            lines = [
                f"{pin.name}=={pin.version} --hash=sha256:{self._digests[pin.name]}"
                for pin in pins(name).values()
                if pin.wanted_here()
            ]
            (requirements / f"{name}.lock").write_text("\n".join(lines) + "\n")

    def _add(self, pin: Pin) -> None:
        page = self.pages / pin.name
        page.mkdir(parents=True)
        stem = pin.name.replace("-", "_").replace(".", "_")
        wheel = _wheel(pin.name, stem, pin.version, _needs(pin.name))
        if pin.name == SOURCE_ONLY:
            name, content = f"{stem}-{pin.version}.tar.gz", _source(stem, pin.version, wheel)
        else:
            name, content = f"{stem}-{pin.version}-py3-none-any.whl", wheel
        (page / name).write_bytes(content)
        self._digests[pin.name] = hashlib.sha256(content).hexdigest()
        newer = f"{stem}-{NEWER}-py3-none-any.whl"
        (page / newer).write_bytes(_wheel(pin.name, stem, NEWER, []))
        links = "".join(f'<a href="{file}">{file}</a>\n' for file in (name, newer))
        (page / "index.html").write_text(f"<!doctype html><html><body>{links}</body></html>")


def _needs(name: str) -> list[str]:
    """What the real package asks for, extras included: `coverage[toml]` among them."""
    return list(metadata.requires(name) or [])


def _wheel(name: str, stem: str, version: str, needs: list[str]) -> bytes:
    info = f"{stem}-{version}.dist-info"
    extras = sorted(
        {part.split("'")[1] for need in needs for part in need.replace('"', "'").split("extra == ")[1:]}
    )
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {need}" for need in needs] + [f"Provides-Extra: {extra}" for extra in extras]
    files = {
        f"{stem}_of_the_lock.py": f"version = {version!r}\n",
        f"{info}/METADATA": "\n".join(lines) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file, content in {**files, f"{info}/RECORD": record}.items():
            archive.writestr(file, content)
    return buffer.getvalue()


def _source(stem: str, version: str, wheel: bytes) -> bytes:
    """A source release whose own backend works only beside the locked setuptools and swig."""
    project = (
        '[build-system]\nrequires = ["setuptools", "swig"]\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    )
    tools = tuple(pins("build")[name].version for name in ("setuptools", "swig"))
    files = {
        "pyproject.toml": project.encode(),
        "backend.py": f"TOOLS = {tools!r}\n{_BACKEND}".encode(),
        f"{stem}-{version}-py3-none-any.whl": wheel,
        "PKG-INFO": f"Metadata-Version: 2.1\nName: {stem}\nVersion: {version}\n".encode(),
    }
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for file, content in files.items():
            entry = tarfile.TarInfo(f"{stem}-{version}/{file}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()
