"""X.509 building blocks and files of the simulated public-key infrastructure."""

from __future__ import annotations

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey


def write_once(path: Path, content: bytes) -> None:
    """Create `path` atomically, mode 0600; a file that another process has created meanwhile is kept."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
    finally:
        os.unlink(temporary)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one at a time, of all processes, fill what the lock file `path` stands for."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def secret_file(path: Path, length: int) -> bytes:
    """Random bytes kept in `path`, created at first use. Raises ValueError for a file of another length."""
    if not path.exists():
        write_once(path, secrets.token_bytes(length))
    content = path.read_bytes()
    if len(content) != length:
        raise ValueError(f"{path.name} holds no {length} bytes")
    return content


def key_pem(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | Ed25519PrivateKey | X25519PrivateKey,
) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def builder_for(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey | Ed25519PublicKey,
    start: datetime,
    end: datetime,
    *,
    serial: int | None = None,
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        subject_name=subject,
        issuer_name=issuer,
        public_key=public_key,
        serial_number=serial or x509.random_serial_number(),
        not_valid_before=start.astimezone(UTC),
        not_valid_after=end.astimezone(UTC),
    )


def key_usage(*, signs: bool = False, commits: bool = False, certifies: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=commits,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certifies,
        crl_sign=certifies,
        encipher_only=False,
        decipher_only=False,
    )
