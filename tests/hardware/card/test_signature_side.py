"""The signature key pair and its password through the driver, and cards that lack one of the two pairs."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.hardware.card import apdu
from kiosk.hardware.card.jpki import CertificatesPresent, JpkiCard
from kiosk.hardware.card.protocol import (
    CardFault,
    NoAuthenticationCertificate,
    NoSignatureCertificate,
    PinBlocked,
    PinRejected,
)
from kiosk.hardware.status import DeviceError
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk_simulator.card.jpki_card import SIGNATURE_PASSWORD, CardContents, SoftwareJpkiCard
from kiosk_simulator.card.reader import SoftwareReader

Issue = Callable[[str], SoftwareJpkiCard]


def password(text: str = "ABC123") -> Password:
    return Password(text.encode())


@contextmanager
def session(card: SoftwareJpkiCard, *, require_authentication: bool = True) -> Iterator[JpkiCard]:
    reader = SoftwareReader(wait=lambda _seconds: None)
    reader.insert(card)
    with reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select(require_authentication=require_authentication)
        yield jpki


class Says:
    """A connection that answers each VERIFY with one status word and everything else with 9000."""

    def __init__(self, sw: str) -> None:
        self._sw = bytes.fromhex(sw)
        self.buffers: list[bytes | bytearray] = []
        self.sent: list[bytes] = []

    def transmit(self, command: bytes | bytearray) -> bytes:
        self.buffers.append(command)
        self.sent.append(bytes(command))
        return self._sw if command[1] == 0x20 else b"\x90\x00"


def test_the_signature_certificate_is_read_after_its_password_alone(card: Issue) -> None:
    good = card("normal")
    with session(good) as jpki:
        jpki.verify_pin(Pin([1, 2, 3, 4]))
        with pytest.raises(CardFault) as caught:
            jpki.signature_certificate()
        assert caught.value.sw == 0x6982
        jpki.verify_password(password())
        assert jpki.signature_certificate() == good.contents.signature_certificate
    with session(good) as jpki, pytest.raises(CardFault):
        jpki.signature_certificate()


def test_what_the_holder_signs_verifies_with_the_signature_certificate_and_no_other(card: Issue) -> None:
    message = b"an application"
    digest = hashlib.sha256(message).digest()
    with session(card("normal")) as jpki:
        jpki.verify_pin(Pin([1, 2, 3, 4]))
        with pytest.raises(CardFault) as caught:
            jpki.sign_as_holder(digest)
        assert caught.value.sw == 0x6982
        jpki.verify_password(password())
        certificate = x509.load_der_x509_certificate(jpki.signature_certificate())
        signature = jpki.sign_as_holder(digest)
        assert signature != jpki.sign(digest)
    key = certificate.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())


def test_a_password_typed_in_small_letters_reaches_the_card_in_capitals(card: Issue) -> None:
    with session(card("normal")) as jpki:
        jpki.verify_password(password("abc123"))
        assert jpki.password_tries_left() == 5


def test_wrong_passwords_count_down_to_the_lock_and_leave_the_pin_alone(card: Issue) -> None:
    good = card("normal")
    with session(good) as jpki:
        for left in (4, 3, 2, 1):
            with pytest.raises(PinRejected) as caught:
                jpki.verify_password(password("XYZ789"))
            assert caught.value.tries_left == left == jpki.password_tries_left()
        with pytest.raises(PinBlocked):
            jpki.verify_password(password("XYZ789"))
        with pytest.raises(PinBlocked):
            jpki.verify_password(password())
        assert (jpki.password_tries_left(), jpki.tries_left()) == (0, 3)


@pytest.mark.parametrize(
    ("profile", "tries"), [("normal", 5), ("password_one_try", 1), ("password_locked", 0)]
)
def test_the_tries_of_the_password_are_the_cards_own(card: Issue, profile: str, tries: int) -> None:
    issued = card(profile)
    with session(issued) as jpki:
        assert [jpki.password_tries_left() for _ in range(3)] == [tries] * 3
        assert jpki.tries_left() == 3
    assert issued.tries_left(SIGNATURE_PASSWORD) == tries


@pytest.mark.parametrize(("sw", "tries"), [("63C2", 2), ("6984", 0), ("6983", 0), ("9000", 5), ("6300", 5)])
def test_every_known_answer_to_the_question_for_tries_is_understood(sw: str, tries: int) -> None:
    assert JpkiCard(Says(sw)).password_tries_left() == tries


@pytest.mark.parametrize("sw", ["9000", "63C2", "6F00", "6984"])
def test_the_command_buffer_with_the_password_is_wiped_whatever_the_card_says(sw: str) -> None:
    says = Says(sw)
    with contextlib.suppress(DeviceError):
        JpkiCard(says).verify_password(password("ABCDEFGH12345678"))
    assert says.sent == [bytes.fromhex("00A4020C02001B"), bytes.fromhex("0020008010") + b"ABCDEFGH12345678"]
    assert says.buffers[-1] == bytearray(21)


def test_a_wiped_password_is_never_sent() -> None:
    wiped, says = password(), Says("9000")
    wiped.wipe()
    with pytest.raises(ValueError, match="wiped"):
        JpkiCard(says).verify_password(wiped)
    assert says.sent == []


@pytest.mark.parametrize(
    ("profile", "present"),
    [
        ("normal", CertificatesPresent(authentication=True, signature=True)),
        ("child", CertificatesPresent(authentication=True, signature=False)),
        ("no_certificate", CertificatesPresent(authentication=False, signature=True)),
    ],
)
def test_a_card_check_finds_which_certificates_are_there(
    card: Issue, profile: str, present: CertificatesPresent
) -> None:
    with session(card(profile), require_authentication=False) as jpki:
        assert jpki.certificates_present() == present


def test_a_card_without_any_certificate_can_be_checked() -> None:
    with session(SoftwareJpkiCard(CardContents()), require_authentication=False) as jpki:
        assert jpki.certificates_present() == CertificatesPresent(authentication=False, signature=False)


def test_a_card_without_the_list_has_none() -> None:
    class NoList:
        def transmit(self, command: bytes | bytearray) -> bytes:
            return b"\x6a\x82" if bytes(command[-2:]) == b"\x00\x08" else b"\x90\x00"

    assert JpkiCard(NoList()).certificates_present() == CertificatesPresent(False, False)


ASKED: dict[str, Callable[[JpkiCard], object]] = {
    "tries": JpkiCard.password_tries_left,
    "password": lambda jpki: jpki.verify_password(password()),
    "certificate": JpkiCard.signature_certificate,
    "signature": lambda jpki: jpki.sign_as_holder(bytes(32)),
}


@pytest.mark.parametrize("asked", ASKED)
def test_without_signature_certificate_nothing_of_its_side_is_even_asked(card: Issue, asked: str) -> None:
    child = card("child")
    with session(child) as jpki:
        before = child.apdus
        with pytest.raises(NoSignatureCertificate):
            ASKED[asked](jpki)
        assert child.apdus == before
    assert child.tries_left(SIGNATURE_PASSWORD) == 5


@pytest.mark.parametrize("asked", [JpkiCard.tries_left, JpkiCard.authentication_certificate])
def test_without_authentication_certificate_its_side_is_not_asked_either(
    card: Issue, asked: Callable[[JpkiCard], object]
) -> None:
    with session(card("no_certificate"), require_authentication=False) as jpki:
        with pytest.raises(NoAuthenticationCertificate):
            asked(jpki)
        assert jpki.password_tries_left() == 5


def test_a_signature_file_that_is_missing_after_all_is_named() -> None:
    class Missing:
        def transmit(self, command: bytes | bytearray) -> bytes:
            return b"\x6a\x82"

    with pytest.raises(NoSignatureCertificate):
        JpkiCard(Missing()).signature_certificate()


def test_the_traffic_log_has_neither_password_nor_length_nor_name(
    card: Issue, caplog: pytest.LogCaptureFixture
) -> None:
    good = card("normal")
    with caplog.at_level(apdu.TRAFFIC), session(good) as jpki:
        jpki.verify_password(password())
        der = jpki.signature_certificate()
    assert "card > 00A4020C02001B" in caplog.text
    assert "card > 00200080 **" in caplog.text
    assert b"ABC123".hex().upper() not in caplog.text
    assert "見本".encode() in der
    assert "見本".encode().hex().upper() not in caplog.text
