"""Sample views: printing and taking the papers."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.samples.certificates import MONEY

PRINTING_SAMPLES: dict[str, dict[str, object]] = {
    "submit_job": {**MONEY, "sheets": 3},
    "print": {
        **MONEY,
        "inserted": 1000,
        "sheets": 3,
        "sheets_printed": 1,
        "since": -10.0,
        "expected": 30.0,
    },
    "print-many": {**MONEY, "inserted": 1000, "sheets": 24, "sheets_printed": 5},
    "print_held": {
        **MONEY,
        "inserted": 1000,
        "sheets": 3,
        "sheets_printed": 1,
        "reason": Reason.PAPER_OUT,
    },
    "stop_print": {
        **MONEY,
        "inserted": 1000,
        "sheets": 3,
        "sheets_printed": 1,
        "reason": Reason.PRINTER_FAULT,
    },
    "settle": {**MONEY, "inserted": 1000, "sheets": 3, "sheets_printed": 3},
    "take_papers": {
        **MONEY,
        "inserted": 1000,
        "paid_out": 250,
        "sheets": 3,
        "sheets_printed": 3,
        "deadline": 70.0,
        "timeout": 90.0,
    },
    "take_papers-no_receipt": {**MONEY, "inserted": 750, "sheets": 1, "sheets_printed": 1, "receipt": False},
    "settle-exact": {**MONEY, "inserted": 750, "sheets": 3, "sheets_printed": 3},
    "take_papers-waiting": {
        **MONEY,
        "inserted": 1000,
        "paid_out": 250,
        "sheets": 3,
        "sheets_printed": 3,
        "reason": Reason.TIMED_OUT,
    },
    "take_papers-partly": {
        **MONEY,
        "inserted": 1000,
        "paid_out": 750,
        "sheets": 3,
        "sheets_printed": 1,
        "reason": Reason.PAPER_JAM,
    },
}
