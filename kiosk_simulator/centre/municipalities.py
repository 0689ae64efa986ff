"""The participating municipalities, read from assets/municipalities/*.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from kiosk.resources import assets
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.hours.calendar import Calendar, Closure, DailyHours
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.public_holidays import is_public_holiday
from kiosk.rules.municipality_kinds import MunicipalityKind, prefectural_tax
from kiosk.rules.services import Municipality, Service
from kiosk.rules.usage_registration import Town
from kiosk_simulator.centre.toml_keys import Keys, naming

MUNICIPALITIES_FOLDER = assets() / "municipalities"
_CODE_LENGTH = 5
T = TypeVar("T")
_TAX_YEAR_BEGINS = "06-10"
_KANA = re.compile(r"[ァ-ヶー]{1,40}")
_AS_LONG_AS_THE_SERVICE = Calendar(last_start=timedelta(0))


@dataclass(frozen=True, slots=True)
class IssuingMunicipality:
    """A municipality with its internal settings. Fees are yen for each copy.

    With a `deputy`, the post of who acts for the mayor (職務代理者), `mayor` is that person's name. With
    `sheet_per_person` resident records are kept, and issued, for each person (個票). `past_tax_years` is
    how many years before the latest one are issued.

    `hours` are those of single kinds and of the usage registration; kinds without hours are issued
    whenever the service runs. `closures` are maintenance periods of the municipality. From
    `tax_year_begins` (month, day) of a year on, a taxation certificate is for the fiscal year that began
    in it, before that date for the previous one.
    """

    row: Municipality
    kind: MunicipalityKind
    mayor: str
    fees: Mapping[CertificateKind, int]
    offered: frozenset[CertificateKind]
    my_number: bool
    tax_year_begins: tuple[int, int]
    hours: Mapping[CertificateKind | Service, Calendar] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    deputy: str | None = None
    sheet_per_person: bool = False
    past_tax_years: int = 0
    towns: tuple[Town, ...] = ()
    tells_heads: bool = False
    registration_business_days: int = 5
    registration_follows_card: bool = True

    def issues_now(self, kind: CertificateKind, now: datetime) -> bool:
        """False while the kind is closed here, or `now` (aware) is outside its hours."""
        return self._runs(kind, now, [each for each in self.closures if each.stops_kind(kind)])

    def issues_again_at(self, kind: CertificateKind, now: datetime) -> datetime | None:
        """The first moment at or after `now` (aware) at which the kind is issued here, in Japanese time.

        None when there is none within 400 days.
        """
        stops = tuple(each for each in self.closures if each.stops_kind(kind))
        calendar = self.hours.get(kind, _AS_LONG_AS_THE_SERVICE)
        return replace(calendar, closures=stops).next_opening(now)

    def serves_now(self, service: Service, now: datetime) -> bool:
        """False while a service other than the certificates is closed here; `now` is aware.

        A closure of the family registers also closes the registration of their usage.
        """
        return self._runs(service, now, [each for each in self.closures if each.stops(service)])

    def _runs(self, what: CertificateKind | Service, now: datetime, stops: Iterable[Closure]) -> bool:
        own = self.hours.get(what)
        return (own is None or own.is_open(now)) and not any(each.covers(now) for each in stops)

    def tax_year(self, day: date) -> int:
        """The fiscal year of taxation certificates issued on `day`: the year in which it began."""
        return day.year - ((day.month, day.day) < self.tax_year_begins)


def load_municipalities(folder: Path = MUNICIPALITIES_FOLDER) -> dict[str, IssuingMunicipality]:
    """Read all files of `folder`, by code (docs/howto/municipality.md describes them).

    Raises ValueError naming file and key when one is not right.
    """
    found: dict[str, IssuingMunicipality] = {}
    for path in sorted(folder.glob("*.toml")):
        with naming(path.name):
            found[path.stem] = _read(path)
    if not found:
        raise ValueError(f"no municipality in {folder.name}")
    return found


def _read(path: Path) -> IssuingMunicipality:
    keys = Keys(tomllib.loads(path.read_text(encoding="utf-8")))
    if not (path.stem.isascii() and path.stem.isdigit() and len(path.stem) == _CODE_LENGTH):
        raise ValueError("the file's name is no code of five digits")
    if keys.text("code", path.stem) != path.stem:
        raise ValueError("code: not the file's name")
    fees = _fees(keys.table("fees"))
    offered = frozenset(keys.each("offered", CertificateKind, tuple(fees)))
    if without := sorted(offered - fees.keys()):
        raise ValueError(f"fees: {without[0]} is missing")
    towns = keys.each("towns", _town, ())
    if len({town.name for town in towns}) < len(towns):
        raise ValueError("towns: one stands there twice")
    takes_registrations = keys.flag("takes_registrations", bool(towns))
    if takes_registrations and not towns:
        raise ValueError("towns: missing, and registrations are taken")
    name = keys.text("name")
    row = Municipality(
        path.stem,
        keys.text("prefecture"),
        name,
        keys.text("name_latin", name),
        keys.text("telephone"),
        takes_registrations=takes_registrations,
        takes_smartphones=keys.flag("takes_smartphones", False),
    )
    with naming("kind"):
        kind = MunicipalityKind(keys.text("kind"))
    with naming("prefecture"):
        prefectural_tax(row.prefecture)
    with naming("tax_year_begins"):
        tax_year_begins = _month_and_day(keys.text("tax_year_begins", _TAX_YEAR_BEGINS))
    with naming("hours"):
        tables = keys.table("hours", {})
        hours = {_kind_or_service(each): _hours(_typed(table, dict)) for each, table in tables.items()}
    municipality = IssuingMunicipality(
        row,
        kind,
        keys.text("mayor"),
        fees,
        offered,
        my_number=keys.flag("my_number", False),
        tax_year_begins=tax_year_begins,
        hours=hours,
        closures=keys.each("closures", _closure, ()),
        deputy=keys.text("deputy", "") or None,
        sheet_per_person=keys.flag("sheet_per_person", False),
        past_tax_years=keys.number("past_tax_years", 0),
        towns=towns,
        tells_heads=keys.flag("tells_heads", False),
        registration_business_days=keys.number("registration_business_days", 5, least=1),
        registration_follows_card=keys.flag("registration_follows_card", True),
    )
    keys.finish()
    return municipality


def _fees(table: Mapping[str, object]) -> dict[CertificateKind, int]:
    with naming("fees"):
        keys = Keys(table)
        return {CertificateKind(kind): keys.number(kind) for kind in table}


def _town(pair: Any) -> Town:
    name, kana = pair
    if not (isinstance(name, str) and name and isinstance(kana, str) and _KANA.fullmatch(kana)):
        raise ValueError("a town is a name and its reading in katakana")
    return Town(name, kana)


def _kind_or_service(name: str) -> CertificateKind | Service:
    # Other services have no hours here: they are the terminal's or the card's.
    return Service(name) if name == Service.USAGE_REGISTRATION else CertificateKind(name)


def _hours(table: Mapping[str, object]) -> Calendar:
    _only(table, "opens", "closes", "weekdays_only")
    daily = DailyHours(_typed(table["opens"], time), _typed(table["closes"], time))
    return Calendar(
        daily,
        last_start=timedelta(0),
        weekdays_only=_typed(table.get("weekdays_only", False), bool),
        is_holiday=is_public_holiday,
    )


def _closure(table: Mapping[str, Any]) -> Closure:
    _only(table, "start", "end", "services", "kinds")
    return Closure(
        _in_japan(table["start"]),
        _in_japan(table["end"]),
        frozenset(Service(name) for name in table.get("services", ())),
        frozenset(CertificateKind(kind) for kind in table.get("kinds", ())),
    )


def _in_japan(moment: object) -> datetime:
    at = _typed(moment, datetime)
    return at.replace(tzinfo=JST) if at.tzinfo is None else at


def _only(table: Mapping[str, object], *keys: str) -> None:
    """Raise ValueError for unknown keys: with a misspelt one a closure would affect everything."""
    if unknown := table.keys() - {*keys}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")


def _month_and_day(text: str) -> tuple[int, int]:
    day = date.fromisoformat(f"2001-{text}")  # a common year: 29 February does not exist every year
    return day.month, day.day


def _typed(value: object, wanted: type[T]) -> T:
    if type(value) is not wanted or not isinstance(value, wanted):  # a bool is an int to isinstance
        raise TypeError(f"{value!r} is no {wanted.__name__}")
    return value
