"""Sample views: the card check."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.fsm.reasons import Reason
from kiosk.rules.card_check import CardState
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk.screens.samples.shared import MORNING, TIME

CARD = CardState(True, datetime(2029, 2, 17, 23, 59, 59, tzinfo=JST), 3, True, 5)
_CHECK: dict[str, object] = {
    "service": Service.CARD_CHECK,
    "card_state": CARD,
    "checked_at": MORNING,
    "password_tries": 5,
    "card_present": True,
    **TIME,
}


def _card(state: CardState, **more: object) -> dict[str, object]:
    return {**_CHECK, "card_state": state, "password_tries": state.signature_tries, **more}


TROUBLED_CARD = CardState(
    True, datetime(2027, 1, 10, 23, 59, 59, tzinfo=JST), 1, True, 0, datetime(2026, 11, 1, tzinfo=JST)
)

CARD_CHECK_SAMPLES: dict[str, dict[str, object]] = {
    "check_card": {**_CHECK, "card_state": None, "deadline": None},
    "card_state": _CHECK,
    "card_state-trouble": _card(TROUBLED_CARD),
    "card_state-locked": _card(replace(CARD, signature_tries=0), reason=Reason.PASSWORD_LOCKED),
    "card_state-child": _card(CardState(True, MORNING, 3, False, None)),
    "card_state-empty": _card(CardState(False, None, None, False, None)),
    "card_state-ended": _card(CardState(True, datetime(2026, 11, 1, tzinfo=JST), 0, True, 5)),
    "card_state-taken": {**_CHECK, "card_present": False},
    "signature_password-last": {**_CHECK, "reason": Reason.PASSWORD_LAST_TRY, "password_tries": 1},
    "read_signature": {**_CHECK, "deadline": None},
}
