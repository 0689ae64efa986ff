"""OpenSC, which knows nothing of this project, uses the software card through a real PC/SC service."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.relay import RelayCommand, relay
from kiosk.hardware.status import Media
from kiosk.rules.credentials.password import Password
from kiosk_simulator.card.jpki_card import AUTHENTICATION_PIN, SIGNATURE_PASSWORD, SoftwareJpkiCard
from kiosk_simulator.card.pcsc_rig import PcscTestRig
from kiosk_simulator.card.reset_key import authorisation
from kiosk_simulator.pki.authority import Pki

pytestmark = pytest.mark.peer

Issue = Callable[[str], SoftwareJpkiCard]
SELECT_JPKI, SELECT_KEY, GET_CHALLENGE, SELECT_PASSWORD = (
    RelayCommand(bytes.fromhex(each), takes_password=False, expects=0x9000)
    for each in ("00A4040C0AD392F000260100000001", "00A4020C020019", "0084000010", "00A4020C02001B")
)
RESET = RelayCommand(bytes.fromhex("002C0280"), takes_password=True, expects=0x9000)
(MODULE,) = map(str, Path("/usr/lib").glob("*-linux-gnu/opensc-pkcs11.so"))


def run(*command: str, ok: bool = True) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode == 0) == ok, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def rig() -> Iterator[PcscTestRig]:
    with PcscTestRig() as started:
        yield started


@pytest.fixture
def inserted(rig: PcscTestRig, card: Issue) -> Iterator[SoftwareJpkiCard]:
    good = card("normal")
    rig.insert(good)
    yield good
    rig.remove()


def certificate_der(path: Path) -> bytes:
    return x509.load_pem_x509_certificate(path.read_bytes()).public_bytes(Encoding.DER)


@pytest.mark.usefixtures("inserted")
def test_opensc_takes_the_card_for_a_jpki_card() -> None:
    assert "jpki" in run("opensc-tool", "-n").splitlines()


@pytest.mark.usefixtures("inserted")
def test_opensc_lists_both_pins_keys_and_all_certificates() -> None:
    dump = run("pkcs15-tool", "--dump")
    for text in (
        "PIN [User Authentication PIN]",
        "PIN [Digital Signature PIN]",
        "Private RSA Key [User Authentication Key]",
        "Private RSA Key [Digital Signature Key]",
        "X.509 Certificate [User Authentication Certificate]",
        "X.509 Certificate [User Authentication Certificate CA]",
    ):
        assert text in dump


def test_opensc_reads_the_same_certificates(inserted: SoftwareJpkiCard, tmp_path: Path) -> None:
    run("pkcs15-tool", "--read-certificate", "01", "-o", str(tmp_path / "auth.pem"))
    run(
        "pkcs15-tool",
        *("--read-certificate", "02", "--verify-pin", "--auth-id", "02", "--pin", "ABC123"),
        *("-o", str(tmp_path / "sign.pem")),
    )
    run("pkcs15-tool", "--read-certificate", "03", "-o", str(tmp_path / "ca.pem"))
    assert certificate_der(tmp_path / "auth.pem") == inserted.contents.authentication_certificate
    assert certificate_der(tmp_path / "sign.pem") == inserted.contents.signature_certificate
    assert certificate_der(tmp_path / "ca.pem") == inserted.contents.authentication_ca


@pytest.mark.parametrize(
    ("slot", "identifier", "pin"),
    [("JPKI (User Authentication PIN)", "01", "1234"), ("JPKI (Digital Signature PIN)", "02", "ABC123")],
)
def test_opensc_signs_and_the_signature_verifies(
    inserted: SoftwareJpkiCard, tmp_path: Path, slot: str, identifier: str, pin: str
) -> None:
    message, signature = tmp_path / "message", tmp_path / "signature"
    message.write_bytes(b"signed through PKCS#11")
    run(
        *("pkcs11-tool", "--module", MODULE, "--token-label", slot, "--login", "--pin", pin, "--sign"),
        *("-m", "SHA256-RSA-PKCS", "--id", identifier, "-i", str(message), "-o", str(signature)),
    )
    contents = inserted.contents
    der = contents.authentication_certificate if identifier == "01" else contents.signature_certificate
    assert der is not None
    key = x509.load_der_x509_certificate(der).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signature.read_bytes(), message.read_bytes(), padding.PKCS1v15(), hashes.SHA256())


def test_wrong_pins_typed_into_opensc_count_on_the_card(inserted: SoftwareJpkiCard) -> None:
    wrong = ("pkcs15-tool", "--verify-pin", "--auth-id", "01", "--pin", "9999")
    for left in (2, 1, 0):
        assert "incorrect" in run(*wrong, ok=False).lower()
        assert inserted.tries_left(AUTHENTICATION_PIN) == left
    assert "not usable" in run("pkcs15-tool", "--verify-pin", "--auth-id", "01", "--pin", "1234", ok=False)
    assert inserted.tries_left(SIGNATURE_PASSWORD) == 5
    assert "Tries left     : 0" in run("pkcs15-tool", "--dump")


def test_after_a_reset_opensc_opens_the_card_with_the_new_password_alone(
    rig: PcscTestRig, card: Issue, tmp_path: Path
) -> None:
    locked, new = card("password_locked"), Password(b"NEW456")
    rig.insert(locked)
    verify = ("pkcs15-tool", "--verify-pin", "--auth-id", "02", "--pin")
    assert "not usable" in run(*verify, "ABC123", ok=False)
    with rig.reader.connect() as connection:
        challenge = relay(connection, (SELECT_JPKI, SELECT_KEY, GET_CHALLENGE), new)[-1][:-2]
        assert locked.contents.reset_key is not None
        cryptogram = authorisation(locked.contents.reset_key, challenge)
        prove = RelayCommand(bytes.fromhex("0082008010") + cryptogram, takes_password=False, expects=0x9000)
        assert relay(connection, (prove, SELECT_PASSWORD, RESET), new) == (b"\x90\x00",) * 3
    assert "incorrect" in run(*verify, "ABC123", ok=False).lower()
    assert locked.tries_left(SIGNATURE_PASSWORD) == 4
    run(*verify, "NEW456")
    assert locked.tries_left(SIGNATURE_PASSWORD) == 5
    message, signature = tmp_path / "message", tmp_path / "signature"
    message.write_bytes(b"signed with the signature key")
    run(
        *("pkcs11-tool", "--module", MODULE, "--token-label", "JPKI (Digital Signature PIN)", "--login"),
        *("--pin", "NEW456", "--sign", "-m", "SHA256-RSA-PKCS", "--id", "02"),
        *("-i", str(message), "-o", str(signature)),
    )
    assert locked.contents.signature_certificate is not None
    key = x509.load_der_x509_certificate(locked.contents.signature_certificate).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signature.read_bytes(), message.read_bytes(), padding.PKCS1v15(), hashes.SHA256())
    rig.remove()


def test_the_command_puts_a_card_in_until_it_is_ended(rig: PcscTestRig, pki: Pki) -> None:
    command = [sys.executable, "-m", "kiosk_simulator.card.vpcd", "--port", str(rig.port)]
    process = subprocess.Popen([*command, "--profile", "locked", "--state", str(pki.directory)])
    try:
        rig.wait_for(Media.PRESENT)
        with rig.reader.connect() as connection:
            jpki = JpkiCard(connection)
            jpki.select()
            assert jpki.tries_left() == 0
    finally:
        process.terminate()
        assert process.wait(60) == 0
    rig.wait_for(Media.NOT_PRESENT)
