"""Numbers that the journal or a slip cannot hold: settled before the deed, or no reason to deny it."""

from __future__ import annotations

import re

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk_simulator.centre.faults import CentreFault
from tests.support.visits import Person

ODD = [CentreFault.FULL_WIDTH_NUMBERS, CentreFault.UNUSABLE_NUMBERS]
OF_THE_CENTRE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
OF_THE_TERMINAL = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
NUMBER = {CentreFault.FULL_WIDTH_NUMBERS: OF_THE_CENTRE, CentreFault.UNUSABLE_NUMBERS: OF_THE_TERMINAL}


def journalled(person: Person, kind: Kind) -> str:
    (row,) = (each for each in person.journal.entries() if each.kind is kind)
    return str(row.facts["number"])


@pytest.mark.parametrize("fault", ODD)
def test_a_password_that_the_card_has_taken_is_told_whatever_its_number_is(
    person: Person, fault: CentreFault
) -> None:
    person.environment.cards.reissue("normal")
    person.has_a_centre_of_its_own().reserves("normal").asks_for_a_reset()
    person.environment.centre.faults.set(fault)
    person.types_password("KIOSK2026", "KIOSK2026").sees(S.RESULT).has_slips(1)
    number = person.machine.view.visit.reset.number
    assert NUMBER[fault].fullmatch(number)
    assert journalled(person, Kind.PASSWORD_RESET_DONE) == number
    assert person.card_opens_with("KIOSK2026")


@pytest.mark.parametrize("fault", ODD)
def test_an_application_that_was_sent_is_told_whatever_its_number_is(
    person: Person, fault: CentreFault
) -> None:
    person.environment.cards.reissue("unregistered")
    person.has_a_centre_of_its_own().asks_for_registration().fills_in().confirms()
    person.environment.centre.faults.set(fault)
    person.types_password("ABC123").sees(S.RESULT).has_slips(1)
    number = person.machine.view.visit.registration.number
    assert NUMBER[fault].fullmatch(number)
    assert journalled(person, Kind.APPLICATION_SENT) == number


@pytest.mark.parametrize("fault", ODD)
def test_a_document_with_such_a_number_is_refused_before_money(person: Person, fault: CentreFault) -> None:
    person.proves()
    person.environment.centre.faults.set(fault)
    person.orders().sees(S.REFUSAL, Reason.RECORD_INCOMPLETE)
    assert S.OPEN_DEPOSIT not in person.machine.states
    person.presses_ok().has_sheets(0).owes_nothing()
    person.environment.centre.faults.only()
    person.next_customer_succeeds()
