"""Sample views: staff."""

from __future__ import annotations

from kiosk.fsm.terminal_status import (
    DeviceHealth,
    Doubt,
    DoubtKind,
    OpenCase,
    OpenClaim,
    StaffAction,
    StaffReport,
)

DEVICES = (
    DeviceHealth("card_reader", "online"),
    DeviceHealth("cash_unit", "online", "low"),
    DeviceHealth("printer", "hardwareError", "paperOut"),
    DeviceHealth("receipt_printer", "offline", "unreachable"),
    DeviceHealth("centre", "online"),
    DeviceHealth("journal", "online"),
)
SINCE = "2026-11-24T10:15:30.000+09:00"
DOUBTS = (
    Doubt(DoubtKind.COINS_OUT, SINCE, denomination=100, asked=3, counted=1, counter=20481),
    Doubt(DoubtKind.SHEET_OUT, SINCE, document="9PX3-W3MA-K7Q4"),
)
STAFF = StaffReport(
    coins=((10, 84), (50, 7), (100, 62), (500, 31)),
    cash_box=12500,
    cases=(OpenCase("7f3a", 500, 0, 0, 300, uncertain=True, since=SINCE, unknown=200, doubts=DOUBTS),),
    claims=(OpenClaim("K7Q4-9PX3", 250, SINCE),),
    missing=((500, 2),),
    done=StaffAction.TEST_PAGE,
    succeeded=False,
)

STAFF_SAMPLES: dict[str, dict[str, object]] = {
    "staff_pin": {"staff_pin_wrong": True, "deadline": 70.0, "timeout": 90.0},
    "maintenance": {"staff": STAFF, "devices": DEVICES, "fill_to": 40},
}
