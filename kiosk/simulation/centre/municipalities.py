"""The participating municipalities, read from assets/municipalities/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import kiosk
from kiosk.rules.certificates import CertificateKind, Offer
from kiosk.rules.services import Municipality

MUNICIPALITIES_FOLDER = Path(kiosk.__file__).parent.parent / "assets" / "municipalities"


@dataclass(frozen=True, slots=True)
class IssuingMunicipality:
    """A municipality with what only its own side knows. Fees are yen for each copy."""

    row: Municipality
    mayor: str
    fees: Mapping[CertificateKind, int]
    offered: tuple[CertificateKind, ...]

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What it issues at terminals now."""
        return tuple(Offer(kind, self.fees[kind]) for kind in self.offered)


def load_municipalities(folder: Path = MUNICIPALITIES_FOLDER) -> dict[str, IssuingMunicipality]:
    """Read all files of `folder`, by code. Raises ValueError naming the file when one is not right."""
    found: dict[str, IssuingMunicipality] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = _read(path)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}: {error!r}") from error
    if not found:
        raise ValueError(f"no municipality in {folder.name}")
    return found


def _read(path: Path) -> IssuingMunicipality:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    fees = {CertificateKind(kind): int(fee) for kind, fee in raw["fees"].items()}
    offered = tuple(CertificateKind(kind) for kind in raw["offered"])
    if raw["code"] != path.stem or any(fees[kind] < 0 for kind in offered):
        raise ValueError("the code is not the file's name, or a fee is negative")
    row = Municipality(raw["code"], raw["prefecture"], raw["name"], raw["name_latin"], raw["telephone"])
    return IssuingMunicipality(row, raw["mayor"], fees, offered)
