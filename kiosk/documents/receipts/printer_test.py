"""The receipt printer's test print for staff."""

from __future__ import annotations

from datetime import datetime

from kiosk.documents.receipts.layout import TIME, heading
from kiosk.documents.receipts.slip import Bar, Centred, Pair, Rule, Slip, Space


def printer_test_slip(*, issued_at: datetime, terminal: str, specimen: bool) -> Slip:
    """Return the test print: text sizes, full width, solid black, thin lines."""
    return (
        *heading("テスト印字", "Test print", specimen),
        Pair("日時", "Date", issued_at.strftime(TIME)),
        Pair("端末番号", "Terminal", terminal),
        *(Pair(f"{size} 永鷹驚讃", "", "0123456789", size=size) for size in (18, 24, 32, 44)),
        Rule(),
        Space(8),
        Rule(dashed=True),
        Space(8),
        Rule(heavy=True),
        Space(12),
        Bar("黒 ベ タ  Solid black"),
        Space(12),
        Centred("両はしの線が切れていないことを確かめてください", 20),
    )
