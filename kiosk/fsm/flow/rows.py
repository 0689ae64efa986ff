"""What a transition row is, and how one is written.

A row reads: on this event, from these states, go there, if all these guards hold, and do that. Rows
are tried from the top; the first whose guards hold is taken. `STAY` keeps the state and its entry.
`HOME` ends the visit and `LEAVE` does so once the card is off the reader; both are spelled out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.fsm.events import Event
from kiosk.fsm.states import S

STAY, HOME, LEAVE = "(stay)", "(home)", "(leave)"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the transition table; guards and actions are names of machine methods."""

    event: type[Event]
    source: tuple[S, ...]
    dest: S | str
    only_if: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


def row(
    event: type[Event],
    source: S | tuple[S, ...],
    dest: S | str,
    only_if: str = "",
    unless: str = "",
    then: str = "",
) -> Row:
    """Write a row; several guards or actions are separated by blanks."""
    sources = source if isinstance(source, tuple) else (source,)
    return Row(event, sources, dest, tuple(only_if.split()), tuple(unless.split()), tuple(then.split()))


def spell_out(table: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows with HOME and LEAVE replaced by what they mean."""
    for each in table:
        if each.dest == LEAVE:
            yield _to(each, S.RETURN_CARD, "card_is_present")
        if each.dest in (HOME, LEAVE):
            yield _to(each, S.STAFF_PIN, "staff_waits", then="end_visit")
            yield _to(each, S.OUT_OF_SERVICE, "must_stop", then="end_visit")
            yield _to(each, S.ATTRACT, "may_start", then="end_visit")
            yield _to(each, S.CLOSED, then="end_visit")
        else:
            yield each


def _to(each: Row, dest: S, guard: str = "", then: str = "") -> Row:
    return Row(
        each.event,
        each.source,
        dest,
        (*each.only_if, *guard.split()),
        each.unless,
        (*each.then, *then.split()),
    )
