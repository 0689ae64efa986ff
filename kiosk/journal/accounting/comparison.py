"""Do a visit's own sums, its rows and the devices' counters tell the same? Three witnesses of each movement.

The rows are what the terminal wrote as things happened, `visit_ended` is what it believed in the end, and a
counter is the device's own: a hopper counts every coin that ever passed its exit, an acceptor every event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.journal.accounting.accounts import Account
from kiosk.journal.accounting.hopper_counts import HopperCounts
from kiosk.journal.catalogue import Kind
from kiosk.journal.entry import Entry

_ENDED = ("inserted", "charged", "paid_out", "claimed", "unknown")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two witnesses that do not agree: at which row, about `what`, and the numbers that each has."""

    seq: int
    at: str
    visit: str
    what: str
    rows: int
    other: int

    def __str__(self) -> str:
        of = f" of visit {self.visit}" if self.visit else ""
        return f"row {self.seq}, {self.at[:19]}{of}: {self.what}: {self.rows} by the rows, not {self.other}"


def differences(entries: Iterable[Entry]) -> Iterator[Difference]:
    """Compare all rows, oldest first; nothing is returned where every witness agrees."""
    accounts: dict[str, Account] = {}
    hoppers = HopperCounts()
    for entry in entries:
        account = accounts.setdefault(entry.visit, Account(entry.visit))
        compared = [*_with_rows(account, entry)]
        if (count := hoppers.apply(entry)) is not None:
            what = f"coins ever paid by the {count.denomination}-yen hopper"
            compared.append((what, count.by_rows, count.by_hopper))
        for what, rows, other in compared:
            if rows != other:
                yield Difference(entry.seq, entry.at, entry.visit, what, rows, other)
        account.apply(entry)
        if account.ended and account.settled:
            del accounts[entry.visit]


def _with_rows(account: Account, entry: Entry) -> Iterator[tuple[str, int, int]]:
    """What a row says of its visit, beside what the visit's rows before it add up to."""
    if entry.kind is Kind.VISIT_ENDED:
        by_rows = {
            "inserted": account.inserted,
            "charged": account.charged,
            "paid_out": account.paid_out + account.counted_out,
            "claimed": account.claimed,
            "unknown": account.unknown,
        }
        for name in _ENDED:
            other = entry.facts.get(name, 0)  # a row of version 1 has no `unknown`
            yield f"yen {name.replace('_', ' ')} in the end", by_rows[name], int(other)
    elif entry.kind is Kind.DEPOSIT_FIXED:
        yield "yen inserted when the slot was shut", account.inserted, entry.number("inserted")
    elif entry.kind is Kind.COIN_ACCEPTED and account.counter is not None:
        seen_twice = int(account.counter == entry.number("counter"))
        yield f"coins at event {entry.number('counter')} of the acceptor", 1 + seen_twice, 1
