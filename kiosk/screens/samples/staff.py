"""Sample views: staff."""

from __future__ import annotations

from kiosk.fsm.terminal_status import DeviceHealth, OpenCase, StaffAction, StaffReport

DEVICES = (
    DeviceHealth("card_reader", "online"),
    DeviceHealth("cash_unit", "online", "low"),
    DeviceHealth("printer", "hardwareError", "paperOut"),
    DeviceHealth("receipt_printer", "offline", "unreachable"),
    DeviceHealth("centre", "online"),
    DeviceHealth("journal", "online"),
)
STAFF = StaffReport(
    coins=((10, 84), (50, 7), (100, 62), (500, 31)),
    cash_box=12500,
    cases=(OpenCase("7f3a", 500, 0, 0, 500, uncertain=True, since="2026-11-24T10:15:30.000+09:00"),),
    done=StaffAction.TEST_PAGE,
    succeeded=False,
)

STAFF_SAMPLES: dict[str, dict[str, object]] = {
    "staff_pin": {"staff_pin_wrong": True, "deadline": 70.0, "timeout": 90.0},
    "maintenance": {"staff": STAFF, "devices": DEVICES, "fill_to": 40},
}
