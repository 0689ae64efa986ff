"""Keeps the NOTICE files, and collects the licence texts that a bundle carries.

python tools/notice.py write | check | texts FOLDER [simulator]

NOTICE names the packages of a terminal, distributions/simulator/NOTICE those of a terminal with its
simulator, distributions/servers/NOTICE those of a server. All are written from the lock of what they
describe, from the metadata of what is installed, and from assets/LICENSES.md.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kiosk.documents.fonts.files import FONT_FILES  # noqa: E402

OWN_TEXTS = Path(__file__).resolve().parent / "licences"
"""Licence texts of packages whose wheel brings none."""

_PIN = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE
)
_TEXT = re.compile(r"^(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_LONGEST_FIELD = 60


@dataclass(frozen=True, slots=True)
class Product:
    """What is handed out: its NOTICE, and the lock of all that it consists of."""

    notice: Path
    lock: Path


TERMINAL = Product(ROOT / "NOTICE", ROOT / "requirements" / "terminal.lock")
SIMULATOR = Product(ROOT / "distributions" / "simulator" / "NOTICE", ROOT / "requirements" / "simulator.lock")
"""The terminal with its simulator."""
SERVERS = Product(ROOT / "distributions" / "servers" / "NOTICE", ROOT / "requirements" / "servers.lock")
"""What an operator's server consists of."""
PRODUCTS = (TERMINAL, SIMULATOR, SERVERS)


@dataclass(frozen=True, slots=True)
class Part:
    """A locked package as it is installed."""

    name: str
    version: str
    licence: str

    @property
    def copyleft(self) -> bool:
        """True for the licences that ask for more than their text to be carried."""
        return "LGPL" in self.licence or "MPL" in self.licence


def parts(lock: Path) -> list[Part]:
    """Every package of the lock that this platform installs. Raises PackageNotFoundError."""
    pins = _PIN.finditer(lock.read_text(encoding="utf-8"))
    return [
        Part(pin["name"], pin["version"], licence_of(pin["name"]))
        for pin in pins
        if pin["marker"] is None or Marker(pin["marker"]).evaluate()
    ]


def licence_of(name: str) -> str:
    """The licence by a package's own metadata. Raises LookupError when it names none."""
    fields = metadata.metadata(name)
    if expression := fields.get("License-Expression"):
        return str(expression)
    classifiers = [
        str(each).rpartition(" :: ")[2]
        for each in fields.get_all("Classifier") or []
        if str(each).startswith("License ::")
    ]
    short = str(fields.get("License") or "").strip()
    if classifiers:
        return "; ".join(classifiers)
    if short and len(short) <= _LONGEST_FIELD:
        return short
    raise LookupError(f"{name} names no licence")


def texts_of(name: str) -> Iterator[Path]:
    """The licence files that a package installed, and those kept here in its place."""
    for file in metadata.files(name) or []:
        if file.parts[0].endswith(".dist-info") and (_TEXT.match(file.name) or "licenses" in file.parts):
            yield Path(str(file.locate()))
    yield from OWN_TEXTS.glob(f"{name}.txt")


def fonts_table() -> str:
    """The table of fonts in assets/LICENSES.md."""
    text = (ROOT / "assets" / "LICENSES.md").read_text(encoding="utf-8")
    return "\n".join(
        re.findall(r"^\|.*\|$", text.partition("## Fonts")[2].partition("\n## ")[0], re.MULTILINE)
    )


def notice(product: Product) -> str:
    """The whole of a product's NOTICE."""
    found = parts(product.lock)
    rows = "\n".join(f"| {part.name} | {part.version} | {part.licence} |" for part in found)
    copyleft = "\n".join(f"- {part.name} {part.version}: {part.licence}" for part in found if part.copyleft)
    return f"""Certificate kiosk
Copyright 2026 The certificate-kiosk authors

Licensed under the Apache License, Version 2.0: see LICENSE.

Written by `python tools/notice.py write` from the lock, the packages' own metadata and
assets/LICENSES.md. A bundle carries this file, LICENSE and the folder `licences` with the full text of
every licence named here.

Fonts
-----

Unmodified font files that a bundle and a wheel carry; a subset of the glyphs used is embedded in every
certificate.

{fonts_table()}

Parts under the GNU Lesser General Public License or the Mozilla Public License
-------------------------------------------------------------------------------

They are used unmodified, as modules of their own that can be replaced: their files lie beside the program,
and any version with the same interface can be put in their place. Their source is what the package index
holds under the name and version given here; the lock has its digest.

{copyleft}

All packages
------------

| package | version | licence |
|---|---|---|
{rows}
"""


def write() -> int:
    """Write every NOTICE file."""
    for product in PRODUCTS:
        product.notice.write_text(notice(product), encoding="utf-8")
    return 0


def check() -> int:
    """1, with a line on standard error, when a NOTICE is not what `write` would write."""
    stale = [
        product.notice.relative_to(ROOT)
        for product in PRODUCTS
        if not product.notice.is_file() or product.notice.read_text(encoding="utf-8") != notice(product)
    ]
    for path in stale:
        sys.stderr.write(f"{path} is not current: run `python tools/notice.py write`\n")
    return 1 if stale else 0


def texts(folder: Path, product: Product = TERMINAL) -> int:
    """Copy NOTICE, LICENSE and the texts of all packages and fonts of a product into `folder`.

    Raises LookupError for a package or font without a text.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for file in (ROOT / "LICENSE", product.notice):
        shutil.copy2(file, folder / file.name)
    sources = {part.name: list(texts_of(part.name)) for part in parts(product.lock)}
    sources |= {font.package: [font.licence_file()] for font in FONT_FILES}
    for name, files in sources.items():
        there = [file for file in files if file.is_file()]
        if not there:
            raise LookupError(f"no licence text of {name} is installed; put one into tools/licences")
        for file in there:
            target = folder / "licences" / name / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)
    return 0


def main(arguments: list[str]) -> int:
    """Run one command."""
    match arguments:
        case ["write"]:
            return write()
        case ["check"]:
            return check()
        case ["texts", folder]:
            return texts(Path(folder))
        case ["texts", folder, "simulator"]:
            return texts(Path(folder), SIMULATOR)
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
