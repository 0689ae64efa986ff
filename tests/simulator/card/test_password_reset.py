"""The software card's side of a password reset: once, for one challenge, by the issuer's key alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.credentials.password import Password
from kiosk_simulator.card.jpki_card import (
    AUTHENTICATION_PIN,
    SIGNATURE_PASSWORD,
    CardContents,
    SoftwareJpkiCard,
)
from kiosk_simulator.card.password_reset import RESET_KEY, RESET_KEY_TRIES
from kiosk_simulator.card.reset_key import authorisation

Issue = Callable[[str], SoftwareJpkiCard]
SELECT_JPKI = "00A4040C0AD392F000260100000001"
SELECT_KEY, SELECT_PIN, SELECT_PASSWORD = "00A4020C020019", "00A4020C020018", "00A4020C02001B"
GET_CHALLENGE = "0084000010"
OLD, NEW = b"ABC123", b"NEW456"


def say(card: SoftwareJpkiCard, *commands: str) -> str:
    """Send commands in hexadecimal; return the last answer in hexadecimal."""
    answer = b""
    for command in commands:
        answer = card.transmit(bytes.fromhex(command))
    return answer.hex().upper()


def challenge_of(card: SoftwareJpkiCard) -> bytes:
    return bytes.fromhex(say(card, SELECT_JPKI, SELECT_KEY, GET_CHALLENGE))[:-2]


def proof(card: SoftwareJpkiCard, challenge: bytes, key: bytes | None = None) -> str:
    used = key or card.contents.reset_key
    assert used is not None
    return "0082008010" + authorisation(used, challenge).hex()


def authorised(card: SoftwareJpkiCard) -> SoftwareJpkiCard:
    assert say(card, proof(card, challenge_of(card))) == "9000"
    return card


def reset(password: bytes = NEW) -> str:
    return f"002C0280{len(password):02X}{password.hex()}"


def verify(password: bytes) -> str:
    return f"00200080{len(password):02X}{password.hex()}"


@pytest.fixture
def good(card: Issue) -> SoftwareJpkiCard:
    issued = card("normal")
    issued.power_on()
    return issued


@pytest.mark.parametrize("profile", ["normal", "password_locked"])
def test_an_authorised_reset_sets_the_password_and_fills_its_counter(card: Issue, profile: str) -> None:
    issued = card(profile)
    issued.power_on()
    assert say(authorised(issued), SELECT_PASSWORD, reset()) == "9000"
    assert issued.tries_left(SIGNATURE_PASSWORD) == 5
    assert say(issued, verify(OLD)) == "63C4"
    assert say(issued, verify(NEW)) == "9000"


def test_a_new_password_stays_when_the_power_goes(good: SoftwareJpkiCard) -> None:
    say(authorised(good), SELECT_PASSWORD, reset())
    good.power_off()
    good.power_on()
    assert say(good, SELECT_JPKI, SELECT_PASSWORD, verify(NEW)) == "9000"


def test_a_reset_ends_what_the_old_password_had_opened(good: SoftwareJpkiCard) -> None:
    assert say(good, SELECT_JPKI, SELECT_PASSWORD, verify(OLD), "00A4020C020001", "00B0000002") == "30829000"
    say(authorised(good), SELECT_PASSWORD, reset())
    assert say(good, "00A4020C020001", "00B0000002") == "6982"


def test_a_reset_leaves_the_pin_as_it_was(good: SoftwareJpkiCard) -> None:
    say(good, SELECT_JPKI, SELECT_PIN, "002000800439393939")
    say(authorised(good), SELECT_PASSWORD, reset())
    assert good.tries_left(AUTHENTICATION_PIN) == 2
    assert say(good, SELECT_PIN, "002000800431323334") == "9000"


def test_without_authorisation_nothing_is_reset(good: SoftwareJpkiCard) -> None:
    assert say(good, SELECT_JPKI, SELECT_PASSWORD, reset()) == "6982"
    assert say(good, SELECT_PIN, "002000800431323334", SELECT_PASSWORD, verify(OLD), reset()) == "6982"
    assert say(good, verify(OLD)) == "9000"


def test_an_authorisation_serves_once(good: SoftwareJpkiCard) -> None:
    assert say(authorised(good), SELECT_PASSWORD, reset()) == "9000"
    assert say(good, reset(b"MORE78")) == "6982"
    assert say(good, verify(NEW)) == "9000"


@pytest.mark.parametrize(
    "bad",
    [b"ABC12", b"ABCDEFGH123456789", b"abc123", b"ABCDEF", b"123456", b"ABC 12", b"ABC-123", b"\x00" * 8],
)
def test_what_may_be_no_password_is_refused_and_uses_the_authorisation_up(
    good: SoftwareJpkiCard, bad: bytes
) -> None:
    assert say(authorised(good), SELECT_PASSWORD, reset(bad)) == "6A80"
    assert say(good, reset()) == "6982"
    assert say(good, verify(OLD)) == "9000"


def test_no_password_at_all_is_no_password_either(good: SoftwareJpkiCard) -> None:
    assert say(authorised(good), SELECT_PASSWORD, "002C0280") == "6A80"
    assert say(good, verify(OLD)) == "9000"


@given(st.binary(min_size=1, max_size=20))
def test_the_card_takes_exactly_what_the_rule_for_new_passwords_takes(typed: bytes) -> None:
    card = SoftwareJpkiCard(CardContents(signature_certificate=b"\x30\x03\x02\x01\x00", reset_key=bytes(16)))
    card.power_on()
    answer = say(authorised(card), SELECT_PASSWORD, reset(typed))
    try:
        password = Password(typed)
    except ValueError:
        fits = False
    else:
        fits = password.is_mixed and password.ascii == typed
    assert answer == ("9000" if fits else "6A80")


def test_a_challenge_is_random_and_serves_for_the_next_command_alone(good: SoftwareJpkiCard) -> None:
    first = challenge_of(good)
    assert first != challenge_of(good)
    second = challenge_of(good)
    assert say(good, SELECT_KEY, proof(good, second)) == "6985"
    assert good.tries_left(RESET_KEY) == RESET_KEY_TRIES, "without a challenge no try is spent"
    challenge_of(good)
    assert say(good, proof(good, first)) == "63C9", "an older challenge is a wrong one"


def test_a_cryptogram_cannot_be_replayed(good: SoftwareJpkiCard) -> None:
    used = proof(good, challenge_of(good))
    assert say(good, used) == "9000"
    assert say(good, used) == "6985"
    challenge_of(good)
    assert say(good, used) == "63C9"


@pytest.mark.parametrize("length", ["01", "08", "0F", "11", "20", "00"])
def test_a_challenge_of_another_length_authorises_nothing(good: SoftwareJpkiCard, length: str) -> None:
    given_back = bytes.fromhex(say(good, SELECT_JPKI, SELECT_KEY, f"00840000{length}"))[:-2]
    assert len(given_back) == (int(length, 16) or 256)
    assert say(good, proof(good, (given_back * 16)[:16])) == "6985"


def test_wrong_cryptograms_block_the_key_for_good_and_a_right_one_before_fills_its_counter(
    good: SoftwareJpkiCard,
) -> None:
    wrong = bytes(16)
    for left in range(RESET_KEY_TRIES - 1, 0, -1):
        assert say(good, proof(good, challenge_of(good), wrong)) == f"63C{left:X}"
    authorised(good)
    assert good.tries_left(RESET_KEY) == RESET_KEY_TRIES
    answers = [say(good, proof(good, challenge_of(good), wrong)) for _ in range(RESET_KEY_TRIES)]
    assert answers[-1] == "63C0"
    good.power_off()
    good.power_on()
    assert say(good, proof(good, challenge_of(good))) == "6984"
    assert say(good, SELECT_PASSWORD, reset()) == "6982"
    assert (good.tries_left(AUTHENTICATION_PIN), good.tries_left(SIGNATURE_PASSWORD)) == (3, 5)


def test_another_cards_key_does_not_authorise(card: Issue) -> None:
    mine, theirs = card("normal"), card("katsuko")
    mine.power_on()
    assert say(mine, proof(mine, challenge_of(mine), theirs.contents.reset_key)) == "63C9"


@pytest.mark.parametrize("end", ["power", "other application", "application again"])
def test_an_authorisation_ends_before_it_is_used(good: SoftwareJpkiCard, end: str) -> None:
    authorised(good)
    if end == "power":
        good.power_off()
        good.power_on()
    elif end == "other application":
        say(good, "00A4040C07A0000001510000")
    assert say(good, SELECT_JPKI, SELECT_PASSWORD, reset()) == "6982"


@pytest.mark.parametrize("challenged", [True, False])
def test_a_cryptogram_that_fails_ends_the_authorisation_that_was_there(
    good: SoftwareJpkiCard, challenged: bool
) -> None:
    authorised(good)
    if challenged:
        say(good, GET_CHALLENGE)
    assert say(good, "0082008010" + "00" * 16) == ("63C9" if challenged else "6985")
    assert say(good, SELECT_PASSWORD, reset()) == "6982"


@pytest.mark.parametrize(
    ("select", "command", "sw"),
    [
        (SELECT_PASSWORD, "002C0080064E4557343536", "6A86"),
        (SELECT_PASSWORD, "002C0380", "6A86"),
        (SELECT_PASSWORD, "002C0200064E4557343536", "6A86"),
        (SELECT_PIN, "002C0280064E4557343536", "6981"),
        (SELECT_KEY, "002C0280064E4557343536", "6981"),
        (SELECT_PIN, "0082008010" + "00" * 16, "6981"),
        (SELECT_KEY, "0082018010" + "00" * 16, "6A86"),
        (SELECT_KEY, "008200800F" + "00" * 15, "6700"),
        (SELECT_KEY, "00820080", "6700"),
        (SELECT_KEY, "0084010010", "6A86"),
        (SELECT_KEY, "00840000", "6700"),
    ],
)
def test_commands_in_another_form_get_their_status_word(
    good: SoftwareJpkiCard, select: str, command: str, sw: str
) -> None:
    assert say(authorised(good), select, command) == sw
    assert say(good, SELECT_PASSWORD, verify(OLD)) == "9000"


def test_a_card_without_signature_certificate_has_no_password_to_reset(card: Issue) -> None:
    child = card("child")
    child.power_on()
    assert say(authorised(child), SELECT_PASSWORD, reset()) == "6A88"


def test_a_card_without_the_key_does_not_know_the_file(card: Issue) -> None:
    other = card("no_certificate")
    other.power_on()
    assert say(other, SELECT_JPKI, SELECT_KEY) == "6A82"
    assert say(other, "0082008010" + "00" * 16) == "6986"


def test_a_short_identifier_addresses_key_and_password_too(good: SoftwareJpkiCard) -> None:
    challenge = bytes.fromhex(say(good, SELECT_JPKI, GET_CHALLENGE))[:-2]
    assert say(good, proof(good, challenge).replace("00820080", "00820099", 1)) == "9000"
    assert say(good, reset().replace("002C0280", "002C029B", 1)) == "9000"
    assert say(good, verify(NEW)) == "9000"


def test_nothing_of_the_key_shows_in_a_repr(good: SoftwareJpkiCard) -> None:
    key = good.contents.reset_key
    assert key is not None
    assert key.hex() not in repr(good.contents)
    assert repr(key) not in repr(good.contents)
