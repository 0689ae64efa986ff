"""What the sample views of several services share."""

from __future__ import annotations

from datetime import datetime

from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Municipality

TOMAKOMAI = Municipality("01213", "北海道", "苫小牧市", "Tomakomai", "0144-32-6111")
MIHON = Municipality("99201", "みほん県", "見本市", "Mihon (specimen)", "0000-00-0001")
MORNING = datetime(2026, 11, 25, 6, 30, tzinfo=JST)
TIME: dict[str, object] = {"deadline": 70.0, "timeout": 90.0}
"""A time-out of 90 seconds with 70 left: the clock of the gallery and of the tests is at 0."""
