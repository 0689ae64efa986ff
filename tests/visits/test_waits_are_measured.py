"""The waits of a visit are measured, and the next visit is told how long they take."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.fsm.timeouts import FIRST_WAITS, SHEET
from tests.support.visits import Person


def told(person: Person, state: S) -> list[float]:
    """What was told in this state, entry by entry."""
    seen = {view.generation: view.expected for view in person.machine.views if view.state is state}
    return [expected for expected in seen.values() if expected is not None]


def test_the_second_visit_is_told_what_the_first_has_taken(person: Person) -> None:
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS)
    assert told(person, S.PREPARE) == [FIRST_WAITS["prepare"]]
    assert told(person, S.PRINT) == [FIRST_WAITS[SHEET]]
    person.presses_ok().waits_until(S.ATTRACT)
    person.environment.changer.take_tray()
    person.environment.printer.taken()
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS)
    _, prepared = told(person, S.PREPARE)
    assert prepared != FIRST_WAITS["prepare"]
    assert 0 <= prepared < 5


def test_a_wait_that_timed_out_teaches_nothing(person: Person) -> None:
    person.proves()
    person.workers.hang("centre", limit=70.0)
    person.orders().sees(S.PREPARE).lets_time_out().sees(S.REFUSAL)
    person.presses_ok().waits(100).sees(S.ATTRACT).proves().orders()
    assert told(person, S.PREPARE) == [FIRST_WAITS["prepare"]] * 2


def test_a_person_is_no_wait(person: Person) -> None:
    person.proves().orders().sees(S.PAY)
    assert (person.machine.view.since, person.machine.view.expected) == (None, None)
