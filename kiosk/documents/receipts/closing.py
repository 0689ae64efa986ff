"""日次締め: the slip of a daily closing. It names no shopper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.documents.receipts.layout import TIME, heading, location, ruled, yen
from kiosk.documents.receipts.slip import Bar, Pair, Part, Slip, Space


@dataclass(frozen=True, slots=True)
class ClosingSlip:
    """What a closing adds up to. Amounts in yen; `outcomes` are visits by the code with which they ended, ""
    for those that ended well. `issued_at` is when this slip is printed, `closed_at` when the day was closed.
    """

    number: int
    closed_at: datetime
    issued_at: datetime
    store: str
    terminal: str
    by: str
    first: int
    last: int
    visits: int
    paid_visits: int
    refunded_visits: int
    certificates: int
    inserted: int
    charged: int
    paid_out: int
    claimed: int
    unknown: int
    settled: int
    collected: int
    hoppers: int
    cash_box: int
    specimen: bool
    is_copy: bool = False
    outcomes: Mapping[str, int] = field(default_factory=dict)


def closing_slip(closing: ClosingSlip) -> Slip:
    """Return what the slip says."""
    return tuple(_parts(closing))


def _parts(closing: ClosingSlip) -> Iterator[Part]:
    yield from heading("日 次 締 め", "Daily closing", closing.specimen)
    if closing.is_copy:
        yield Bar("控え  COPY")
        yield Space(12)
    yield from location(closing.issued_at, closing.store, closing.terminal)
    yield Pair("締め番号", "Closing no.", str(closing.number), bold=True)
    yield Pair("締めた日時", "Closed at", closing.closed_at.strftime(TIME))
    yield Pair("担当", "Closed by", closing.by)
    yield Pair("記録番号", "Rows", f"{closing.first} - {closing.last}")
    yield Space(4)
    yield from ruled()
    yield Pair("ご利用", "Visits", f"{closing.visits}件")
    yield Pair("うち お支払いあり", "Paid", f"{closing.paid_visits}件")
    yield Pair("うち 全額返金", "Refunded in full", f"{closing.refunded_visits}件")
    yield Pair("発行した証明書", "Certificates issued", f"{closing.certificates}部")
    for code, count in sorted(closing.outcomes.items()):
        if code:
            yield Pair(f"終了コード {code}", "Ended with this code", f"{count}件", size=24)
    yield Space(4)
    yield from ruled(heavy=True)
    yield Pair("手数料 合計", "Fees", yen(closing.charged), size=40, bold=True, small=20)
    yield from ruled(dashed=True)
    yield Pair("投入", "Paid in", yen(closing.inserted))
    yield Pair("払出", "Paid out", yen(closing.paid_out))
    yield Pair("控えで返す額", "On claim slips", yen(closing.claimed))
    if closing.unknown:
        yield Pair("確認が必要な額", "To be checked", yen(closing.unknown))
    yield Pair("係員が返した額", "Handed over by staff", yen(closing.settled))
    yield from ruled()
    yield Pair("回収した額", "Collected", yen(closing.collected))
    yield Pair("ホッパー残高", "In the hoppers", yen(closing.hoppers))
    yield Pair("金庫残高", "In the cash box", yen(closing.cash_box))
