"""T3. Adachi, 22 March and 18 April 2023: 2 documents of 4 people.

Issuing coincided with the on-demand synchronisation from the resident system. Whoever is updated while
somebody is issued for gets a whole certificate of one moment, or none.
"""

from __future__ import annotations

import threading
from itertools import cycle

from kiosk.fsm.reasons import Reason
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from tests.incidents.conftest import Fleet, with_workers
from tests.support.fleet import PEOPLE, at_once, subjects_on

FILED = (CentreFault.MOVE_OUT_FILED, CentreFault.PROTECTION_FILED, CentreFault.SEAL_CANCELLED)


@with_workers
def test_whoever_applies_while_registers_change_gets_the_own_sheet_or_none(
    centre: SimulatedCentre, fleet: Fleet
) -> None:
    terminals = fleet(16)
    signed_in = [
        each.signs_in(profile) for each, profile in zip(terminals, cycle(PEOPLE), strict=False)
    ]  # before anything was filed
    over = threading.Event()

    def update() -> None:
        for filing in cycle(FILED):
            centre.faults.set(filing)
            if over.wait(0.005):
                return
            centre.faults.set(filing, False)

    updates = threading.Thread(target=update)
    updates.start()
    try:
        told = at_once(
            *(lambda at=at, who=who: at.serves(who) for at, who in zip(terminals, signed_in, strict=True))
        )
    finally:
        over.set()
        updates.join()
    for terminal, outcome in zip(terminals, told, strict=True):
        assert outcome.refused in (None, Reason.REFUSED_BY_MUNICIPALITY)
        assert subjects_on(terminal.printer) == ([] if outcome.refused else [outcome.subject])


@with_workers
def test_from_the_moment_a_moving_out_is_filed_nobody_who_signed_in_before_is_issued_for(
    centre: SimulatedCentre, fleet: Fleet
) -> None:
    terminals = fleet(4)
    signed_in = [each.signs_in("normal") for each in terminals]
    centre.faults.set(CentreFault.MOVE_OUT_FILED)
    told = [at.serves(who) for at, who in zip(terminals, signed_in, strict=True)]
    assert [each.refused for each in told] == [Reason.REFUSED_BY_MUNICIPALITY] * 4
    assert [subjects_on(each.printer) for each in terminals] == [[]] * 4
