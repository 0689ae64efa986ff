"""The confirmation of an application for usage registration. It names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.documents.receipts.captions import caption
from kiosk.documents.receipts.layout import contact, heading, location, steps
from kiosk.documents.receipts.slip import Pair, Slip


@dataclass(frozen=True, slots=True)
class RegistrationSlip:
    """A submitted application; `telephone` is the municipality's."""

    issued_at: datetime
    store: str
    terminal: str
    municipality: str
    number: str
    usable_from: date
    telephone: str
    specimen: bool


def registration_slip(sent: RegistrationSlip) -> Slip:
    """Return what the confirmation says."""
    day = sent.usable_from
    about = f"{day.year}年{day.month}月{day.day}日ごろ"
    return (
        *heading("本籍地の利用登録　申請の控え", caption("Usage registration: application"), sent.specimen),
        Pair("申請番号", caption("Application no."), sent.number, size=36, bold=True, small=22),
        Pair("申請先", caption("Municipality"), sent.municipality),
        Pair("使えるようになる日", caption("Usable from around"), about, size=30, bold=True),
        Pair("手数料", caption("Fee"), "無料"),
        *steps(
            (
                "１．審査の状態は、この端末で確かめられます。",
                caption("You can check its progress at this terminal."),
            ),
            (
                "２．登録後、端末で戸籍の証明書が取れます。",
                caption("After that you can get certificates at terminals like this one."),
            ),
            ("３．この紙をそれまでお持ちください。", caption("Keep this slip until then.")),
        ),
        *location(sent.issued_at, sent.store, sent.terminal),
        *contact(sent.telephone, "お問い合わせ", caption("Enquiries")),
    )
