"""利用登録申請: usage registration for people whose family register is in another municipality.

The real input screens are not public; the fields are those listed by the service: registered domicile
(本籍), head of the register (筆頭者), telephone. Source of the valid telephone numbers: the numbering
plan of the Ministry of Internal Affairs and Communications (電気通信番号計画).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.structs import Struct

_LOT = re.compile(r"[1-9][0-9]{0,4}(-[1-9][0-9]{0,4}){0,2}")
_KANA = re.compile(r"[ァ-ヴ][ァ-ヴー]{0,19}(　[ァ-ヴ][ァ-ヴー]{0,19})?")
# Ten digits for geographic and 0120 numbers; eleven for mobile, IP and 0800 numbers (0?0).
_TELEPHONE = re.compile(r"0[1-9][1-9][0-9]{7}|0[256789]0[0-9]{8}")

LONGEST_LOT = 17
LONGEST_KANA = 41
LONGEST_TELEPHONE = 11
"""Maximum number of characters that the screens accept."""


class RegistrationState(StrEnum):
    """Status of the registration of one card at one municipality."""

    NONE = "none"  # 未登録
    IN_REVIEW = "in_review"  # 審査中
    REGISTERED = "registered"  # 登録済
    TO_BE_CORRECTED = "to_be_corrected"  # 不備: apply again


MAY_APPLY = frozenset({RegistrationState.NONE, RegistrationState.TO_BE_CORRECTED})


class Town(Struct):
    """A 町名 of the municipality, with its reading in katakana for sorting."""

    name: str
    kana: str


class Registration(Struct):
    """The centre's registration status for this card at this municipality.

    `number` and `usable_from` belong to the latest application. With `tells_heads`, the centre offers
    the names of heads for confirmation.
    """

    state: RegistrationState
    number: str = ""
    usable_from: date | None = None
    towns: tuple[Town, ...] = ()
    tells_heads: bool = False


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """What the customer has filled in so far. Its `repr` shows nothing.

    `lot` is the 地番 or 街区符号 as typed, numbers joined by hyphens; `head_kana` is family and given
    name separated by an ideographic space; `head` is the name confirmed among candidates, or empty.
    """

    town: str = field(default="", repr=False)
    lot: str = field(default="", repr=False)
    head_kana: str = field(default="", repr=False)
    head: str = field(default="", repr=False)
    telephone: str = field(default="", repr=False)


def is_lot(text: str) -> bool:
    """True for one to three numbers without leading zeros, joined by hyphens: `5`, `12-3`."""
    return _LOT.fullmatch(text) is not None


def is_kana(text: str) -> bool:
    """True for a name in katakana, family and given name separated by an ideographic space."""
    return _KANA.fullmatch(text) is not None


def is_telephone(text: str) -> bool:
    """True for a Japanese telephone number of 10 or 11 digits without hyphens."""
    return _TELEPHONE.fullmatch(text) is not None
