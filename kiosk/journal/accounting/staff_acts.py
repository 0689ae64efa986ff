"""What the rows of the staff did to the money: how many yen each put into the terminal or took out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.journal.entry import Entry
from kiosk.journal.kinds import Kind
from kiosk.structs import Struct

STAFF_KINDS = (
    Kind.STAFF_REFUSED, Kind.STAFF_ENTERED, Kind.STAFF_LEFT, Kind.STAFF_GONE, Kind.STAFF_ACTED,
    Kind.STOCK_COUNTED, Kind.CASH_BOX_EMPTIED, Kind.CASE_CLEARED, Kind.CLAIM_SETTLED, Kind.SERVICE_SWITCHED,
    Kind.CLOCK_CONFIRMED, Kind.CLOSING_MADE, Kind.CLOSING_PRINTED,
)  # fmt: skip
_ABOUT = ("denomination", "number", "service", "action")


class StaffAct(Struct):
    """One row of the staff. `money` is the yen that went into the terminal by it, negative for what was taken
    out, by the books. `about` is a denomination, a slip, a visit, a service or an action.

    A claim or a case that is paid is paid from the store's till, not from the terminal: `paid` yen.
    """

    seq: int
    at: str
    kind: Kind
    by: str
    about: str = ""
    money: int = 0
    paid: int = 0


def staff_acts(entries: Iterable[Entry]) -> Iterator[StaffAct]:
    """The acts of the staff among the rows, in their order."""
    for entry in entries:
        if entry.kind in STAFF_KINDS:
            yield StaffAct(
                entry.seq,
                entry.at,
                entry.kind,
                str(entry.facts.get("by", "")),
                _about(entry),
                _money(entry),
                _paid(entry),
            )


def _about(entry: Entry) -> str:
    if entry.kind is Kind.CASE_CLEARED:
        return entry.visit
    return next((str(entry.facts[name]) for name in _ABOUT if name in entry.facts), "")


def _money(entry: Entry) -> int:
    if entry.kind is Kind.STOCK_COUNTED:
        return entry.number("denomination") * (entry.number("pieces") - entry.number("before"))
    if entry.kind is Kind.CASH_BOX_EMPTIED:
        return -entry.number("counted")
    return 0


def _paid(entry: Entry) -> int:
    if not entry.facts.get("paid"):
        return 0
    return entry.number("owed" if entry.kind is Kind.CASE_CLEARED else "amount")
