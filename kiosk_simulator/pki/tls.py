"""TLS between the terminal and the simulated centre: an authority and one certificate for each side."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk_simulator.pki.files import builder_for, key_pem, key_usage, write_once

TEST_ORGANISATION = "JPKI-TEST"
"""Organisation in every simulated authority's name; the real one is JPKI."""

TERMINAL_ID = "SIM-0001"
"""Common name of the simulated terminal's client certificate."""

# TLS uses the machine's own clock, not the simulated one, so these certificates are valid for decades.
_START, _END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TlsPaths:
    """The PEM files in a state folder."""

    directory: Path

    @property
    def ca(self) -> Path:
        """The authority that both sides trust exclusively."""
        return self.directory / "tls-ca.pem"

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
    """Create all five files, or keep them when the last one exists."""
    paths = TlsPaths(directory)
    if paths.terminal_key.exists():
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
    loopback = x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))
    server = (
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]),
        x509.SubjectAlternativeName([x509.DNSName("localhost"), loopback]),
    )
    terminal = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]),)
    for common_name, extensions, certificate_path, key_path in (
        ("localhost", server, paths.server_certificate, paths.server_key),
        (TERMINAL_ID, terminal, paths.terminal_certificate, paths.terminal_key),
    ):
        key = ec.generate_private_key(ec.SECP256R1())
        builder = builder_for(_name(common_name), ca_name, key.public_key(), _START, _END)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(key_usage(signs=True), critical=True)
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
        )
        for extension in extensions:
            builder = builder.add_extension(extension, critical=False)
        certificate = builder.sign(ca_key, hashes.SHA256())
        write_once(certificate_path, certificate.public_bytes(serialization.Encoding.PEM))
        write_once(key_path, key_pem(key))


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, TEST_ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )
