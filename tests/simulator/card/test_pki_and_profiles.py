"""The simulated infrastructure: what is on the cards, how long it is valid, and that it is only a test."""

from __future__ import annotations

import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.card_check import renewal_begins
from kiosk_simulator.card.jpki_card import AUTHENTICATION_PIN, SIGNATURE_PASSWORD
from kiosk_simulator.card.profiles import (
    PROFILES,
    card_register,
    make_card,
    revoked_serials,
    revoked_signature_serials,
    signature_register,
)
from kiosk_simulator.pki.authority import (
    JST,
    RESET_MASTER,
    Pki,
    authentication_serial,
    fifth_birthday,
    signature_serial,
)
from kiosk_simulator.pki.tls import TlsPaths, client_files, make_tls_files
from kiosk_simulator.residents import HOUSEHOLDS, MIHON, TOMAKOMAI, resident

SEALED = [key for key, profile in PROFILES.items() if profile.has_jpki and not profile.damaged]
WITH_CERTIFICATE = [key for key in SEALED if PROFILES[key].authentication_certificate]
WITH_SIGNATURE = [key for key in SEALED if PROFILES[key].signature_certificate]


def certificate_of(profile: str, pki: Pki) -> x509.Certificate:
    der = make_card(profile, pki).contents.authentication_certificate
    assert der is not None
    return x509.load_der_x509_certificate(der)


@pytest.mark.exhaustive
@pytest.mark.parametrize("profile", WITH_CERTIFICATE)
def test_the_authentication_certificate_names_nobody(pki: Pki, profile: str) -> None:
    certificate = certificate_of(profile, pki)
    assert {attribute.oid for attribute in certificate.subject} == {
        NameOID.COUNTRY_NAME,
        NameOID.COMMON_NAME,
    }
    assert not any(isinstance(each.value, x509.SubjectAlternativeName) for each in certificate.extensions)
    der = make_card(profile, pki).contents.authentication_certificate or b""
    for household in HOUSEHOLDS:
        assert household.address.encode() not in der
        for member in household.members:
            for part in member.name.split("\u3000"):
                assert part.encode() not in der


@pytest.mark.exhaustive
@pytest.mark.parametrize("profile", WITH_CERTIFICATE)
def test_certificates_chain_to_a_test_authority_and_are_known_by_their_serial(pki: Pki, profile: str) -> None:
    certificate = certificate_of(profile, pki)
    phone = PROFILES[profile].token_label in {"JPKIAPGPSETOKEN", "JPKIAPIOSTOKEN"}
    certificate.verify_directly_issued_by((pki.smartphone_ca if phone else pki.authentication_ca).certificate)
    (organisation,) = certificate.issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    assert organisation.value == "JPKI-TEST"
    assert certificate.serial_number == authentication_serial(profile)
    expected = PROFILES[profile].resident
    assert card_register().get(certificate.serial_number) == expected
    assert (certificate.serial_number in revoked_serials()) == (profile == "revoked")


@pytest.mark.exhaustive
@pytest.mark.parametrize("profile", WITH_CERTIFICATE)
def test_validity_ends_on_a_fifth_birthday_in_japan_and_only_the_expired_card_is_past_it(
    pki: Pki, profile: str
) -> None:
    certificate = certificate_of(profile, pki)
    end = certificate.not_valid_after_utc.astimezone(JST)
    key = PROFILES[profile].resident
    if key is not None and not PROFILES[profile].ends_soon:
        birth = resident(key)[0].birth_date
        assert (end.month, end.day) in {(birth.month, birth.day), (2, 28)}
    assert (end.hour, end.minute, end.second) == (23, 59, 59)
    life = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert timedelta(days=4 * 365) < life < timedelta(days=5 * 366 + 1)
    valid = certificate.not_valid_before_utc < pki.made_at < certificate.not_valid_after_utc
    assert valid == (profile != "expired")


def signature_of(profile: str, pki: Pki) -> x509.Certificate:
    der = make_card(profile, pki).contents.signature_certificate
    assert der is not None
    return x509.load_der_x509_certificate(der)


@pytest.mark.exhaustive
@pytest.mark.parametrize("profile", WITH_SIGNATURE)
def test_signature_certificates_chain_to_their_own_authority_and_are_known_by_their_serial(
    pki: Pki, profile: str
) -> None:
    certificate = signature_of(profile, pki)
    certificate.verify_directly_issued_by(pki.signature_ca.certificate)
    assert certificate.serial_number == signature_serial(profile)
    assert signature_register().get(certificate.serial_number) == PROFILES[profile].resident
    revoked = certificate.serial_number in revoked_signature_serials()
    assert revoked == (profile in {"revoked", "signature_revoked"})


@pytest.mark.exhaustive
@pytest.mark.parametrize("profile", WITH_SIGNATURE)
def test_only_the_cards_that_say_so_have_an_ended_signature_certificate(pki: Pki, profile: str) -> None:
    certificate = signature_of(profile, pki)
    valid = certificate.not_valid_before_utc < pki.made_at < certificate.not_valid_after_utc
    assert valid == (profile not in {"expired", "signature_expired"})


def test_a_signature_can_end_or_be_revoked_while_its_holder_still_authenticates(pki: Pki) -> None:
    for profile in ("signature_expired", "signature_revoked"):
        certificate = certificate_of(profile, pki)
        assert certificate.not_valid_before_utc < pki.made_at < certificate.not_valid_after_utc
        assert certificate.serial_number not in revoked_serials()


@pytest.mark.parametrize("days", [-299, 0, 89, 100, 400, 729])
def test_certificates_that_end_soon_do_so_whenever_the_folder_is_loaded(
    pki: Pki, tmp_path: Path, days: int
) -> None:
    shutil.copytree(pki.directory, tmp_path / "pki", ignore=shutil.ignore_patterns(".new-*"))
    now = pki.made_at + timedelta(days=days)
    later = Pki.load_or_create(tmp_path / "pki", now)
    assert later.made_at == pki.made_at
    for certificate in (certificate_of("expires_soon", later), signature_of("expires_soon", later)):
        end = certificate.not_valid_after_utc
        assert certificate.not_valid_before_utc < now < end
        assert renewal_begins(end) <= now.astimezone(JST).date()
        again = Pki.load_or_create(tmp_path / "pki", now)
        assert (
            certificate_of("expires_soon", again).public_key()
            == certificate_of("expires_soon", later).public_key()
        )


def test_the_newer_card_of_a_person_is_another_card(pki: Pki) -> None:
    older, newer = certificate_of("normal", pki), certificate_of("new_card", pki)
    assert PROFILES["normal"].resident == PROFILES["new_card"].resident
    assert newer.not_valid_before_utc > older.not_valid_before_utc
    assert newer.serial_number != older.serial_number
    assert make_card("normal", pki).contents.reset_key != make_card("new_card", pki).contents.reset_key


def test_the_counters_are_those_of_the_profile(pki: Pki) -> None:
    for key in SEALED:
        issued, profile = make_card(key, pki), PROFILES[key]
        assert issued.tries_left(AUTHENTICATION_PIN) == profile.tries_left
        assert issued.tries_left(SIGNATURE_PASSWORD) == profile.password_tries
    assert {PROFILES[key].password_tries for key in ("password_locked", "password_one_try")} == {0, 1}


def test_issuer_and_card_have_the_same_reset_key_and_each_card_its_own(pki: Pki) -> None:
    keys = {key: make_card(key, pki).contents.reset_key for key in WITH_CERTIFICATE}
    for key, reset_key in keys.items():
        assert reset_key == pki.card_reset_key(authentication_serial(key))
    assert len(set(keys.values())) == len(keys)
    assert make_card("no_certificate", pki).contents.reset_key is None


def test_a_new_infrastructure_has_a_new_master_key(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    first = Pki.load_or_create(tmp_path, now).card_reset_key(1)
    assert Pki.load_or_create(tmp_path, now).card_reset_key(1) == first
    assert stat.S_IMODE((tmp_path / RESET_MASTER).stat().st_mode) == 0o600
    assert Pki.load_or_create(tmp_path, now + timedelta(days=800)).card_reset_key(1) != first


def test_a_damaged_master_key_is_not_used(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    Pki.load_or_create(tmp_path, now)
    (tmp_path / RESET_MASTER).write_bytes(b"short")
    with pytest.raises(ValueError, match=RESET_MASTER):
        Pki.load_or_create(tmp_path, now)


@given(
    st.dates(date(1900, 1, 1), date(2024, 1, 1)),
    st.dates(date(2016, 1, 1), date(2040, 1, 1)),
)
def test_the_fifth_birthday_is_the_fifth_one_after_issue(birth: date, issued: date) -> None:
    end = fifth_birthday(birth, issued)
    assert timedelta(days=4 * 365) < end - issued <= timedelta(days=5 * 365 + 2)
    assert end.month == birth.month
    assert end.day == birth.day or (birth.month, birth.day, end.day) == (2, 29, 28)


def test_the_signature_certificate_tells_the_name_as_the_real_one_does(pki: Pki) -> None:
    der = make_card("katsuko", pki).contents.signature_certificate
    assert der is not None
    names = x509.load_der_x509_certificate(der).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    values = {
        name.type_id.dotted_string[-1]: name.value for name in names.value if isinstance(name, x509.OtherName)
    }
    assert values["1"].decode("utf-8", "replace").endswith("見本　葛\U000e0104子")


def test_a_folder_gives_the_same_keys_again_and_only_its_owner_reads_them(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    folder = tmp_path / "state"
    first, again = (Pki.load_or_create(folder, now + timedelta(days=days)) for days in (0, 300))
    assert make_card("normal", first).contents.authentication_certificate == (
        make_card("normal", again).contents.authentication_certificate
    )
    assert first.record_public_key.public_bytes_raw() == again.record_public_key.public_bytes_raw()
    for path in folder.glob("*.pem"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("days", [3 * 365, -365])
def test_a_folder_from_another_time_is_made_anew(tmp_path: Path, days: int) -> None:
    now = datetime.now(UTC)
    first = Pki.load_or_create(tmp_path, now)
    later = Pki.load_or_create(tmp_path, now + timedelta(days=days))
    assert later.made_at == now + timedelta(days=days)
    assert first.authentication_ca.der != later.authentication_ca.der
    certificate = certificate_of("normal", later)
    assert certificate.not_valid_before_utc < later.made_at < certificate.not_valid_after_utc


def test_several_processes_at_once_get_one_infrastructure(tmp_path: Path) -> None:
    now = datetime.now(UTC)

    def load(_: int) -> bytes:
        pki = Pki.load_or_create(tmp_path, now)
        return pki.tls.ca.read_bytes() + (make_card("single", pki).contents.authentication_certificate or b"")

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(load, range(4)))) == 1


def test_several_processes_at_once_get_one_authority_and_each_client_one_key(tmp_path: Path) -> None:
    def load(_: int) -> bytes:
        make_tls_files(tmp_path)
        certificate, key = (path.read_bytes() for path in client_files(tmp_path, "T-1"))
        private = serialization.load_pem_private_key(key, None)
        found = x509.load_pem_x509_certificate(certificate)
        assert found.public_key() == private.public_key()
        found.verify_directly_issued_by(x509.load_pem_x509_certificate(TlsPaths(tmp_path).ca.read_bytes()))
        return certificate + key

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(load, range(12)))) == 1


def test_serials_are_unique() -> None:
    serials = {each(key) for key in PROFILES for each in (authentication_serial, signature_serial)}
    assert len(serials) == 2 * len(PROFILES)


def test_the_specimens_cover_what_the_sheet_must_show() -> None:
    assert any(len(household.members) >= 5 for household in HOUSEHOLDS)
    assert {household.municipality_code for household in HOUSEHOLDS} == {TOMAKOMAI, MIHON}
    assert "\U000e0104" in resident("katsuko")[0].name
    jiro, home = resident("jiro")
    assert (home.municipality_code, jiro.register_code) == (MIHON, TOMAKOMAI)


def test_every_profile_is_labelled_and_its_resident_exists() -> None:
    for key, profile in PROFILES.items():
        assert profile.key == key
        assert profile.label_ja
        assert profile.label_en.isascii()
        if profile.resident is not None:
            assert resident(profile.resident)[0].key == profile.resident
