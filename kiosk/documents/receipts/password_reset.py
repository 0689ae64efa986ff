"""The confirmation of a password reset. It names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.documents.receipts.captions import caption
from kiosk.documents.receipts.layout import contact, heading, location, steps
from kiosk.documents.receipts.slip import Pair, Slip


@dataclass(frozen=True, slots=True)
class ResetSlip:
    """A completed reset; `number` identifies it to the call centre."""

    issued_at: datetime
    store: str
    terminal: str
    number: str
    telephone: str
    specimen: bool


def reset_slip(done: ResetSlip) -> Slip:
    """Return what the confirmation says."""
    return (
        *heading("署名用パスワード　再設定の控え", caption("Signature password reset"), done.specimen),
        Pair("受付番号", caption("Number"), done.number, size=36, bold=True, small=22),
        Pair("手数料", caption("Fee"), "無料"),
        *steps(
            ("新しいパスワードは今から使えます。", caption("You can use the new password from now on.")),
            ("パスワードはこの紙に書かないでください。", caption("Do not write the password on this slip.")),
            (
                "心当たりがないときは、すぐ下へお電話ください。",
                caption("If you did not do this yourself, call the number below at once."),
            ),
        ),
        *location(done.issued_at, done.store, done.terminal),
        *contact(done.telephone, "お問い合わせ", caption("Enquiries")),
    )
