"""Which cue belongs to which state and event: one table, pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kiosk.fsm.event import Event
from kiosk.fsm.events import CardRefused, CardSet, PasswordRefused
from kiosk.fsm.flow.identification import PinRefused
from kiosk.fsm.flow.payment import CoinRejected, CoinsAccepted
from kiosk.fsm.flow.printing import SheetPrinted
from kiosk.fsm.states import S
from kiosk.structs import Struct


class Cue(StrEnum):
    """A short sound of our own: assets/sounds/<value>.wav, made by tools/sounds.py."""

    KEY = "key"
    """A key was touched: the same sound whichever key it is."""
    CARD = "card"
    MONEY = "money"
    PAPER = "paper"
    ERROR = "error"
    ALARM = "alarm"
    """Something is about to be left behind."""


class Entry(Struct):
    """What is heard when a state is entered, and whether the alarm sounds until it is left."""

    cue: Cue | None = None
    alarm: bool = False


_SILENT = Entry()
ENTRIES: Mapping[S, Entry] = {
    S.PLACE_CARD: Entry(Cue.CARD),
    S.TAKE_CARD: Entry(Cue.CARD, alarm=True),
    S.RETURN_CARD: Entry(Cue.CARD, alarm=True),
    S.CARD_UNSEEN: Entry(Cue.ERROR, alarm=True),
    S.LAST_TRY: Entry(Cue.ERROR),
    S.LAST_PASSWORD_TRY: Entry(Cue.ERROR),
    S.PAY: Entry(Cue.MONEY),
    S.PRINT_HELD: Entry(Cue.ERROR),
    S.TAKE_PAPERS: Entry(Cue.PAPER, alarm=True),
    S.TAKE_REFUND: Entry(Cue.MONEY, alarm=True),
    S.CLAIM: Entry(Cue.ERROR),
    S.RESULT: Entry(Cue.PAPER),
    S.REFUSAL: Entry(Cue.ERROR),
}
"""States that are not listed are entered in silence."""

EVENTS: Mapping[type[Event], Cue] = {
    CardSet: Cue.CARD,
    CardRefused: Cue.ERROR,
    PinRefused: Cue.ERROR,
    PasswordRefused: Cue.ERROR,
    CoinsAccepted: Cue.MONEY,
    CoinRejected: Cue.ERROR,
    SheetPrinted: Cue.PAPER,
}
"""Events that are not listed are heard only by the state that they lead to."""

ALARM_AFTER, ALARM_EVERY = 8.0, 4.0
"""Seconds in such a state before the alarm begins, and from one alarm to the next."""


def entry_of(state: S) -> Entry:
    """What is heard in a state."""
    return ENTRIES.get(state, _SILENT)


def cue_for(event: type[Event], entered: S | None) -> Cue | None:
    """The cue for an event that was handled; `entered` is the state that it led to, None if it led nowhere.

    One event has one cue. Trouble is heard before anything else, and the state before the event: a card that
    was set and is read at once sounds like a card, a card that is refused like an error.
    """
    by_event, by_state = EVENTS.get(event), None if entered is None else entry_of(entered).cue
    if Cue.ERROR in (by_event, by_state):
        return Cue.ERROR
    return by_state or by_event
