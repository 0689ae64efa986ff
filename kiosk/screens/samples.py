"""Plausible views of every state, for the gallery and the tests. All names are invented or public."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import DeviceHealth, OpenCase, StaffAction, StaffReport
from kiosk.fsm.view import View
from kiosk.rules.certificates import (
    Availability,
    CertificateKind,
    Offer,
    OptionSpec,
    OrderLine,
    default_options,
)
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.screens.sample_facts import view_of
from kiosk.screens.service_samples import SERVICE_CHANGES, TOMAKOMAI

MUNICIPALITIES = (
    TOMAKOMAI,
    Municipality("01100", "北海道", "札幌市", "Sapporo", "011-211-2111"),
    Municipality("01202", "北海道", "函館市", "Hakodate", "0138-21-3111"),
    Municipality("01207", "北海道", "帯広市", "Obihiro", "0155-24-4111"),
)
MANY_MUNICIPALITIES = tuple(
    Municipality(f"{1 + number // 30:02d}{number % 30:03d}", f"見本{1 + number // 30}県",
                 f"例示{number}市", f"Reiji {number}", "0000-00-0000")
    for number in range(900)
)  # fmt: skip
OFFERS = (
    Offer(CertificateKind.RESIDENT_RECORD, 250),
    Offer(CertificateKind.SEAL_REGISTRATION, 250),
    Offer(CertificateKind.TAXATION, 250, Availability.ASK_COUNTER),
    Offer(CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER, 250),
    Offer(CertificateKind.FAMILY_REGISTER_ALL, 450),
    Offer(CertificateKind.FAMILY_REGISTER_INDIVIDUAL, 450, Availability.NOT_NOW),
)
_RECORD = CertificateKind.RESIDENT_RECORD
_SHOWN = ("shown", "omitted")
PERSONAL_OFFERS = (
    Offer(
        CertificateKind.FAMILY_REGISTER_INDIVIDUAL,
        450,
        rows=(
            OptionSpec(
                "member",
                ("1", "2", "3"),
                "1",
                (("1", "見本 一郎"), ("2", "見本 葛\U000e0104子"), ("3", "見本 花")),
            ),
        ),
    ),
    Offer(
        _RECORD,
        250,
        rows=(
            OptionSpec("persons", ("household", "self"), "household"),
            OptionSpec("head_and_relationship", _SHOWN, "omitted"),
            OptionSpec("domicile", _SHOWN, "omitted", only_if=("persons", "household")),
            OptionSpec("nationality", _SHOWN, "omitted"),
            OptionSpec("residence_status", _SHOWN, "omitted"),
            OptionSpec("residence_card", _SHOWN, "omitted"),
            OptionSpec("my_number", _SHOWN, "omitted"),
        ),
    ),
)
_HOUSEHOLD = ("標本 太郎", "標本 良子", "標本 春人", "標本 葵", "標本 湊", "標本 すみ", "標本 健二")
MEMBER_OFFER = Offer(
    _RECORD,
    250,
    rows=(
        OptionSpec("persons", ("household", "self", "chosen"), "household"),
        OptionSpec(
            "members",
            tuple("1234567"),
            "1,2,3,4,5,6,7",
            tuple(zip("1234567", _HOUSEHOLD, strict=True)),
            only_if=("persons", "chosen"),
            many=True,
        ),
        OptionSpec("head_and_relationship", _SHOWN, "omitted"),
        OptionSpec("domicile", _SHOWN, "omitted"),
        OptionSpec("my_number", _SHOWN, "omitted"),
    ),
)
_DEFAULTS = dict(default_options(_RECORD, MEMBER_OFFER.options))
CHOSEN_MEMBERS = tuple(sorted({**_DEFAULTS, "persons": "chosen", "members": "1,3,4"}.items()))
ORDER = (OrderLine(_RECORD, default_options(_RECORD), 3, 250),)
BASKET = (
    *ORDER,
    OrderLine(CertificateKind.SEAL_REGISTRATION, (), 2, 250),
    OrderLine(CertificateKind.FAMILY_REGISTER_ALL, (), 1, 450),
)
COINS = (10, 50, 100, 500)
DEVICES = (
    DeviceHealth("card_reader", "online"),
    DeviceHealth("cash_unit", "online", "low"),
    DeviceHealth("printer", "hardwareError", "paperOut"),
    DeviceHealth("receipt_printer", "offline", "unreachable"),
    DeviceHealth("centre", "online"),
)
STAFF = StaffReport(
    coins=((10, 84), (50, 7), (100, 62), (500, 31)),
    cash_box=12500,
    cases=(OpenCase("7f3a", 500, 0, 0, 500),),
    done=StaffAction.TEST_PAGE,
    succeeded=False,
)

_BASE: dict[str, object] = {"service": Service.CERTIFICATES, "scope": Scope.RESIDENCE}
_MONEY: dict[str, object] = {"order": ORDER, "accepted_denominations": COINS, "acceptable": COINS}

_CHANGES: dict[str, dict[str, object]] = {
    "starting": {},
    "attract": {},
    "menu": {"deadline": 70.0, "timeout": 90.0},
    "consent": {"deadline": 70.0, "timeout": 90.0},
    "municipality": {"deadline": 70.0, "timeout": 90.0},
    "other_municipality": {"municipalities": MUNICIPALITIES, "deadline": 70.0, "timeout": 90.0},
    "other_municipality-many": {"municipalities": MANY_MUNICIPALITIES, "deadline": 70.0, "timeout": 90.0},
    "place_card": {"deadline": 70.0, "timeout": 90.0},
    "place_card-inserted": {"card_is_inserted": True, "deadline": 70.0, "timeout": 90.0},
    "place_card-gone": {"reason": Reason.CARD_GONE, "deadline": 70.0, "timeout": 90.0},
    "read_card": {"card_present": True},
    "enter_pin": {"tries_left": 3, "card_present": True, "deadline": 70.0, "timeout": 90.0},
    "enter_pin-wrong": {
        "tries_left": 2,
        "reason": Reason.PIN_WRONG,
        "card_present": True,
        "deadline": 12.0,
        "timeout": 90.0,
    },
    "last_try": {"tries_left": 1, "card_present": True, "deadline": 70.0, "timeout": 90.0},
    "last_try-wrong": {
        "tries_left": 1,
        "reason": Reason.PIN_WRONG,
        "card_present": True,
        "deadline": 70.0,
        "timeout": 90.0,
    },
    "enter_pin-last": {"tries_left": 1, "reason": Reason.PIN_LAST_TRY, "card_present": True},
    "authenticate": {"card_present": True},
    "take_card": {"card_present": True, "deadline": 70.0, "timeout": 90.0},
    "certificates": {"offers": OFFERS, "municipality": TOMAKOMAI, "deadline": 70.0, "timeout": 90.0},
    "options": {
        "offers": OFFERS,
        "kind": _RECORD,
        "options": default_options(_RECORD),
        "copies": 3,
        "deadline": 70.0,
        "timeout": 90.0,
    },
    "options-none": {"offers": OFFERS, "kind": CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER},
    "order": {**_MONEY, "municipality": TOMAKOMAI, "deadline": 70.0, "timeout": 90.0},
    "order-many": {
        "order": BASKET,
        "municipality": TOMAKOMAI,
        "deadline": 70.0,
        "timeout": 90.0,
    },
    "certificates-more": {"offers": OFFERS, "order": ORDER, "municipality": TOMAKOMAI},
    "options-person": {"offers": PERSONAL_OFFERS, "kind": CertificateKind.FAMILY_REGISTER_INDIVIDUAL},
    "options-foreign": {"offers": PERSONAL_OFFERS, "kind": _RECORD},
    "members": {"offers": (MEMBER_OFFER,), "kind": _RECORD, "options": CHOSEN_MEMBERS},
    "options-members": {"offers": (MEMBER_OFFER,), "kind": _RECORD},
    "order-members": {
        "offers": (MEMBER_OFFER,),
        "order": (OrderLine(_RECORD, CHOSEN_MEMBERS, 1, 250),),
        "municipality": TOMAKOMAI,
    },
    "my_number": {"offers": OFFERS, "kind": _RECORD, "deadline": 70.0, "timeout": 90.0},
    "prepare": _MONEY,
    "open_deposit": _MONEY,
    "pay": {**_MONEY, "inserted": 500, "acceptable": (10, 50, 100), "deadline": 70.0, "timeout": 90.0},
    "pay-rejected": {**_MONEY, "acceptable": (10, 50, 100), "coin_rejected": True},
    "pay-enough": {**_MONEY, "inserted": 1000, "acceptable": ()},
    "fix_deposit": {**_MONEY, "inserted": 1000},
    "submit_job": {**_MONEY, "sheets": 3},
    "print": {**_MONEY, "inserted": 1000, "sheets": 3, "sheets_printed": 1},
    "print-many": {**_MONEY, "inserted": 1000, "sheets": 24, "sheets_printed": 5},
    "print_held": {
        **_MONEY,
        "inserted": 1000,
        "sheets": 3,
        "sheets_printed": 1,
        "reason": Reason.PAPER_OUT,
    },
    "stop_print": {
        **_MONEY,
        "inserted": 1000,
        "sheets": 3,
        "sheets_printed": 1,
        "reason": Reason.PRINTER_FAULT,
    },
    "settle": {**_MONEY, "inserted": 1000, "sheets": 3, "sheets_printed": 3},
    "take_papers": {
        **_MONEY,
        "inserted": 1000,
        "paid_out": 250,
        "sheets": 3,
        "sheets_printed": 3,
        "deadline": 70.0,
        "timeout": 90.0,
    },
    "take_papers-no_receipt": {**_MONEY, "inserted": 750, "sheets": 1, "sheets_printed": 1, "receipt": False},
    "settle-exact": {**_MONEY, "inserted": 750, "sheets": 3, "sheets_printed": 3},
    "take_papers-waiting": {
        **_MONEY,
        "inserted": 1000,
        "paid_out": 250,
        "sheets": 3,
        "sheets_printed": 3,
        "reason": Reason.TIMED_OUT,
    },
    "take_papers-partly": {
        **_MONEY,
        "inserted": 1000,
        "paid_out": 750,
        "sheets": 3,
        "sheets_printed": 1,
        "reason": Reason.PAPER_JAM,
    },
    "farewell": {},
    "cancel_deposit": {**_MONEY, "inserted": 500},
    "refund": {**_MONEY, "inserted": 500},
    "take_refund": {**_MONEY, "inserted": 500, "paid_out": 500, "reason": Reason.PRINTER_FAULT},
    "claim": {**_MONEY, "inserted": 500, "paid_out": 400, "claimed": 100, "reason": Reason.PAYOUT_SHORT},
    "refusal": {"reason": Reason.PIN_LOCKED, "card_present": True, "deadline": 70.0, "timeout": 90.0},
    "return_card": {"card_present": True, "deadline": 70.0, "timeout": 90.0},
    "closed": {"is_open": False, "opens_at": "2026-07-04 06:30"},
    "out_of_service": {"stop": Reason.INTERRUPTED},
    "staff_pin": {"staff_pin_wrong": True, "deadline": 70.0, "timeout": 90.0},
    "maintenance": {"staff": STAFF, "devices": DEVICES, "fill_to": 40},
    **SERVICE_CHANGES,
}


def sample(name: str, language: str = "ja", **facts: object) -> View:
    """The view of that name, with other `facts` if given; the part before a hyphen is its state."""
    number = list(_CHANGES).index(name) + 1
    state = S(name.partition("-")[0])
    return view_of(state, **{**_BASE, "generation": number, "language": language, **_CHANGES[name], **facts})


def samples(language: str = "ja", *, every_reason: bool = False) -> Iterator[tuple[str, View]]:
    """All sample views by name, each state at least once; with every reason where reasons are shown."""
    for name in _CHANGES:
        yield name, sample(name, language)
    if not every_reason:
        return
    number = 1000
    for reason in Reason:
        for name in ("refusal", "take_refund", "out_of_service", "place_card", "print_held", "take_papers"):
            number += 1
            fact = "stop" if name == "out_of_service" else "reason"
            yield f"{name}-{reason.value}", sample(name, language, **{fact: reason, "generation": number})
            if name == "refusal":
                known: dict[str, object] = {
                    "reason": reason,
                    "generation": number + 500,
                    "card_present": False,
                    "municipality": TOMAKOMAI,
                }
                yield f"{name}-{reason.value}-known", sample(name, language, **known)
