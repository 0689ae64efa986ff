"""The usage registration: apply, wait, and get certificates of a register that is elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from kiosk.fsm.events import Back
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.usage_registration import ApplicationWanted, FormFilled
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.certificates import Availability, CertificateKind
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.usage_registration import Registration, RegistrationForm, RegistrationState
from kiosk_simulator.centre.faults import CentreFault
from tests.support.visits import FORM, Person

SIGNATURE_PASSWORD = 0x001B
REGISTER_ALL = CertificateKind.FAMILY_REGISTER_ALL
USABLE_FROM = date(2026, 12, 1)
"""Five business days after Tuesday, 24 November 2026."""


@pytest.fixture
def goro(person: Person) -> Person:
    """Somebody whose register is elsewhere, with a card as it was issued."""
    person.environment.cards.reissue("unregistered")
    return person.has_a_centre_of_its_own()


def record_of(person: Person) -> Registration:
    record = person.machine.view.visit.registration.record
    assert record is not None
    return record


def heads_of(person: Person) -> tuple[str, ...]:
    return person.machine.view.visit.registration.heads


def state_of(person: Person) -> RegistrationState:
    return record_of(person).state


def comes_back_on(person: Person, day: date) -> Person:
    person.clock.set(datetime.combine(day, time(10, 0), JST))
    person.kiosk.terminal.look_at_calendar()
    return person.waits(1).sees(S.ATTRACT)


def applies(person: Person, form: RegistrationForm = FORM) -> Person:
    return person.asks_for_registration().fills_in(form).confirms().types_password("ABC123").sees(S.RESULT)


def finishes(person: Person) -> Person:
    return person.presses_ok().takes_card().sees(S.ATTRACT).leaves_no_trace()


def test_from_application_to_the_printed_register(goro: Person) -> None:
    goro.starts().agrees().chooses_register("01213").sets("unregistered").types("1234")
    goro.sees(S.REFUSAL, Reason.NOT_REGISTERED_HERE).presses_ok().takes_card()

    goro.asks_for_registration().sees(S.REGISTRATION_STATE)
    assert state_of(goro) is RegistrationState.NONE
    goro.fills_in().sees(S.APPLICATION).confirms().sees(S.SIGNATURE_PASSWORD).types_password("ABC123")
    goro.sees(S.RESULT).has_slips(1).has_sheets(0)
    number = goro.machine.view.visit.registration.number
    assert goro.machine.view.visit.registration.usable_from == USABLE_FROM
    goro.has_journalled(Kind.APPLICATION_INTENDED, Kind.APPLICATION_SENT)
    finishes(goro)

    goro.asks_for_registration()
    assert (state_of(goro), record_of(goro).number) == (
        RegistrationState.IN_REVIEW,
        number,
    )
    goro.machine.post(ApplicationWanted())
    goro.sees(S.REGISTRATION_STATE).ends().takes_card()

    comes_back_on(goro, USABLE_FROM).asks_for_registration()
    assert state_of(goro) is RegistrationState.REGISTERED
    goro.ends().takes_card()

    goro.starts().agrees().chooses_register("01213").sets("unregistered").types("1234").takes_card()
    goro.sees(S.CERTIFICATES)
    offered = {o.kind for o in goro.machine.view.visit.offers if o.availability is Availability.AVAILABLE}
    assert REGISTER_ALL in offered
    assert CertificateKind.RESIDENT_RECORD not in offered
    goro.machine.post(CertificateChosen(REGISTER_ALL))
    goro.machine.post(OptionsChosen((), 1))
    goro.machine.post(OrderConfirmed())
    goro.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(50).owes_nothing()


@pytest.mark.parametrize(
    "wrong", [{"lot": "15-4"}, {"town": "試作町一丁目"}, {"head_kana": "シサク　ロクロウ"}], ids=str
)
def test_what_does_not_agree_with_the_register_is_to_be_corrected_and_applied_for_again(
    goro: Person, wrong: dict[str, str]
) -> None:
    form = replace(FORM, head="", **wrong)
    goro.asks_for_registration().fills_in(form).confirms().types_password("ABC123")
    finishes(goro)
    comes_back_on(goro, USABLE_FROM).asks_for_registration()
    assert state_of(goro) is RegistrationState.TO_BE_CORRECTED
    goro.fills_in().confirms().types_password("ABC123").sees(S.RESULT)
    again = goro.machine.view.visit.registration.usable_from
    assert again is not None
    assert again > USABLE_FROM
    finishes(goro)
    comes_back_on(goro, again).asks_for_registration()
    assert state_of(goro) is RegistrationState.REGISTERED


def test_the_head_is_offered_only_for_exactly_what_was_typed(goro: Person) -> None:
    goro.asks_for_registration()
    goro.machine.post(ApplicationWanted())
    goro.machine.post(FormFilled(RegistrationForm(FORM.town)))
    goro.machine.post(FormFilled(RegistrationForm(FORM.town, "15-4")))
    goro.machine.post(FormFilled(RegistrationForm(FORM.town, "15-4", FORM.head_kana)))
    goro.sees(S.HEAD_CANDIDATES)
    assert heads_of(goro) == ()
    for state in (S.REGISTER_HEAD, S.DOMICILE_LOT):
        goro.machine.post(Back())
        goro.sees(state)
    goro.machine.post(FormFilled(RegistrationForm(FORM.town, FORM.lot)))
    goro.machine.post(FormFilled(RegistrationForm(FORM.town, FORM.lot, FORM.head_kana)))
    assert heads_of(goro) == (FORM.head,)
    goro.machine.post(FormFilled(replace(FORM, head="somebody", telephone="")))
    goro.sees(S.HEAD_CANDIDATES)


def test_where_the_municipality_tells_no_heads_nobody_is_asked(goro: Person) -> None:
    goro.environment.cards.reissue("normal")
    goro.asks_for_registration("normal", "99201").sees(S.REFUSAL, Reason.NOT_REGISTERED_HERE)


def test_what_was_typed_stays_when_the_card_is_taken_and_put_back(goro: Person) -> None:
    goro.asks_for_registration().fills_in().takes_card().sees(S.APPLICATION)
    goro.confirms().sees(S.SIGNATURE_PASSWORD).types_password("ABC123").sees(S.SIGNATURE_PASSWORD)
    goro.sets("unregistered").types_password("ABC123").sees(S.RESULT)


def test_a_card_pulled_while_it_signs_is_asked_for_again_and_nothing_typed_is_lost(goro: Person) -> None:
    goro.asks_for_registration().fills_in().confirms()
    goro.environment.reader.remove_after_apdu(9)
    goro.types_password("ABC123").sees(S.SIGNATURE_PASSWORD, Reason.CARD_GONE)
    assert goro.machine.view.visit.registration.form == FORM
    goro.sets("unregistered").types_password("ABC123").sees(S.RESULT)


def test_another_card_cannot_sign(goro: Person) -> None:
    goro.environment.cards.reissue("katsuko")
    goro.asks_for_registration().fills_in().confirms().takes_card().sets("katsuko").types_password("ABC123")
    goro.sees(S.REFUSAL, Reason.CARD_CHANGED)


def test_a_wrong_password_costs_tries_the_last_is_asked_for_and_then_it_is_locked(goro: Person) -> None:
    card = goro.environment.card("unregistered")
    goro.asks_for_registration().fills_in().confirms().types_password("WRONG99")
    goro.sees(S.SIGNATURE_PASSWORD, Reason.PASSWORD_WRONG)
    goro.types_password("WRONG99", "WRONG99").types_password("WRONG99").sees(S.LAST_PASSWORD_TRY)
    assert card.tries_left(SIGNATURE_PASSWORD) == 1
    goro.accepts_last_try().types_password("WRONG99").sees(S.REFUSAL, Reason.PASSWORD_LOCKED)
    goro.presses_ok().takes_card()
    goro.asks_for_registration().sees(S.REGISTRATION_STATE)
    goro.machine.post(ApplicationWanted())
    goro.sees(S.REFUSAL, Reason.PASSWORD_LOCKED)


@pytest.mark.parametrize("fault", [CentreFault.OUT_OF_SERVICE, CentreFault.DOWN])
def test_a_line_that_breaks_at_the_sending_costs_nothing_and_the_same_application_goes_out(
    goro: Person, fault: CentreFault
) -> None:
    goro.asks_for_registration().fills_in().confirms()
    goro.environment.centre.faults.set(fault)
    goro.types_password("ABC123").sees(S.APPLICATION, Reason.CENTRE_UNREACHABLE)
    request = goro.kiosk.terminal.machine.visit.registration.request
    goro.environment.centre.faults.only()
    goro.confirms().types_password("ABC123").sees(S.RESULT)
    assert goro.kiosk.terminal.machine.visit.registration.request == request
    goro.has_journalled(
        Kind.APPLICATION_INTENDED,
        Kind.APPLICATION_ENDED,
        Kind.APPLICATION_INTENDED,
        Kind.APPLICATION_SENT,
    )


def test_a_changed_application_goes_under_another_name(goro: Person) -> None:
    goro.asks_for_registration().fills_in().confirms()
    before = goro.kiosk.terminal.machine.visit.registration.request
    goro.machine.post(Back())
    goro.machine.post(Back())
    goro.machine.post(FormFilled(replace(FORM, telephone="09011112222")))
    goro.confirms()
    assert goro.kiosk.terminal.machine.visit.registration.request != before


@pytest.mark.parametrize(
    ("profile", "code", "notice"),
    [
        ("normal", "01213", Reason.REGISTRATION_NOT_NEEDED),
        ("unregistered", "99201", Reason.REGISTRATION_NOT_NEEDED),
        ("child", "01213", Reason.NO_SIGNATURE_CERTIFICATE),
        ("foreign", "99201", Reason.NOT_REGISTERED_HERE),
    ],
)
def test_who_needs_none_is_told_so(goro: Person, profile: str, code: str, notice: Reason) -> None:
    goro.environment.cards.reissue(profile)
    goro.asks_for_registration(profile, code).sees(S.REFUSAL, notice)
    goro.presses_ok().takes_card().next_customer_succeeds()


def test_a_municipality_that_takes_none_cannot_be_chosen(goro: Person) -> None:
    machine = goro.kiosk.terminal.machine
    municipalities = tuple(
        replace(each, takes_registrations=each.code != "01213") for each in machine.status.municipalities
    )
    machine.model.status = replace(machine.status, municipalities=municipalities)
    goro.asks_for_registration().sees(S.OTHER_MUNICIPALITY)


def test_whoever_walks_away_leaves_nothing_of_the_form(goro: Person) -> None:
    goro.asks_for_registration().fills_in().lets_time_out().sees(S.RETURN_CARD, Reason.TIMED_OUT)
    goro.takes_card().sees(S.ATTRACT).leaves_no_trace()
