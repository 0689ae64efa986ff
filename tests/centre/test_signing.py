"""What the card signs cannot be taken for anything else, and only genuine records pass."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.centre.errors import RecordNotGenuine
from kiosk.centre.messages import SignedRecord
from kiosk.centre.record_keys import RecordKey
from kiosk.centre.signing import RecordVerifier, application_message, authentication_message, subject_of
from kiosk.rules.certificates import CertificateKind, default_options
from kiosk.rules.contents import Person, ResidentRecord
from kiosk.rules.municipality_kinds import MunicipalityKind
from kiosk.rules.record import CertificateRecord, RecordIncomplete
from kiosk.rules.services import Scope, Service
from kiosk.rules.specimens import Specimens
from kiosk.rules.usage_registration import RegistrationForm
from kiosk.runtime.clock import ManualClock

KEY = Ed25519PrivateKey.generate()
NAME = "見本　葛\U000e0104子"

Proof = tuple[str, str, bytes, Service, Scope, str | None]
fields = st.tuples(
    st.text(max_size=30),
    st.text(max_size=30),
    st.binary(max_size=64),
    st.sampled_from(Service),
    st.sampled_from(Scope),
    st.none() | st.from_regex(r"[0-9]{5}", fullmatch=True),
)


def record(*, specimen: bool = True) -> CertificateRecord:
    person = Person(
        name=NAME,
        name_kana="ミホン　カツコ",
        birth_date=date(1982, 11, 3),
        sex="女",
        became_resident_on=date(2012, 6, 15),
        address_since=date(2012, 6, 15),
    )
    return CertificateRecord(
        visit="v",
        request="r",
        subject="00" * 32,
        document_number="K7Q4-90PX-9W3M",
        copy_number=1,
        copies=1,
        kind=CertificateKind.RESIDENT_RECORD,
        options=default_options(CertificateKind.RESIDENT_RECORD),
        municipality_code="99201",
        municipality_name="見本市",
        municipality_kind=MunicipalityKind.CITY,
        prefecture="みほん県",
        mayor="見本市長",
        issued_on=date(2025, 1, 2),
        fee=300,
        specimen=specimen,
        content=ResidentRecord(address="みほん県見本市", persons=(person,)),
    )


def signed(payload: bytes, key: Ed25519PrivateKey = KEY) -> SignedRecord:
    return SignedRecord(payload=payload, signature=key.sign(payload))


def verifier(specimens: Specimens = Specimens.TAKEN) -> RecordVerifier:
    return RecordVerifier(KEY.public_key(), specimens)


@given(fields, fields)
def test_two_different_proofs_never_share_a_message(one: Proof, two: Proof) -> None:
    def message(of: Proof) -> bytes:
        return authentication_message(*of[:5], municipality_code=of[5])

    assert (message(one) == message(two)) == (one == two)


def test_fields_cannot_flow_into_each_other() -> None:
    one = authentication_message(
        "ab", "c", b"n", Service.CERTIFICATES, Scope.RESIDENCE, municipality_code=None
    )
    two = authentication_message(
        "a", "bc", b"n", Service.CERTIFICATES, Scope.RESIDENCE, municipality_code=None
    )
    assert one != two
    assert one.startswith(b"certificate-kiosk authentication v2")


Application = tuple[str, str, str, str, RegistrationForm]
filled = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
applications = st.tuples(filled, filled, filled, filled, st.builds(RegistrationForm, *[filled] * 5))


def application_of(fields: Application) -> bytes:
    return application_message(*fields[:3], municipality_code=fields[3], form=fields[4])


@given(applications, applications)
def test_two_different_applications_never_share_a_message(one: Application, two: Application) -> None:
    assert (application_of(one) == application_of(two)) == (one == two)


@given(applications, st.integers(0, 7), st.integers(0, 20))
def test_what_moves_from_one_field_of_an_application_to_the_next_changes_it(
    fields: Application, at: int, length: int
) -> None:
    form = fields[4]
    texts = [*fields[:4], form.town, form.lot, form.head_kana, form.head, form.telephone]
    joined = texts[at] + texts[at + 1]
    moved = [*texts[:at], joined[:length], joined[length:], *texts[at + 2 :]]
    other = (moved[0], moved[1], moved[2], moved[3], RegistrationForm(*moved[4:]))
    assert (application_of(other) == application_of(fields)) == (moved == texts)


@given(applications, fields)
def test_an_application_is_never_a_proof(application: Application, proof: Proof) -> None:
    message = authentication_message(*proof[:5], municipality_code=proof[5])
    assert application_of(application) != message
    assert not message.startswith(application_of(application)[:30])


def test_a_proof_for_one_service_is_none_for_another() -> None:
    verifier = {
        authentication_message("v", "c", b"n", service, Scope.RESIDENCE, municipality_code=None)
        for service in Service
    }
    assert len(verifier) == len(Service)


def test_a_genuine_record_is_returned_as_it_was() -> None:
    assert verifier().verify(signed(record().to_bytes())) == record()


def test_one_changed_bit_anywhere_is_noticed() -> None:
    genuine = signed(record().to_bytes())
    for index in range(len(genuine.payload)):
        payload = bytearray(genuine.payload)
        payload[index] ^= 1
        with pytest.raises(RecordNotGenuine):
            verifier().verify(SignedRecord(payload=bytes(payload), signature=genuine.signature))


def test_another_key_is_not_the_centre() -> None:
    with pytest.raises(RecordNotGenuine):
        verifier().verify(signed(record().to_bytes(), Ed25519PrivateKey.generate()))


def test_a_specimen_is_refused_where_real_certificates_are_issued() -> None:
    assert verifier(Specimens.REFUSED).verify(signed(record(specimen=False).to_bytes()))
    with pytest.raises(RecordNotGenuine, match="specimen"):
        verifier(Specimens.REFUSED).verify(signed(record().to_bytes()))


GAPS = (
    (b'"fee":300', b'"fee":"300"'),
    (b'"birth_date":"1982-11-03"', b'"birth_date":null'),
    (b'"mayor":', b'"deputy":'),
)


@pytest.mark.parametrize(
    "payload", [b"", b"{}", b"\xff\xfe", *(record().to_bytes().replace(*gap) for gap in GAPS)]
)
def test_signed_bytes_with_a_gap_are_no_forgery_and_their_error_quotes_nobody(payload: bytes) -> None:
    assert payload != record().to_bytes()
    with pytest.raises(RecordIncomplete) as caught:
        verifier().verify(signed(payload))
    assert NAME not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_signed_record_shows_nothing_in_its_repr() -> None:
    assert repr(signed(record().to_bytes())) == "SignedRecord()"


def test_the_subject_is_the_digest_of_the_certificate() -> None:
    assert subject_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


# --- two keys, while the centre changes its own


NEXT = Ed25519PrivateKey.generate()
DAY = datetime(2026, 11, 24, tzinfo=UTC)


def test_a_record_by_either_of_two_current_keys_is_genuine_and_by_a_third_is_not() -> None:
    both = RecordVerifier((RecordKey(KEY.public_key()), RecordKey(NEXT.public_key())), Specimens.TAKEN)
    payload = record().to_bytes()
    for key in (KEY, NEXT):
        found = signed(payload, key)
        assert both.verify(found) == record()
        assert both.signer(found) == key.public_key()
    with pytest.raises(RecordNotGenuine):
        both.verify(signed(payload, Ed25519PrivateKey.generate()))


def test_a_key_is_good_between_its_days_only() -> None:
    keys = (
        RecordKey(KEY.public_key(), None, DAY),
        RecordKey(NEXT.public_key(), DAY + timedelta(days=1), None),
    )
    payload = record().to_bytes()
    for now, good, bad in ((DAY, KEY, NEXT), (DAY + timedelta(days=1), NEXT, KEY)):
        then = ManualClock(now)
        verifier = RecordVerifier(keys, Specimens.TAKEN, then.now)
        assert verifier.verify(signed(payload, good)) == record()
        with pytest.raises(RecordNotGenuine):
            verifier.verify(signed(payload, bad))
