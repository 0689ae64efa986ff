"""Plausible views of the free services, for the gallery and the tests. All names are invented or public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from kiosk.config.information import topic_keys
from kiosk.fsm.reasons import Reason
from kiosk.rules.card_check import CardState
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.rules.usage_registration import Registration, RegistrationForm, RegistrationState, Town

TOMAKOMAI = Municipality("01213", "北海道", "苫小牧市", "Tomakomai", "0144-32-6111")
MORNING = datetime(2026, 11, 25, 6, 30, tzinfo=JST)
EVENING = (
    ServiceAvailability(Service.CERTIFICATES, minutes_left=8),
    ServiceAvailability(Service.PASSWORD_RESET, minutes_left=8),
    ServiceAvailability(Service.USAGE_REGISTRATION, False, False, opens_at=MORNING),
    ServiceAvailability(Service.CARD_CHECK, minutes_left=8),
    ServiceAvailability(Service.INFORMATION),
)
CARD = CardState(True, datetime(2029, 2, 17, 23, 59, 59, tzinfo=JST), 3, True, 5)
TROUBLED_CARD = CardState(
    True, datetime(2027, 1, 10, 23, 59, 59, tzinfo=JST), 1, True, 0, datetime(2026, 11, 1, tzinfo=JST)
)
TOWNS = tuple(
    Town(name, kana)
    for name, kana in (
        ("旭町", "アサヒマチ"), ("例示町一丁目", "レイジチョウ"), ("例示町二丁目", "レイジチョウ"),
        ("標本町", "ヒョウホンチョウ"), ("見本町一丁目", "ミホンチョウ"), ("見本町二丁目", "ミホンチョウ"),
        ("見本町三丁目", "ミホンチョウ"), ("試作町", "シサクチョウ"), ("中央一丁目", "チュウオウ"),
        ("中央二丁目", "チュウオウ"), ("港町", "ミナトマチ"), ("緑町", "ミドリマチ"),
    )
)  # fmt: skip
FORM = RegistrationForm("見本町一丁目", "2-5", "ミホン　ジロウ", "見本　次郎", "09000000000")
LONG_FORM = RegistrationForm(
    "例示町一丁目",
    "12345-12345-12345",
    "ヒョウホンサクラザカヒョウホンサクラザカ　コウノスケコウノスケコウノスケコウノスケ",
    "",
    "0144000000",
)
"""As long as each field may be: the name has 41 characters."""
TOPICS = topic_keys(("ja", "en"))

_TIME: dict[str, object] = {"deadline": 70.0, "timeout": 90.0}
_INFORMATION = {"service": Service.INFORMATION, "topics": TOPICS, **_TIME}
_RESET = {"service": Service.PASSWORD_RESET, "card_present": True, "password_tries": 0, **_TIME}
_REGISTER: dict[str, object] = {
    "service": Service.USAGE_REGISTRATION,
    "scope": Scope.REGISTER,
    "municipality": TOMAKOMAI,
    "card_present": True,
    "password_tries": 5,
    "form": FORM,
    "registration": Registration(RegistrationState.NONE, towns=TOWNS, tells_heads=True),
    **_TIME,
}
_CHECK: dict[str, object] = {
    "service": Service.CARD_CHECK,
    "card_state": CARD,
    "checked_at": MORNING,
    "password_tries": 5,
    "card_present": True,
    **_TIME,
}
_EMPTY_FORM = {**_REGISTER, "form": RegistrationForm("見本町一丁目")}


def _known(state: RegistrationState) -> dict[str, object]:
    return {**_REGISTER, "registration": Registration(state, "7K2M-9QRX", date(2026, 12, 1), TOWNS)}


def _card(state: CardState, **more: object) -> dict[str, object]:
    return {**_CHECK, "card_state": state, "password_tries": state.signature_tries, **more}


SERVICE_CHANGES: dict[str, dict[str, object]] = {
    "menu-evening": {"services": EVENING, **_TIME},
    "information": _INFORMATION,
    "topic": {**_INFORMATION, "topic": TOPICS[0]},
    **{f"topic-{key}": {**_INFORMATION, "topic": key} for key in TOPICS[1:]},
    "consent-reset": {"service": Service.PASSWORD_RESET, **_TIME},
    "consent-registration": {"service": Service.USAGE_REGISTRATION, **_TIME},
    "place_card-check": {"service": Service.CARD_CHECK, **_TIME},
    "check_card": {**_CHECK, "card_state": None, "deadline": None},
    "card_state": _CHECK,
    "card_state-trouble": _card(TROUBLED_CARD),
    "card_state-locked": _card(replace(CARD, signature_tries=0), reason=Reason.PASSWORD_LOCKED),
    "card_state-child": _card(CardState(True, MORNING, 3, False, None), card_present=False),
    "card_state-empty": _card(CardState(False, None, None, False, None)),
    "new_password": _RESET,
    "new_password-differ": {**_RESET, "reason": Reason.PASSWORDS_DIFFER},
    "repeat_password": _RESET,
    "reset_password": {**_RESET, "deadline": None},
    "registration_state": _REGISTER,
    **{f"registration_state-{state}": _known(state) for state in RegistrationState},
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
    "head_candidates-none": _REGISTER,
    "head_candidates-long": {**_REGISTER, "form": LONG_FORM},
    "telephone": _REGISTER,
    "telephone-empty": _EMPTY_FORM,
    "application": _REGISTER,
    "application-long": {**_REGISTER, "form": LONG_FORM},
    "application-again": {**_REGISTER, "reason": Reason.CENTRE_SLOW},
    "signature_password": _REGISTER,
    "signature_password-wrong": {**_REGISTER, "reason": Reason.PASSWORD_WRONG, "password_tries": 4},
    "signature_password-last": {**_CHECK, "reason": Reason.PASSWORD_LAST_TRY, "password_tries": 1},
    "signature_password-gone": {**_REGISTER, "card_present": False, "reason": Reason.CARD_GONE},
    "last_password_try": {**_REGISTER, "password_tries": 1},
    "last_password_try-wrong": {**_REGISTER, "password_tries": 1, "reason": Reason.PASSWORD_WRONG},
    "read_signature": {**_CHECK, "deadline": None},
    "sign_application": {**_REGISTER, "deadline": None},
    "result": {**_RESET, "number": "7K2M-9QRX"},
    "result-application": {
        **_REGISTER,
        "number": "U4C7-1TXY",
        "usable_from": date(2026, 12, 1),
        "card_present": False,
    },
    "result-card_taken": {**_RESET, "number": "7K2M-9QRX", "card_present": False, "receipt": False},
    "farewell-reset": {"service": Service.PASSWORD_RESET},
    "result-no_slip": {**_RESET, "number": "7K2M-9QRX", "receipt": False},
    "refusal-later": {"reason": Reason.NOT_NOW, "again_at": MORNING, "municipality": TOMAKOMAI, **_TIME},
}
