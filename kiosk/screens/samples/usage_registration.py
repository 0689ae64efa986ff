"""Sample views: the usage registration."""

from __future__ import annotations

from datetime import date

from kiosk.fsm.reasons import Reason
from kiosk.rules.services import Scope, Service
from kiosk.rules.usage_registration import Registration, RegistrationForm, RegistrationState, Town
from kiosk.screens.samples.shared import TIME, TOMAKOMAI

FORM = RegistrationForm("見本町一丁目", "2-5", "ミホン　ジロウ", "見本　次郎", "09000000000")
TOWNS = tuple(
    Town(name, kana)
    for name, kana in (
        ("旭町", "アサヒマチ"), ("例示町一丁目", "レイジチョウ"), ("例示町二丁目", "レイジチョウ"),
        ("標本町", "ヒョウホンチョウ"), ("見本町一丁目", "ミホンチョウ"), ("見本町二丁目", "ミホンチョウ"),
        ("見本町三丁目", "ミホンチョウ"), ("試作町", "シサクチョウ"), ("中央一丁目", "チュウオウ"),
        ("中央二丁目", "チュウオウ"), ("港町", "ミナトマチ"), ("緑町", "ミドリマチ"),
    )
)  # fmt: skip
_REGISTER: dict[str, object] = {
    "service": Service.USAGE_REGISTRATION,
    "scope": Scope.REGISTER,
    "municipality": TOMAKOMAI,
    "card_present": True,
    "password_tries": 5,
    "form": FORM,
    "registration": Registration(RegistrationState.NONE, towns=TOWNS, tells_heads=True),
    **TIME,
}
_EMPTY_FORM = {**_REGISTER, "form": RegistrationForm("見本町一丁目")}
LONG_FORM = RegistrationForm(
    "例示町一丁目",
    "12345-12345-12345",
    "ヒョウホンサクラザカヒョウホンサクラザカ　コウノスケコウノスケコウノスケコウノスケ",
    "",
    "0144000000",
)
"""As long as each field may be: the name has 41 characters."""


def _measured(state: RegistrationState) -> dict[str, object]:
    return {**_REGISTER, "registration": Registration(state, "7K2M-9QRX", date(2026, 12, 1), TOWNS)}


USAGE_REGISTRATION_SAMPLES: dict[str, dict[str, object]] = {
    "registration_state": _REGISTER,
    # Who has not applied, as in `_REGISTER`, has no number either.
    **{
        f"registration_state-{state}": _measured(state)
        for state in RegistrationState
        if state is not RegistrationState.NONE
    },
    "domicile_town": _REGISTER,
    "domicile_town-few": {**_REGISTER, "registration": Registration(RegistrationState.NONE, towns=TOWNS[:5])},
    "domicile_lot": _REGISTER,
    "domicile_lot-empty": _EMPTY_FORM,
    "domicile_lot-long": {**_REGISTER, "form": LONG_FORM},
    "register_head": _REGISTER,
    "register_head-empty": _EMPTY_FORM,
    "register_head-long": {**_REGISTER, "form": LONG_FORM},
    "find_head": {**_REGISTER, "deadline": None},
    "head_candidates": {**_REGISTER, "heads": ("見本　次郎", "見本　二郎")},
    "head_candidates-many": {
        **_REGISTER,
        "form": LONG_FORM,
        "heads": tuple(f"例示　{'長' * 78}{number}" for number in range(12)),
    },
    "head_candidates-none": _REGISTER,
    "head_candidates-long": {**_REGISTER, "form": LONG_FORM},
    "telephone": _REGISTER,
    "telephone-empty": _EMPTY_FORM,
    "application": _REGISTER,
    "application-long": {**_REGISTER, "form": LONG_FORM},
    "application-again": {**_REGISTER, "reason": Reason.CENTRE_SLOW},
    "signature_password": _REGISTER,
    "signature_password-wrong": {**_REGISTER, "reason": Reason.PASSWORD_WRONG, "password_tries": 4},
    "signature_password-gone": {**_REGISTER, "card_present": False, "reason": Reason.CARD_GONE},
    "last_password_try": {**_REGISTER, "password_tries": 1},
    "last_password_try-wrong": {**_REGISTER, "password_tries": 1, "reason": Reason.PASSWORD_WRONG},
    "sign_application": {**_REGISTER, "deadline": None},
    "result-application": {
        **_REGISTER,
        "number": "U4C7-1TXY",
        "usable_from": date(2026, 12, 1),
        "card_present": False,
    },
}
