"""Whom a TLS connection trusts: the pinned authority alone; and no session key is written anywhere."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.centre.messages import HEALTH_PATH, Health
from kiosk.centre.transport import TlsFiles, Transport
from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.status import DeviceStatus
from kiosk.net.addresses import is_loopback
from kiosk.net.trust import pinned_context
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.pki.authority import Pki
from tests.support.authority import Authority, key_pem, pem
from tests.support.processes.command_line import ROOT


class TlsDoor:
    """TLS in front of a printer on loopback: decrypts, and hands on what it reads."""

    def __init__(self, context: ssl.SSLContext, to: tuple[str, int]) -> None:
        self._context, self._to = context, to
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        try:
            with self._context.wrap_socket(client, server_side=True) as near, \
                    socket.create_connection(self._to) as far:  # fmt: skip
                answers = threading.Thread(target=self._pump, args=(far, near), daemon=True)
                answers.start()
                self._pump(near, far)
                answers.join()
        except OSError:
            client.close()

    @staticmethod
    def _pump(source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("Printer CA")


@contextmanager
def printer_with(folder: Path, authority: Authority, **certificate: Any) -> Iterator[TlsDoor]:
    """An ipps:// printer whose certificate is by `authority`; what is particular to it goes to `issue`."""
    key = ec.generate_private_key(ec.SECP256R1())
    both = folder / "printer.pem"
    both.write_bytes(key_pem(key) + pem(authority.issue(key, "printer", **certificate)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    with SimulatedPrinter() as printer:
        host, port = printer.uri.removeprefix("ipp://").partition("/")[0].split(":")
        found = TlsDoor(context, (host, int(port)))
        try:
            yield found
        finally:
            found.close()


@pytest.fixture
def door(authority: Authority, tmp_path: Path) -> Iterator[TlsDoor]:
    with printer_with(tmp_path, authority) as found:
        yield found


def status(door: TlsDoor, context: ssl.SSLContext) -> DeviceStatus:
    return IppPrinter(f"ipps://127.0.0.1:{door.port}/ipp/print", context=context).report().status


def pinned(folder: Path, authority: Authority) -> Path:
    path = folder / "ca.pem"
    path.write_bytes(pem(authority.certificate))
    return path


def test_a_printer_is_reached_by_its_pinned_authority(
    door: TlsDoor, authority: Authority, tmp_path: Path
) -> None:
    assert status(door, pinned_context(pinned(tmp_path, authority))) is DeviceStatus.ONLINE


def test_a_printers_own_certificate_may_be_pinned_without_its_authority(
    door: TlsDoor, tmp_path: Path
) -> None:
    path = tmp_path / "own.pem"
    path.write_text(ssl.get_server_certificate(("127.0.0.1", door.port)))
    assert status(door, pinned_context(path)) is DeviceStatus.ONLINE


def test_a_printer_by_another_authority_of_the_same_name_gets_nothing(door: TlsDoor, tmp_path: Path) -> None:
    other = pinned(tmp_path, Authority("Printer CA"))
    assert status(door, pinned_context(other)) is DeviceStatus.OFFLINE
    assert status(door, pinned_context(None)) is DeviceStatus.OFFLINE


@pytest.mark.parametrize(
    "certificate",
    [{"hosts": ("printer.example", "127.0.0.2")}, {"days": -1, "began": -30}, {"days": 30, "began": 1}],
    ids=["for another host", "ended", "not yet good"],
)
@pytest.mark.parametrize("pins", ["authority", "certificate"])
def test_a_certificate_of_the_pinned_authority_must_be_good_for_this_printer_and_today(
    authority: Authority, tmp_path: Path, certificate: dict[str, Any], pins: str
) -> None:
    """Nor does it help to have pinned the certificate itself."""
    with printer_with(tmp_path, authority, **certificate) as door:
        path = pinned(tmp_path, authority)
        if pins == "certificate":
            path.write_text(ssl.get_server_certificate(("127.0.0.1", door.port)))
        assert status(door, pinned_context(path)) is DeviceStatus.OFFLINE


def test_no_session_key_is_written_whatever_the_environment_says(
    door: TlsDoor, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(spy))
    for context in (pinned_context(pinned(tmp_path, authority)), pinned_context(None)):
        status(door, context)
        assert context.keylog_filename is None
    IppPrinter(f"ipps://127.0.0.1:{door.port}/ipp/print").report()
    assert not spy.exists()


def test_no_session_key_of_the_centre_is_written_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(spy))
    pki = Pki.load_or_create(tmp_path / "pki", datetime.now(UTC))
    files = TlsFiles(pki.tls.ca, pki.tls.terminal_certificate, pki.tls.terminal_key)
    with SimulatedCentre(pki) as centre:
        transport = Transport(centre.base_url, files, 5, 5)
        assert transport.get(HEALTH_PATH, Health).in_service
        transport.close()
    assert not spy.exists()


def test_only_two_places_make_a_context_and_none_takes_the_libraries_defaults() -> None:
    """Those write session keys where SSLKEYLOGFILE says, and trust whom the system trusts."""
    makers = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in (ROOT / "kiosk").rglob("*.py")
    }
    word = re.compile(r"\bSSLContext\(|\bcreate_default_context\(|_create_\w+_context\(|\bwrap_socket\(")
    found = {(name, match[0]) for name, text in makers.items() for match in word.finditer(text)}
    assert found == {
        ("kiosk/net/trust.py", "SSLContext("),
        ("kiosk/centre/transport.py", "SSLContext("),
        ("kiosk/config/centre_files.py", "SSLContext("),
        ("kiosk/hardware/page_printer/ipp_http.py", "wrap_socket("),
    }
    reaches = re.compile(r"\burlopen\(|\bHTTPSConnection\(|\brequests\.(?:get|post|request)\(")
    assert not [name for name, text in makers.items() if reaches.search(text)]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LOCALHOST."])
def test_this_machine_is_known_without_a_resolver(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "127.0.0.1.example", "localhost.example", "10.0.0.1", "::2", "printer"])
def test_another_machine_is_not_taken_for_this_one(host: str) -> None:
    assert not is_loopback(host)
