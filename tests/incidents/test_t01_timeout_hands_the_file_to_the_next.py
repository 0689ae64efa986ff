"""T1. Yokohama, 27 March 2023: 10 documents of 18 people.

A long queue passed the limit; the time-out released only the lock of the print order and cancelled nothing,
so that a machine took the next applicant's file. A time-out ends the whole request.
"""

from __future__ import annotations

import threading

from kiosk.config.settings import simulated
from kiosk.fsm.events import Refused
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.journal.catalogue import Kind
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from tests.incidents.conftest import Fleet
from tests.support.fleet import subjects_on
from tests.support.visits import Person

SHORT = 0.4
"""Seconds that these terminals wait for an answer."""


def test_an_answer_after_the_deadline_is_printed_by_nobody(centre: SimulatedCentre, fleet: Fleet) -> None:
    first, second = fleet(2, read_timeout=SHORT)
    centre.faults.only([CentreFault.LATE_ANSWER])
    late = first.visit("normal")
    wronged = second.visit("single")
    assert (late.refused, wronged.refused) == (Reason.CENTRE_SLOW, Reason.RECORD_MISMATCH)
    assert centre.faults.wronged == {wronged.request}
    assert subjects_on(first.printer) == subjects_on(second.printer) == []
    assert first.has_journalled(Kind.CERTIFICATES_REFUSED) == 1
    assert second.has_journalled(Kind.ISSUING_STOPPED) == 1


def test_the_next_visitor_of_a_terminal_that_gave_up_gets_only_his_own(
    centre: SimulatedCentre, fleet: Fleet
) -> None:
    (terminal,) = fleet(1, read_timeout=SHORT)
    gone = terminal.signs_in("normal")
    centre.faults.slow_seconds = 2 * SHORT
    centre.faults.only([CentreFault.SLOW])
    assert terminal.serves(gone).refused is Reason.CENTRE_SLOW
    centre.faults.only()
    own = [terminal.visit("single") for _ in range(3)]
    assert [each.refused for each in own] == [None] * 3
    assert subjects_on(terminal.printer) == [each.subject for each in own]
    assert gone.identity.subject not in subjects_on(terminal.printer)


def test_an_answer_to_a_visit_that_is_over_is_dropped_and_void(centre: SimulatedCentre, fleet: Fleet) -> None:
    (terminal,) = fleet(1)
    gone = terminal.signs_in("normal")
    terminal.prepared.open(gone.id)
    events: list[object] = []
    centre.faults.slow_seconds = SHORT
    centre.faults.only([CentreFault.SLOW])
    task = threading.Thread(
        target=lambda: events.append(terminal.certificates.prepare(TaskContext(S.PREPARE, 1, gone)))
    )
    task.start()
    terminal.prepared.open("the-next-visit")  # while the answer is under way
    task.join()
    assert events == [Refused(Reason.TIMED_OUT)]
    assert terminal.prepared.certificates("the-next-visit") == ()
    terminal.certificates.report_outcomes()
    (outcome,) = [each for each in centre.reports() if each.request == gone.order.request]
    assert (outcome.printed, len(outcome.void)) == ((), 1)


def test_a_whole_terminal_gives_up_and_the_next_who_gets_the_late_answer_pays_nothing(person: Person) -> None:
    faults = person.environment.centre.faults
    person.boots(simulated(centre={"read_timeout": SHORT})).proves("normal")
    faults.only([CentreFault.LATE_ANSWER])
    person.orders().sees(S.REFUSAL, Reason.CENTRE_SLOW).presses_ok().waits_until(S.ATTRACT)
    person.proves("single").orders().sees(S.REFUSAL, Reason.RECORD_MISMATCH)
    person.has_sheets(0).has_in_tray(0).owes_nothing().presses_ok().waits(60)
    person.sees(S.OUT_OF_SERVICE, Reason.RECORD_MISMATCH)
