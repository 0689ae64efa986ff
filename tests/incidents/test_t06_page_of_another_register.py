"""T6. Tokushima, March 2023: page 2 of a family register of three pages was another family's.

Every page is bound to its record, the record to the visit by the centre's signature over exactly its bytes,
and both are compared immediately before the first sheet.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.documents.document import render
from kiosk.fsm.flow.printing import PrintFailed
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import PrintingRun, Visit
from kiosk.journal.catalogue import Kind
from kiosk.tasks.paper.prepared_certificates import PreparedCertificate
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from tests.incidents.conftest import Fleet
from tests.support.fleet import LightTerminal, subjects_on
from tests.support.visits import Person

LARGE = "large_household"
"""Seven people on two pages."""


@pytest.mark.parametrize("profile", ["normal", "single", LARGE])
def test_an_entry_of_another_register_in_the_middle_is_no_record_of_the_centre(
    person: Person, profile: str
) -> None:
    person.proves(profile)
    person.environment.centre.faults.only([CentreFault.PAGE_OF_ANOTHER])
    person.orders().sees(S.REFUSAL, Reason.RECORD_NOT_GENUINE)
    person.has_journalled(Kind.CERTIFICATES_APPLIED, Kind.ISSUING_STOPPED, Kind.CERTIFICATES_REFUSED)
    person.has_sheets(0).has_in_tray(0).owes_nothing().presses_ok().waits(60)
    person.sees(S.OUT_OF_SERVICE, Reason.RECORD_NOT_GENUINE)


def test_one_copy_of_another_person_keeps_all_copies_from_the_paper(person: Person) -> None:
    person.proves()
    person.environment.centre.faults.only([CentreFault.COPY_OF_ANOTHER])
    person.orders(copies=3).sees(S.REFUSAL, Reason.RECORD_MISMATCH)
    person.has_sheets(0).has_in_tray(0).owes_nothing()


@pytest.mark.parametrize("page", [0, 1])
def test_a_page_that_is_exchanged_before_printing_keeps_the_whole_document_from_the_paper(
    centre: SimulatedCentre, fleet: Fleet, page: int
) -> None:
    (terminal,) = fleet(1)
    visit = terminal.signs_in(LARGE)
    own = prepare(terminal, visit)
    assert len(own.document.pages) == 2
    foreign = render(own.record.model_copy(update={"subject": "0" * 64}), terminal.fonts)
    pages = tuple(
        (foreign if number == page else own.document).pages[number] for number in range(len(foreign.pages))
    )
    terminal.prepared.put(visit.id, (replace(own, document=replace(own.document, pages=pages)),))
    assert_is_not_printed(terminal, visit)


def test_paper_under_the_right_bindings_that_was_drawn_for_another_is_found_by_its_bytes(
    centre: SimulatedCentre, fleet: Fleet
) -> None:
    (terminal,) = fleet(1)
    visit = terminal.signs_in(LARGE)
    own = prepare(terminal, visit)
    foreign = render(own.record.model_copy(update={"subject": "0" * 64}), terminal.fonts)
    mixed = replace(own.document, pdf=foreign.pdf)
    terminal.prepared.put(visit.id, (replace(own, document=mixed),))
    assert_is_not_printed(terminal, visit)


def prepare(terminal: LightTerminal, visit: Visit) -> PreparedCertificate:
    terminal.prepared.open(visit.id)
    terminal.certificates.prepare(TaskContext(S.PREPARE, 1, visit))
    (own,) = terminal.prepared.certificates(visit.id)
    return own


def assert_is_not_printed(terminal: LightTerminal, visit: Visit) -> None:
    printing = replace(visit, printing=PrintingRun(sheets=2))
    assert terminal.printing.submit(TaskContext(S.SUBMIT_JOB, 2, printing)) == PrintFailed(
        Reason.RECORD_MISMATCH
    )
    assert subjects_on(terminal.printer) == []
    assert terminal.has_journalled(Kind.ISSUING_STOPPED) == 1
    assert terminal.has_journalled(Kind.PRINT_INTENDED) == 0
