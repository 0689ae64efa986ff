"""The rows of the staff: who did what. `by` is the id of the person, a code."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.journal.kinds import EntrySpec, Kind

STAFF_CATALOGUE: Mapping[Kind, EntrySpec] = {
    Kind.CASE_CLEARED: EntrySpec(
        "Staff settled an interrupted visit; `owed` yen were still due, and were handed over if `paid`.",
        {"owed": int, "uncertain": bool, "paid": bool, "by": str},
    ),
    Kind.CLAIM_SETTLED: EntrySpec(
        "Staff settled a claim slip: its `amount` yen were handed over if `paid`, else it is closed without.",
        {"number": str, "amount": int, "paid": bool, "by": str},
    ),
    Kind.STAFF_REFUSED: EntrySpec(
        "A wrong PIN was typed for the person `by`. Nothing of what was typed is noted.", {"by": str}
    ),
    Kind.STAFF_ENTERED: EntrySpec("Maintenance mode began: `by` signed in.", {"by": str, "role": str}),
    Kind.STAFF_LEFT: EntrySpec(
        "Maintenance mode ended; in service, or out of it. What kept the terminal out before still does.",
        {"in_service": bool, "by": str},
        stops="X-102",
        stops_after_others=True,
    ),
    Kind.STAFF_GONE: EntrySpec("Maintenance mode ended, and nothing was said of the service.", {"by": str}),
    Kind.STAFF_ACTED: EntrySpec(
        "Staff used maintenance mode for what moves no money: a check, a test print, an export, a restart.",
        {"action": str, "succeeded": bool, "by": str},
    ),
    Kind.STOCK_COUNTED: EntrySpec(
        "Staff counted a hopper, or put coins into it (`filled`): by the books it held `before`.",
        {"denomination": int, "pieces": int, "before": int, "filled": bool, "by": str},
    ),
    Kind.CASH_BOX_EMPTIED: EntrySpec(
        "Staff emptied cash box and note stacker: `book` yen by the books, `counted` yen in the hand.",
        {"book": int, "counted": int, "by": str},
    ),
    Kind.SERVICE_SWITCHED: EntrySpec(
        "Staff switched a service off or on; it stays so over restarts.",
        {"service": str, "on": bool, "by": str},
    ),
    Kind.CLOCK_CONFIRMED: EntrySpec("Staff looked at the clock, and said that it is right.", {"by": str}),
    Kind.CLOSING_MADE: EntrySpec(
        "日次締め: the visits and the money (yen) of the rows `first` to `last`. `refunded` visits paid in "
        "and got it all back; `settled` was handed over by staff, `collected` taken from the cash box; "
        "`hoppers` and `cash_box` remain by the books.",
        {
            "number": int,
            "first": int,
            "last": int,
            "visits": int,
            "paid_visits": int,
            "refunded_visits": int,
            "certificates": int,
            "inserted": int,
            "charged": int,
            "paid_out": int,
            "claimed": int,
            "unknown": int,
            "settled": int,
            "collected": int,
            "hoppers": int,
            "cash_box": int,
            "by": str,
        },
    ),
    Kind.CLOSING_PRINTED: EntrySpec(
        "The slip of a closing, or a copy of it, was printed, or was not.",
        {"number": int, "copy": bool, "succeeded": bool, "by": str},
    ),
}
