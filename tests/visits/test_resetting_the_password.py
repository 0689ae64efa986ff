"""The reset of the signature password: reserved by telephone, done here, never half."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from kiosk.centre.errors import AnswerOfAnother
from kiosk.centre.password_reset import ResetCalls, ResetDone, Script
from kiosk.config.sections.hours import ClosureSettings, Hours
from kiosk.config.settings import simulated
from kiosk.fsm.events import Back
from kiosk.fsm.flow.menu import ServiceChosen
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.services import Service
from kiosk_simulator.card.reader import RESET_RETRY_COUNTER
from kiosk_simulator.centre.faults import CentreFault
from tests.support.visits import Person

SIGNATURE_PASSWORD = 0x001B
OLD, NEW = "ABC123", "KIOSK2026"


@pytest.fixture
def reserved(person: Person) -> Person:
    """Somebody with a reservation and a card as it was issued."""
    person.environment.cards.reissue("normal")
    return person.has_a_centre_of_its_own().reserves("normal")


def test_a_reserved_reset_sets_the_password_and_prints_a_slip(reserved: Person) -> None:
    reserved.asks_for_a_reset().sees(S.NEW_PASSWORD)
    assert reserved.machine.view.visit.reset.good_until == reserved.clock.now() + timedelta(
        hours=24
    ) - timedelta(seconds=reserved.clock.monotonic())
    reserved.types_password(NEW, NEW).sees(S.RESULT).has_slips(1).has_sheets(0)
    assert reserved.machine.view.visit.reset.number
    assert reserved.machine.view.visit.receipt_printed
    reserved.presses_ok().sees(S.RETURN_CARD).takes_card().sees(S.ATTRACT)
    reserved.owes_nothing().leaves_no_trace()
    reserved.has_journalled(Kind.PASSWORD_RESET_INTENDED, Kind.PASSWORD_RESET_DONE)
    assert reserved.card_opens_with(NEW)


def test_a_locked_password_opens_again_with_the_new_one(person: Person) -> None:
    person.environment.cards.reissue("password_locked")
    person.has_a_centre_of_its_own().reserves("password_locked").asks_for_a_reset("password_locked")
    person.types_password(NEW, NEW).sees(S.RESULT)
    assert person.environment.card("password_locked").tries_left(SIGNATURE_PASSWORD) == 5
    assert person.card_opens_with(NEW, "password_locked")


def test_a_last_answer_that_is_somebody_elses_stops_the_terminal_and_not_the_shopper(
    reserved: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ResetCalls.go_on

    def exchanged(
        self: ResetCalls, script: Script, visit: str, responses: Sequence[bytes]
    ) -> Script | ResetDone:
        answer = real(self, script, visit, responses)
        if isinstance(answer, ResetDone):
            raise AnswerOfAnother("to another visit")
        return answer

    monkeypatch.setattr(ResetCalls, "go_on", exchanged)
    reserved.asks_for_a_reset().types_password(NEW, NEW).sees(S.RESULT).has_slips(1)
    assert reserved.card_opens_with(NEW)
    reserved.has_journalled(Kind.PASSWORD_RESET_INTENDED, Kind.ISSUING_STOPPED, Kind.PASSWORD_RESET_DONE)
    reserved.presses_ok().takes_card().waits(60).sees(S.OUT_OF_SERVICE, Reason.RECORD_MISMATCH)
    reserved.boots().sees(S.OUT_OF_SERVICE, Reason.SUSPENDED_AFTER_MISMATCH)


def test_lower_case_letters_are_raised(reserved: Person) -> None:
    reserved.asks_for_a_reset().types_password("kiosk2026", "Kiosk2026").sees(S.RESULT)
    assert reserved.card_opens_with("KIOSK2026")


def test_two_passwords_that_differ_change_nothing_and_are_asked_for_anew(reserved: Person) -> None:
    reserved.asks_for_a_reset().types_password(NEW, "OTHER2026")
    reserved.sees(S.NEW_PASSWORD, Reason.PASSWORDS_DIFFER)
    reserved.types_password(NEW).sees(S.REPEAT_PASSWORD)
    reserved.machine.post(Back())
    reserved.sees(S.NEW_PASSWORD).types_password(NEW, NEW).sees(S.RESULT)


@pytest.mark.parametrize("password", ["ABCDEFGH", "12345678"])
def test_a_password_without_letter_or_digit_is_not_taken(reserved: Person, password: str) -> None:
    reserved.asks_for_a_reset().types_password(password).sees(S.NEW_PASSWORD)


def test_without_a_reservation_the_card_is_left_alone(person: Person) -> None:
    person.has_a_centre_of_its_own().asks_for_a_reset().sees(S.REFUSAL, Reason.NO_RESERVATION)
    person.presses_ok().takes_card().sees(S.ATTRACT)
    assert person.environment.card("normal").apdus
    assert person.card_opens_with(OLD)


@pytest.mark.parametrize(("late", "state"), [(-30, S.NEW_PASSWORD), (30, S.REFUSAL)])
def test_a_reservation_is_good_for_24_hours(reserved: Person, late: int, state: S) -> None:
    reserved.clock.set(reserved.clock.now() + timedelta(hours=24, seconds=late))
    reserved.kiosk.terminal.look_at_calendar()
    reserved.waits(1).asks_for_a_reset().sees(state)
    if state is S.REFUSAL:
        assert reserved.machine.view.reason is Reason.RESERVATION_TOO_OLD


def test_a_reservation_made_with_another_card_of_the_same_person_is_none(person: Person) -> None:
    person.has_a_centre_of_its_own().reserves("normal").asks_for_a_reset("new_card")
    person.sees(S.REFUSAL, Reason.RESERVED_FOR_ANOTHER_CARD)


@pytest.mark.parametrize(
    ("profile", "notice"),
    [
        ("child", Reason.NO_SIGNATURE_CERTIFICATE),
        ("locked", Reason.PIN_LOCKED),
        ("expired", Reason.CERTIFICATE_EXPIRED),
        ("no_certificate", Reason.NO_AUTHENTICATION_CERTIFICATE),
        ("signature_expired", Reason.SIGNATURE_EXPIRED),
        ("signature_revoked", Reason.SIGNATURE_REVOKED),
        ("revoked", Reason.CERTIFICATE_REVOKED),
    ],
)
def test_a_card_that_cannot_be_reset_is_refused_with_its_reason(
    person: Person, profile: str, notice: Reason
) -> None:
    person.environment.cards.reissue(profile)
    person.has_a_centre_of_its_own().asks_for_a_reset(profile).sees(S.REFUSAL, notice)
    person.presses_ok().takes_card().leaves_no_trace().next_customer_succeeds()


def test_a_wrong_pin_costs_a_try_and_the_last_one_is_asked_for(reserved: Person) -> None:
    reserved.asks_for_a_reset(pin="0000").sees(S.ENTER_PIN, Reason.PIN_WRONG).types("0000").sees(S.LAST_TRY)
    reserved.accepts_last_try().types("0000").sees(S.REFUSAL, Reason.PIN_LOCKED)


def test_a_card_pulled_before_the_reset_took_effect_keeps_the_old_password(reserved: Person) -> None:
    reserved.asks_for_a_reset()
    reserved.environment.reader.remove_at_instruction(RESET_RETRY_COUNTER)
    reserved.types_password(NEW, NEW).sees(S.REFUSAL, Reason.RESET_UNCERTAIN).has_slips(0)
    reserved.has_journalled(Kind.PASSWORD_RESET_INTENDED, Kind.PASSWORD_RESET_ENDED)
    reserved.presses_ok().waits(1).sees(S.ATTRACT)
    assert reserved.card_opens_with(OLD)
    reserved.asks_for_a_reset().types_password(NEW, NEW).sees(S.RESULT)
    assert reserved.card_opens_with(NEW)


def test_a_card_pulled_after_the_reset_took_effect_can_be_reset_once_more(reserved: Person) -> None:
    reserved.asks_for_a_reset()
    reserved.environment.reader.remove_at_instruction(RESET_RETRY_COUNTER, carried_out=True)
    reserved.types_password(NEW, NEW).sees(S.REFUSAL, Reason.RESET_UNCERTAIN).presses_ok().waits(1)
    assert reserved.card_opens_with(NEW)
    reserved.asks_for_a_reset().types_password("ANOTHER1", "ANOTHER1").sees(S.RESULT)
    assert reserved.card_opens_with("ANOTHER1")


def test_a_card_pulled_at_the_beginning_of_the_script_is_asked_for_again(reserved: Person) -> None:
    reserved.asks_for_a_reset()
    reserved.environment.reader.remove_after_apdu(2)
    reserved.types_password(NEW, NEW).sees(S.PLACE_CARD, Reason.CARD_GONE).sets("normal").types("1234")
    reserved.sees(S.NEW_PASSWORD).types_password(NEW, NEW).sees(S.RESULT)


def test_a_card_taken_while_the_password_is_typed_begins_again(reserved: Person) -> None:
    reserved.asks_for_a_reset().types_password(NEW).sees(S.REPEAT_PASSWORD).takes_card()
    reserved.sees(S.PLACE_CARD, Reason.CARD_GONE)
    assert reserved.kiosk.terminal.machine.model.secrets.password is None


def test_another_card_exchanged_before_the_reset_is_refused_unharmed(reserved: Person) -> None:
    other = reserved.environment.cards.reissue("katsuko")
    reserved.asks_for_a_reset().types_password(NEW)
    reserved.environment.reader.remove()
    reserved.environment.reader.insert(other)
    reserved.types_password(NEW).sees(S.REFUSAL, Reason.CARD_CHANGED)
    assert reserved.card_opens_with(OLD, "katsuko")


@pytest.mark.parametrize(
    ("fault", "notice"),
    [
        (CentreFault.WRONG_CRYPTOGRAM, Reason.RESET_REFUSED),
        (CentreFault.FORBIDDEN_COMMAND, Reason.RESET_REFUSED),
        (CentreFault.ENDLESS_SCRIPT, Reason.CENTRE_ANSWER_INVALID),
        (CentreFault.OUT_OF_SERVICE, Reason.CENTRE_UNREACHABLE),
        (CentreFault.GARBAGE, Reason.CENTRE_ANSWER_INVALID),
    ],
)
def test_a_centre_that_fails_leaves_the_password_as_it_was(
    reserved: Person, fault: CentreFault, notice: Reason
) -> None:
    reserved.asks_for_a_reset().types_password(NEW)
    reserved.environment.centre.faults.set(fault)
    reserved.types_password(NEW).sees(S.REFUSAL, notice)
    reserved.environment.centre.faults.only()
    reserved.presses_ok().takes_card().sees(S.ATTRACT)
    assert reserved.card_opens_with(OLD)
    reserved.asks_for_a_reset().types_password(NEW, NEW).sees(S.RESULT)


def test_a_reset_that_the_card_confirmed_is_done_even_when_the_centre_does_not_hear_of_it(
    reserved: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = ResetCalls.go_on
    calls: list[Script] = []

    def loses_the_last_answer(
        self: ResetCalls, script: Script, visit: str, responses: Sequence[bytes]
    ) -> Script | ResetDone:
        calls.append(script)
        if len(calls) == 2:
            reserved.environment.centre.faults.set(CentreFault.OUT_OF_SERVICE)
        return go_on(self, script, visit, responses)

    monkeypatch.setattr(ResetCalls, "go_on", loses_the_last_answer)
    reserved.asks_for_a_reset().types_password(NEW, NEW).sees(S.RESULT).has_slips(1)
    assert reserved.machine.view.visit.reset.number
    assert reserved.card_opens_with(NEW)


def test_a_slip_that_cannot_be_printed_leaves_the_number_on_the_screen(reserved: Person) -> None:
    reserved.asks_for_a_reset()
    reserved.environment.receipt_printer.stop()
    reserved.types_password(NEW, NEW).sees(S.RESULT)
    assert not reserved.machine.view.visit.receipt_printed
    assert reserved.machine.view.visit.reset.number


def test_whoever_walks_away_while_typing_leaves_nothing_and_the_card_is_called_for(reserved: Person) -> None:
    reserved.asks_for_a_reset().types_password(NEW).lets_time_out().sees(S.RETURN_CARD, Reason.TIMED_OUT)
    assert reserved.kiosk.terminal.machine.model.secrets.password is None
    reserved.takes_card().sees(S.ATTRACT).leaves_no_trace()
    assert reserved.card_opens_with(OLD)


def test_at_closing_time_typing_ends_and_nothing_is_changed(reserved: Person) -> None:
    reserved.asks_for_a_reset().types_password(NEW)
    reserved.clock.set(reserved.clock.now().replace(hour=23, minute=0, second=0))
    reserved.kiosk.terminal.look_at_calendar()
    reserved.waits(1).sees(S.REFUSAL, Reason.CLOSING_TIME)
    reserved.presses_ok().takes_card().sees(S.CLOSED)
    assert reserved.card_opens_with(OLD)


def test_the_reset_may_be_closed_for_maintenance_while_certificates_go_on(person: Person) -> None:
    closure = ClosureSettings(
        start=person.clock.now() - timedelta(hours=1),
        end=person.clock.now() + timedelta(hours=1),
        services=(Service.PASSWORD_RESET,),
    )
    person.boots(simulated(hours=Hours(closures=(closure,))))
    person.starts(service=Service.PASSWORD_RESET).sees(S.MENU)
    person.machine.post(ServiceChosen(Service.CERTIFICATES))
    person.sees(S.CONSENT)


def test_maintenance_of_the_reset_ends_one_that_was_begun(reserved: Person) -> None:
    closure = ClosureSettings(
        start=reserved.clock.now() + timedelta(minutes=20),
        end=reserved.clock.now() + timedelta(hours=1),
        services=(Service.PASSWORD_RESET,),
    )
    reserved.boots(simulated(hours=Hours(closures=(closure,))))
    reserved.asks_for_a_reset().types_password(NEW)
    reserved.clock.set(closure.start)
    reserved.kiosk.terminal.look_at_calendar()
    reserved.waits(1).sees(S.REFUSAL, Reason.CLOSING_TIME).presses_ok().takes_card().sees(S.ATTRACT)
    reserved.starts(service=Service.CERTIFICATES).sees(S.CONSENT)


def test_a_card_for_face_authentication_is_told_that_it_has_no_pin(person: Person) -> None:
    person.starts(service=Service.PASSWORD_RESET).agrees().sets("face_authentication")
    person.sees(S.REFUSAL, Reason.NO_PIN)
    assert S.ENTER_PIN not in person.machine.states
