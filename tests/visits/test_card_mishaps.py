"""Visits in which the card is the trouble."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from kiosk.config.settings import simulated
from kiosk.fsm.flow.staff.signing_in import StaffCalled
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.rules.services import Service
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from tests.support.visits import Person

READ_APDUS = 16
"""More than reading a card needs: the parametrised pulls below cover every one of them."""

VERIFY = 0x20


def at_the_reader(person: Person) -> Person:
    return person.starts().agrees().chooses_residence().sees(S.PLACE_CARD)


def test_no_card_is_ever_set(person: Person) -> None:
    at_the_reader(person).lets_time_out().sees(S.ATTRACT).owes_nothing().leaves_no_trace()


@pytest.mark.parametrize(
    ("profile", "notice"),
    [
        ("not_jpki", Reason.NOT_A_MY_NUMBER_CARD),
        ("juki", Reason.JUKI_CARD),
        ("no_certificate", Reason.NO_AUTHENTICATION_CERTIFICATE),
        ("damaged", Reason.CARD_UNREADABLE),
        ("expired", Reason.CERTIFICATE_EXPIRED),
        ("locked", Reason.PIN_LOCKED),
        ("face_authentication", Reason.NO_PIN),
    ],
)
def test_a_card_that_cannot_be_used_is_refused_before_the_pin_is_asked(
    person: Person, profile: str, notice: Reason
) -> None:
    at_the_reader(person).sets(profile).sees(S.REFUSAL, notice)
    assert S.ENTER_PIN not in person.machine.states
    person.presses_ok().sees(S.RETURN_CARD).takes_card().sees(
        S.ATTRACT
    ).leaves_no_trace().next_customer_succeeds()


def test_a_card_taken_away_while_the_refusal_is_read_ends_the_visit_at_once(person: Person) -> None:
    at_the_reader(person).sets("juki").sees(S.REFUSAL).takes_card().presses_ok().sees(S.ATTRACT)


@pytest.mark.exhaustive
@pytest.mark.parametrize("apdu", range(READ_APDUS))
def test_a_card_pulled_while_it_is_read_is_asked_for_again(person: Person, apdu: int) -> None:
    person.environment.reader.remove_after_apdu(apdu)
    at_the_reader(person).sets("normal")
    if person.machine.state is S.ENTER_PIN:  # reading had ended before: the card is gone now
        person.environment.reader.remove()
        person.waits(0.5)
    person.sees(S.PLACE_CARD, Reason.CARD_GONE).sets("normal").sees(S.ENTER_PIN)
    assert person.machine.view.visit.card.pin_tries == 3


@pytest.mark.exhaustive
@pytest.mark.parametrize("apdu", range(READ_APDUS))
def test_a_card_pulled_while_the_pin_is_checked_can_be_set_again_and_nothing_is_owed(
    person: Person, apdu: int
) -> None:
    at_the_reader(person).sets("normal")
    person.environment.reader.remove_after_apdu(apdu)
    person.types("1234")
    if S.TAKE_CARD in person.machine.states:  # pulled after the last APDU: that is just taking it
        person.takes_card().sees(S.CERTIFICATES)
        return
    person.sees(S.PLACE_CARD, Reason.CARD_GONE)
    person.sets("normal").types("1234").takes_card().sees(S.CERTIFICATES).owes_nothing()


def test_the_answer_to_the_pin_is_lost_and_the_card_itself_says_how_many_tries_are_left(
    person: Person,
) -> None:
    at_the_reader(person).sets("normal")
    person.environment.reader.remove_at_instruction(VERIFY, carried_out=True)
    person.types("9999").waits(0.5).sees(S.PLACE_CARD)
    person.sets("normal")
    assert person.machine.view.visit.card.pin_tries == person.environment.card("normal").tries_left(0x18)


def test_a_card_swapped_before_the_pin_is_checked_never_sees_the_pin(person: Person) -> None:
    at_the_reader(person).sets("normal").sees(S.ENTER_PIN)
    person.environment.reader.insert(person.environment.card("single"))  # between two looks at the reader
    person.types("1234").sees(S.REFUSAL, Reason.CARD_CHANGED)
    assert person.environment.card("single").tries_left(0x18) == 3


def test_a_wrong_pin_is_told_with_the_tries_left_and_the_right_one_goes_on(person: Person) -> None:
    at_the_reader(person).sets("normal").types("0000").sees(S.ENTER_PIN, Reason.PIN_WRONG)
    assert person.machine.view.visit.card.pin_tries == 2
    person.types("1234").sees(S.TAKE_CARD)


def test_before_the_last_try_the_shopper_is_asked_and_may_stop(person: Person) -> None:
    person.environment.cards.reissue("normal")
    at_the_reader(person).sets("normal").types("0000").types("0000").sees(S.LAST_TRY)
    assert person.machine.view.visit.card.pin_tries == 1
    person.ends().sees(S.RETURN_CARD).takes_card().sees(S.ATTRACT)
    assert person.environment.card("normal").tries_left(0x18) == 1


def test_three_wrong_pins_lock_the_card_and_the_refusal_says_whom_to_ask(person: Person) -> None:
    person.environment.cards.reissue("normal")
    at_the_reader(person).sets("normal").types("0000").types("0000").accepts_last_try().sees(S.ENTER_PIN)
    person.types("0000").sees(S.REFUSAL, Reason.PIN_LOCKED)
    person.presses_ok().takes_card().sees(S.ATTRACT).leaves_no_trace()
    at_the_reader(person).sets("normal").sees(S.REFUSAL, Reason.PIN_LOCKED)


def test_a_card_with_one_try_left_asks_before_it_takes_the_pin(person: Person) -> None:
    person.environment.cards.reissue("one_try_left")
    at_the_reader(person).sets("one_try_left").sees(S.LAST_TRY).accepts_last_try().sees(S.ENTER_PIN)
    person.types("1234").sees(S.TAKE_CARD)


def test_a_forgotten_card_keeps_the_visit_from_going_on_until_it_is_taken(person: Person) -> None:
    at_the_reader(person).sets("normal").types("1234").sees(S.TAKE_CARD)
    person.lets_time_out().sees(S.RETURN_CARD).waits(600).sees(S.RETURN_CARD)
    person.takes_card().sees(S.ATTRACT).owes_nothing().leaves_no_trace()


def test_a_reader_that_fails_in_front_of_a_shopper_sends_for_staff_and_recovers_by_itself(
    person: Person,
) -> None:
    at_the_reader(person)
    person.environment.reader.offline = True
    person.waits(1).sees(S.REFUSAL, Reason.READER_FAULT).presses_ok().waits(10).sees(S.OUT_OF_SERVICE)
    person.environment.reader.offline = False
    person.waits(10).sees(S.ATTRACT)


def test_a_card_that_never_answers_is_given_up_and_its_reader_taken_over(person: Person) -> None:
    person.environment.reader.hang_after_apdu(3)
    at_the_reader(person).sets("normal").sees(S.READ_CARD).lets_time_out().sees(
        S.REFUSAL, Reason.CARD_UNREADABLE
    )
    person.presses_ok().waits(30).sees(S.RETURN_CARD).takes_card().sees(S.ATTRACT).leaves_no_trace()


def with_the_visit_over(person: Person) -> Person:
    return at_the_reader(person).sets("normal").sees(S.ENTER_PIN).ends().sees(S.RETURN_CARD)


def test_a_reader_that_hangs_while_the_card_goes_back_lets_the_shopper_say_so(person: Person) -> None:
    with_the_visit_over(person).does(lambda each: each.workers.hang("card", limit=math.inf))
    person.waits(12).sees(S.CARD_UNSEEN, Reason.READER_FAULT)
    person.presses_ok().sees(S.ATTRACT).leaves_no_trace()


def test_a_card_that_nobody_takes_from_a_reader_that_hangs_calls_staff_once(person: Person) -> None:
    with_the_visit_over(person).does(lambda each: each.workers.hang("card", limit=math.inf))
    person.waits(12 + TIMEOUTS["card_unseen"]).sees(S.OUT_OF_SERVICE, Reason.CARD_LEFT).leaves_no_trace()
    person.boots().sees(S.OUT_OF_SERVICE, Reason.CARD_LEFT)
    person.is_put_in_service_by_staff().waits(10).sees(S.ATTRACT)


def test_a_reader_unplugged_while_the_card_goes_back_is_not_taken_for_a_card_that_was_taken(
    person: Person,
) -> None:
    with_the_visit_over(person)
    person.environment.reader.offline = True
    person.waits(5).sees(S.CARD_UNSEEN, Reason.READER_FAULT)
    person.environment.reader.offline = False
    person.waits(1).sees(S.RETURN_CARD)
    person.environment.reader.offline = True
    person.waits(5).sees(S.CARD_UNSEEN)
    person.environment.reader.remove()
    person.environment.reader.offline = False
    person.waits(1).sees(S.ATTRACT).leaves_no_trace()


def test_a_hanging_reader_that_is_taken_over_sees_the_card_go(person: Person) -> None:
    with_the_visit_over(person).does(lambda each: each.workers.hang("card", limit=20.0))
    person.waits(12).sees(S.CARD_UNSEEN).waits(15).sees(S.RETURN_CARD)
    person.takes_card().sees(S.ATTRACT).leaves_no_trace()


def test_the_patience_with_an_unseen_card_is_a_setting(person: Person) -> None:
    person.boots(simulated(reader={"unseen_patience": 20}))
    with_the_visit_over(person).does(lambda each: each.workers.hang("card", limit=math.inf))
    person.waits(12).sees(S.CARD_UNSEEN).waits(20).sees(S.OUT_OF_SERVICE, Reason.CARD_LEFT)


def test_a_card_that_another_program_holds_for_a_moment_is_no_refusal(person: Person) -> None:
    at_the_reader(person)
    person.environment.reader.hold_for(1.5)
    person.sets("normal").waits(2).sees(S.ENTER_PIN)


def test_odd_states_of_the_reader_in_between_are_not_noticed(person: Person) -> None:
    person.environment.reader.odd_looks = True
    person.proves().sees(S.CERTIFICATES).orders().inserts(500).waits_until(S.TAKE_PAPERS).owes_nothing()


def test_going_home_in_the_middle_of_typing_leaves_nothing(person: Person) -> None:
    at_the_reader(person).sets("normal").sees(S.ENTER_PIN).lets_time_out().sees(S.RETURN_CARD)
    person.takes_card().sees(S.ATTRACT).leaves_no_trace()


def test_staff_can_open_the_terminal_when_a_broken_reader_never_says_that_the_card_is_gone(
    person: Person,
) -> None:
    at_the_reader(person).sets("normal").sees(S.ENTER_PIN)
    person.environment.reader.hang_after_apdu(0)
    person.types("1234").lets_time_out().sees(S.REFUSAL).presses_ok().sees(S.RETURN_CARD)
    person.machine.post(StaffCalled())
    person.sees(S.STAFF_PIN).leaves_no_trace()


@pytest.mark.parametrize("service", [Service.CERTIFICATES, Service.CARD_CHECK])
def test_a_certificate_of_an_unknown_version_is_an_unreadable_card(person: Person, service: Service) -> None:
    contents = person.environment.card("normal").contents
    der = contents.authentication_certificate
    assert der is not None
    fifth = der.replace(bytes.fromhex("a003020102"), bytes.fromhex("a003020104"), 1)
    person.starts(service=service)
    if service is Service.CERTIFICATES:
        person.agrees().chooses_residence()
    person.environment.reader.insert(SoftwareJpkiCard(replace(contents, authentication_certificate=fifth)))
    person.waits(0.5).sees(S.REFUSAL, Reason.CARD_UNREADABLE).presses_ok().takes_card().leaves_no_trace()
