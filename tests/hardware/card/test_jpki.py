"""The JPKI driver against the software card: each kind of card, and each thing a card can say."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import (
    CardFault,
    JukiCard,
    NoAuthenticationCertificate,
    NoPin,
    NotAMyNumberCard,
    PinBlocked,
    PinRejected,
    SmartphoneToken,
)
from kiosk.hardware.status import DeviceError
from kiosk.rules.credentials.pin import Pin
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.reader import SoftwareReader

Issue = Callable[[str], SoftwareJpkiCard]
SELECT_LIST = "00a4020c020008"
RIGHT, WRONG = (1, 2, 3, 4), (9, 9, 9, 9)


@contextmanager
def session(card: SoftwareJpkiCard) -> Iterator[JpkiCard]:
    reader = SoftwareReader(wait=lambda _seconds: None)
    reader.insert(card)
    with reader.connect() as connection:
        jpki = JpkiCard(connection)
        jpki.select()
        yield jpki


class Answers:
    """A connection that answers commands by their beginning (hexadecimal), the longest one first."""

    def __init__(self, **answers: str) -> None:
        self._answers = dict(sorted(answers.items(), key=lambda item: -len(item[0])))
        self.sent: list[str] = []
        self.buffers: list[bytes | bytearray] = []

    def transmit(self, apdu: bytes | bytearray) -> bytes:
        asked_for_list = self.sent[-1:] == [SELECT_LIST]
        self.sent.append(bytes(apdu).hex())
        self.buffers.append(apdu)
        if asked_for_list:
            return b"\x8f\x8f\x00\x90\x00"
        for start, answer in self._answers.items():
            if self.sent[-1].startswith(start[1:].lower()):
                return bytes.fromhex(answer)
        return b"\x90\x00"


def test_the_certificate_is_read_to_the_byte_without_filler(card: Issue) -> None:
    good = card("normal")
    with session(good) as jpki:
        certificate = jpki.authentication_certificate()
    assert certificate == good.contents.authentication_certificate
    assert x509.load_der_x509_certificate(certificate).version is x509.Version.v3


@pytest.mark.parametrize("length", [3, 100, 129, 255, 256, 257, 300, 511, 512, 513, 5000])
def test_certificates_of_every_length_are_read_exactly(length: int) -> None:
    if length < 130:
        der = bytes((0x30, length - 2)) + b"\xaa" * (length - 2) if length < 129 else b""
        der = der or bytes((0x30, 0x81, length - 3)) + b"\xaa" * (length - 3)
    elif length < 259:
        der = bytes((0x30, 0x81, length - 3)) + b"\xaa" * (length - 3)
    else:
        der = b"\x30\x82" + (length - 4).to_bytes(2, "big") + b"\xaa" * (length - 4)
    content = der + b"\xff" * 40

    class File:
        def transmit(self, apdu: bytes | bytearray) -> bytes:
            if apdu[1] != 0xB0:
                return b"\x90\x00"
            offset = apdu[2] << 8 | apdu[3]
            return content[offset : offset + (apdu[4] or 256)] + b"\x90\x00"

    assert JpkiCard(File()).authentication_certificate() == der


class Pieces:
    """A card with the longest certificate there can be, that answers with `size` bytes at a time."""

    def __init__(self, size: int) -> None:
        self.content = b"\x30\x82\x7f\xfb" + b"\xaa" * 0x7FFB
        self.size = size
        self.sent = 0

    def transmit(self, apdu: bytes | bytearray) -> bytes:
        self.sent += 1
        if apdu[1] != 0xB0:
            return b"\x90\x00"
        offset = apdu[2] << 8 | apdu[3]
        size = max(self.size, 6 - offset)  # enough to tell the length
        return self.content[offset : offset + min(size, apdu[4] or 256)] + b"\x90\x00"


@pytest.mark.parametrize("size", [1, 2, 31])
def test_a_card_that_answers_byte_by_byte_is_given_up_after_a_bounded_number_of_commands(size: int) -> None:
    card = Pieces(size)
    with pytest.raises(CardFault, match="too small pieces"):
        JpkiCard(card).authentication_certificate()
    assert card.sent < 1100


@pytest.mark.parametrize("size", [64, 100, 255])
def test_a_card_that_answers_in_pieces_is_read_to_the_end(size: int) -> None:
    card = Pieces(size)
    assert JpkiCard(card).authentication_certificate() == card.content


@pytest.mark.parametrize(
    "head", ["31820100", "3080AABB", "3084000000FF", "3083010000", "3082FFFF", "FF", "30"]
)
def test_what_is_no_certificate_is_a_card_fault(head: str) -> None:
    with pytest.raises(CardFault):
        JpkiCard(Answers(x00B0=head + "9000")).authentication_certificate()


def test_a_read_that_gives_nothing_ends_as_a_fault_instead_of_a_loop() -> None:
    with pytest.raises(CardFault, match="returned no data"):
        JpkiCard(Answers(x00B00000="308203009000", x00B00004="9000")).authentication_certificate()


@pytest.mark.parametrize(
    ("profile", "error"),
    [
        ("juki", JukiCard),
        ("smartphone", SmartphoneToken),
        ("not_jpki", NotAMyNumberCard),
        ("no_certificate", NoAuthenticationCertificate),
        ("damaged", CardFault),
    ],
)
def test_an_unusable_card_is_named_for_what_it_is(
    card: Issue, profile: str, error: type[DeviceError]
) -> None:
    with pytest.raises(error), session(card(profile)):
        pass


def test_a_child_without_signature_certificate_can_authenticate(card: Issue) -> None:
    with session(card("child")) as jpki:
        jpki.verify_pin(Pin(RIGHT))
        assert len(jpki.sign(bytes(32))) == 256


@pytest.mark.parametrize(("profile", "tries"), [("normal", 3), ("one_try_left", 1), ("locked", 0)])
def test_the_tries_left_are_the_cards_own(card: Issue, profile: str, tries: int) -> None:
    with session(card(profile)) as jpki:
        assert jpki.tries_left() == tries
        assert jpki.tries_left() == tries


@pytest.mark.parametrize(
    ("sw", "tries"), [("63C2", 2), ("63C0", 0), ("6984", 0), ("6983", 0), ("9000", 3), ("6300", 3)]
)
def test_every_known_answer_to_the_question_for_tries_is_understood(sw: str, tries: int) -> None:
    assert JpkiCard(Answers(x00200080=sw)).tries_left() == tries


def test_an_unknown_answer_to_the_question_for_tries_is_a_fault() -> None:
    with pytest.raises(CardFault) as caught:
        JpkiCard(Answers(x00200080="6985")).tries_left()
    assert caught.value.sw == 0x6985


@pytest.mark.parametrize("answers", [{"x00200080": "6A88"}, {"x00A4020C020018": "6A82"}])
def test_a_card_without_a_pin_is_told_from_one_whose_pin_is_blocked(answers: dict[str, str]) -> None:
    with pytest.raises(NoPin):
        JpkiCard(Answers(**answers)).tries_left()
    assert JpkiCard(Answers(x00200080="6984")).tries_left() == 0


def test_the_signature_verifies_with_the_certificate(card: Issue) -> None:
    message = b"what the centre asked"
    with session(card("normal")) as jpki:
        certificate = x509.load_der_x509_certificate(jpki.authentication_certificate())
        jpki.verify_pin(Pin(RIGHT))
        signature = jpki.sign(hashlib.sha256(message).digest())
    key = certificate.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())


def test_without_the_pin_nothing_is_signed(card: Issue) -> None:
    with session(card("normal")) as jpki, pytest.raises(CardFault) as caught:
        jpki.sign(bytes(32))
    assert caught.value.sw == 0x6982


def test_the_verified_pin_ends_with_the_connection(card: Issue) -> None:
    good = card("normal")
    with session(good) as jpki:
        jpki.verify_pin(Pin(RIGHT))
    with session(good) as jpki, pytest.raises(CardFault):
        jpki.sign(bytes(32))


def test_wrong_pins_count_down_to_the_lock_and_one_right_pin_fills_the_counter(card: Issue) -> None:
    good = card("normal")
    with session(good) as jpki:
        for left in (2, 1):
            with pytest.raises(PinRejected) as caught:
                jpki.verify_pin(Pin(WRONG))
            assert caught.value.tries_left == left == good.tries_left()
        jpki.verify_pin(Pin(RIGHT))
        assert jpki.tries_left() == 3
        for _ in range(2):
            with pytest.raises(PinRejected):
                jpki.verify_pin(Pin(WRONG))
        with pytest.raises(PinBlocked):
            jpki.verify_pin(Pin(WRONG))
        with pytest.raises(PinBlocked):
            jpki.verify_pin(Pin(RIGHT))
    assert good.tries_left() == 0


@pytest.mark.parametrize("sw", ["6984", "6983", "63C0"])
def test_every_word_for_a_blocked_pin_is_understood(sw: str) -> None:
    with pytest.raises(PinBlocked):
        JpkiCard(Answers(x00200080=sw)).verify_pin(Pin(RIGHT))


def test_a_wrong_pin_is_sent_exactly_once() -> None:
    answers = Answers(x00200080="63C2")
    with pytest.raises(PinRejected):
        JpkiCard(answers).verify_pin(Pin(WRONG))
    assert [sent[:8] for sent in answers.sent] == ["00a4020c", "00200080"]


@pytest.mark.parametrize("sw", ["9000", "63C2", "6F00", "6984"])
def test_the_command_buffer_with_the_pin_is_wiped_whatever_the_card_says(sw: str) -> None:
    answers = Answers(x00200080=sw)
    with contextlib.suppress(DeviceError):
        JpkiCard(answers).verify_pin(Pin(RIGHT))
    assert answers.sent[-1] == "002000800431323334"
    assert answers.buffers[-1] == bytearray(9)


def test_a_wiped_pin_is_never_sent() -> None:
    pin = Pin(RIGHT)
    pin.wipe()
    answers = Answers()
    with pytest.raises(ValueError, match="wiped"):
        JpkiCard(answers).verify_pin(pin)
    assert answers.sent == []


def test_a_self_test_failure_after_power_up_is_tried_once_more(card: Issue) -> None:
    good = card("normal")
    good.power_on()
    first: list[bytes] = [b"\x6f\x00"]

    class Moody:
        def transmit(self, apdu: bytes | bytearray) -> bytes:
            return first.pop() if first else good.transmit(bytes(apdu))

    jpki = JpkiCard(Moody())
    jpki.select()
    assert jpki.tries_left() == 3


def test_a_digest_of_another_length_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        JpkiCard(Answers()).sign(bytes(20))


def test_a_signature_of_another_length_is_a_card_fault() -> None:
    with pytest.raises(CardFault, match="128 bytes"):
        JpkiCard(Answers(x802A="00" * 128 + "9000")).sign(bytes(32))
