"""What the next person comes for, by chance: all services, in all languages, with all that people do."""

from __future__ import annotations

import random
from dataclasses import dataclass

from kiosk.fsm.states import S
from tests.support.shopper import Plan

SERVICES = {
    "certificates": 12,
    "card_check": 3,
    "password_reset": 2,
    "usage_registration": 2,
    "information": 2,
}
"""Services, with how often they are wanted."""
CARDS = (
    "normal",
    "normal",
    "normal",
    "katsuko",
    "single",
    "large_household",
    "common_name",
    "foreign",
    "former_name",
)
STRANGE_CARDS = (
    "locked",
    "expired",
    "revoked",
    "juki",
    "not_jpki",
    "damaged",
    "no_certificate",
    "child",
    "withheld",
)
KINDS = (
    "resident_record", "seal_registration", "taxation", "supplementary_family_register",
    "family_register_all", "family_register_individual",
)  # fmt: skip
LANGUAGES = ("ja-easy", "en", "zh", "ko", "pt", "es")
MONEY = (("insert 500",) * 9, ("insert 1000",) * 5, ("insert 100 100 50",) * 18, ("insert 10 500",) * 9)
"""How people pay; they stop when it is enough."""
PAGES = (
    S.MENU, S.CONSENT, S.MUNICIPALITY, S.PLACE_CARD, S.ENTER_PIN, S.CERTIFICATES, S.OPTIONS, S.ORDER,
    S.NEW_PASSWORD, S.REPEAT_PASSWORD, S.REGISTRATION_STATE, S.DOMICILE_TOWN, S.APPLICATION, S.CARD_STATE,
    S.SIGNATURE_PASSWORD, S.TOPIC,
)  # fmt: skip
"""Where people change their minds."""
PASSWORD = ("type ABC123", "touch next")


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who comes with a plan, and goes away at `leaves_at` without a word, if they come so far."""

    plan: Plan
    leaves_at: S | None


def coming(chance: random.Random) -> Coming:
    """The next person."""
    (service,) = chance.choices(list(SERVICES), list(SERVICES.values()))
    card, before = chance.choice(CARDS), tuple[str, ...]()
    instead: dict[S, tuple[str, ...]] = {S.NEW_PASSWORD: PASSWORD, S.REPEAT_PASSWORD: PASSWORD}
    if service == "password_reset":
        card = "normal"
        before = ("reserve normal",) if chance.random() < 0.9 else ()
    elif service == "usage_registration":
        card = "unregistered"
    elif chance.random() < 0.1:
        card = chance.choice(STRANGE_CARDS)
    if chance.random() < 0.4:
        instead[S.ATTRACT] = (f"touch language:{chance.choice(LANGUAGES)}",)
    if chance.random() < 0.1:
        instead[S.ENTER_PIN] = ("type 4321", "touch next")  # and then they are asked again
    instead[S.CERTIFICATES] = (f"touch kind:{chance.choice(KINDS)}",)
    copies = chance.choice((0, 0, 0, 0, 1, 2))
    instead[S.OPTIONS] = (*("touch copies:+",) * copies, "touch next")
    instead[S.PAY] = chance.choice(MONEY)
    what = chance.random()
    if what < 0.1:
        instead[chance.choice(PAGES)] = ("touch end",)
    elif what < 0.15:
        instead[S.PAY] = ("insert 100", "touch end")
        instead[S.STOP_PAYING] = ("touch end",)
    leaves_at = chance.choice((*PAGES, S.PAY, S.PRINT, S.TAKE_REFUND)) if 0.15 <= what < 0.25 else None
    once = frozenset({S.ENTER_PIN, S.PAY})
    return Coming(Plan("somebody", service, card, before, instead, once=once), leaves_at)
