"""日次締め: what the rows of a day add up to, for the closing's own row and its slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from kiosk.journal.accounting.staff_acts import staff_acts
from kiosk.journal.entry import Entry
from kiosk.journal.kinds import Fact, Kind
from kiosk.rules.money import total

_MONEY = ("inserted", "charged", "paid_out", "claimed", "unknown")


@dataclass(slots=True)
class Closing:
    """The rows `first` to `last`; fields as in the catalogue's `closing_made`, yen and numbers.

    `outcomes` counts the visits by the code with which they ended, "" for those that ended well: the row does
    not hold it, the rows that it counts do.
    """

    number: int = 0
    first: int = 0
    last: int = 0
    visits: int = 0
    paid_visits: int = 0
    refunded_visits: int = 0
    certificates: int = 0
    inserted: int = 0
    charged: int = 0
    paid_out: int = 0
    claimed: int = 0
    unknown: int = 0
    settled: int = 0
    collected: int = 0
    hoppers: int = 0
    cash_box: int = 0
    by: str = ""
    at: str = ""
    outcomes: Counter[str] = field(default_factory=Counter)

    def facts(self) -> dict[str, Fact]:
        """The facts of its row."""
        return {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name not in ("at", "outcomes")
        }


def closing_of(
    entries: Iterable[Entry], number: int, by: str, pieces: dict[int, int], cash_box: int
) -> Closing:
    """Add up `entries`; `pieces` by denomination and `cash_box` (yen) are what the books say now."""
    found = Closing(number, by=by, hoppers=total(pieces), cash_box=cash_box)
    rows = list(entries)
    if rows:
        found.first, found.last = rows[0].seq, rows[-1].seq
    for entry in rows:
        if entry.kind is Kind.VISIT_ENDED:
            _visit(found, entry)
        elif entry.kind is Kind.CERTIFICATE_PRINTED:
            found.certificates += 1
    for act in staff_acts(rows):
        found.settled += act.paid
        if act.kind is Kind.CASH_BOX_EMPTIED:
            found.collected -= act.money
    return found


def _visit(found: Closing, entry: Entry) -> None:
    found.visits += 1
    found.outcomes[str(entry.facts.get("reason", ""))] += 1
    for name in _MONEY:  # a row of version 1 has no `unknown`
        setattr(found, name, getattr(found, name) + int(entry.facts.get(name, 0)))
    if entry.number("charged"):
        found.paid_visits += 1
    elif entry.number("inserted"):
        found.refunded_visits += 1


def recorded(entry: Entry, entries: Iterable[Entry]) -> Closing:
    """The closing that a row tells of, with the outcomes of the visits in the rows that it counts."""
    facts = {each.name: entry.facts[each.name] for each in fields(Closing) if each.name in entry.facts}
    found = Closing(**facts, at=entry.at)  # type: ignore[arg-type]
    for each in entries:
        if each.kind is Kind.VISIT_ENDED and found.first <= each.seq <= found.last:
            found.outcomes[str(each.facts.get("reason", ""))] += 1
    return found
