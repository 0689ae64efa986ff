"""Records as payloads: the exact signed bytes come back, and nothing else passes for a payload."""

from __future__ import annotations

import contextlib
import hashlib
import zlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.proof.payload import LONGEST_RECORD, Payload, PayloadError, key_id_of
from kiosk.resources import assets
from kiosk.rules.record import CertificateRecord
from tests.support.sample_records import LONG, SAMPLES

SIGNATURE, KEY_ID = bytes(range(64)), b"key1"


@pytest.mark.parametrize("record", [*SAMPLES.values(), *LONG.values()], ids=lambda record: record.kind)
def test_a_record_comes_back_byte_for_byte_and_takes_less_than_half_the_room(
    record: CertificateRecord,
) -> None:
    signed = record.to_bytes()
    packed = Payload(signed, SIGNATURE, KEY_ID).to_bytes()
    assert Payload.from_bytes(packed) == Payload(signed, SIGNATURE, KEY_ID)
    assert len(packed) < len(signed) / 2


@given(st.binary(max_size=3000))
def test_any_bytes_come_back(signed: bytes) -> None:
    assert Payload.from_bytes(Payload(signed, SIGNATURE, KEY_ID).to_bytes()).record == signed


@given(st.binary(max_size=300))
def test_foreign_bytes_are_refused_and_never_crash(data: bytes) -> None:
    with contextlib.suppress(PayloadError):
        Payload.from_bytes(data)


@pytest.mark.parametrize("cut", [1, 40, 68, 69, 200])
def test_a_payload_cut_short_is_refused(cut: int) -> None:
    packed = Payload(b"{}" * 500 + bytes(range(256)), SIGNATURE, KEY_ID).to_bytes()
    with pytest.raises(PayloadError):
        Payload.from_bytes(packed[: min(cut, len(packed) - 1)])


def test_what_follows_a_payload_is_refused() -> None:
    with pytest.raises(PayloadError):
        Payload.from_bytes(Payload(b"{}", SIGNATURE, KEY_ID).to_bytes() + b"\0")


def test_a_small_payload_cannot_fill_the_memory() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Payload(bytes(LONGEST_RECORD + 1), SIGNATURE, KEY_ID).to_bytes()
    dictionary = (assets() / "proof" / "dictionary-1.txt").read_bytes()
    packer = zlib.compressobj(9, wbits=-15, zdict=dictionary)
    bomb = packer.compress(bytes(100 * LONGEST_RECORD)) + packer.flush()
    with pytest.raises(PayloadError, match="length"):
        Payload.from_bytes(b"\1" + KEY_ID + SIGNATURE + bomb)


def test_an_unknown_dictionary_is_named() -> None:
    with pytest.raises(PayloadError, match="dictionary 250"):
        Payload.from_bytes(b"\xfa" + bytes(100))


def test_the_dictionary_of_printed_sheets_never_changes() -> None:
    dictionary = (assets() / "proof" / "dictionary-1.txt").read_bytes()
    assert hashlib.sha256(dictionary).hexdigest() == (
        "79e02e1a573b3cfd23afb4bbce0899c8acd030df7cf5d7f4739e2f004ccaf3b2"
    )


def test_keys_have_different_ids() -> None:
    first, second = (Ed25519PrivateKey.generate().public_key() for _ in range(2))
    assert key_id_of(first) != key_id_of(second)
    assert len(key_id_of(first)) == 4
