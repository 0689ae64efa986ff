"""Sample views: idle, the beginning and end of a visit, the card and its PIN."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.fsm.terminal_status import DeviceHealth
from kiosk.rules.needed_devices import Device
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Municipality, Service
from kiosk.screens.samples.shared import MORNING, TIME, TOMAKOMAI

EVENING = (
    ServiceAvailability(Service.CERTIFICATES, minutes_left=8),
    ServiceAvailability(Service.PASSWORD_RESET, minutes_left=8),
    ServiceAvailability(Service.USAGE_REGISTRATION, False, False, opens_at=MORNING),
    ServiceAvailability(Service.CARD_CHECK, minutes_left=8),
    ServiceAvailability(Service.INFORMATION),
)
NO_PAPER = DeviceHealth(Device.PAGE_PRINTER, "hardwareError", "paperOut", Reason.PAPER_OUT)
NO_CENTRE = DeviceHealth(Device.CENTRE, "offline", "unreachable", Reason.CENTRE_UNREACHABLE)
NO_CHANGE = DeviceHealth(Device.CASH_UNIT, "userError", "changeShort", Reason.CHANGE_SHORT)
NO_READER = DeviceHealth(Device.CARD_READER, "noDevice", "readerMissing", Reason.READER_FAULT)
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

ENTRY_SAMPLES: dict[str, dict[str, object]] = {
    "starting": {},
    "attract": {},
    "menu": {"deadline": 70.0, "timeout": 90.0},
    "menu-evening": {"services": EVENING, **TIME},
    "menu-printer": {"devices": (NO_PAPER,), **TIME},
    "menu-centre": {"devices": (NO_CENTRE, NO_CHANGE), **TIME},
    "attract-printer": {"devices": (NO_PAPER,)},
    "out_of_service-reader": {"devices": (NO_READER,), "started": True},
    "consent": {"deadline": 70.0, "timeout": 90.0},
    "consent-reset": {"service": Service.PASSWORD_RESET, **TIME},
    "consent-registration": {"service": Service.USAGE_REGISTRATION, **TIME},
    "municipality": {"deadline": 70.0, "timeout": 90.0},
    "other_municipality": {"municipalities": MUNICIPALITIES, "deadline": 70.0, "timeout": 90.0},
    "other_municipality-many": {"municipalities": MANY_MUNICIPALITIES, "deadline": 70.0, "timeout": 90.0},
    "place_card": {"deadline": 70.0, "timeout": 90.0},
    "place_card-inserted": {"card_is_inserted": True, "deadline": 70.0, "timeout": 90.0},
    "place_card-gone": {"reason": Reason.CARD_GONE, "deadline": 70.0, "timeout": 90.0},
    "place_card-check": {"service": Service.CARD_CHECK, **TIME},
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
    "enter_pin-smartphone": {"tries_left": 3, "card_present": True, "token": b"a smartphone's", **TIME},
    "authenticate": {"card_present": True},
    "take_card": {"card_present": True, "deadline": 70.0, "timeout": 90.0},
    "take_card-smartphone": {"card_present": True, "token": b"a smartphone's", **TIME},
    "refusal": {"reason": Reason.PIN_LOCKED, "card_present": True, "deadline": 70.0, "timeout": 90.0},
    "refusal-later": {"reason": Reason.NOT_NOW, "again_at": MORNING, "municipality": TOMAKOMAI, **TIME},
    "return_card": {"card_present": True, "deadline": 70.0, "timeout": 90.0},
    "return_card-smartphone": {"card_present": True, "token": b"a smartphone's", **TIME},
    "card_unseen": {"card_present": True, "reason": Reason.READER_FAULT},
    "farewell": {},
    "farewell-reset": {"service": Service.PASSWORD_RESET},
    "closed": {"is_open": False, "opens_at": "2026-07-04 06:30"},
    "out_of_service": {"stop": Reason.INTERRUPTED},
}
