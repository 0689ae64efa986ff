"""What the rows add up to: who is owed what, which intents are open, what hoppers and cash box hold.

These functions over all rows are the definition. The journal keeps the same sums as the rows are written
(balances.py), with the same `apply`, and a property test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.journal.accounting.hopper_counts import HopperCounts
from kiosk.journal.accounting.staff_tries import StaffTries
from kiosk.journal.catalogue import CATALOGUE, STRAY, Kind
from kiosk.journal.entry import Entry

_COUNTERS = (Kind.DEPOSIT_OPENED, Kind.COIN_ACCEPTED, Kind.COINS_UNCOUNTED)

_UNCERTAIN = (Kind.PRINT_INTENDED, Kind.HOPPER_INTENDED, Kind.NOTE_INTENDED, Kind.DEPOSIT_OPENED)
"""Intents of which, while they are open, nobody knows what moved."""


@dataclass(slots=True)
class Account:
    """One visit's money and open intents, in yen, as the rows tell it."""

    visit: str
    first: int = 0
    """The number of its first row."""
    since: str = ""
    """The time of its first row."""
    inserted: int = 0
    charged: int = 0
    paid_out: int = 0
    claimed: int = 0
    uncounted: bool = False
    ended: bool = False
    differs: bool = False
    """The visit ended with other sums than those of its rows."""
    cleared: bool = False
    open_intents: dict[int, Entry] = field(default_factory=dict)
    counted: dict[int, int] = field(default_factory=dict)
    """Pieces that the hopper has counted out so far, by the number of the open payout's intent."""
    counter: int | None = None
    """The coin acceptor's event counter at the visit's last row about it."""
    owed_outcomes: dict[str, bool] = field(default_factory=dict)
    """Requests of which the centre has not heard yet what became of them."""
    printed: dict[str, str] = field(default_factory=dict)
    """Documents of these requests that are out, by number, with the request."""
    doubtful: dict[str, str] = field(default_factory=dict)
    """The same, of documents that were given to the printer and may be out."""
    claims: dict[str, int] = field(default_factory=dict)
    """Yen on each claim slip that staff has not settled yet, certain or not, by the slip's number."""

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
        """True when a sheet may be out, or money may have moved, without a row for it."""
        return self.uncounted or any(entry.kind in _UNCERTAIN for entry in self.open_intents.values())

    @property
    def needs_staff(self) -> bool:
        """True for a visit that was cut off with money or movements open."""
        return not self.cleared and (self.owed != 0 or self.uncertain or self.differs)

    @property
    def settled(self) -> bool:
        """True when staff and a start have nothing to do for this visit, and the centre nothing to hear."""
        return not (self.needs_staff or self.open_intents or self.claims or self.owed_outcomes)

    def apply(self, entry: Entry) -> None:
        """Count one more row of this visit."""
        self.first, self.since = self.first or entry.seq, self.since or entry.at
        if entry.intent is not None:
            self.open_intents.pop(entry.intent, None)
            self.counted.pop(entry.intent, None)
        if CATALOGUE[entry.kind].opens:
            self.open_intents[entry.seq] = entry
        if entry.kind in _COUNTERS:
            self.counter = entry.number("counter")
        match entry.kind:
            case Kind.COIN_ACCEPTED | Kind.NOTE_STACKED:
                self.inserted += entry.number("denomination")
            case Kind.CERTIFICATE_PRINTED:
                self.charged += entry.number("fee")
                self._is_out(entry)
            case Kind.CERTIFICATES_APPLIED if entry.facts.get("owed"):
                self.owed_outcomes[str(entry.facts["request"])] = True
            case Kind.PRINT_INTENDED if "request" in entry.facts:
                self.doubtful[str(entry.facts["document"])] = str(entry.facts["request"])
            case Kind.CERTIFICATE_VOID:
                self.doubtful.pop(str(entry.facts["document"]), None)
            case Kind.OUTCOME_REPORTED | Kind.OUTCOME_REFUSED:
                self._reported(str(entry.facts["request"]))
            case Kind.COINS_UNCOUNTED | Kind.NOTES_UNCOUNTED:
                self.uncounted = True
            case Kind.HOPPER_COUNTED:
                self.count(entry)
            case Kind.HOPPER_PAID:
                self.paid_out += entry.number("denomination") * entry.number("pieces")
            case Kind.CLAIM_MADE:
                self.claimed += entry.number("amount")
                self._claim(entry)
            case Kind.MONEY_UNKNOWN:
                self._claim(entry)
            case Kind.CLAIM_SETTLED:
                self.claims.pop(str(entry.facts["number"]), None)
            case Kind.VISIT_ENDED:
                self.ended = True
                rows = (
                    self.inserted,
                    self.charged,
                    self.paid_out + self.counted_out,
                    self.claimed,
                    self.unknown,
                )
                ended = ("inserted", "charged", "paid_out", "claimed", "unknown")
                # A row of version 1 has no `unknown`: what was unknown was claimed then.
                self.differs = rows != tuple(entry.facts.get(name, 0) for name in ended)
            case Kind.CASE_CLEARED:
                self.cleared = True
            case _:
                return

    def _is_out(self, entry: Entry) -> None:
        document = str(entry.facts["document"])
        if document in self.doubtful:
            self.printed[document] = self.doubtful.pop(document)

    def _reported(self, request: str) -> None:
        self.owed_outcomes.pop(request, None)
        for documents in (self.printed, self.doubtful):
            for document in [each for each, of in documents.items() if of == request]:
                del documents[document]

    def _claim(self, entry: Entry) -> None:
        """A slip: one number may be of both a sum that is certain and one that is not."""
        number = str(entry.facts.get("number", ""))
        self.claims[number] = self.claims.get(number, 0) + entry.number("amount")


@dataclass(slots=True)
class Balances:
    """What outlives visits, as the rows tell it."""

    pieces: dict[int, int] = field(default_factory=dict)
    """Coins in each hopper by denomination."""
    cash_box: int = 0
    """Yen in the cash box and the note stacker."""
    counter: tuple[str, int] | None = None
    """(visit, coin acceptor's event counter) of the latest deposit row. A coin that belongs to no visit moves
    the counter on and leaves the visit."""
    devices: dict[str, int] = field(default_factory=dict)
    """Serial numbers of the cash unit's devices, by their names."""
    hoppers: HopperCounts = field(default_factory=HopperCounts)
    """The hoppers' own counts, and the coins that left them without a row."""
    stop: str = ""
    """The reason code that keeps the terminal out of service until staff acts; empty without one."""
    clock_doubted: bool = False
    """The clock has jumped, and nobody has put the terminal in service since: whatever else stopped it,
    before or after, staff must look at the clock."""
    moment: datetime | None = None
    """The latest time of day since staff last put the terminal in service: staff has seen the clock then,
    and what was written before does not count any more."""
    tries: StaffTries = field(default_factory=StaffTries)
    """Wrong staff PINs in a row."""
    switched_off: list[str] = field(default_factory=list)
    """Services that staff switched off, in alphabetical order."""
    closing: tuple[int, int, str] = (0, 0, "")
    """(number, last row that it counts, time of day) of the last daily closing; zeros without one."""

    def apply(self, entry: Entry) -> None:
        """Count one more row."""
        self._apply_to_money(entry)
        self.hoppers.apply(entry)
        self._apply_to_stop(entry)
        self.clock_doubted = _is_doubted(entry, self.clock_doubted)
        self.tries.apply(entry)
        self._apply_to_operation(entry)
        at = datetime.fromisoformat(entry.at)
        self.moment = at if self.moment is None or _puts_in_service(entry) else max(self.moment, at)

    def _apply_to_money(self, entry: Entry) -> None:
        if entry.kind in (Kind.COIN_ACCEPTED, Kind.DEPOSIT_OPENED):
            belongs = entry.visit and not entry.visit.startswith(STRAY)
            visit = entry.visit if belongs else self.counter[0] if self.counter else ""
            self.counter = (visit, entry.number("counter"))
        match entry.kind:
            case Kind.DEVICE_NOTED:
                self.devices[str(entry.facts["device"])] = entry.number("serial")
            case Kind.CASH_BOX_EMPTIED:
                self.cash_box = 0
            case Kind.STOCK_SET | Kind.STOCK_COUNTED:
                self.pieces[entry.number("denomination")] = entry.number("pieces")
            case Kind.COIN_ACCEPTED if entry.facts["hopper"]:
                self._add(entry.number("denomination"), 1)
            case Kind.COIN_ACCEPTED | Kind.NOTE_STACKED:
                self.cash_box += entry.number("denomination")
            case Kind.HOPPER_PAID:
                self._add(entry.number("denomination"), -entry.number("pieces"))
            case _:
                return

    def _add(self, denomination: int, pieces: int) -> None:
        self.pieces[denomination] = self.pieces.get(denomination, 0) + pieces

    def _apply_to_stop(self, entry: Entry) -> None:
        spec = CATALOGUE[entry.kind]
        if _puts_in_service(entry):
            self.stop = ""
        elif entry.facts.get("reason") in spec.stops_for:
            self.stop = str(entry.facts["reason"])
        elif spec.stops and not (self.stop and spec.stops_after_others):
            self.stop = spec.stops

    def _apply_to_operation(self, entry: Entry) -> None:
        if entry.kind is Kind.SERVICE_SWITCHED:
            service = str(entry.facts["service"])
            others = [each for each in self.switched_off if each != service]
            self.switched_off = others if entry.facts["on"] else sorted([*others, service])
        elif entry.kind is Kind.CLOSING_MADE:
            self.closing = (entry.number("number"), entry.number("last"), entry.at)


def _is_doubted(entry: Entry, before: bool) -> bool:
    return entry.kind is Kind.CLOCK_JUMPED or (before and not _puts_in_service(entry))


def _puts_in_service(entry: Entry) -> bool:
    return entry.kind is Kind.STAFF_LEFT and entry.facts["in_service"] is True


def accounts(entries: Iterable[Entry]) -> dict[str, Account]:
    """Add up the rows of every visit."""
    found: dict[str, Account] = {}
    for entry in entries:
        if entry.visit:
            found.setdefault(entry.visit, Account(entry.visit)).apply(entry)
    return found


def balances(entries: Iterable[Entry]) -> Balances:
    """Add up what outlives visits."""
    found = Balances()
    for entry in entries:
        found.apply(entry)
    return found


def stopped_at(entries: Iterable[Entry]) -> str:
    """When what keeps the terminal out of service was written, in ISO 8601; empty when nothing does."""
    found, since = Balances(), ""
    for entry in entries:
        before = found.stop
        found.apply(entry)
        if found.stop != before:
            since = entry.at if found.stop else ""
    return since


def hopper_stock(entries: Iterable[Entry]) -> tuple[dict[int, int], int]:
    """Return (pieces in each hopper by denomination, yen in the cash box) as the rows tell it."""
    found = balances(entries)
    return found.pieces, found.cash_box


def last_counter(entries: Iterable[Entry]) -> tuple[str, int] | None:
    """Return (visit, coin acceptor's event counter) of the latest deposit row, None without one."""
    return balances(entries).counter


def next_totals(entries: Iterable[Entry]) -> dict[int, int]:
    """By open payout: its hopper's count at the next payout, to which belongs what it paid after that."""
    found: dict[int, int] = {}
    waiting: dict[int, int] = {}
    for entry in entries:
        if entry.kind is Kind.HOPPER_INTENDED:
            for seq in [seq for seq, yen in waiting.items() if yen == entry.number("denomination")]:
                found.setdefault(seq, entry.number("total"))
            waiting[entry.seq] = entry.number("denomination")
        elif entry.intent is not None:
            waiting.pop(entry.intent, None)
            found.pop(entry.intent, None)
    return found
