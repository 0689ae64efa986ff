"""Visits with the certificate on a smartphone, where a municipality takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.flow.menu import MunicipalityChosen
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from tests.support.visits import Person

VERIFY = "0020008004"


class Recorded(SoftwareJpkiCard):
    """A token that writes down what it is sent, without the PIN's digits."""

    def __init__(self, token: SoftwareJpkiCard) -> None:
        super().__init__(token.contents)
        self.commands: list[str] = []

    def transmit(self, apdu: bytes) -> bytes:
        written = bytes(apdu).hex()
        self.commands.append(VERIFY if written.startswith(VERIFY) else written)
        return super().transmit(apdu)


def at_the_reader(person: Person) -> Person:
    return person.starts().agrees().chooses_residence().sees(S.PLACE_CARD)


def with_token(person: Person, token: SoftwareJpkiCard) -> Person:
    person.environment.reader.insert(token)
    return person.waits(0.5)


@pytest.mark.parametrize("phone", ["android", "iphone"])
def test_a_phone_is_served_where_the_municipality_takes_it(person: Person, phone: str) -> None:
    at_the_reader(person).sets(phone).sees(S.ENTER_PIN)
    assert person.machine.view.visit.card.smartphone
    person.types("1234").sees(S.TAKE_CARD).takes_card().sees(S.CERTIFICATES)
    assert person.machine.view.visit.municipality is not None
    assert person.machine.view.visit.municipality.code == "99201"


def test_the_city_that_takes_cards_only_says_so_after_the_pin(person: Person) -> None:
    at_the_reader(person).sets("smartphone").sees(S.ENTER_PIN)
    person.types("1234").sees(S.REFUSAL, Reason.SMARTPHONE_NOT_TAKEN)
    person.presses_ok().takes_card().owes_nothing().leaves_no_trace().next_customer_succeeds()


def test_where_the_register_is_kept_is_known_before_the_pin(person: Person) -> None:
    person.starts().agrees().chooses_register("01213").sets("smartphone")
    person.sees(S.REFUSAL, Reason.SMARTPHONE_NOT_TAKEN)
    assert S.ENTER_PIN not in person.machine.states


@pytest.mark.parametrize("service", [Service.PASSWORD_RESET, Service.USAGE_REGISTRATION, Service.CARD_CHECK])
def test_other_services_take_the_card_only(person: Person, service: Service) -> None:
    person.starts(service=service)
    if service is not Service.CARD_CHECK:
        person.agrees()
    if service is Service.USAGE_REGISTRATION:
        person.machine.post(MunicipalityChosen("99201"))
    person.sets("android").sees(S.REFUSAL, Reason.SMARTPHONE_NOT_TAKEN)
    assert S.ENTER_PIN not in person.machine.states


def test_a_phone_is_the_same_one_before_it_gets_the_pin_and_shows_its_certificate_after(
    person: Person,
) -> None:
    phone = Recorded(person.environment.card("iphone"))
    with_token(at_the_reader(person), phone).sees(S.ENTER_PIN)
    asked = len(phone.commands)
    assert not any(each.startswith("00a4020c02000a") for each in phone.commands)
    person.types("1234").takes_card().sees(S.CERTIFICATES)
    proving = phone.commands[asked:]
    compared, verified = (
        [at for at, each in enumerate(proving) if each.startswith(start)]
        for start in ("00a4020c020006", VERIFY)
    )
    assert max(compared) < verified[0]
    assert len(verified) == 1
    assert proving.index("00a4020c02000a") > verified[0]


@pytest.mark.parametrize("other", ["android", "normal", "juki", "not_jpki"])
def test_another_token_in_its_place_gets_no_pin(person: Person, other: str) -> None:
    at_the_reader(person).sets("iphone").sees(S.ENTER_PIN)
    swapped = Recorded(person.environment.card(other))
    person.environment.reader.insert(swapped)
    person.types("1234").sees(S.REFUSAL, Reason.CARD_CHANGED)
    assert swapped.commands
    assert VERIFY not in swapped.commands


def test_a_phone_with_another_serial_number_is_another_phone(person: Person) -> None:
    at_the_reader(person).sets("iphone").sees(S.ENTER_PIN)
    contents = replace(person.environment.card("iphone").contents, serial_number="0000000020500004")
    person.environment.reader.insert(SoftwareJpkiCard(contents))
    person.types("1234").sees(S.REFUSAL, Reason.CARD_CHANGED)


def test_a_wrong_pin_of_a_phone_is_told_with_its_own_tries(person: Person) -> None:
    at_the_reader(person).sets("android").types("9999").sees(S.ENTER_PIN, Reason.PIN_WRONG)
    assert person.machine.view.visit.card.pin_tries == 2
    person.types("1234").sees(S.TAKE_CARD)
