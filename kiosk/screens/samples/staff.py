"""Sample views: staff."""

from __future__ import annotations

from kiosk.fsm.view import DeviceLine, OpenCase, StaffView

STAFF = StaffView(
    fill_to=40,
    devices=(
        DeviceLine("card_reader", "online"),
        DeviceLine("cash_unit", "online", "low"),
        DeviceLine("printer", "hardwareError", "paperOut"),
        DeviceLine("receipt_printer", "offline", "unreachable"),
        DeviceLine("centre", "online"),
    ),
    coins=((10, 84), (50, 7), (100, 62), (500, 31)),
    cash_box=12500,
    cases=(OpenCase("7f3a", 500, 0, 0, 500),),
    message="test_page_failed",
)

STAFF_SAMPLES: dict[str, dict[str, object]] = {
    "staff_pin": {"staff_pin_wrong": True, "deadline": 70.0, "timeout": 90.0},
    "maintenance": {"staff": STAFF},
}
