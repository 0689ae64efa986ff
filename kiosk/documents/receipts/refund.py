"""The refund slip: a paid order of which nothing came out for certain, and all its money back in the tray."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kiosk.documents.receipts.captions import caption
from kiosk.documents.receipts.layout import Copies, contact, heading, location, not_printed, ruled, yen
from kiosk.documents.receipts.settlement import Settlement, what_is_odd
from kiosk.documents.receipts.slip import Pair, Part, Slip


@dataclass(frozen=True, slots=True)
class Refund:
    """What was ordered, paid and given back. Raises ValueError if something is charged or still open."""

    issued_at: datetime
    store: str
    terminal: str
    money: Settlement
    number: str
    telephone: str
    specimen: bool
    unprinted: tuple[Copies, ...] = ()
    uncertain: tuple[Copies, ...] = ()

    def __post_init__(self) -> None:
        if self.money.price or self.money.is_open:
            raise ValueError("a refund that is not whole")


def refund_slip(refund: Refund) -> Slip:
    """Return what the refund slip says."""
    return tuple(_parts(refund))


def _parts(refund: Refund) -> Iterator[Part]:
    money = refund.money
    yield from heading("返金の控え", caption("Refund"), refund.specimen)
    yield Pair("お返しした金額", caption("Paid back"), yen(money.returned), size=36, bold=True, small=22)
    yield Pair("お預かり", caption("Cash received"), yen(money.inserted))
    yield Pair("印刷した証明書の手数料", caption("Fee for what was printed"), yen(money.price))
    yield from what_is_odd(money)
    yield from ruled()
    yield from not_printed(refund.unprinted, refund.uncertain)
    yield from ruled()
    yield Pair("受付番号", caption("Number"), refund.number)
    yield from location(refund.issued_at, refund.store, refund.terminal)
    yield from contact(refund.telephone, "お問い合わせ", caption("Enquiries"))
