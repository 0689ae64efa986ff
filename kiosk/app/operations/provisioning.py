"""The terminal's key and certificate: made here, signed elsewhere, and changed in one step.

Key and certificate of `centre.key` and `centre.certificate` lie in one folder, which is a link to a numbered
folder beside it. A renewal fills the next number while the terminal goes on with the old one; then the link
is replaced, which the system does as a whole or not at all: there is no moment with a key of one and a
certificate of the other. The old folder stays, for a way back.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.config.centre_files import certificate_in, certificates_in, is_issued_by
from kiosk.config.errors import SettingsError
from kiosk.config.settings import Settings


class Identity:
    """The key and the certificate of one terminal. Raises SettingsError where the settings do not fit."""

    def __init__(self, settings: Settings) -> None:
        key, certificate = settings.centre.key, settings.centre.certificate
        if key is None or certificate is None:
            missing = [name for name, path in (("key", key), ("certificate", certificate)) if path is None]
            raise SettingsError(*(f"centre.{name} is missing" for name in missing))
        if key.parent != certificate.parent or key.name == certificate.name:
            raise SettingsError("centre.key and centre.certificate must be two files in one folder")
        self._folder = key.parent.absolute()
        if self._folder.exists() and not self._folder.is_symlink():
            raise SettingsError(
                f"centre.key: {self._folder.name} is a folder of its own; here it is to be a link"
            )
        self._key, self._certificate = key.name, certificate.name
        self._terminal = settings.place.terminal
        self._authority = settings.centre.ca

    def request(self) -> bytes:
        """Return a request (PEM) for the next key, which is made unless one waits for its certificate.

        Raises SettingsError when a file cannot be written.
        """
        try:
            folder = self._waiting() or self._next(self._new_key())
            key = _private_key(folder / self._key)
        except OSError as error:
            raise SettingsError(f"centre.key: {error.strerror} ({self._folder.name})") from error
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self._terminal)])
        signed = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())
        return signed.public_bytes(Encoding.PEM)

    def install(self, path: Path, now: datetime | None = None) -> x509.Certificate:
        """Take the certificate in a PEM file, and switch to it. Returns it.

        Raises SettingsError with all that is wrong with it; nothing is changed then.
        """
        certificate = certificate_in("certificate", path)
        folder = self._holds_key_of(certificate)
        problems = list(self._problems(certificate, now or datetime.now(UTC)))
        if folder is None:
            problems.insert(0, "the certificate belongs to none of this terminal's keys")
        if folder is None or problems:
            raise SettingsError(*problems)
        try:
            if (folder / self._certificate).exists():  # the same key again: beside what is in use
                folder = self._next((folder / self._key).read_bytes())
            _write(folder / self._certificate, certificate.public_bytes(Encoding.PEM))
            self._switch_to(folder)
        except OSError as error:
            raise SettingsError(f"centre.certificate: {error.strerror} ({self._folder.name})") from error
        return certificate

    def _problems(self, certificate: x509.Certificate, now: datetime) -> Iterator[str]:
        if self._authority is None:
            yield "centre.ca is missing"
        elif not any(is_issued_by(certificate, each) for each in certificates_in(self._authority)):
            yield "the certificate is not by centre.ca"
        if now < certificate.not_valid_before_utc:
            yield f"the certificate is not good before {certificate.not_valid_before_utc:%Y-%m-%d %H:%M} UTC"
        if now > certificate.not_valid_after_utc:
            yield f"the certificate ended on {certificate.not_valid_after_utc:%Y-%m-%d}"
        names = [each.value for each in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
        if names != [self._terminal]:
            yield f"the certificate's common name is not place.terminal, {self._terminal}"
        try:
            usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except x509.ExtensionNotFound:
            return
        if ExtendedKeyUsageOID.CLIENT_AUTH not in usage:
            yield "the certificate is not one for TLS clients"

    # --- the numbered folders

    def _numbered(self) -> list[Path]:
        """The folders of this terminal, the newest first."""
        name = re.compile(rf"{re.escape(self._folder.name)}-([1-9][0-9]*)")
        found = [(int(fits[1]), each) for each in self._folder.parent.glob(f"{self._folder.name}-*")
                 if (fits := name.fullmatch(each.name))]  # fmt: skip
        return [each for _, each in sorted(found, reverse=True)]

    def _waiting(self) -> Path | None:
        """The folder with a key that has no certificate yet."""
        return next(
            (each for each in self._numbered()
             if (each / self._key).is_file() and not (each / self._certificate).exists()),
            None,
        )  # fmt: skip

    def _holds_key_of(self, certificate: x509.Certificate) -> Path | None:
        wanted = _spki(certificate.public_key())
        for each in self._numbered():
            try:
                if _spki(_private_key(each / self._key).public_key()) == wanted:
                    return each
            except (OSError, SettingsError):
                continue
        return None

    @staticmethod
    def _new_key() -> bytes:
        return ec.generate_private_key(ec.SECP256R1()).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )

    def _next(self, key: bytes) -> Path:
        """Make the next folder, with the key in it."""
        newest = next(iter(self._numbered()), None)
        number = 1 if newest is None else int(newest.name.rpartition("-")[2]) + 1
        folder = self._folder.with_name(f"{self._folder.name}-{number}")
        self._folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
        _write(folder / self._key, key)
        return folder

    def _switch_to(self, folder: Path) -> None:
        draft = self._folder.with_name(f".{self._folder.name}.new")
        draft.unlink(missing_ok=True)
        draft.symlink_to(folder.name)
        draft.replace(self._folder)
        _sync(self._folder.parent)


def _private_key(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError) as error:
        raise SettingsError(f"centre.key: {path.name} holds no key (PEM) without a passphrase") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise SettingsError(f"centre.key: {path.name} holds a key of another kind")
    return key


def _spki(key: object) -> bytes:
    """What two keys are compared by; empty for what is no public key of TLS."""
    if not hasattr(key, "public_bytes"):
        return b""
    raw: bytes = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return raw


def _write(path: Path, content: bytes) -> None:
    """Make a file of mode 0600 that is on the disk afterwards; a half-written one is never there."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
