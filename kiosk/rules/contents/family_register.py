"""戸籍: a family register and the matters of each of its persons (Family Register Act, Art. 13)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kiosk.rules.contents.values import NO_ENTRY, Day, Frozen, NoEntry, Recorded, Unknown


class RegisterEvent(Frozen):
    """One event (身分事項) of a person, such as 出生 or 婚姻, with its items in order."""

    title: str
    items: tuple[tuple[str, str], ...] = Field(min_length=1)


class Adoption(Frozen):
    """養父, 養母 and the relationship to them."""

    father: Recorded
    mother: Recorded
    relationship: str  # 養子 / 養女


class RegisteredPerson(Frozen):
    """One person of a family register. No item can be omitted.

    Where the register names no father or mother, the form leaves the place empty.
    """

    name: str  # given name only: the family name is the register's
    name_kana: str
    birth_date: Day | Unknown
    father: Recorded
    mother: Recorded
    relationship: str  # 父母との続柄
    adoption: Adoption | NoEntry = NO_ENTRY  # 養父母
    spouse: str | NoEntry = NO_ENTRY  # 配偶者区分: 夫 / 妻
    removed: bool = False  # 除籍
    events: tuple[RegisterEvent, ...] = ()


class Beginning(Frozen):
    """How the register began (戸籍事項): by a filing, by an ordinance, or by a transfer from elsewhere.

    `former_domicile` (従前本籍) belongs to 転籍, `reason` (改製事由) to 改製; a register made by a filing
    may have a `reason` (編製事由).
    """

    how: Literal["編製", "改製", "転籍"]
    on: Day
    reason: str | NoEntry = NO_ENTRY
    former_domicile: str | NoEntry = NO_ENTRY


class FamilyRegister(Frozen):
    """戸籍全部事項証明書, or 戸籍個人事項証明書 with one person.

    氏の振り仮名 has been recorded since 2025-05-26 (Family Register Act, Art. 13 (1) (ii)), for everybody
    since 2026-05-26.
    """

    domicile: str
    head_of_register: str
    family_name_kana: Recorded  # 氏の振り仮名
    beginning: Beginning
    persons: tuple[RegisteredPerson, ...] = Field(min_length=1)
