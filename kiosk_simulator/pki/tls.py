"""TLS between the terminal and the simulated centre: an authority and one certificate for each side."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk_simulator.pki.files import builder_for, key_pem, key_usage, locked, write_once

TEST_ORGANISATION = "JPKI-TEST"
"""Organisation in every simulated authority's name; the real one is JPKI."""

TERMINAL_ID = "SIM-0001"
"""Common name of the simulated terminal's client certificate."""

# TLS uses the machine's own clock, not the simulated one, so these certificates are valid for decades.
_START, _END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)


_LOCK = ".tls-lock"


@dataclass(frozen=True, slots=True)
class TlsPaths:
    """The PEM files in a state folder."""

    directory: Path

    @property
    def ca(self) -> Path:
        """The authority that both sides trust exclusively."""
        return self.directory / "tls-ca.pem"

    @property
    def ca_key(self) -> Path:
        """The authority's key: with it further certificates are signed."""
        return self.directory / "tls-ca-key.pem"

    @property
    def server_certificate(self) -> Path:
        """The centre's certificate, for 127.0.0.1 and localhost."""
        return self.directory / "tls-server.pem"

    @property
    def server_key(self) -> Path:
        """The centre's key."""
        return self.directory / "tls-server-key.pem"

    @property
    def terminal_certificate(self) -> Path:
        """The terminal's client certificate."""
        return self.directory / "tls-terminal.pem"

    @property
    def terminal_key(self) -> Path:
        """The terminal's key."""
        return self.directory / "tls-terminal-key.pem"


def make_tls_files(directory: Path) -> None:
    """Create the authority and a certificate for each side, or keep them when the last file exists."""
    with locked(directory / _LOCK):
        _make_tls_files(directory)


def _make_tls_files(directory: Path) -> None:
    paths = TlsPaths(directory)
    if paths.terminal_key.exists() and paths.ca_key.exists():
        return
    for half_made in directory.glob("tls-*.pem"):
        half_made.unlink()
    ca_key = ec.generate_private_key(ec.SECP256R1())
    ca_name = _name("Simulated Centre TLS CA")
    ca = (
        builder_for(ca_name, ca_name, ca_key.public_key(), _START, _END)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(certifies=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    write_once(paths.ca, ca.public_bytes(serialization.Encoding.PEM))
    write_once(paths.ca_key, key_pem(ca_key))
    loopback = x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))
    server = (
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]),
        x509.SubjectAlternativeName([x509.DNSName("localhost"), loopback]),
    )
    for common_name, extensions, certificate_path, key_path in (
        ("localhost", server, paths.server_certificate, paths.server_key),
        (TERMINAL_ID, _CLIENT, paths.terminal_certificate, paths.terminal_key),
    ):
        key = ec.generate_private_key(ec.SECP256R1())
        write_once(certificate_path, _signed(directory, common_name, key.public_key(), extensions))
        write_once(key_path, key_pem(key))


def client_files(directory: Path, name: str) -> tuple[Path, Path]:
    """Return certificate and key of a client with this common name, made at first use."""
    certificate, key_path = directory / f"tls-{name}.pem", directory / f"tls-{name}-key.pem"
    with locked(directory / _LOCK):
        if not key_path.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            certificate.unlink(missing_ok=True)
            write_once(certificate, _signed(directory, name, key.public_key(), _CLIENT))
            write_once(key_path, key_pem(key))
    return certificate, key_path


def sign_request(directory: Path, request: bytes) -> bytes:
    """Return the certificate (PEM) for a terminal's signing request (PEM).

    The common name is the request's, and nothing else of it: what a terminal may do is the authority's to
    say. Raises ValueError for a request that is none, is not signed by its own key or names nobody.
    """
    csr = x509.load_pem_x509_csr(request)
    names = csr.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    key = csr.public_key()
    if not csr.is_signature_valid or len(names) != 1 or not isinstance(key, ec.EllipticCurvePublicKey):
        raise ValueError("not a terminal's signing request")
    signed = _signed(directory, str(names[0].value), key, _CLIENT)
    serial = x509.load_pem_x509_certificate(signed).serial_number
    write_once(directory / f"tls-signed-{serial:x}.pem", signed)
    return signed


def issued_to_clients(paths: TlsPaths) -> list[x509.Certificate]:
    """Every client's certificate that this authority has issued."""
    found = []
    for path in sorted(paths.directory.glob("tls-*.pem")):
        if not path.stem.endswith("-key"):
            certificate = x509.load_pem_x509_certificate(path.read_bytes())
            usage = [each.value for each in certificate.extensions if each.oid == _USAGE]
            found += [certificate] if usage == [_CLIENT[0]] else []
    return found


def record_certificate(directory: Path, key: Ed25519PublicKey) -> bytes:
    """Return a certificate (PEM) for the key of records, as a terminal in a rehearsal wants it."""
    return _signed(directory, "Record key", key, ())


_USAGE = x509.ExtendedKeyUsage.oid
_CLIENT: tuple[x509.ExtensionType, ...] = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]),)


def _signed(
    directory: Path,
    common_name: str,
    key: ec.EllipticCurvePublicKey | Ed25519PublicKey,
    extensions: Iterable[x509.ExtensionType],
) -> bytes:
    paths = TlsPaths(directory)
    ca_key = serialization.load_pem_private_key(paths.ca_key.read_bytes(), password=None)
    ca = x509.load_pem_x509_certificate(paths.ca.read_bytes())
    if not isinstance(ca_key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{paths.ca_key.name} holds no key of the authority")
    builder = builder_for(_name(common_name), ca.subject, key, _START, _END)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(key_usage(signs=True), critical=True)
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, TEST_ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )
