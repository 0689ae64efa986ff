"""The cash line falls silent for a moment, or for good: what was not heard is not "nothing was inserted"."""

from __future__ import annotations

import pytest
from story import Person

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.accounts import accounts
from kiosk_simulator.cash.devices import CoinFault, Silence


def is_silent_for(person: Person, requests: int) -> None:
    """The acceptor does not answer its next `requests` requests, and is well again."""
    acceptor = person.environment.changer.acceptor
    answer, left = acceptor.answer, [requests]

    def answers(header: int, data: bytes) -> bytes:
        if left[0] > 0:
            left[0] -= 1
            raise Silence
        return answer(header, data)

    acceptor.answer = answers  # type: ignore[method-assign]


def at_the_slot(person: Person) -> Person:
    return person.proves().orders().sees(S.PAY)


@pytest.mark.parametrize("requests", [1, 3, 7, 12, 20, 60, 100])
def test_a_coin_that_fell_just_before_the_silence_is_counted_or_comes_back(
    person: Person, requests: int
) -> None:
    """Silent for a look or for a minute: the visit is served, or all of it is in the tray."""
    at_the_slot(person)
    person.environment.changer.insert(500)
    is_silent_for(person, requests)
    person.waits(200)
    if person.machine.state in (S.TAKE_PAPERS, S.FAREWELL, S.ATTRACT) and person.environment.printer.sheets:
        person.has_in_tray(250)
    else:
        person.has_in_tray(500)
    person.owes_nothing()


def test_a_moment_of_silence_does_not_end_the_visit(person: Person) -> None:
    at_the_slot(person)
    is_silent_for(person, 5)
    person.waits(3).sees(S.PAY).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()


def test_when_the_acceptor_stays_silent_nobody_else_is_served_before_staff_has_looked(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.insert(500)
    person.environment.changer.acceptor.faults.add(CoinFault.SILENT)
    person.waits(200)
    person.presses_ok().waits(1).sees(S.OUT_OF_SERVICE)
    assert person.machine.view.status.stop is Reason.CASH_FAULT
    person.environment.changer.acceptor.faults.clear()
    person.waits(120).sees(S.OUT_OF_SERVICE)
    (visit,) = [each for each in accounts(person.journal.entries()).values() if each.visit]
    assert visit.needs_staff, "the deposit is an open case"


def test_a_terminal_started_again_credits_what_the_silent_acceptor_had_counted(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.insert(500)
    person.environment.changer.acceptor.faults.add(CoinFault.SILENT)
    person.waits(200)
    person.environment.changer.acceptor.faults.clear()
    person.boots().sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    (visit,) = [each for each in accounts(person.journal.entries()).values() if each.visit]
    assert (visit.inserted, visit.owed) == (500, 500)
