"""Sample views: choosing a certificate and checking the order."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.terminal_status import DeviceHealth
from kiosk.rules.certificates import (
    Availability,
    CertificateKind,
    Offer,
    OptionSpec,
    OrderLine,
    default_options,
)
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.screens.samples.shared import MIHON, TIME, TOMAKOMAI

_RECORD = CertificateKind.RESIDENT_RECORD
ORDER = (OrderLine(_RECORD, default_options(_RECORD), 3, 250),)
NO_CHANGE = (DeviceHealth("cash_unit", "online", "exactMoney", exact_money=True),)
MONEY: dict[str, object] = {"order": ORDER, "acceptable": (10, 50, 100, 500, 1000)}
OFFERS = (
    Offer(CertificateKind.RESIDENT_RECORD, 250),
    Offer(CertificateKind.SEAL_REGISTRATION, 250),
    Offer(CertificateKind.TAXATION, 250, Availability.ASK_COUNTER),
    Offer(CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER, 250),
    Offer(CertificateKind.FAMILY_REGISTER_ALL, 450),
    Offer(CertificateKind.FAMILY_REGISTER_INDIVIDUAL, 450, Availability.NOT_NOW),
)
OFFERS_BESIDE = (
    Offer(_RECORD, 300),
    Offer(CertificateKind.SEAL_REGISTRATION, 300),
    Offer(CertificateKind.TAXATION, 300),
    Offer(CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER, 300),
    Offer(CertificateKind.FAMILY_REGISTER_ALL, 450),
    Offer(CertificateKind.FAMILY_REGISTER_INDIVIDUAL, 450),
    Offer(CertificateKind.RESIDENT_RECORD_STATEMENT, 300),
    Offer(CertificateKind.TAXATION_PAST, 300, rows=(OptionSpec("year", ("2025", "2024", "2023"), "2025"),)),
)
BASKET = (
    *ORDER,
    OrderLine(CertificateKind.SEAL_REGISTRATION, (), 2, 250),
    OrderLine(CertificateKind.FAMILY_REGISTER_ALL, (), 1, 450),
)
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
_LONG_NAMES = tuple(f"{name} MIHONNOVA-HYOHONSKAYA {'ANASTASIA ' * 5}"[:80] for name in "ABCDEFGHIJKL")
_TWELVE = tuple(str(number) for number in range(1, 13))
LARGE_HOUSEHOLD = OptionSpec(
    "members",
    _TWELVE,
    ",".join(_TWELVE),
    tuple(zip(_TWELVE, _LONG_NAMES, strict=True)),
    only_if=("persons", "chosen"),
    many=True,
)
"""Twelve people with names of eighty letters."""
LARGE_OFFER = replace(
    MEMBER_OFFER,
    rows=tuple(LARGE_HOUSEHOLD if row.key == "members" else row for row in MEMBER_OFFER.options),
)
LARGE_CHOICE = tuple(
    sorted(
        {
            **dict(default_options(_RECORD, LARGE_OFFER.options)),
            "persons": "chosen",
            "members": ",".join(_TWELVE),
        }.items()
    )
)
_ONE_OF_TWELVE = Offer(
    CertificateKind.FAMILY_REGISTER_INDIVIDUAL,
    450,
    rows=(OptionSpec("member", _TWELVE, "1", LARGE_HOUSEHOLD.names),),
)
_DEFAULTS = dict(default_options(_RECORD, MEMBER_OFFER.options))
CHOSEN_MEMBERS = tuple(sorted({**_DEFAULTS, "persons": "chosen", "members": "1,3,4"}.items()))

CERTIFICATES_SAMPLES: dict[str, dict[str, object]] = {
    "certificates": {"offers": OFFERS, "municipality": TOMAKOMAI, "deadline": 70.0, "timeout": 90.0},
    "options": {
        "offers": OFFERS,
        "kind": _RECORD,
        "options": default_options(_RECORD),
        "copies": 3,
        "deadline": 70.0,
        "timeout": 90.0,
    },
    "certificates-beside": {"offers": OFFERS_BESIDE, "municipality": MIHON},
    "options-year": {"offers": OFFERS_BESIDE, "kind": CertificateKind.TAXATION_PAST},
    "options-none": {"offers": OFFERS, "kind": CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER},
    "order": {**MONEY, "municipality": TOMAKOMAI, "deadline": 70.0, "timeout": 90.0},
    "order-no_change": {**MONEY, "municipality": TOMAKOMAI, "devices": NO_CHANGE},
    "order-many": {
        "order": BASKET,
        "municipality": TOMAKOMAI,
        "deadline": 70.0,
        "timeout": 90.0,
    },
    "order-closing": {
        **MONEY,
        "municipality": TOMAKOMAI,
        "services": (ServiceAvailability(Service.CERTIFICATES, may_start=False, closes_in=4),),
        **TIME,
    },
    "order-ten": {
        "offers": (MEMBER_OFFER, *OFFERS[1:]),
        "order": tuple(
            OrderLine(_RECORD, CHOSEN_MEMBERS, 1, 250)
            if number % 2
            else OrderLine(CertificateKind.SEAL_REGISTRATION, (), 1, 250)
            for number in range(10)
        ),
        "municipality": TOMAKOMAI,
        **TIME,
    },
    "options-change": {
        "offers": OFFERS,
        "kind": _RECORD,
        "options": default_options(_RECORD),
        "copies": 5,
        "line": 0,
        "order": ORDER,
        **TIME,
    },
    "certificates-more": {"offers": OFFERS, "order": ORDER, "municipality": TOMAKOMAI},
    "options-person": {"offers": PERSONAL_OFFERS, "kind": CertificateKind.FAMILY_REGISTER_INDIVIDUAL},
    "options-foreign": {"offers": PERSONAL_OFFERS, "kind": _RECORD},
    "members": {"offers": (MEMBER_OFFER,), "kind": _RECORD, "options": CHOSEN_MEMBERS},
    "members-twelve": {"offers": (LARGE_OFFER,), "kind": _RECORD, "options": LARGE_CHOICE},
    "options-twelve": {"offers": (_ONE_OF_TWELVE,), "kind": _ONE_OF_TWELVE.kind},
    "order-twelve": {
        "offers": (LARGE_OFFER,),
        "order": (OrderLine(_RECORD, LARGE_CHOICE, 1, 250),) * 2,
        "municipality": TOMAKOMAI,
    },
    "options-members": {"offers": (MEMBER_OFFER,), "kind": _RECORD},
    "order-members": {
        "offers": (MEMBER_OFFER,),
        "order": (OrderLine(_RECORD, CHOSEN_MEMBERS, 1, 250),),
        "municipality": TOMAKOMAI,
    },
    "my_number": {"offers": OFFERS, "kind": _RECORD, "deadline": 70.0, "timeout": 90.0},
    "prepare": {**MONEY, "since": -3.0, "expected": 8.0},
    "prepare-longer": {**MONEY, "since": -30.0, "expected": 8.0},
}
