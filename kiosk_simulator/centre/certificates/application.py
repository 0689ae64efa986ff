"""What a certificate is issued for, and how the record's entries become items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kiosk.rules.certificates import OMITTED, SHOWN
from kiosk.rules.contents import NO_ENTRY, NoEntry, OtherName, ReadName
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.residents import Household, Resident

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Application:
    """For whom a certificate is issued, with which options, on which day."""

    person: Resident
    household: Household
    municipality: IssuingMunicipality
    options: Mapping[str, str]
    issued_on: date

    def shows(self, key: str) -> bool:
        """True when the item was requested; an item that could not be chosen is omitted."""
        return self.options.get(key, OMITTED) == SHOWN


def recorded(value: T | None) -> T | NoEntry:
    """The recorded value, or NO_ENTRY when nothing is recorded."""
    return NO_ENTRY if value is None else value


def other_name(name: tuple[str, str] | None) -> OtherName:
    """旧氏 or 通称 with its reading, or NO_ENTRY."""
    return NO_ENTRY if name is None else ReadName(name=name[0], kana=name[1])
