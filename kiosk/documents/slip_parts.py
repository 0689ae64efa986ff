"""What every slip has: its head, where it was printed, whom to ask."""

from __future__ import annotations

from datetime import datetime

from kiosk.documents.fonts import Fonts
from kiosk.documents.slip import Slip

TIME = "%Y/%m/%d %H:%M"


def yen(amount: int) -> str:
    """Return an amount such as 1,000円."""
    return f"{amount:,}円"


def begun(fonts: Fonts, title: str, english: str, specimen: bool) -> Slip:
    """Begin a slip with its title; a specimen says so first."""
    slip = Slip(fonts)
    if specimen:
        slip.bar("見本  SAMPLE")
        slip.space(20)
    slip.centred(title, 44, bold=True)
    slip.centred(english, 22)
    slip.space(14)
    slip.rule(heavy=True)
    slip.space(16)
    return slip


def where(slip: Slip, issued_at: datetime, store: str, terminal: str) -> None:
    """Write time, store and terminal."""
    slip.pair("日時", "Date and time", issued_at.strftime(TIME))
    slip.pair("取扱店", "Store", store)
    slip.pair("端末番号", "Terminal", terminal)


def contact(slip: Slip, telephone: str, label: str, english: str) -> None:
    """Write whom to ask, at the foot."""
    slip.space(4)
    slip.rule()
    slip.space(16)
    slip.pair(label, english, telephone, bold=True)
