"""The content of each kind of certificate.

An optional item is a value, `NO_ENTRY` if the municipality's record has none for this person (no family
register, no residence card yet), or None if it was omitted (省略).

Records are validated strictly: unknown or missing fields and wrong types are errors. Neither `repr` nor
an error message shows a value, as most are personal data.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """Base class of everything that the issuing centre signs."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        return ()


class NoEntry(Frozen):
    """The municipality's record has no entry here for this person: nothing was omitted."""

    entry: Literal["none"] = "none"


NO_ENTRY = NoEntry()

Item = str | NoEntry | None
"""An optional text: present, not in the record at all, or omitted."""


class ForeignResident(Frozen):
    """Items that a foreign resident has in place of 本籍・筆頭者; each may be omitted.

    A permanent resident's stay has no period and no end; a child born in Japan may have neither status
    nor card for the first sixty days (Immigration Control Act, Art. 22-2; Residential Basic Book Act,
    Art. 30-45).
    """

    nationality: Item = None  # 国籍・地域
    status_of_residence: Item = None  # 在留資格
    period_of_stay: Item = None  # 在留期間
    period_ends_on: date | NoEntry | None = None  # 在留期間の満了の日
    card_number: Item = None  # 在留カード等の番号


class Person(Frozen):
    """One person of the resident record.

    A person who has never moved within the municipality has no 住所を定めた日; one without a family
    register has no 本籍 (Residential Basic Book Act, Art. 7).
    """

    name: str
    name_kana: str
    birth_date: date
    sex: str  # 男 / 女 / empty
    became_resident_on: date  # 住民となった日
    address_since: date | NoEntry  # 住所を定めた日
    relationship: Item = None  # 続柄
    domicile: Item = None  # 本籍
    head_of_register: Item = None  # 筆頭者
    my_number: Annotated[str, Field(pattern=r"^[0-9]{12}$")] | NoEntry | None = None  # 個人番号
    foreign: ForeignResident | None = None


class ResidentRecord(Frozen):
    """住民票の写し. Only the municipality can state that it covers the whole household."""

    address: str
    head_of_household: Item = None  # 世帯主
    persons: tuple[Person, ...] = Field(min_length=1)
    whole_household: bool = False  # 世帯全員: no member of the household is omitted


class SealRegistration(Frozen):
    """印鑑登録証明書. The seal impression is an image that only the municipality has."""

    name: str
    name_kana: str
    birth_date: date
    address: str
    registered_on: date


class TaxItem(Frozen):
    """One line of a taxation certificate; `amount` in yen."""

    label: str
    amount: int


class Taxation(Frozen):
    """課税証明書 (市・道民税) of one fiscal year (April to March), from the income of the year before."""

    name: str
    name_kana: str
    birth_date: date
    address: str
    fiscal_year: int  # Gregorian year in which it starts
    income: tuple[TaxItem, ...]  # 所得
    deductions: tuple[TaxItem, ...]  # 所得控除
    taxable_income: int  # 課税標準額, yen
    taxes: tuple[TaxItem, ...]  # 税額
    total_tax: int  # 年税額, yen
    dependants: int = Field(ge=0)  # 扶養人数


class AddressEntry(Frozen):
    """One address of the supplementary register and its 住所を定めた日."""

    address: str
    since: date


class RegisteredAddresses(Frozen):
    """One person of the supplementary register. With 本籍・筆頭者 only the given name is shown.

    Birth date and sex have been recorded since 2022-01-11; a person who left before that has neither.
    """

    name: str
    birth_date: date | NoEntry
    sex: str | NoEntry
    addresses: tuple[AddressEntry, ...] = Field(min_length=1)


class SupplementaryRegister(Frozen):
    """戸籍の附票の写し: the address history since the register was created."""

    domicile: Item = None
    head_of_register: Item = None
    overseas_voting: Item = None  # 在外選挙人登録
    persons: tuple[RegisteredAddresses, ...] = Field(min_length=1)


class RegisterEvent(Frozen):
    """One event (身分事項) of a person, such as 出生 or 婚姻, with its items in order."""

    title: str
    items: tuple[tuple[str, str], ...] = Field(min_length=1)


class RegisteredPerson(Frozen):
    """One person of a family register. No item can be omitted: an empty one is not recorded."""

    name: str  # given name only: the family name is the register's
    name_kana: str
    birth_date: date
    father: str
    mother: str
    relationship: str  # 父母との続柄
    spouse: str | None = None  # 配偶者区分: 夫 / 妻, None if unmarried
    events: tuple[RegisterEvent, ...] = ()


class FamilyRegister(Frozen):
    """戸籍全部事項証明書, or 戸籍個人事項証明書 with one person."""

    domicile: str
    head_of_register: str
    made_on: date  # 編製日
    reason: str  # 編製事由
    persons: tuple[RegisteredPerson, ...] = Field(min_length=1)


Content = ResidentRecord | SealRegistration | Taxation | SupplementaryRegister | FamilyRegister
