"""What the hoppers' own counts must be after their payouts, and the coins that left without a row.

A hopper counts every coin that ever passed its exit, without power too. A payout's row holds the count before
it, its result the coins, so that the count at the next payout is known. Where it is another one, coins have
left that nobody wrote down: by hand, by a fault, or by another program on the line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kiosk.journal.catalogue import Kind
from kiosk.journal.entry import Entry
from kiosk.structs import Struct

HOPPER_COUNTS = 1 << 24
"""A hopper's count of coins ever paid begins anew after so many (ccTalk: three bytes)."""
MOST_MISSING = 5_000
"""More than a hopper holds: a count that is farther away is another hopper's, or one that was forgotten."""


class CountCompared(Struct):
    """A hopper's count at a payout: what the rows before it lead to, and what the hopper said."""

    denomination: int
    by_rows: int
    by_hopper: int


@dataclass(slots=True)
class HopperCounts:
    """Each hopper by its denomination."""

    latest: dict[int, tuple[int, int]] = field(default_factory=dict)
    """(row, the hopper's count before it) of its last payout."""
    after: dict[int, int] = field(default_factory=dict)
    """The count after that payout, once its result is known."""
    missing: dict[int, int] = field(default_factory=dict)
    """Coins that left without a row since staff counted the hopper."""

    def apply(self, entry: Entry) -> CountCompared | None:
        """Count one more row; returns the comparison that it allows."""
        match entry.kind:
            case Kind.HOPPER_INTENDED:
                return self._compare(entry)
            case Kind.HOPPER_PAID:
                denomination = entry.number("denomination")
                seq, total = self.latest.get(denomination, (0, 0))
                if (
                    seq and seq == entry.intent
                ):  # a result that comes late says nothing about the count by now
                    self.after[denomination] = (total + entry.number("pieces")) % HOPPER_COUNTS
            case Kind.STOCK_SET | Kind.STOCK_COUNTED:
                self.missing.pop(entry.number("denomination"), None)
            case Kind.DEVICE_NOTED:  # another hopper counts from another number
                _, _, yen = str(entry.facts["device"]).partition("-")
                if yen.isdigit():
                    self.after.pop(int(yen), None)
            case _:
                pass
        return None

    def _compare(self, entry: Entry) -> CountCompared:
        denomination, total = entry.number("denomination"), entry.number("total")
        expected = self.after.pop(denomination, total)
        gone = (total - expected) % HOPPER_COUNTS
        if 0 < gone <= MOST_MISSING:
            self.missing[denomination] = self.missing.get(denomination, 0) + gone
        self.latest[denomination] = (entry.seq, total)
        return CountCompared(denomination, expected, total)

    def plain(self) -> dict[str, Any]:
        """As JSON has it: its names are texts."""
        return {
            "latest": {str(yen): list(pair) for yen, pair in sorted(self.latest.items())},
            "after": {str(yen): count for yen, count in sorted(self.after.items())},
            "missing": {str(yen): pieces for yen, pieces in sorted(self.missing.items())},
        }

    @classmethod
    def from_plain(cls, values: dict[str, Any] | None) -> HopperCounts:
        """The reverse of `plain`; None stands for nothing yet."""
        found = values or {"latest": {}, "after": {}, "missing": {}}
        return cls(
            {int(yen): (int(seq), int(total)) for yen, (seq, total) in found["latest"].items()},
            {int(yen): int(count) for yen, count in found["after"].items()},
            {int(yen): int(pieces) for yen, pieces in found["missing"].items()},
        )
