"""Factory of specimen residents."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import TypedDict, Unpack

from kiosk.rules.contents import PartialDate
from kiosk_simulator.residents.people import Foreigner, Reason, Register, Resident, TaxReturn

_numbers = count(11)
_NOTIFIED_AFTER = timedelta(days=4)  # within fourteen days: Residential Basic Book Act, Art. 22
_ELSEWHERE = "みほん県標本市大通二丁目４番６号"
MAN, WOMAN = "男", "女"


class Details(TypedDict, total=False):
    """Optional fields of a resident, see `Resident`."""

    address_since: date | None
    notified_on: date | None
    previous_address: str | None
    former_family_name: tuple[str, str] | None
    common_name: tuple[str, str] | None
    katakana_name: str | None
    birth_recorded: PartialDate | None
    my_number: str | None
    foreign: Foreigner | None
    seal_since: date | None
    tax_return: TaxReturn | None
    usage_registered: bool
    reasons: frozenset[Reason]


def member(
    key: str,
    name: str,
    kana: str,
    sex: str,
    relationship: str = "世帯主",
    *,
    born: date,
    since: date,
    register: Register | None,
    **details: Unpack[Details],
) -> Resident:
    """A resident with the next My Number (plainly fictitious), who became one at birth or on `since`.

    Who was born here has never moved; who moved here comes from the address before in the family
    register, from abroad, or from another specimen city.
    With an explicit `my_number` the numbers of the other residents stay as they are.
    """
    became = max(born, since)
    moved_here = became > born
    details.setdefault("address_since", became if moved_here else None)
    if moved_here:
        details.setdefault("notified_on", became + _NOTIFIED_AFTER)
        details.setdefault("previous_address", _before(key, register, details.get("foreign")))
    if "my_number" not in details:
        details["my_number"] = f"{next(_numbers):012d}"
    return Resident(
        key=key,
        name=name,
        name_kana=kana,
        birth_date=born,
        sex=sex,
        became_resident_on=became,
        relationship=relationship,
        register=register,
        **details,
    )


def _before(key: str, register: Register | None, foreign: Foreigner | None) -> str:
    """The address before the one in the household."""
    if foreign is not None:
        return "標本国"
    registrants = register.registrants if register else ()
    earlier = next((each.earlier for each in registrants if each.key == key), ())
    return earlier[-1][0] if earlier else _ELSEWHERE
