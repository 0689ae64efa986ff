"""Whoever has no certificate that a server takes, or speaks no TLS that it does."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.centre.transport import TlsFiles
from kiosk_simulator.pki.files import builder_for, key_pem
from kiosk_simulator.pki.tls import TlsPaths, client_files, make_tls_files

Stranger = Callable[[TlsPaths, Path], ssl.SSLContext]
"""Makes a stranger's TLS from the files of the server's authority, in a folder of its own."""
HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
SILENT = {
    "nothing": b"",
    "a byte": b"\x16",
    "half a hello": b"\x16\x03\x01\x01\x00",
    "HTTP": b"GET / HTTP/1.1\r\n\r\n",
    "noise": b"\xff" * 4096,
}
"""What comes first from whoever shakes no hands."""


def context_of(files: TlsFiles) -> ssl.SSLContext:
    """What a client's TLS trusts and shows."""
    context = ssl.create_default_context(cafile=str(files.ca))
    context.load_cert_chain(files.certificate, files.key)
    return context


def bytes_for(stranger: ssl.SSLContext, port: int, number: int) -> tuple[bytes, int]:
    """What came back on so many connections, and how many were refused."""
    received, refused = b"", 0
    for _ in range(number):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
            try:
                with stranger.wrap_socket(link, server_hostname="localhost") as secured:
                    secured.sendall(HEAD)
                    received += secured.recv(1024)
                    refused += not received
            except OSError:
                refused += 1
    return received, refused


@contextlib.contextmanager
def silent_connections(port: int, number: int, first: bytes) -> Iterator[None]:
    """So many connections stand that have sent `first`, and send no more."""
    with contextlib.ExitStack() as links:
        for _ in range(number):
            link = links.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            with contextlib.suppress(ConnectionError):
                link.sendall(first)
        yield


def _without_a_certificate(paths: TlsPaths, folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(paths.ca))


def _of_another_authority(paths: TlsPaths, folder: Path) -> ssl.SSLContext:
    another = TlsPaths(folder / "another")
    another.directory.mkdir()
    make_tls_files(another.directory)
    return context_of(TlsFiles(paths.ca, another.terminal_certificate, another.terminal_key))


def _expired(paths: TlsPaths, folder: Path) -> ssl.SSLContext:
    """By the right authority, and ended yesterday."""
    key = ec.generate_private_key(ec.SECP256R1())
    ca_key = serialization.load_pem_private_key(paths.ca_key.read_bytes(), password=None)
    assert isinstance(ca_key, ec.EllipticCurvePrivateKey)
    ca = x509.load_pem_x509_certificate(paths.ca.read_bytes())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "SIM-0001")])
    ended = datetime.now(UTC) - timedelta(days=1)
    built = builder_for(name, ca.subject, key.public_key(), ended - timedelta(days=30), ended)
    certificate, key_file = folder / "expired.pem", folder / "expired-key.pem"
    certificate.write_bytes(built.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(key_pem(key))
    return context_of(TlsFiles(paths.ca, certificate, key_file))


def _older(version: ssl.TLSVersion) -> Stranger:
    def context(paths: TlsPaths, folder: Path) -> ssl.SSLContext:
        made = context_of(TlsFiles(paths.ca, *client_files(paths.directory, "SIM-0001-old")))
        made.set_ciphers("DEFAULT@SECLEVEL=0")
        made.minimum_version = made.maximum_version = version
        return made

    return context


STRANGERS: Mapping[str, Stranger] = {
    "no certificate": _without_a_certificate,
    "another authority": _of_another_authority,
    "expired": _expired,
    "TLS 1.1": _older(ssl.TLSVersion.TLSv1_1),
    "TLS 1.2": _older(ssl.TLSVersion.TLSv1_2),
}
