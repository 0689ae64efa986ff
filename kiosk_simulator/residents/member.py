"""Factory of specimen residents."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TypedDict, Unpack

from kiosk_simulator.residents.people import Foreigner, Reason, Register, Resident, TaxReturn

_numbers = count(11)
MAN, WOMAN = "男", "女"


class Details(TypedDict, total=False):
    """Optional fields of a resident, see `Resident`."""

    address_since: date | None
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

    With an explicit `my_number` the numbers of the other residents stay as they are.
    """
    became = max(born, since)
    details.setdefault("address_since", became)
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
