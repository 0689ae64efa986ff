"""Sample views: paying, and money returned."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.screens.samples.certificates import MONEY

PAYMENT_SAMPLES: dict[str, dict[str, object]] = {
    "open_deposit": MONEY,
    "pay": {**MONEY, "inserted": 500, "acceptable": (10, 50, 100), "deadline": 70.0, "timeout": 90.0},
    "pay-rejected": {**MONEY, "acceptable": (10, 50, 100), "coin_rejected": True},
    "pay-enough": {**MONEY, "inserted": 1000, "acceptable": ()},
    "fix_deposit": {**MONEY, "inserted": 1000},
    "cancel_deposit": {**MONEY, "inserted": 500},
    "refund": {**MONEY, "inserted": 500},
    "take_refund": {**MONEY, "inserted": 500, "paid_out": 500, "reason": Reason.PRINTER_FAULT},
    "reconcile": {**MONEY, "inserted": 500},
    "claim": {**MONEY, "inserted": 500, "paid_out": 400, "claimed": 100, "reason": Reason.PAYOUT_SHORT},
    "claim-unknown": {
        **MONEY,
        "inserted": 500,
        "paid_out": 100,
        "unknown": 400,
        "uncounted": True,
        "reason": Reason.MONEY_UNKNOWN,
    },
}
