"""戸籍の附票: the addresses of the people of a family register (Residential Basic Book Act, Art. 17)."""

from __future__ import annotations

from pydantic import Field

from kiosk.rules.contents.values import Day, Frozen, Item, NoEntry, Recorded, RecordedDay, Unknown


class AddressEntry(Frozen):
    """One address of the supplementary register and its 住所を定めた日."""

    address: str
    since: RecordedDay


class RegisteredAddresses(Frozen):
    """One person of the supplementary register. With 本籍・筆頭者 only the given name is shown.

    Birth date and sex have been recorded since 2022-01-11; a person who left before that has neither.
    """

    name: str
    name_kana: Recorded
    birth_date: Day | NoEntry | Unknown
    sex: Recorded
    removed: bool = False  # 消除
    addresses: tuple[AddressEntry, ...] = Field(min_length=1)


class SupplementaryRegister(Frozen):
    """戸籍の附票の写し: the address history since the register was created.

    `overseas_voting` is NO_ENTRY where nobody is on an overseas voters' list: the sheet is silent then.
    """

    made_on: Day  # 編製日
    domicile: Item = None
    head_of_register: Item = None
    overseas_voting: Item = None  # 在外選挙人登録
    persons: tuple[RegisteredAddresses, ...] = Field(min_length=1)
