"""What a row of the transition table is, and how one is written.

A row reads: on this event, from these states, go there, when these guards hold, do that, for this
reason. Rows are tried from the top; the first whose guards hold is taken. `STAY` keeps the state and its
entry. `HOME` ends the visit and `LEAVE` does so once the card is off the reader; both are spelled out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import Enum
from typing import TypeVar, cast

from kiosk.fsm.event import Event
from kiosk.fsm.guards import (
    card_is_present,
    may_start,
    must_start_up,
    must_stop,
    serves_nothing,
    staff_waits,
)
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.structs import Struct

E = TypeVar("E", bound=Event)

Guard = Callable[[Model, E], bool]
Action = Callable[[Model, E], None]
ReasonOf = Callable[[E], Reason]


class Target(Enum):
    """A destination that is not one state."""

    STAY = "stay"
    HOME = "home"
    LEAVE = "leave"


STAY, HOME, LEAVE = Target.STAY, Target.HOME, Target.LEAVE


class Row(Struct):
    """One row of the transition table; write it with `row`, so that mypy checks its functions."""

    event: type[Event]
    source: tuple[S, ...]
    dest: S | Target
    when: tuple[Guard[Event], ...] = ()
    unless: tuple[Guard[Event], ...] = ()
    do: tuple[Action[Event], ...] = ()
    reason: Reason | ReasonOf[Event] | None = None
    ends_visit: bool = False

    def take(self, model: Model, event: Event) -> None:
        """Do what the row says. A visit that ends here ends with the row's reason."""
        for action in self.do:
            action(model, event)
        if self.reason is not None:
            model.give_reason(self.reason if isinstance(self.reason, Reason) else self.reason(event))
        if self.ends_visit:
            model.end_visit()


def row(
    event: type[E],
    source: S | tuple[S, ...],
    dest: S | Target,
    when: Guard[E] | tuple[Guard[E], ...] = (),
    do: Action[E] | tuple[Action[E], ...] = (),
    *,
    unless: Guard[E] | tuple[Guard[E], ...] = (),
    reason: Reason | ReasonOf[E] | None = None,
) -> Row:
    """Write a row. Guards and actions are functions of the model and of an event of the row's own type."""
    return Row(
        event,
        source if isinstance(source, tuple) else (source,),
        dest,
        # The machine calls them with events of `event` only: its type is erased here, in one place.
        cast("tuple[Guard[Event], ...]", when if isinstance(when, tuple) else (when,)),
        cast("tuple[Guard[Event], ...]", unless if isinstance(unless, tuple) else (unless,)),
        cast("tuple[Action[Event], ...]", do if isinstance(do, tuple) else (do,)),
        cast("Reason | ReasonOf[Event] | None", reason),
    )


def spell_out(table: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows with HOME and LEAVE replaced by what they mean."""
    for each in table:
        if each.dest is LEAVE:
            yield replace(each, dest=S.RETURN_CARD, when=(*each.when, card_is_present))
        if each.dest in (HOME, LEAVE):
            home = replace(each, ends_visit=True)
            yield replace(home, dest=S.STAFF_PIN, when=(*each.when, staff_waits))
            yield replace(home, dest=S.OUT_OF_SERVICE, when=(*each.when, must_stop))
            yield replace(home, dest=S.STARTING, when=(*each.when, must_start_up))
            yield replace(home, dest=S.OUT_OF_SERVICE, when=(*each.when, may_start, serves_nothing))
            yield replace(home, dest=S.ATTRACT, when=(*each.when, may_start))
            yield replace(home, dest=S.CLOSED)
        else:
            yield each
