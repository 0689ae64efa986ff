"""住民票: what a municipality records of who lives at an address (Residential Basic Book Act, Art. 7)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kiosk.rules.contents.values import (
    NO_ENTRY,
    Day,
    Frozen,
    Item,
    NoEntry,
    OtherName,
    Recorded,
    RecordedDay,
    Unknown,
)

ResidenceClass = Literal[
    "中長期在留者",
    "特別永住者",
    "一時庇護許可者",
    "仮滞在許可者",
    "出生による経過滞在者",
    "国籍喪失による経過滞在者",
]
"""The classes of foreign residents (Residential Basic Book Act, Art. 30-45)."""


class ForeignResident(Frozen):
    """Items that a foreign resident has in place of 本籍・筆頭者; each may be omitted.

    Which of them exist depends on the class (Residential Basic Book Act, Art. 30-45): a special permanent
    resident has a certificate number and no status, who stays on after birth or after the loss of
    Japanese nationality has neither status nor card for the first sixty days (Immigration Control Act,
    Art. 22-2), and a permanent resident's stay has no period and no end.
    """

    nationality: Item = None  # 国籍・地域
    residence_class: ResidenceClass | NoEntry | None = None  # 第三十条の四十五に規定する区分
    status_of_residence: Item = None  # 在留資格
    period_of_stay: Item = None  # 在留期間等
    period_ends_on: Day | NoEntry | None = None  # 在留期間等の満了の日
    card_number: Item = None  # 在留カード等の番号


class Person(Frozen):
    """One person of the resident record.

    Only who has moved within the municipality has a 住所を定めた日, only who came from elsewhere a
    届出日 and a 前住所; one without a family register has no 本籍 (Residential Basic Book Act, Art. 7,
    items 5 to 8). For a foreign resident `became_resident_on` is 外国人住民となった日 (Art. 30-45).
    """

    name: str
    name_kana: str
    former_family_name: OtherName = NO_ENTRY  # 旧氏
    common_name: OtherName = NO_ENTRY  # 通称
    birth_date: Day | Unknown
    sex: Recorded  # 男 / 女
    became_resident_on: Day  # 住民となった日, 外国人住民となった日
    address_since: RecordedDay  # 住所を定めた日
    notified_on: RecordedDay = NO_ENTRY  # 届出日 (or the day of the entry by authority)
    previous_address: Recorded = NO_ENTRY  # 前住所
    relationship: Item = None  # 続柄
    domicile: Item = None  # 本籍
    head_of_register: Item = None  # 筆頭者
    my_number: Annotated[str, Field(pattern=r"^[0-9]{12}$")] | NoEntry | None = None  # 個人番号
    foreign: ForeignResident | None = None
    """None for a Japanese: these are items of foreign residents only."""


class ResidentRecord(Frozen):
    """住民票の写し, or 住民票記載事項証明書. Only the municipality can say that it is the whole household."""

    address: str
    head_of_household: Item = None  # 世帯主
    persons: tuple[Person, ...] = Field(min_length=1)
    whole_household: bool = False  # 世帯全員: no member of the household is omitted
    sheet_per_person: bool = False  # 個票: the municipality keeps, and issues, one sheet for each person
