"""What on a screen is somebody's own: names and numbers, which are spoken into headphones only."""

from __future__ import annotations

from kiosk.fsm.visit import Visit
from kiosk.screens.messages.certificates import plain_name

KEYS = ("digit:", "letter:", "mark:", "space")
"""Keys that type: which of them is reached for tells what is typed."""


def personal_strings(visit: Visit) -> frozenset[str]:
    """Names and numbers of this visit that may be on its screens."""
    form, registration = visit.registration.form, visit.registration
    found = {form.town, form.lot, form.head_kana, form.head, form.telephone, *registration.heads}
    found |= {visit.reset.number, registration.number}
    found |= {registration.record.number} if registration.record is not None else set()
    for offer in visit.offers:
        for option in offer.options:
            found |= {name for _, name in option.names} if option.many else set()
    shown = {plain_name(each) for each in found if each} | found
    return frozenset(each for each in shown if each)


def is_personal(text: str, strings: frozenset[str]) -> bool:
    """Whether a text has one of the strings in it, as a word of its own where it is short."""
    return any(each in text if len(each) > 2 else each in text.split() for each in strings)


def is_typing(action: str) -> bool:
    """Whether a key of this action types."""
    return action.startswith(KEYS)
