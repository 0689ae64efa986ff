"""What never changes while the console is running: cards, coins, fault switches and their texts."""

from __future__ import annotations

from kiosk.rules.services import Service
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.console.manual_actions import COINS, MAX_SHEETS, NOTES
from kiosk_simulator.console.pictures import can_draw
from kiosk_simulator.console.snapshot import Json
from kiosk_simulator.console.switches import FULL_TRAY, Switch, switches
from kiosk_simulator.console.texts.cards import CARD_TEXTS, KIND_TEXTS, kind_of
from kiosk_simulator.console.texts.expected import MOMENTS_JA, SEEN_JA
from kiosk_simulator.console.texts.terminal import DEVICE_TEXTS, SERVICE_TEXTS
from kiosk_simulator.environment import Environment


def catalogue(environment: Environment, *, closable: bool, screen: bool) -> Json:
    """The catalogue as JSON; `closable` when services can be closed from the console, `screen` when the
    terminal's screen can be seen there."""
    return {
        "cards": [
            {
                "key": each.key,
                "ja": each.label_ja,
                "en": each.label_en,
                "expect_ja": CARD_TEXTS[each.key][0],
                "expect_en": CARD_TEXTS[each.key][1],
                "is_card": each.has_jpki,
                "kind": kind_of(each),
            }
            for each in PROFILES.values()
        ],
        "card_kinds": [{"key": key.value, "ja": ja, "en": en} for key, (ja, en) in KIND_TEXTS.items()],
        "closable": closable,
        "screen": screen,
        "services": [
            {"key": key.value, "ja": ja, "en": en}
            for key, (ja, en) in SERVICE_TEXTS.items()
            if key is not Service.INFORMATION
        ],
        "coins": list(COINS),
        "notes": list(NOTES),
        "devices": {key: {"ja": ja, "en": en} for key, (ja, en) in DEVICE_TEXTS.items()},
        "switches": [_switch(each) for each in switches(environment).values()],
        "full_tray": FULL_TRAY,
        "most_sheets": MAX_SHEETS,
        "pictures": can_draw(),
    }


def _switch(each: Switch) -> Json:
    amount = each.amount
    return {
        "id": each.id,
        "device": each.device,
        "ja": each.text.ja,
        "en": each.text.en,
        "when_ja": MOMENTS_JA[each.text.when],
        "when_en": each.text.when,
        "seen_ja": SEEN_JA[each.text.seen],
        "seen_en": each.text.seen,
        "amount": None
        if amount is None
        else {"unit": amount.unit, "default": amount.default, "most": amount.most},
    }
