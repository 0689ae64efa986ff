"""The program is told to end, at every moment of a visit: what has begun is finished, nothing else begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.fsm.flow.menu import ServiceChosen, Started
from kiosk.fsm.flow.staff.maintenance import StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import IDLE
from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk.runtime.drain import Drain
from tests.support.staff import signs_in
from tests.support.visits import Person


class Ended:
    """Counts how often the program was told that it may end, and where the terminal stood."""

    def __init__(self, person: Person) -> None:
        self.states: list[S] = []
        self.person = person
        self.drain = Drain(person.kiosk.terminal, self._drained)

    def _drained(self) -> None:
        self.states.append(self.person.kiosk.terminal.machine.state)

    def begin(self) -> Ended:
        self.drain.begin()
        self.person.waits(0)
        return self


def test_nobody_there_and_it_ends_at_once_and_says_so(person: Person) -> None:
    ended = Ended(person).begin()
    assert ended.states == [S.OUT_OF_SERVICE]
    person.sees(S.OUT_OF_SERVICE, Reason.ENDING)
    for event in (Started(), ServiceChosen(Service.INFORMATION)):
        person.machine.post(event)
        person.sees(S.OUT_OF_SERVICE, Reason.ENDING)
    assert person.machine.view.visit.id == ""
    person.waits(60).sees(S.OUT_OF_SERVICE, Reason.ENDING)
    assert ended.states == [S.OUT_OF_SERVICE], "told once"


def test_outside_the_hours_it_ends_at_once_too(person: Person) -> None:
    person.at(23, 30).waits(2).sees(S.CLOSED)
    assert Ended(person).begin().states == [S.OUT_OF_SERVICE]


MOMENTS: dict[str, Callable[[Person], Person]] = {
    "the menu": lambda person: person.starts().sees(S.CONSENT),
    "before the card": lambda person: person.starts().agrees(),
    "the PIN is asked for": lambda person: person.starts().agrees().chooses_residence().sets("normal"),
    "the choice": lambda person: person.proves().sees(S.CERTIFICATES),
    "the slot is open": lambda person: person.proves().orders().sees(S.PAY),
    "half is paid": lambda person: person.proves().orders().inserts(100).sees(S.PAY),
    "a sheet is being printed": lambda person: person.proves().orders().inserts(500).waits_until(S.PRINT),
    "the papers lie there": lambda person: person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_visit_that_has_begun_is_not_cut_off(person: Person, moment: str) -> None:
    MOMENTS[moment](person)
    visit, state = person.machine.view.visit.id, person.machine.view.state
    ended = Ended(person).begin()
    assert ended.states == []
    assert (person.machine.view.visit.id, person.machine.view.state) == (visit, state)
    for _ in range(12):
        if person.machine.view.state in IDLE:
            break
        person.lets_time_out()
        assert ended.states == [] or person.machine.view.state in IDLE
        if person.machine.view.state is S.RETURN_CARD:  # it waits, and sounds, until the card is taken
            person.takes_card()
        elif person.machine.view.state is S.TAKE_PAPERS:
            person.presses_ok()
    assert ended.states == [S.OUT_OF_SERVICE]
    person.sees(S.OUT_OF_SERVICE, Reason.ENDING).owes_nothing()


def test_who_pays_to_the_end_gets_change_and_certificate(person: Person) -> None:
    person.proves().orders()
    ended = Ended(person).begin()
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250)
    assert ended.states == []
    person.presses_ok().waits_until(S.OUT_OF_SERVICE).owes_nothing()
    assert ended.states == [S.OUT_OF_SERVICE]


@pytest.mark.parametrize("alarms", [0, 1, 3])
def test_forgotten_papers_are_called_for_once_more_and_hold_nobody_up(person: Person, alarms: int) -> None:
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1)
    for _ in range(alarms):
        person.lets_time_out().sees(S.TAKE_PAPERS, Reason.TIMED_OUT)
    ended = Ended(person).begin()
    if not alarms:
        person.lets_time_out()
    person.sees(S.TAKE_PAPERS, Reason.TIMED_OUT)
    assert ended.states == [], "the alarm sounds"
    person.lets_time_out().lets_time_out().sees(S.OUT_OF_SERVICE, Reason.ENDING).owes_nothing()
    assert ended.states == [S.OUT_OF_SERVICE]


def test_papers_are_called_for_without_end_while_the_program_goes_on(person: Person) -> None:
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS)
    for _ in range(5):
        person.lets_time_out().sees(S.TAKE_PAPERS, Reason.TIMED_OUT)


@pytest.mark.parametrize("in_service", [True, False])
def test_staff_finish_what_they_do_and_cannot_clear_it(person: Person, in_service: bool) -> None:
    for event in signs_in():
        person.machine.post(event)
    person.waits(1).sees(S.MAINTENANCE)
    ended = Ended(person).begin()
    assert ended.states == []
    person.machine.post(StaffLeft(in_service=in_service))
    person.waits(0)
    assert ended.states == [S.OUT_OF_SERVICE]


def test_a_new_start_serves_again(person: Person) -> None:
    Ended(person).begin()
    person.boots().waits(1).sees(S.ATTRACT).next_customer_succeeds()
