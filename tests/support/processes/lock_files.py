"""Reading the lock files as pip reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).parents[3]
SETS = ("build", "terminal", "simulator", "voice", "development", "servers")
_PIN = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; (?P<marker>.+?))?"
    r"(?P<hashes>(?: \\\n +--hash=\S+)+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Pin:
    """One package of a lock."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    def wanted_here(self) -> bool:
        return not self.marker or Marker(self.marker).evaluate()


def pins(name: str) -> dict[str, Pin]:
    """The packages of a set by name."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    found = [
        Pin(
            each["name"],
            each["version"],
            each["marker"] or "",
            tuple(re.findall(r"--hash=(\S+)", each["hashes"])),
        )
        for each in _PIN.finditer(text)
    ]
    assert len(found) == len(re.findall(r"^[^ #\n]", text, re.MULTILINE)), "a line that is no pin"
    return {pin.name: pin for pin in found}
