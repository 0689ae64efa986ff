"""T8. Munakata, 28 June 2023: the previous user's resident record.

However a visit ended, the next one finds nothing of it at the terminal; and where the centre sends the answer
of the visit before, the terminal does not take it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from tests.incidents.conftest import Fleet
from tests.support.fleet import subjects_on
from tests.support.visits import Person

ENDINGS: list[Callable[[Person], Person]] = [
    lambda person: person.ends(),
    lambda person: person.lets_time_out(),
    lambda person: person.boots(),
]


@pytest.mark.parametrize("ending", ENDINGS, ids=["cancelled", "timed out", "crashed"])
def test_nothing_prepared_for_one_visit_is_printed_in_the_next(
    person: Person, ending: Callable[[Person], Person]
) -> None:
    person.proves("normal").orders().sees(S.PAY)
    (gone,) = person.kiosk.prepared.certificates(person.kiosk.terminal.machine.visit.id)
    ending(person).waits_until(S.ATTRACT).leaves_no_trace()
    person.next_customer_succeeds()
    (sheet, *_), subjects = person.environment.printer.sheets, subjects_on(person.environment.printer)
    assert gone.record.subject not in subjects
    assert sheet.name != gone.record.document_number
    person.owes_nothing()


@pytest.mark.parametrize("ending", ENDINGS, ids=["cancelled", "timed out", "crashed"])
def test_the_answer_of_the_visit_before_is_refused_however_that_ended(
    person: Person, ending: Callable[[Person], Person]
) -> None:
    person.proves("normal").orders().sees(S.PAY)
    ending(person).waits_until(S.ATTRACT)
    person.proves("single")
    person.environment.centre.faults.only([CentreFault.PREVIOUS_ANSWER])
    person.orders().sees(S.REFUSAL, Reason.RECORD_MISMATCH).has_sheets(0).has_in_tray(0).owes_nothing()


@pytest.mark.parametrize("profile", ["single", "normal"])
def test_an_earlier_answer_is_refused_even_if_it_is_the_same_persons(
    centre: SimulatedCentre, fleet: Fleet, profile: str
) -> None:
    (terminal,) = fleet(1)
    first = terminal.visit("normal")
    centre.faults.only([CentreFault.PREVIOUS_ANSWER])
    assert terminal.visit(profile).refused is Reason.RECORD_MISMATCH
    centre.faults.only([CentreFault.REPLAYED_RECORD])
    assert terminal.visit(profile).refused is Reason.RECORD_MISMATCH
    assert subjects_on(terminal.printer) == [first.subject]
