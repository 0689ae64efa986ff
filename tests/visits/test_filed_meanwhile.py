"""What was true when the list was shown and is not any more when the order arrives. No money is taken."""

from __future__ import annotations

import pytest

from kiosk.fsm.flow.certificates import OrderConfirmed
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.certificates import Availability, CertificateKind
from kiosk_simulator.centre.faults import CentreFault
from tests.support.visits import Person

NOT_ANY_MORE = [
    (CentreFault.MOVE_OUT_FILED, Reason.REFUSED_BY_MUNICIPALITY),
    (CentreFault.PROTECTION_FILED, Reason.REFUSED_BY_MUNICIPALITY),
    (CentreFault.REFUSE, Reason.REFUSED_BY_MUNICIPALITY),
    (CentreFault.REVOKED, Reason.CERTIFICATE_REVOKED),
]


@pytest.mark.parametrize(("fault", "reason"), NOT_ANY_MORE)
def test_what_is_filed_between_list_and_order_is_judged_before_money(
    person: Person, fault: CentreFault, reason: Reason
) -> None:
    issued = person.environment.centre.issued()
    person.proves().sees(S.CERTIFICATES)
    person.environment.centre.faults.set(fault)
    person.orders().sees(S.REFUSAL, reason)
    assert S.OPEN_DEPOSIT not in person.machine.states
    assert person.environment.centre.issued() == issued
    person.has_journalled(Kind.CERTIFICATES_APPLIED, Kind.CERTIFICATES_REFUSED)
    person.presses_ok().has_sheets(0).has_in_tray(0).owes_nothing().leaves_no_trace()
    person.environment.centre.faults.only()
    person.next_customer_succeeds()


def test_a_protective_measure_reads_as_a_moving_out_does(person: Person) -> None:
    read = []
    for fault in (CentreFault.MOVE_OUT_FILED, CentreFault.PROTECTION_FILED):
        person.proves()
        person.environment.centre.faults.only([fault])
        person.orders().sees(S.REFUSAL)
        read.append((person.machine.view.reason, person.machine.view.visit.again_at))
        person.environment.centre.faults.only()
        person.presses_ok().waits_until(S.ATTRACT)
    assert read[0] == read[1]


def test_the_next_list_has_a_cancelled_seal_registration_at_the_counter_and_all_else(person: Person) -> None:
    person.environment.centre.faults.set(CentreFault.SEAL_CANCELLED)
    person.proves().sees(S.CERTIFICATES)
    at_counter = {
        offer.kind
        for offer in person.machine.view.visit.offers
        if offer.availability is Availability.ASK_COUNTER
    }
    assert at_counter == {CertificateKind.SEAL_REGISTRATION}
    person.orders().inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250)


def test_an_order_that_was_refused_cannot_be_confirmed_again(person: Person) -> None:
    person.proves()
    person.environment.centre.faults.set(CentreFault.MOVE_OUT_FILED)
    person.orders().sees(S.REFUSAL)
    person.machine.post(OrderConfirmed())
    person.sees(S.REFUSAL).presses_ok().waits_until(S.ATTRACT).owes_nothing()


@pytest.mark.parametrize("fault", [CentreFault.REVOKED, CentreFault.REFUSE])
def test_a_registration_is_judged_again_when_it_arrives(person: Person, fault: CentreFault) -> None:
    person.environment.cards.reissue("unregistered")
    person.has_a_centre_of_its_own().asks_for_registration().fills_in().confirms()
    person.environment.centre.faults.set(fault)
    person.types_password("ABC123").sees(S.REFUSAL)
    assert person.machine.view.reason is dict(NOT_ANY_MORE)[fault]
    person.has_journalled(Kind.APPLICATION_INTENDED, Kind.APPLICATION_ENDED).has_slips(0)


def test_a_card_that_was_revoked_since_its_pin_gets_no_new_password(person: Person) -> None:
    person.environment.cards.reissue("normal")
    person.has_a_centre_of_its_own().reserves("normal").asks_for_a_reset()
    person.environment.centre.faults.set(CentreFault.REVOKED)
    person.types_password("KIOSK2026", "KIOSK2026").sees(S.REFUSAL, Reason.CERTIFICATE_REVOKED)
    assert not person.card_opens_with("KIOSK2026")
