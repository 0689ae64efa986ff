"""An event whose guards do not hold is refused, aloud, and changes nothing."""

from __future__ import annotations

import pytest
from walk import KIND, TOWN, new_machine, remembered

from kiosk.fsm.events import Agreed, CertificateChosen, MunicipalityChosen, OptionsChosen
from kiosk.fsm.machine import NotExpected
from kiosk.fsm.states import S
from kiosk.rules.certificates import CertificateKind, Offer


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (S.ATTRACT, Agreed()),  # no row
        (S.CERTIFICATES, CertificateChosen(CertificateKind.TAXATION)),  # a row, but it is not offered
        (S.OTHER_MUNICIPALITY, MunicipalityChosen("00000")),
        (S.OPTIONS, OptionsChosen((), 1)),
    ],
)
def test_what_no_row_takes_is_refused_and_changes_nothing(state, event):
    machine = new_machine()
    machine.state = state.value
    machine.visit.offers, machine.visit.kind = (Offer(KIND, 250),), KIND
    before, generation = remembered(machine), machine.generation
    with pytest.raises(NotExpected, match=type(event).__name__):
        machine.handle(event)
    assert (remembered(machine), machine.generation) == (before, generation)


def test_the_next_event_is_judged_on_its_own():
    machine = new_machine()
    machine.state = S.OTHER_MUNICIPALITY.value
    with pytest.raises(NotExpected):
        machine.handle(MunicipalityChosen("00000"))
    assert machine.handle(MunicipalityChosen(TOWN.code))
    assert machine.now_in is S.PLACE_CARD
