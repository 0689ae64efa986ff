"""What the scenarios must take between them: every row of the transition table and every code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kiosk.fsm.flow import TABLE
from kiosk.fsm.states import S
from kiosk.fsm.transition import HOME, LEAVE, STAY, Target, spell_out
from kiosk_simulator.scenarios.stage import Taken


class Obligation(NamedTuple):
    """From this state on this event to that one; HOME is every state in which a visit may end."""

    source: S
    event: str
    dest: S | Target

    def __str__(self) -> str:
        return f"{self.source.value} {self.event} {self.dest.value}"


def obligations() -> frozenset[Obligation]:
    """Every row as the table is written; LEAVE is two, with a card on the reader and without."""
    return frozenset(
        Obligation(source, row.event.__name__, dest)
        for row in TABLE
        for source in row.source
        for dest in ((S.RETURN_CARD, HOME) if row.dest is LEAVE else (row.dest,))
    )


def met(taken: Iterable[Taken]) -> frozenset[Obligation]:
    """What was taken, as obligations: a way home is both HOME and the state that it led to."""
    homes = frozenset(
        (source, row.event.__name__, row.dest)
        for row in spell_out(TABLE)
        if row.ends_visit
        for source in row.source
    )
    found = set()
    for source, event, dest in taken:
        found.add(Obligation(source, event, STAY if dest is None else dest))
        if (source, event, dest) in homes:
            found.add(Obligation(source, event, HOME))
    return frozenset(found)
