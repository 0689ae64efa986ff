"""Setting up one specimen resident."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from kiosk_simulator.residents.people import Register, Resident

_numbers = count(11)
MAN, WOMAN = "男", "女"


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
    **more: Any,
) -> Resident:
    """A resident with the next number (plainly fictitious), who came with birth or on `since`.

    `more` says otherwise, so that a newcomer among the residents leaves the others' numbers as they were.
    """
    became = max(born, since)
    facts: dict[str, Any] = {"address_since": became} | more
    if "my_number" not in facts:
        facts["my_number"] = f"{next(_numbers):012d}"
    return Resident(
        key=key,
        name=name,
        name_kana=kana,
        birth_date=born,
        sex=sex,
        became_resident_on=became,
        relationship=relationship,
        register=register,
        **facts,
    )
