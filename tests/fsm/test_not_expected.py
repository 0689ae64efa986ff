"""An event whose guards do not hold is refused, aloud, and changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.events import Agreed
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen
from kiosk.fsm.flow.menu import MunicipalityChosen
from kiosk.fsm.machine import NotExpected
from kiosk.fsm.states import S
from kiosk.fsm.visit import Selection
from kiosk.rules.certificates import CertificateKind, Offer
from tests.support.fsm_walk import KIND, TOWN, new_machine, remembered


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (S.ATTRACT, Agreed()),  # no row
        (S.CERTIFICATES, CertificateChosen(CertificateKind.TAXATION)),  # a row, but it is not offered
        (S.OTHER_MUNICIPALITY, MunicipalityChosen("00000")),
        (S.OPTIONS, OptionsChosen((), 1)),
    ],
)
def test_what_no_row_takes_is_refused_and_changes_nothing(
    state: S, event: Agreed | CertificateChosen | MunicipalityChosen | OptionsChosen
) -> None:
    machine = new_machine()
    machine.model.state = state
    machine.model.visit = replace(machine.visit, offers=(Offer(KIND, 250),), selection=Selection(KIND))
    before, generation = remembered(machine), machine.generation
    with pytest.raises(NotExpected, match=type(event).__name__):
        machine.handle(event)
    assert (remembered(machine), machine.generation) == (before, generation)


def test_the_next_event_is_judged_on_its_own() -> None:
    machine = new_machine()
    machine.model.state = S.OTHER_MUNICIPALITY
    with pytest.raises(NotExpected):
        machine.handle(MunicipalityChosen("00000"))
    assert machine.handle(MunicipalityChosen(TOWN.code))
    assert machine.state is S.PLACE_CARD
