"""Sample views: paying, and money returned."""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.rules.money import COINS
from kiosk.screens.samples.certificates import MONEY, NO_CHANGE
from kiosk.screens.samples.shared import TIME

PAYMENT_SAMPLES: dict[str, dict[str, object]] = {
    "open_deposit": MONEY,
    "pay": {**MONEY, "inserted": 500, "deadline": 70.0, "timeout": 90.0},
    "pay-no_notes": {**MONEY, "inserted": 500, "acceptable": (10, 50, 100, 500), "out_of_order": (1000,)},
    "pay-exact": {**MONEY, "inserted": 500, "acceptable": (10, 50, 100)},
    "pay-no_change": {**MONEY, "acceptable": (10, 50, 100), "devices": NO_CHANGE},
    "pay-coins": {**MONEY, "accepted_denominations": COINS, "acceptable": (10, 50, 100)},
    "pay-rejected": {**MONEY, "coin_rejected": True},
    "pay-note_rejected": {**MONEY, "acceptable": (10, 50, 100, 500), "note_rejected": True},
    "pay-enough": {**MONEY, "inserted": 1000, "acceptable": ()},
    "stop_paying": {**MONEY, "inserted": 500, **TIME},
    "stop_paying-nothing": {**MONEY, **TIME},
    "stop_paying-enough": {**MONEY, "inserted": 1000, "acceptable": (), **TIME},
    "fix_deposit": {**MONEY, "inserted": 1000},
    "cancel_deposit": {**MONEY, "inserted": 500},
    "refund": {**MONEY, "inserted": 500},
    "take_refund": {**MONEY, "inserted": 500, "paid_out": 500, "reason": Reason.PRINTER_FAULT},
    "take_refund-order": {**MONEY, "inserted": 500, "paid_out": 500, "then_order": True, **TIME},
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
