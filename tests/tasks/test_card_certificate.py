"""A card's certificate is read, or it is unreadable: no other error comes of its bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.fsm.reasons import Reason
from kiosk.rules.hours.japan_time import JST
from kiosk.tasks.card.card_certificate import CertificateUnreadable, validity_of

BEGINS, ENDS = datetime(2024, 3, 1, tzinfo=UTC), datetime(2029, 2, 28, 14, 59, 59, tzinfo=UTC)


def certificate(ends: datetime = ENDS) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "SPECIMEN")])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, BEGINS, ends)
    made = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    return made.public_bytes(Encoding.DER)


DER = certificate()
VERSION_3 = bytes.fromhex("a003020102")


def test_the_dates_are_read_in_japans_time() -> None:
    validity = validity_of(DER)
    assert (validity.begins, validity.ends) == (BEGINS, ENDS)
    assert validity.ends.tzinfo is JST
    assert validity.reason(ENDS) is None
    assert validity.reason(ENDS + timedelta(seconds=1)) is Reason.CERTIFICATE_EXPIRED
    assert validity.reason(BEGINS - timedelta(seconds=1)) is Reason.CERTIFICATE_UNKNOWN


def test_a_certificate_without_an_end_has_the_last_day_of_all() -> None:
    validity = validity_of(certificate(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)))
    assert f"{validity.ends.astimezone(JST):%Y-%m-%d}" == "9999-12-31"
    assert validity.reason(ENDS) is None


@pytest.mark.parametrize("version", [3, 4, 127])
def test_an_unknown_version_is_unreadable(version: int) -> None:
    assert DER.count(VERSION_3) == 1
    with pytest.raises(CertificateUnreadable):
        validity_of(DER.replace(VERSION_3, VERSION_3[:-1] + bytes([version])))


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_mutated_bytes_give_dates_or_one_error(data: st.DataObject) -> None:
    der = bytearray(DER)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(der) - 1))
        match data.draw(st.sampled_from(["set", "cut", "double", "insert"])):
            case "set":
                der[at] = data.draw(st.integers(0, 255))
            case "cut":
                del der[at : at + data.draw(st.integers(1, 8))]
            case "double":
                der[at:at] = der[at : at + data.draw(st.integers(1, 8))]
            case _:
                der[at:at] = data.draw(st.binary(min_size=1, max_size=4))
        if not der:
            break
    try:
        reason = validity_of(bytes(der)).reason(ENDS)
    except CertificateUnreadable:
        return
    assert reason in (None, Reason.CERTIFICATE_EXPIRED, Reason.CERTIFICATE_UNKNOWN)
