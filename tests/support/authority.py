"""An authority of a test's own, as an operator's would be: not the simulator's, which production refuses."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

Key = ec.EllipticCurvePrivateKey | Ed25519PrivateKey
PublicKey = ec.EllipticCurvePublicKey
LOOPBACK = ("localhost", "127.0.0.1")


class Authority:
    """Issues what a terminal needs. `days` of validity count from now."""

    def __init__(self, name: str = "Rehearsal CA", *, days: int = 3650) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.certificate = self._signed(self._key, self.name, days, authority=True)

    def issue(
        self, key: Key, name: str, *, days: int = 365, began: int = -1, hosts: tuple[str, ...] = LOOPBACK
    ) -> x509.Certificate:
        """A certificate for `key` and these hosts; valid from `began` days from now."""
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        return self._signed(key, subject, days, began=began, hosts=hosts)

    def sign(self, request: x509.CertificateSigningRequest, *, days: int = 365) -> x509.Certificate:
        """The certificate that a request asks for."""
        key = request.public_key()
        assert isinstance(key, PublicKey)
        return self._builder(key, request.subject, days, -1).sign(self._key, hashes.SHA256())

    def _signed(
        self,
        key: Key,
        subject: x509.Name,
        days: int,
        *,
        began: int = -1,
        authority: bool = False,
        hosts: tuple[str, ...] = LOOPBACK,
    ) -> x509.Certificate:
        builder = self._builder(key.public_key(), subject, days, began)
        builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        if not authority:
            names = x509.SubjectAlternativeName([_general_name(each) for each in hosts])
            builder = builder.add_extension(names, critical=False)
            identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
            builder = builder.add_extension(identifier, critical=False)
        else:
            usage = x509.KeyUsage(
                digital_signature=True, content_commitment=False, key_encipherment=False,
                data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
                encipher_only=False, decipher_only=False,
            )  # fmt: skip
            builder = builder.add_extension(usage, critical=True)
            own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
            builder = builder.add_extension(own, critical=False)
        return builder.sign(self._key, hashes.SHA256())

    def _builder(
        self, key: PublicKey | object, subject: x509.Name, days: int, began: int
    ) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key)  # type: ignore[arg-type]
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=began))
            .not_valid_after(now + timedelta(days=days))
        )


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def pem(certificate: x509.Certificate) -> bytes:
    """As a file holds it."""
    return certificate.public_bytes(Encoding.PEM)


def key_pem(key: Key) -> bytes:
    """As a file holds it, without a passphrase."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def centre_files(
    folder: Path, authority: Authority | None = None, *, days: int = 365
) -> dict[str, str | list[str]]:
    """Files that production takes, as the section [centre] names them; the key has mode 0600."""
    authority = authority or Authority()
    key = ec.generate_private_key(ec.SECP256R1())
    contents = {
        "ca": pem(authority.certificate),
        "certificate": pem(authority.issue(key, "T-1", days=days)),
        "key": key_pem(key),
        "record_key": pem(authority.issue(Ed25519PrivateKey.generate(), "records", days=days)),
    }
    for name, content in contents.items():
        path = folder / f"{name}.pem"
        path.touch(mode=0o600)
        path.write_bytes(content)
    named: dict[str, str | list[str]] = {
        name: str(folder / f"{name}.pem") for name in ("ca", "certificate", "key")
    }
    return named | {"record_keys": [str(folder / "record_key.pem")]}
