"""A municipality's data about its residents: resident record, seals, taxes, family registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from kiosk.rules.contents import PartialDate, ResidenceClass

AGE_OF_USE = 15
"""Years from which a person may use the service."""


class Reason(StrEnum):
    """Why a municipality refers somebody to its counter. The terminal is never told this reason."""

    WITHHELD = "withheld"  # 支援措置 and the like
    MOVING_OUT = "moving_out"  # 転出届 filed, even before the moving date
    REGISTER_PENDING = "register_pending"  # a filing is not yet entered in the family register
    NOT_RESIDENT_ON_1_JANUARY = "not_resident_on_1_january"  # of the tax year


@dataclass(frozen=True, slots=True)
class Foreigner:
    """Recorded items of a foreign resident; None: not recorded.

    A permanent resident has no period and no expiry, a newborn child no status and no card.
    """

    nationality: str
    residence_class: ResidenceClass
    status_of_residence: str | None = None
    card_number: str | None = None
    period_of_stay: str | None = None
    period_ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaxReturn:
    """A declaration for the municipal tax, the same every year. Amounts in yen.

    `spouse` claims the deduction for a spouse, `dependants` are keys of residents.
    """

    salary: int = 0
    social_insurance: int = 0
    life_insurance: int = 0
    spouse: bool = False
    dependants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """Who was removed from a family register (除籍), and is nobody's resident here any more."""

    name: str
    name_kana: str
    birth_date: date
    sex: str
    on: date


@dataclass(frozen=True, slots=True)
class Registrant:
    """One person of a family register; name, birth and sex are those of the resident `key`.

    Somebody `removed` has them there, and `earlier` is then the whole history. `adoption` is 養父, 養母
    and the relationship to them; an empty one is not there.

    `earlier` are the addresses (with 住所を定めた日) since the register was made, except the current
    one. `events` are titles with their items, except the birth.
    """

    key: str
    father: str
    mother: str
    relationship: str
    birthplace: str
    spouse: str | None = None
    events: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    earlier: tuple[tuple[str, date], ...] = ()
    adoption: tuple[str, str, str] | None = None
    removed: Removed | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A family register (戸籍) kept by the municipality `code`; `head_kana` is the reading of `head`.

    `how` it began: 編製 by a filing, 改製 with its `reason`, 転籍 with the `former_domicile`.
    `overseas_voting` is the place where somebody in it is on the overseas voters' list, None for nobody.
    """

    code: str
    domicile: str
    head: str
    head_kana: str
    made_on: date
    registrants: tuple[Registrant, ...]
    how: Literal["編製", "改製", "転籍"] = "編製"
    reason: str | None = None
    former_domicile: str | None = None
    overseas_voting: str | None = None


@dataclass(frozen=True, slots=True)
class Resident:
    """One person of the simulated resident record (住民基本台帳).

    `relationship` is 続柄 to the head of the household. `register` is None for foreign residents and a few
    others, `address_since` for people who never moved, `my_number` for newborns; `notified_on` (届出日) and
    `previous_address` for people who were born here. `former_family_name` (旧氏) and `common_name` (通称)
    are names with their readings. `birth_recorded` is the birth date as far as it is known, where
    `birth_date` is only the day from which the age is counted. Without `seal_since` no
    seal is registered, without `tax_return` nothing was declared. `usage_registered`: certificates of the
    register may be issued from another municipality (利用登録).
    """

    key: str
    name: str
    name_kana: str
    birth_date: date
    sex: str
    became_resident_on: date
    address_since: date | None
    relationship: str
    my_number: str | None
    notified_on: date | None = None
    previous_address: str | None = None
    former_family_name: tuple[str, str] | None = None
    common_name: tuple[str, str] | None = None
    katakana_name: str | None = None
    birth_recorded: PartialDate | None = None
    register: Register | None = None
    foreign: Foreigner | None = None
    seal_since: date | None = None
    tax_return: TaxReturn | None = None
    usage_registered: bool = False
    reasons: frozenset[Reason] = frozenset()

    @property
    def recorded_birth(self) -> date | PartialDate:
        """The birth date as the record has it."""
        return self.birth_date if self.birth_recorded is None else self.birth_recorded

    @property
    def register_code(self) -> str | None:
        """Code of the municipality that keeps the family register."""
        return None if self.register is None else self.register.code

    def age_on(self, day: date) -> int:
        """Whole years on `day`."""
        birthday_to_come = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - birthday_to_come


@dataclass(frozen=True, slots=True)
class Household:
    """People at one address; the first member is the head (世帯主)."""

    municipality_code: str
    address: str
    members: tuple[Resident, ...]

    @property
    def head(self) -> Resident:
        """世帯主."""
        return self.members[0]
