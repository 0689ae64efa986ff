"""The one table of cues, over every state and every event."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.events import CardSet
from kiosk.fsm.flow import TABLE
from kiosk.fsm.flow.identification import PinEntered, PinRefused
from kiosk.fsm.flow.payment import CoinsAccepted
from kiosk.fsm.flow.printing import SheetPrinted
from kiosk.fsm.machine import SPECS
from kiosk.fsm.state_table import PollName
from kiosk.fsm.states import S
from kiosk.fsm.transition import STAY
from kiosk.voice.cues import ALARM_AFTER, ENTRIES, EVENTS, Cue, cue_for, entry_of


def every_event() -> Iterator[type[Event]]:
    todo: list[type[Event]] = [Event]
    while todo:
        for event in todo.pop().__subclasses__():
            todo.append(event)
            if event.__module__.startswith("kiosk."):
                yield event


EVERY_EVENT = tuple(every_event())


def test_every_pair_of_event_and_state_has_one_cue_or_none_and_trouble_comes_first() -> None:
    for event in EVERY_EVENT:
        for state in (None, *S):
            own = EVENTS.get(event)
            entry = entry_of(state).cue if state is not None else None
            expected = Cue.ERROR if Cue.ERROR in (own, entry) else entry if entry is not None else own
            assert cue_for(event, state) is expected


def test_every_event_of_the_table_of_cues_is_one_that_the_machine_knows() -> None:
    assert set(EVENTS) <= {row.event for row in TABLE}
    assert set(EVENTS) <= set(EVERY_EVENT)


def test_neither_a_key_nor_the_alarm_is_the_cue_of_a_state_or_event() -> None:
    """The click is the key's own, the same whichever state follows; the alarm is for what stays behind."""
    used = {*EVENTS.values(), *(entry.cue for entry in ENTRIES.values())}
    assert not {Cue.KEY, Cue.ALARM} & used
    assert used == {Cue.CARD, Cue.MONEY, Cue.PAPER, Cue.ERROR}


def test_a_pin_that_was_typed_sounds_like_any_other_key() -> None:
    assert cue_for(PinEntered, S.AUTHENTICATE) is None


def test_the_alarm_sounds_wherever_a_card_paper_or_money_is_waited_for() -> None:
    """Every state that waits until something is taken, and no other."""
    alarms = {state for state in S if entry_of(state).alarm}
    assert alarms == {S.TAKE_CARD, S.RETURN_CARD, S.CARD_UNSEEN, S.TAKE_PAPERS, S.TAKE_REFUND}
    for state in alarms & {S.TAKE_CARD, S.RETURN_CARD}:
        assert PollName.CARD in SPECS[state].polls
        assert SPECS[state].timeout == "take_card"


def test_a_cue_is_named_where_something_can_be_heard_of_it() -> None:
    assert cue_for(CardSet, S.READ_CARD) is Cue.CARD
    assert cue_for(CoinsAccepted, None) is Cue.MONEY
    assert cue_for(SheetPrinted, None) is Cue.PAPER
    assert cue_for(PinRefused, S.ENTER_PIN) is Cue.ERROR
    assert cue_for(CardSet, S.REFUSAL) is Cue.ERROR


@pytest.mark.parametrize("state", [state for state in S if state in ENTRIES])
def test_every_state_with_a_cue_is_reached_by_a_row(state: S) -> None:
    assert any(row.dest is state for row in TABLE if row.dest is not STAY)


def test_the_alarm_waits_until_a_person_has_had_time_to_act() -> None:
    assert ALARM_AFTER >= 5
