"""Each far end runs as a program of its own, and the terminal's own drivers find it where it says it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PIL import Image

from kiosk.centre.errors import CentreError
from kiosk.centre.messages import HEALTH_PATH, Health
from kiosk.centre.transport import TlsFiles, Transport
from kiosk.hardware.cash.bus import Bus, SerialPort
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.phone.reservation import reserve_at
from kiosk_simulator.pki.authority import Pki
from tests.support.processes.far_end import FarEnd, far_end

pytestmark = [pytest.mark.peer, pytest.mark.cost(20)]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The keys that all programs of a rehearsal share."""
    folder = tmp_path_factory.mktemp("simulator")
    Pki.load_or_create(folder / "pki", datetime.now(UTC))
    return folder


@pytest.fixture(scope="module")
def centre(state: Path) -> Iterator[FarEnd]:
    with far_end("centre", "serve", "--state", str(state)) as program:
        yield program


def test_the_cash_unit_is_a_serial_port_into_which_coins_are_thrown(tmp_path: Path) -> None:
    link = tmp_path / "cctalk"
    with far_end("cash", "--link", str(link)) as cash:
        assert cash.addresses["port"] == str(link)
        with closing(SerialPort(str(link))) as port:
            acceptor = CoinAcceptor(Bus(port))
            acceptor.connect()
            before = acceptor.counter()
            acceptor.accept((500,))
            assert cash.do("insert 500") is True
            assert cash.do("insert 100") is False, "it is not accepted"
            assert [coin.denomination for coin in acceptor.read_from(before).coins] == [500]
        assert cash.do("fill 10 3") is None
        assert cash.do("hoppers") == {"10": 3, "50": 40, "100": 40, "500": 41}
    assert not link.is_symlink()


def test_the_printer_is_ready_at_its_uri_until_it_has_no_paper() -> None:
    with far_end("printer") as program:
        printer = IppPrinter(program.addresses["uri"])
        assert printer.readiness().can_serve
        program.do("paper 0")
        assert not printer.readiness().can_serve
        program.do("paper 250")
        assert program.do("fault printer.cover_open") is True
        assert program.do("faults")["printer.cover_open"] is True
        assert not printer.readiness().can_serve
        assert program.do("fault printer.cover_open off") is False
        assert printer.readiness().can_serve


def test_what_the_receipt_printer_cut_can_be_taken(tmp_path: Path) -> None:
    with far_end("receipt") as program:
        host, _, port = program.addresses["address"].rpartition(":")
        printer = EscposReceiptPrinter(
            host, int(port), patience=5.0, waits_when_deaf=True, confirms_ids=True,
            monotonic=time.monotonic, wait=time.sleep,
        )  # fmt: skip
        slip = Image.new("1", (576, 80), 1)
        slip.paste(0, (100, 20, 200, 60))
        printer.print_image(slip)
        assert program.do("slips") == 1
        (name,) = program.do(f"take {tmp_path}")
        with Image.open(tmp_path / name) as taken:
            assert taken.convert("L").histogram()[0] == 100 * 40


def _terminal(folder: Path, centre: FarEnd, name: str) -> TlsFiles:
    """A terminal's own key, and the certificate that the centre gave it for its request."""
    key, files = ec.generate_private_key(ec.SECP256R1()), [folder / each for each in ("key", "csr", "pem")]
    files[0].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    request = x509.CertificateSigningRequestBuilder(subject).sign(key, hashes.SHA256())
    files[1].write_bytes(request.public_bytes(serialization.Encoding.PEM))
    assert centre.do(f"sign {files[1]} {files[2]}") == str(files[2])
    return TlsFiles(Path(centre.addresses["ca"]), files[2], files[0])


def test_the_centre_signs_a_terminals_request_and_serves_it(tmp_path: Path, centre: FarEnd) -> None:
    files = _terminal(tmp_path, centre, "T-4711")
    with closing(Transport(centre.addresses["url"], files, 3.0, 15.0)) as transport:
        assert transport.get(HEALTH_PATH, Health).in_service
    certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    assert certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "T-4711"


def test_a_request_that_is_none_is_told_and_the_centre_goes_on(tmp_path: Path, centre: FarEnd) -> None:
    (tmp_path / "csr").write_text("no request", encoding="utf-8")
    with pytest.raises(ValueError, match="sign:"):
        centre.do(f"sign {tmp_path / 'csr'} {tmp_path / 'pem'}")
    assert not (tmp_path / "pem").exists()
    assert centre.do("issued") == 0


def test_a_terminal_cannot_reserve_a_reset_as_the_telephone_can(
    state: Path, tmp_path: Path, centre: FarEnd
) -> None:
    card = make_card("normal", Pki.load_or_create(state / "pki", datetime.now(UTC)))
    certificate = card.contents.authentication_certificate
    assert certificate is not None
    with pytest.raises(CentreError):
        reserve_at(centre.addresses["url"], _terminal(tmp_path, centre, "T-4712"))(certificate)
    assert centre.do("reservations") == []
    with far_end("phone", "--state", str(state), "--centre", centre.addresses["url"]) as phone:
        assert phone.addresses["url"].startswith("http://127.0.0.1:")
        pki = state / "pki"
        files = TlsFiles(
            Path(centre.addresses["ca"]), pki / "tls-telephone.pem", pki / "tls-telephone-key.pem"
        )
        until = reserve_at(centre.addresses["url"], files)(certificate)
    assert until > datetime.now(UTC)
    assert centre.do("reservations") == ["normal"]


def test_mistakes_on_standard_input_are_answered_and_end_nothing() -> None:
    with far_end("receipt") as program:
        for line, said in (
            ("", "unknown command"),
            ("shred", "unknown command; known are slips, take"),
            ("slips 1 2", "wrong number of words"),
            ("fault on_fire", "no fault on_fire"),
            ("fault receipt.paper_out maybe", "on or off"),
            ("take /nowhere/at/all 'unclosed", "No closing quotation"),
        ):
            with pytest.raises(ValueError, match=said):
                program.do(line)
        assert program.do("slips") == 0


def test_a_program_without_standard_input_serves_until_it_is_told_to_end() -> None:
    with far_end("printer", keeps_input=False) as program:
        assert IppPrinter(program.addresses["uri"]).readiness().can_serve
