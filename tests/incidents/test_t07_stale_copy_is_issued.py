"""T7. Niigata, Saitama, Kumamoto, December 2020 to May 2023: eleven certificates of seals already cancelled.

The copy that certificates are issued from had not been synchronised. What was filed counts from that moment;
what was read from the register too long ago is refused by the terminal, however well it is signed and
whatever day it bears.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.config.settings import simulated
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.certificates import CertificateKind
from kiosk_simulator.centre.faults import CentreFault
from tests.support.visits import Person

SEAL = CertificateKind.SEAL_REGISTRATION


def orders_a_seal_certificate(person: Person) -> Person:
    person.machine.post(CertificateChosen(SEAL))
    if person.machine.view.state is S.OPTIONS:
        person.machine.post(OptionsChosen((), 1))
    person.machine.post(OrderConfirmed())
    return person


def test_a_seal_cancelled_since_the_list_was_shown_is_refused(person: Person) -> None:
    person.proves()
    person.environment.centre.faults.only([CentreFault.SEAL_CANCELLED])
    orders_a_seal_certificate(person).sees(S.REFUSAL, Reason.REFUSED_BY_MUNICIPALITY)
    person.has_sheets(0).has_in_tray(0).owes_nothing()


@pytest.mark.parametrize("filed", [CentreFault.SEAL_CANCELLED, CentreFault.MOVE_OUT_FILED])
def test_a_stale_copy_that_knows_nothing_of_it_issues_nothing_either(
    person: Person, filed: CentreFault
) -> None:
    person.proves()
    person.environment.centre.faults.only([filed, CentreFault.STALE_COPY])
    orders_a_seal_certificate(person).sees(S.REFUSAL, Reason.RECORD_MISMATCH)
    person.has_journalled(Kind.CERTIFICATES_APPLIED, Kind.ISSUING_STOPPED, Kind.CERTIFICATES_REFUSED)
    person.has_sheets(0).has_in_tray(0).owes_nothing().presses_ok().waits(60)
    person.sees(S.OUT_OF_SERVICE, Reason.RECORD_MISMATCH)


@pytest.mark.parametrize("hours", [1, 24])
def test_how_old_a_copy_may_be_is_a_setting(person: Person, hours: int) -> None:
    """Two hours are allowed: a copy of an hour ago is issued from, one of yesterday is not."""
    person.boots(simulated(centre={"record_age": 7200})).proves()
    person.environment.centre.faults.stale_by = timedelta(hours=hours)
    person.environment.centre.faults.only([CentreFault.STALE_COPY])
    person.orders()
    assert (person.machine.view.reason is Reason.RECORD_MISMATCH) is (hours == 24)
    assert (person.machine.view.state is S.PAY) is (hours == 1)
    person.has_sheets(0).has_in_tray(0).owes_nothing()


def test_a_record_dated_tomorrow_is_refused_as_well(person: Person) -> None:
    person.proves()
    person.environment.centre.faults.only([CentreFault.WRONG_CLOCK])
    person.orders().sees(S.REFUSAL, Reason.RECORD_MISMATCH)
    person.has_sheets(0).has_in_tray(0).owes_nothing()


def test_an_order_over_midnight_is_no_mismatch(person: Person) -> None:
    """Asked for before midnight and dated after it: both days are right."""
    person.boots().proves()
    centre = person.environment.centre
    person.clock.set(person.clock.now().replace(hour=23, minute=59, second=59))
    asked = person.clock.now()

    def ticks() -> object:
        person.clock.advance(1.0)
        return centre_now()

    centre_now = centre.now
    centre.now = ticks  # type: ignore[assignment]
    person.orders()
    centre.now = centre_now
    assert person.clock.now().date() > asked.date()
    assert person.machine.view.reason is not Reason.RECORD_MISMATCH
    assert Kind.CERTIFICATES_RECEIVED in [entry.kind for entry in person.journal.entries()]
