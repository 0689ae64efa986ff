"""Sample views: the password reset."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.rules.services import Service
from kiosk.screens.samples.shared import TIME

_RESET = {"service": Service.PASSWORD_RESET, "card_present": True, "password_tries": 0, **TIME}

PASSWORD_RESET_SAMPLES: dict[str, dict[str, object]] = {
    "new_password": _RESET,
    "new_password-differ": {**_RESET, "reason": Reason.PASSWORDS_DIFFER},
    "repeat_password": _RESET,
    "reset_password": {**_RESET, "deadline": None},
    "result": {**_RESET, "number": "7K2M-9QRX"},
    "result-card_taken": {**_RESET, "number": "7K2M-9QRX", "card_present": False, "receipt": False},
    "result-no_slip": {**_RESET, "number": "7K2M-9QRX", "receipt": False},
}
