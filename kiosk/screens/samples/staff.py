"""Sample views: staff."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import (
    Doubt,
    DoubtKind,
    OpenCase,
    OpenClaim,
    PrintStage,
    Record,
    RecordKind,
    SignIn,
    StaffAction,
    StaffPage,
    StaffReport,
)
from kiosk.fsm.terminal_status import DeviceHealth
from kiosk.rules.staff import Role, StaffPerson

PERSONS = (
    StaffPerson("01", Role.CLERK),
    StaffPerson("02", Role.TECHNICIAN),
    StaffPerson("03", Role.AUDITOR),
)
CLERK, TECHNICIAN, AUDITOR = PERSONS
AT = "10:32:05"
DEVICES = (
    DeviceHealth("card_reader", "online", at=AT),
    DeviceHealth("cash_unit", "online", "low", at=AT),
    DeviceHealth("printer", "hardwareError", "paperOut", Reason.PAPER_OUT, at=AT),
    DeviceHealth("receipt_printer", "offline", "unreachable", Reason.RECEIPT_PRINTER_FAULT, at=AT),
    DeviceHealth("centre", "online", at=AT),
    DeviceHealth("journal", "online", at=AT),
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
    stopped_since=SINCE,
    closing=12,
    closed_at="2026-11-23T22:05:10.000+09:00",
    page_print=PrintStage.WAITING,
    print_detail="paperOut",
    day="2026-11-24",
    records=(
        *(
            Record(RecordKind.VISIT, f"10:{30 - n:02d}:00", "certificates", inserted=500, charged=250,
                   paid_out=250, outcome="" if n % 3 else "Y-103")
            for n in range(12)
        ),
        Record(RecordKind.STAFF, "09:12:44", "cash_box_emptied", "02", money=-2000),
        Record(RecordKind.STAFF, "09:10:02", "stock_counted", "02", money=-2000, about="500"),
        Record(RecordKind.STAFF, "09:08:31", "staff_acted", "01", about="test_page"),
    ),
    free_space=41_000,
)  # fmt: skip
_MAINTENANCE: dict[str, object] = {
    "devices": DEVICES,
    "fill_to": 40,
    "stop": Reason.PAYOUT_SHORT,
    "cases_open": True,
    "signed_in": TECHNICIAN,
    "terminal": "SIM-0001",
    "started": True,
}


def _page(page: StaffPage, **facts: object) -> dict[str, object]:
    return {**_MAINTENANCE, "staff": replace(STAFF, page=page, done=None), **facts}


STAFF_SAMPLES: dict[str, dict[str, object]] = {
    "staff_pin": {"deadline": 70.0, "timeout": 90.0},
    "staff_pin-keys": {
        "sign_in": SignIn("02", wrong=True, wait=40),
        "staff": StaffReport(),
        "deadline": 70.0,
        "timeout": 90.0,
    },
    "staff_check": {"sign_in": SignIn("02")},
    "maintenance": {**_MAINTENANCE, "staff": STAFF},
    "maintenance-ready": {
        **_MAINTENANCE,
        "staff": StaffReport(),
        "devices": tuple(DeviceHealth(each.device, "online", at=AT) for each in DEVICES),
        "stop": None,
        "cases_open": False,
        "signed_in": CLERK,
    },
    "maintenance-money": _page(StaffPage.MONEY),
    "maintenance-cases": _page(StaffPage.CASES),
    "maintenance-prints": _page(StaffPage.PRINTS),
    "maintenance-records": _page(StaffPage.RECORDS, signed_in=AUDITOR),
    "maintenance-operation": _page(StaffPage.OPERATION),
    "maintenance-checks": _page(StaffPage.CHECKS, stop=Reason.CLOCK_JUMPED, clock_doubted=True),
}
for _facts in STAFF_SAMPLES.values():
    _facts |= {"terminal": "SIM-0001", "version": "1.0.0", "persons": PERSONS}
