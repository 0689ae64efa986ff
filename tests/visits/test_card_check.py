"""The card check: no PIN, no try spent, nothing personal, and what to do."""

from __future__ import annotations

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.rules.card_check import Advice, CardState, advice
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.residents import resident
from tests.support.visits import Person

SIGNATURE_PASSWORD = 0x001B


def state_of(person: Person) -> CardState:
    """What was read from the card."""
    state = person.machine.view.visit.card.state
    assert state is not None
    return state


def told(person: Person) -> tuple[Advice, ...]:
    """The advice on the screen."""
    checked_at = person.machine.view.visit.card.checked_at
    assert checked_at is not None
    return advice(state_of(person), checked_at)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("normal", (Advice.IN_ORDER,)),
        ("one_try_left", (Advice.PIN_LAST_TRY,)),
        ("locked", (Advice.PIN_LOCKED,)),
        ("expired", (Advice.AUTHENTICATION_ENDED,)),
        ("expires_soon", (Advice.AUTHENTICATION_ENDS_SOON,)),
        ("child", (Advice.NO_SIGNATURE,)),
        ("password_locked", (Advice.PASSWORD_LOCKED,)),
        ("password_one_try", (Advice.PASSWORD_LAST_TRY,)),
        ("no_certificate", (Advice.NO_AUTHENTICATION,)),
    ],
)
def test_every_card_is_told_its_state_and_loses_nothing_by_it(
    person: Person, profile: str, expected: tuple[Advice, ...]
) -> None:
    card = person.environment.card(profile)
    before = card.tries_left(), card.tries_left(SIGNATURE_PASSWORD)
    person.checks_card(profile).sees(S.CARD_STATE)
    assert told(person) == expected
    state = state_of(person)
    assert state.authentication_tries == (before[0] if state.authentication else None)
    assert state.signature_tries == (before[1] if state.signature else None)
    assert state.signature_ends is None
    assert (card.tries_left(), card.tries_left(SIGNATURE_PASSWORD)) == before
    person.ends().sees(S.RETURN_CARD).takes_card().sees(S.ATTRACT).leaves_no_trace()


@pytest.mark.parametrize(
    ("profile", "notice"),
    [
        ("juki", Reason.JUKI_CARD),
        ("smartphone", Reason.SMARTPHONE_NOT_TAKEN),
        ("face_authentication", Reason.NO_PIN),
        ("not_jpki", Reason.NOT_A_MY_NUMBER_CARD),
        ("damaged", Reason.CARD_UNREADABLE),
    ],
)
def test_what_is_no_my_number_card_is_refused_with_its_reason(
    person: Person, profile: str, notice: Reason
) -> None:
    person.checks_card(profile).sees(S.REFUSAL, notice)


def test_the_signature_certificates_end_is_read_after_its_password_and_fills_the_counter(
    person: Person,
) -> None:
    card = person.environment.cards.reissue("normal")
    person.checks_card().wants_signature_date().sees(S.SIGNATURE_PASSWORD).types_password("WRONG99")
    person.sees(S.SIGNATURE_PASSWORD, Reason.PASSWORD_WRONG)
    assert person.machine.view.visit.card.password_tries == 4
    person.types_password("ABC123").sees(S.CARD_STATE)
    state = state_of(person)
    assert state.signature_ends is not None
    assert state.signature_ends > person.clock.now()
    assert state.signature_tries == card.tries_left(SIGNATURE_PASSWORD) == 5
    assert told(person) == (Advice.IN_ORDER,)


def test_an_ended_signature_certificate_is_seen_only_after_the_password(person: Person) -> None:
    person.checks_card("signature_expired")
    assert told(person) == (Advice.IN_ORDER,)
    person.wants_signature_date().types_password("ABC123").sees(S.CARD_STATE)
    assert told(person) == (Advice.SIGNATURE_ENDED,)


def test_the_last_try_is_asked_for_and_a_wrong_one_locks_the_password_and_not_the_card(
    person: Person,
) -> None:
    card = person.environment.cards.reissue("password_one_try")
    person.checks_card("password_one_try").wants_signature_date().sees(S.LAST_PASSWORD_TRY)
    person.accepts_last_try().sees(S.SIGNATURE_PASSWORD, Reason.PASSWORD_LAST_TRY).types_password("WRONG99")
    person.sees(S.CARD_STATE, Reason.PASSWORD_LOCKED)
    assert told(person) == (Advice.PASSWORD_LOCKED,)
    assert card.tries_left(SIGNATURE_PASSWORD) == 0
    assert card.tries_left() == 3
    person.wants_signature_date().sees(S.CARD_STATE)
    person.ends().takes_card().next_customer_succeeds()


def test_another_card_put_there_for_the_password_is_not_tried(person: Person) -> None:
    other = person.environment.cards.reissue("katsuko")
    person.checks_card().wants_signature_date().takes_card().sets("katsuko").types_password("ABC999")
    person.sees(S.REFUSAL, Reason.CARD_CHANGED)
    assert other.tries_left(SIGNATURE_PASSWORD) == 5


def test_a_card_taken_away_while_it_is_read_is_asked_for_again(person: Person) -> None:
    person.environment.reader.remove_after_apdu(3)
    person.checks_card().sees(S.PLACE_CARD, Reason.CARD_GONE).sets("normal").sees(S.CARD_STATE)


def test_the_state_stays_to_be_read_when_the_card_is_taken_and_goes_with_the_time(person: Person) -> None:
    person.checks_card().takes_card().sees(S.CARD_STATE)
    assert not person.machine.view.visit.card.present
    person.lets_time_out().sees(S.ATTRACT).leaves_no_trace()


@pytest.mark.parametrize("profile", ["normal", "katsuko", "child"])
def test_nothing_on_the_screen_names_the_holder(person: Person, profile: str) -> None:
    person.checks_card(profile)
    if profile != "child":
        person.wants_signature_date().types_password("ABC123")
    key = PROFILES[profile].resident
    assert key is not None
    holder = resident(key)[0]
    assert holder.my_number is not None
    shown = repr(person.machine.view)
    given_name = holder.name.split("　")[1]  # the family name is that of a city on the list
    assert not any(word in shown for word in (given_name, holder.name_kana, holder.my_number))
