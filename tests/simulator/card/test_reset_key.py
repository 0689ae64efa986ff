"""The reset's key derivation and cryptogram, checked against OpenSSL's AES-CMAC, byte by byte."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_simulator.card.reset_key import authorisation, card_key

MASTER, CHALLENGE = bytes(range(16)), bytes(range(16, 32))
KEYS = st.binary(min_size=16, max_size=16)


def openssl_cmac(key: bytes, message: bytes) -> bytes:
    done = subprocess.run(
        ["openssl", "mac", "-cipher", "AES-128-CBC", "-macopt", f"hexkey:{key.hex()}", "-binary", "CMAC"],
        input=message,
        capture_output=True,
        check=True,
        timeout=20,
    )
    return done.stdout


def test_openssl_itself_agrees_with_the_published_vector() -> None:
    key = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
    message = bytes.fromhex("6bc1bee22e409f96e93d7e117393172a")
    assert openssl_cmac(key, message).hex() == "070a16b46b4d4144f79bdd9dd04a287c"  # RFC 4493, example 2


@pytest.mark.parametrize("serial", [1, 0x06ABCDEF, 2**160 - 1])
def test_a_cards_key_is_the_cmac_of_label_serial_and_length(serial: int) -> None:
    message = b"\x01password reset key\x00" + serial.to_bytes(20, "big") + b"\x00\x80"
    assert card_key(MASTER, serial) == openssl_cmac(MASTER, message)


def test_the_cryptogram_is_the_cmac_of_label_challenge_and_reference() -> None:
    message = b"password reset authorisation\x00" + CHALLENGE + b"\x00\x1b"
    assert authorisation(MASTER, CHALLENGE) == openssl_cmac(MASTER, message)


@given(KEYS, st.integers(1, 2**160 - 1), st.integers(1, 2**160 - 1))
def test_two_cards_share_a_key_only_when_they_are_one(master: bytes, one: int, other: int) -> None:
    assert (card_key(master, one) == card_key(master, other)) == (one == other)


@given(KEYS, KEYS, KEYS)
def test_a_cryptogram_serves_for_one_key_and_one_challenge(key: bytes, one: bytes, other: bytes) -> None:
    assert (authorisation(key, one) == authorisation(key, other)) == (one == other)
    assert (authorisation(one, key) == authorisation(other, key)) == (one == other)


@pytest.mark.parametrize("serial", [0, -1, 2**160])
def test_a_serial_that_no_certificate_has_gives_no_key(serial: int) -> None:
    with pytest.raises(ValueError, match="serial"):
        card_key(MASTER, serial)


@pytest.mark.parametrize("length", [0, 15, 17, 32])
def test_keys_and_challenges_of_another_length_are_refused(length: int) -> None:
    with pytest.raises(ValueError, match=f"a key of {length} bytes"):
        card_key(bytes(length), 1)
    with pytest.raises(ValueError, match=f"a challenge of {length} bytes"):
        authorisation(MASTER, bytes(length))
