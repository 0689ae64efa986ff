"""T4. Adachi, 17 January to 18 April 2023: three alarms, each answered with "printed on the second try".

A mismatch stops issuing. That the centre is well again, and that a second try would succeed, clears nothing:
only staff does.
"""

from __future__ import annotations

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk_simulator.centre.faults import PASSING, CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from tests.incidents.conftest import Fleet
from tests.support.fleet import subjects_on
from tests.support.visits import Person


def test_three_mismatches_are_three_alarms_though_the_fourth_answer_is_right(
    centre: SimulatedCentre, fleet: Fleet
) -> None:
    (terminal,) = fleet(1)
    centre.faults.only([CentreFault.PASSING_MISMATCH])
    told = [terminal.visit("normal") for _ in range(PASSING + 1)]
    assert [each.refused for each in told] == [Reason.RECORD_MISMATCH] * PASSING + [None]
    assert subjects_on(terminal.printer) == [told[-1].subject]
    assert terminal.has_journalled(Kind.ISSUING_STOPPED) == PASSING


def test_a_centre_that_is_well_again_does_not_put_the_terminal_back_into_service(person: Person) -> None:
    person.proves()
    person.environment.centre.faults.only([CentreFault.PASSING_MISMATCH])
    person.orders().sees(S.REFUSAL, Reason.RECORD_MISMATCH).presses_ok()
    person.environment.centre.faults.only()
    person.waits(130).sees(S.OUT_OF_SERVICE, Reason.RECORD_MISMATCH)
    person.starts().sees(S.OUT_OF_SERVICE)
    person.boots().waits(60).sees(S.OUT_OF_SERVICE, Reason.SUSPENDED_AFTER_MISMATCH)
    person.boots().sees(S.OUT_OF_SERVICE, Reason.SUSPENDED_AFTER_MISMATCH)
    person.is_put_in_service_by_staff().next_customer_succeeds()


def test_every_mismatch_stops_the_terminal_anew_after_staff_has_cleared_it(person: Person) -> None:
    person.environment.centre.faults.only([CentreFault.PASSING_MISMATCH])
    for _ in range(PASSING):
        person.proves().orders().sees(S.REFUSAL, Reason.RECORD_MISMATCH).presses_ok()
        person.waits(1).sees(S.OUT_OF_SERVICE, Reason.RECORD_MISMATCH)
        person.is_put_in_service_by_staff().waits_until(S.ATTRACT)
    person.has_sheets(0).has_in_tray(0).owes_nothing().next_customer_succeeds()
    person.has_journalled(*[Kind.ISSUING_STOPPED] * PASSING)
