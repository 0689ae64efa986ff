"""Reading the journal: who is owed what, which intents are open, what the hoppers hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kiosk.journal.catalogue import CATALOGUE, STRAY, Kind
from kiosk.journal.entry import Entry


@dataclass(slots=True)
class Account:
    """One visit's money and open intents, in yen, as the rows tell it."""

    visit: str
    inserted: int = 0
    charged: int = 0
    paid_out: int = 0
    claimed: int = 0
    uncounted: bool = False
    ended: bool = False
    cleared: bool = False
    open_intents: dict[int, Entry] = field(default_factory=dict)
    counted: dict[int, int] = field(default_factory=dict)
    """Pieces that the hopper has counted out so far, by the number of the open payout's intent."""

    @property
    def unknown(self) -> int:
        """Yen in payouts without a result, beyond what their hoppers had counted: out or not."""
        return sum(
            entry.number("denomination") * (entry.number("pieces") - self.counted.get(seq, 0))
            for seq, entry in self.open_intents.items()
            if entry.kind is Kind.HOPPER_INTENDED
        )

    @property
    def counted_out(self) -> int:
        """Yen that hoppers have counted out in payouts without a result."""
        return sum(
            self.open_intents[seq].number("denomination") * pieces for seq, pieces in self.counted.items()
        )

    @property
    def owed(self) -> int:
        """Yen that the shopper certainly had not got back; below 0 when too much came out."""
        return self.inserted - self.charged - self.paid_out - self.claimed - self.counted_out - self.unknown

    def count(self, entry: Entry) -> None:
        """Add what the hopper of the open payout has counted so far."""
        for seq, intent in self.open_intents.items():
            if (
                intent.kind is Kind.HOPPER_INTENDED
                and intent.facts["denomination"] == entry.facts["denomination"]
            ):
                self.counted[seq] = entry.number("pieces")

    @property
    def uncertain(self) -> bool:
        """True when a sheet may be out, or coins may have moved, without a row for it."""
        return self.uncounted or any(
            entry.kind in (Kind.PRINT_INTENDED, Kind.HOPPER_INTENDED, Kind.DEPOSIT_OPENED)
            for entry in self.open_intents.values()
        )

    @property
    def needs_staff(self) -> bool:
        """True for a visit that was cut off with money or movements open."""
        return not self.cleared and (self.owed != 0 or self.uncertain)


def accounts(entries: Iterable[Entry]) -> dict[str, Account]:
    """Add up the rows of every visit."""
    found: dict[str, Account] = {}
    for entry in entries:
        if not entry.visit:
            continue
        account = found.setdefault(entry.visit, Account(entry.visit))
        if entry.intent is not None:
            account.open_intents.pop(entry.intent, None)
            account.counted.pop(entry.intent, None)
        if CATALOGUE[entry.kind].opens:
            account.open_intents[entry.seq] = entry
        match entry.kind:
            case Kind.COIN_ACCEPTED:
                account.inserted += entry.number("denomination")
            case Kind.CERTIFICATE_PRINTED:
                account.charged += entry.number("fee")
            case Kind.COINS_UNCOUNTED:
                account.uncounted = True
            case Kind.HOPPER_COUNTED:
                account.count(entry)
            case Kind.HOPPER_PAID:
                account.paid_out += entry.number("denomination") * entry.number("pieces")
            case Kind.CLAIM_MADE:
                account.claimed += entry.number("amount")
            case Kind.VISIT_ENDED:
                account.ended = True
            case Kind.CASE_CLEARED:
                account.cleared = True
            case _:
                continue
    return found


def hopper_stock(entries: Iterable[Entry]) -> tuple[dict[int, int], int]:
    """Return (pieces in each hopper by denomination, yen in the cash box) as the rows tell it."""
    pieces: defaultdict[int, int] = defaultdict(int)
    cash_box = 0
    for entry in entries:
        match entry.kind:
            case Kind.STOCK_SET:
                pieces[entry.number("denomination")] = entry.number("pieces")
            case Kind.COIN_ACCEPTED if entry.facts["hopper"]:
                pieces[entry.number("denomination")] += 1
            case Kind.COIN_ACCEPTED:
                cash_box += entry.number("denomination")
            case Kind.HOPPER_PAID:
                pieces[entry.number("denomination")] -= entry.number("pieces")
            case _:
                continue
    return dict(pieces), cash_box


def last_counter(entries: Iterable[Entry]) -> tuple[str, int] | None:
    """Return (visit, coin acceptor's event counter) of the latest deposit row, None without one.

    A coin that belongs to no visit moves the counter on and leaves the visit.
    """
    latest: tuple[str, int] | None = None
    for entry in entries:
        if entry.kind in (Kind.COIN_ACCEPTED, Kind.DEPOSIT_OPENED):
            belongs = entry.visit and not entry.visit.startswith(STRAY)
            visit = entry.visit if belongs else latest[0] if latest else ""
            latest = (visit, entry.number("counter"))
    return latest
