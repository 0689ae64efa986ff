"""The participating municipalities, read from assets/municipalities/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from holidays.countries.japan import Japan

import kiosk
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.hours import JST, Calendar
from kiosk.rules.services import Municipality

MUNICIPALITIES_FOLDER = Path(kiosk.__file__).parent.parent / "assets" / "municipalities"
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class KindHours:
    """When one kind is issued; `weekdays_only` leaves out Saturdays, Sundays and public holidays."""

    calendar: Calendar
    weekdays_only: bool = False

    def is_open(self, now: datetime) -> bool:
        """True while it is issued at `now`. Raises ValueError unless `now` is aware."""
        if not self.calendar.is_open(now):
            return False
        day = now.astimezone(JST).date()
        return not self.weekdays_only or (day.weekday() < _SATURDAY and day not in _holidays(day.year))


@dataclass(frozen=True, slots=True)
class IssuingMunicipality:
    """A municipality with what only its own side knows. Fees are yen for each copy.

    `hours` are those of single kinds. From `tax_year_begins` (month, day) of a year on, a taxation
    certificate is of the fiscal year that began in it; until then of the one before.
    """

    row: Municipality
    mayor: str
    fees: Mapping[CertificateKind, int]
    offered: frozenset[CertificateKind]
    my_number: bool
    tax_year_begins: tuple[int, int]
    hours: Mapping[CertificateKind, KindHours] = field(default_factory=dict)

    def issues_now(self, kind: CertificateKind, now: datetime) -> bool:
        """True unless the kind has hours of its own and `now` (aware) is outside them."""
        return kind not in self.hours or self.hours[kind].is_open(now)

    def tax_year(self, day: date) -> int:
        """The latest fiscal year whose taxes are on certificates of `day`: the year it began in."""
        return day.year - ((day.month, day.day) < self.tax_year_begins)


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
    if raw["code"] != path.stem:
        raise ValueError("the code is not the file's name")
    offered = frozenset(CertificateKind(kind) for kind in raw["offered"])
    fees = {CertificateKind(kind): _typed(fee, int) for kind, fee in raw["fees"].items()}
    if any(fees[kind] < 0 for kind in offered):
        raise ValueError("a fee is negative")
    return IssuingMunicipality(
        Municipality(raw["code"], raw["prefecture"], raw["name"], raw["name_latin"], raw["telephone"]),
        raw["mayor"],
        fees,
        offered,
        my_number=_typed(raw["my_number"], bool),
        tax_year_begins=_month_and_day(raw["tax_year_begins"]),
        hours={CertificateKind(kind): _hours(table) for kind, table in raw.get("hours", {}).items()},
    )


def _hours(table: Mapping[str, Any]) -> KindHours:
    opens, closes = _typed(table["opens"], time), _typed(table["closes"], time)
    calendar = Calendar(opens, closes, last_start=timedelta(0))
    return KindHours(calendar, _typed(table["weekdays_only"], bool))


def _month_and_day(text: str) -> tuple[int, int]:
    day = date.fromisoformat(f"2001-{text}")  # a common year: 29 February is no day of every year
    return day.month, day.day


def _typed(value: Any, wanted: type) -> Any:
    if type(value) is not wanted:
        raise TypeError(f"{value!r} is no {wanted.__name__}")
    return value


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(Japan(years=year))
