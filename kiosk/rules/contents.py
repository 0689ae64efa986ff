"""What stands on each kind of certificate. None means that an item was left out (省略).

A record is never guessed: unknown or missing fields and wrong types are errors, and neither `repr`
nor an error message shows a value, since most of them are a person's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """Base of everything the issuing centre signs."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        return ()


class ForeignResident(Frozen):
    """Items that a foreign resident has in place of 本籍・筆頭者; each may be left out."""

    nationality: str | None = None  # 国籍・地域
    status_of_residence: str | None = None  # 在留資格
    period_of_stay: str | None = None  # 在留期間
    period_ends_on: date | None = None  # 在留期間の満了の日
    card_number: str | None = None  # 在留カード等の番号


class Person(Frozen):
    """One person of the resident record."""

    name: str
    name_kana: str
    birth_date: date
    sex: str  # 男 / 女 / empty
    became_resident_on: date  # 住民となった日
    address_since: date  # 住所を定めた日
    relationship: str | None = None  # 続柄
    domicile: str | None = None  # 本籍
    head_of_register: str | None = None  # 筆頭者
    my_number: str | None = Field(default=None, pattern=r"^[0-9]{12}$")  # 個人番号
    foreign: ForeignResident | None = None


class ResidentRecord(Frozen):
    """住民票の写し. Whether it is the whole household's only the municipality knows: unsaid, it is a part."""

    address: str
    head_of_household: str | None = None  # 世帯主
    persons: tuple[Person, ...] = Field(min_length=1)
    whole_household: bool = False  # 世帯全員: nobody of the household is left out


class SealRegistration(Frozen):
    """印鑑登録証明書. The impression itself is a picture that only the municipality has."""

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
    fiscal_year: int  # Gregorian year in which it begins
    income: tuple[TaxItem, ...]  # 所得
    deductions: tuple[TaxItem, ...]  # 所得控除
    taxable_income: int  # 課税標準額, yen
    taxes: tuple[TaxItem, ...]  # 税額
    total_tax: int  # 年税額, yen
    dependants: int = Field(ge=0)  # 扶養人数


class AddressEntry(Frozen):
    """One address of the supplementary register and the day it was set (住所を定めた日)."""

    address: str
    since: date


class RegisteredAddresses(Frozen):
    """One person of the supplementary register. With 本籍・筆頭者 only the given name is shown."""

    name: str
    birth_date: date
    sex: str
    addresses: tuple[AddressEntry, ...] = Field(min_length=1)


class SupplementaryRegister(Frozen):
    """戸籍の附票の写し: the history of addresses since the register was made."""

    domicile: str | None = None
    head_of_register: str | None = None
    overseas_voting: str | None = None  # 在外選挙人登録
    persons: tuple[RegisteredAddresses, ...] = Field(min_length=1)


class RegisterEvent(Frozen):
    """One matter (身分事項) of a person, such as 出生 or 婚姻, with its items in order."""

    title: str
    items: tuple[tuple[str, str], ...] = Field(min_length=1)


class RegisteredPerson(Frozen):
    """One person of a family register."""

    name: str  # given name: the family name is that of the register
    name_kana: str
    birth_date: date
    father: str
    mother: str
    relationship: str  # 父母との続柄
    spouse: str | None = None  # 配偶者区分: 夫 / 妻
    events: tuple[RegisterEvent, ...] = ()


class FamilyRegister(Frozen):
    """戸籍全部事項証明書, or 戸籍個人事項証明書 when it has one person."""

    domicile: str
    head_of_register: str
    made_on: date  # 編製日
    reason: str  # 編製事由
    persons: tuple[RegisteredPerson, ...] = Field(min_length=1)


Content = ResidentRecord | SealRegistration | Taxation | SupplementaryRegister | FamilyRegister
