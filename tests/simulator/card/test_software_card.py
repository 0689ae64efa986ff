"""The software card answers as public sources describe the JPKI application, byte by byte."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa, utils
from hypothesis import given
from hypothesis import strategies as st

from kiosk_simulator.card.jpki_card import (
    AUTHENTICATION_PIN,
    SIGNATURE_PASSWORD,
    CardContents,
    SoftwareJpkiCard,
)

Issue = Callable[[str], SoftwareJpkiCard]
SELECT_JPKI = "00A4040C0AD392F000260100000001"
VERIFY_PIN, VERIFY_WRONG = "002000800431323334", "002000800439393939"
PASSWORD = "0020008006414243313233"
INFO = bytes.fromhex("3031300D060960864801650304020105000420")


def say(card: SoftwareJpkiCard, *commands: str) -> str:
    """Send commands in hexadecimal; return the last answer in hexadecimal."""
    answer = b""
    for command in commands:
        answer = card.transmit(bytes.fromhex(command))
    return answer.hex().upper()


@pytest.fixture
def good(card: Issue) -> SoftwareJpkiCard:
    issued = card("normal")
    issued.power_on()
    return issued


@pytest.mark.parametrize(
    "probe",
    [
        "00A4040007627601FF000000",
        "00A4040006A00000000101",
        "00A404000BE82B0601040181C31F020100",
        "00A4040C0FD23300000045737445494420763335",
        "00A4040009A0000003080000100000",
        "00A4040C07A000000116DB0000",
        "00A404000CF276A288BCFBA69D34F31001",
        "00A4040006D27600012401",
        "00A4040C04D392F000",
    ],
)
def test_no_foreign_application_is_ever_found(good: SoftwareJpkiCard, probe: str) -> None:
    assert say(good, probe) == "6A82"


@pytest.mark.parametrize(
    "command", ["00CADF300500", "00CB3FFF035C017E08", "0024018004AAAAAAAA", "802A0080FF"]
)
def test_what_the_card_does_not_know_is_answered_cleanly(good: SoftwareJpkiCard, command: str) -> None:
    assert say(good, command) in {"6D00", "6700", "6986"}


def test_the_application_is_selected_by_its_name_or_a_beginning_of_it(good: SoftwareJpkiCard) -> None:
    assert say(good, SELECT_JPKI) == "9000"
    assert say(good, "00A4040C05D392F00026") == "9000"
    assert say(good, "00A404000AD392F00026010000000100") == "6F0C840AD392F0002601000000019000"


def test_files_need_the_application_and_unknown_ones_are_not_found(good: SoftwareJpkiCard) -> None:
    assert say(good, "00A4020C02000A") == "6A82"
    assert say(good, SELECT_JPKI, "00A4020C02000A") == "9000"
    assert say(good, "00A4020C02000F") == "6A82"


def test_token_information_and_list_of_certificates(good: SoftwareJpkiCard) -> None:
    label = say(good, SELECT_JPKI, "00A4020C020006", "00B0000020")
    assert bytes.fromhex(label)[:-2] == b"JPKIAPICCTOKEN2".ljust(32)
    assert len(bytes.fromhex(say(good, "00B0000000"))) == 160 + 2
    assert say(good, "00A4020C020008", "00B0000003") == "8F8F009000"


def test_a_file_is_served_at_any_offset_and_length(good: SoftwareJpkiCard) -> None:
    certificate = good.contents.authentication_certificate
    assert certificate is not None
    say(good, SELECT_JPKI, "00A4020C02000A")
    assert say(good, "00B0000304") == certificate[3:7].hex().upper() + "9000"
    last = len(certificate) + 32 - 5
    assert len(say(good, f"00B0{last:04X}00")) == 2 * (5 + 2)
    assert say(good, f"00B0{last + 5:04X}00") == "6B00"


def test_short_file_identifiers_read_verify_and_sign(good: SoftwareJpkiCard) -> None:
    certificate = good.contents.authentication_certificate
    assert certificate is not None
    say(good, SELECT_JPKI)
    assert say(good, "00B08A0202") == certificate[2:4].hex().upper() + "9000"
    assert say(good, "0020009804" + "31323334") == "9000"
    assert say(good, "802A009733" + (INFO + bytes(32)).hex() + "00").endswith("9000")
    assert say(good, "00B08F0000") == "6A82"


def test_reading_a_pin_or_nothing_selected_is_refused(good: SoftwareJpkiCard) -> None:
    assert say(good, SELECT_JPKI, "00B0000000") == "6986"
    assert say(good, "00A4020C020018", "00B0000000") == "6981"
    assert say(good, "00A4020C02000A", VERIFY_PIN) == "6981"


def test_the_pin_counts_down_blocks_and_stays_blocked_without_power(good: SoftwareJpkiCard) -> None:
    say(good, SELECT_JPKI, "00A4020C020018")
    assert [say(good, VERIFY_WRONG) for _ in range(3)] == ["63C2", "63C1", "63C0"]
    assert say(good, VERIFY_PIN) == "6984"
    good.power_off()
    good.power_on()
    assert say(good, SELECT_JPKI, "00A4020C020018", "00200080") == "63C0"
    assert say(good, VERIFY_PIN) == "6984"
    assert good.tries_left(AUTHENTICATION_PIN) == 0
    assert good.tries_left(SIGNATURE_PASSWORD) == 5


def test_asking_for_the_counter_spends_nothing_even_when_verified(good: SoftwareJpkiCard) -> None:
    say(good, SELECT_JPKI, "00A4020C020018", VERIFY_WRONG)
    assert [say(good, "00200080") for _ in range(5)] == ["63C2"] * 5
    assert say(good, VERIFY_PIN) == "9000"
    assert say(good, "00200080") == "63C3"


def test_the_signature_certificate_is_readable_with_its_password_only(good: SoftwareJpkiCard) -> None:
    assert say(good, SELECT_JPKI, "00A4020C020018", VERIFY_PIN, "00A4020C020001", "00B0000004") == "6982"
    assert say(good, "00A4020C02001B", PASSWORD, "00A4020C020001", "00B0000002") == "30829000"


def test_the_password_is_not_folded_to_upper_case(good: SoftwareJpkiCard) -> None:
    assert say(good, SELECT_JPKI, "00A4020C02001B", "0020008006" + b"abc123".hex()) == "63C4"


def test_each_key_needs_its_own_pin(good: SoftwareJpkiCard) -> None:
    command = "802A008033" + (INFO + bytes(32)).hex() + "00"
    say(good, SELECT_JPKI, "00A4020C020018", VERIFY_PIN)
    assert say(good, "00A4020C02001A", command) == "6982"
    assert say(good, "00A4020C020017", command).endswith("9000")


@pytest.mark.parametrize("end", ["power", "other application"])
def test_a_verified_pin_is_forgotten(good: SoftwareJpkiCard, end: str) -> None:
    say(good, SELECT_JPKI, "00A4020C020018", VERIFY_PIN)
    if end == "power":
        good.power_off()
        good.power_on()
    else:
        say(good, "00A4040C07A0000001510000")
    command = "802A008033" + (INFO + bytes(32)).hex() + "00"
    assert say(good, SELECT_JPKI, "00A4020C020017", command) == "6982"


def test_selecting_the_application_again_does_not_log_out(good: SoftwareJpkiCard) -> None:
    command = "802A008033" + (INFO + bytes(32)).hex() + "00"
    say(good, SELECT_JPKI, "00A4020C020018", VERIFY_PIN)
    assert say(good, SELECT_JPKI, "00A4020C020017", command).endswith("9000")


@pytest.mark.parametrize("scheme", range(6))
def test_every_signature_scheme_verifies_with_the_public_key(good: SoftwareJpkiCard, scheme: int) -> None:
    message = b"to be signed"
    digest = hashlib.sha256(message).digest()
    data = {0: INFO + digest, 1: message, 2: digest, 3: message, 4: digest, 5: message}[scheme]
    say(good, SELECT_JPKI, "00A4020C020018", VERIFY_PIN, "00A4020C020017")
    answer = bytes.fromhex(say(good, f"802A{scheme:02X}80{len(data):02X}{data.hex()}00"))
    assert answer[-2:] == b"\x90\x00"
    assert good.contents.authentication_certificate is not None
    key = x509.load_der_x509_certificate(good.contents.authentication_certificate).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    if scheme == 1:
        block = pow(int.from_bytes(answer[:-2], "big"), key.public_numbers().e, key.public_numbers().n)
        assert block.to_bytes(256, "big").endswith(b"\xff\x00" + digest)
    else:
        way = padding.PSS(padding.MGF1(hashes.SHA256()), 32) if scheme > 3 else padding.PKCS1v15()
        key.verify(answer[:-2], digest, way, utils.Prehashed(hashes.SHA256()))


@pytest.mark.parametrize(
    ("command", "sw"),
    [
        ("802A068001AA00", "6A86"),
        ("802A0080F6" + "AA" * 246 + "00", "6985"),
        ("802A008033" + "AA" * 51, "6700"),
        ("802A02801F" + "AA" * 31 + "00", "6985"),
        ("01B0000000", "6881"),
        ("90B0000000", "6E00"),
        ("00B00000000000", "6700"),
        ("00A4", "6700"),
    ],
)
def test_malformed_commands_get_their_status_word(good: SoftwareJpkiCard, command: str, sw: str) -> None:
    say(good, SELECT_JPKI, "00A4020C020018", VERIFY_PIN, "00A4020C020017")
    assert say(good, command) == sw


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_no_sequence_of_bytes_makes_the_card_fail(commands: list[bytes]) -> None:
    card = SoftwareJpkiCard(CardContents(authentication_certificate=b"\x30\x03\x02\x01\x00"))
    card.power_on()
    for command in commands:
        assert 2 <= len(card.transmit(command)) <= 258


def test_a_damaged_chip_fails_its_self_test_every_time(card: Issue) -> None:
    damaged = card("damaged")
    damaged.power_on()
    assert [say(damaged, SELECT_JPKI) for _ in range(3)] == ["6F00"] * 3


def test_nothing_secret_shows_in_a_repr(good: SoftwareJpkiCard) -> None:
    text = repr(good.contents)
    assert "1234" not in text
    assert "ABC123" not in text
    assert "RSA" not in text
