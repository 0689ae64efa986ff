"""What the files of [centre] and printer.ca hold, each proved usable before anything is served."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from kiosk.centre.record_keys import RecordKey
from kiosk.centre.transport import TlsFiles, tls_context
from kiosk.config.errors import SettingsError
from kiosk.config.sections.centre import Centre
from kiosk.config.settings import Mode, Settings
from kiosk.config.specimens import TEST_ORGANISATION
from kiosk.net.trust import pinned_context

_CERTIFICATE = b"-----BEGIN CERTIFICATE-----"


def tls_files(centre: Centre) -> TlsFiles:
    """Return the files that prove both sides. Raises SettingsError with the key of one that cannot."""
    named = {"ca": centre.ca, "certificate": centre.certificate, "key": centre.key}
    if missing := [f"centre.{key} is missing" for key, path in named.items() if path is None]:
        raise SettingsError(*missing)
    files = TlsFiles(*(_readable(f"centre.{key}", path) for key, path in named.items() if path is not None))
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=files.ca)
    except OSError as error:  # ssl's own errors are OSErrors
        raise SettingsError(f"centre.ca: {files.ca.name} holds no certificate (PEM)") from error
    try:
        tls_context(files)
    except OSError as error:
        raise SettingsError(
            "centre.certificate and centre.key are no pair of PEM files, or the key has a passphrase"
        ) from error
    return files


def record_keys(centre: Centre) -> tuple[RecordKey, ...]:
    """Return the keys that check records. Raises SettingsError without any, or for one of another kind."""
    if not centre.record_keys:
        raise SettingsError("centre.record_keys is missing")
    return tuple(_record_key(path) for path in centre.record_keys)


def sealing_key(centre: Centre) -> X25519PublicKey | None:
    """Return the verifier's key, None where certificates have no backs. Raises SettingsError."""
    if centre.sealing_key is None:
        return None
    key = _public_key("centre.sealing_key", centre.sealing_key)
    if not isinstance(key, X25519PublicKey):
        raise SettingsError(f"centre.sealing_key: {centre.sealing_key.name} is not an X25519 public key")
    return key


def certificate_in(key: str, path: Path) -> x509.Certificate:
    """The first certificate of a PEM file. Raises SettingsError."""
    try:
        return x509.load_pem_x509_certificate(_readable(key, path).read_bytes())
    except ValueError as error:
        raise SettingsError(f"{key}: {path.name} holds no certificate (PEM)") from error


def centre_problems(settings: Settings) -> Iterator[str]:
    """All that is wrong with what the files hold, a line each. Whether they are there: `file_problems`."""
    centre = settings.centre
    if "centre" in settings.real_parts:
        for prove in (tls_files, record_keys, sealing_key):
            try:
                prove(centre)
            except SettingsError as error:
                yield from error.problems
    if settings.printer.ca is not None:
        try:
            pinned_context(settings.printer.ca)
        except OSError:
            yield f"printer.ca: {settings.printer.ca.name} holds no certificate (PEM)"
    if settings.mode is Mode.PRODUCTION:
        yield from _test_made(settings)
    if settings.mode is Mode.REHEARSAL:
        yield from _not_test_made(centre)
    if settings.mode is not Mode.SIMULATION and "centre" in settings.real_parts:
        yield from _record_keys_of_nobody(settings)


def _test_made(settings: Settings) -> Iterator[str]:
    """Production takes no authority of the simulator, and nothing that one has issued."""
    for key, path in (*_of_the_centre(settings.centre), ("printer.ca", settings.printer.ca)):
        if any(_is_test_made(each) for each in certificates_in(path)):
            yield f"{key}: production refuses the simulator's authority {TEST_ORGANISATION}"


def _not_test_made(centre: Centre) -> Iterator[str]:
    """A rehearsal takes nothing of the centre's own authority. The printer's is that of a device."""
    for key, path in _of_the_centre(centre):
        if not all(_is_test_made(each) for each in certificates_in(path)):
            yield f"{key}: a rehearsal refuses authorities that are not test-made ({TEST_ORGANISATION})"


def _of_the_centre(centre: Centre) -> tuple[tuple[str, Path | None], ...]:
    keys = (("centre.record_keys", each) for each in centre.record_keys)
    return (("centre.ca", centre.ca), ("centre.certificate", centre.certificate), *keys)


def _is_test_made(certificate: x509.Certificate) -> bool:
    return TEST_ORGANISATION in certificate.subject.rfc4514_string() + certificate.issuer.rfc4514_string()


def _record_keys_of_nobody(settings: Settings) -> Iterator[str]:
    """In service a record key is a certificate by the centre's authority: it has an issuer and an end."""
    centre = settings.centre
    authorities = list(certificates_in(centre.ca))
    for path in centre.record_keys:
        found = list(certificates_in(path))
        if not found:
            if path.is_file():
                yield (
                    f"centre.record_keys: {path.name} is a key without a certificate; "
                    f"{settings.mode} needs one by centre.ca, which says until when it is good"
                )
        elif authorities and not any(is_issued_by(found[0], each) for each in authorities):
            yield f"centre.record_keys: {path.name} is not a certificate by centre.ca"


def is_issued_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    """True when `authority` signed `certificate` and has the name of its issuer."""
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def ends(settings: Settings) -> Iterator[tuple[str, datetime]]:
    """Key and last moment of each certificate that the settings name; of files that can be read."""
    centre = settings.centre
    if "centre" in settings.real_parts:
        for key, path in (("centre.certificate", centre.certificate), ("centre.ca", centre.ca)):
            yield from ((key, each.not_valid_after_utc) for each in certificates_in(path))
        for path in centre.record_keys:
            yield from (("centre.record_keys", each.not_valid_after_utc) for each in certificates_in(path))
    yield from (("printer.ca", each.not_valid_after_utc) for each in certificates_in(settings.printer.ca))


def certificates_in(path: Path | None) -> list[x509.Certificate]:
    """Those of a PEM file; none of a file that has none or cannot be read."""
    try:
        return x509.load_pem_x509_certificates(path.read_bytes()) if path is not None else []
    except (OSError, ValueError):
        return []


def _record_key(path: Path) -> RecordKey:
    name = "centre.record_keys"
    if _CERTIFICATE in _readable(name, path).read_bytes():
        certificate = certificate_in(name, path)
        key: object = certificate.public_key()
        days = (certificate.not_valid_before_utc, certificate.not_valid_after_utc)
        if isinstance(key, Ed25519PublicKey):
            return RecordKey(key, *days)
    else:
        key = _public_key(name, path)
        if isinstance(key, Ed25519PublicKey):
            return RecordKey(key)
    raise SettingsError(f"{name}: {path.name} is not an Ed25519 public key")


def _public_key(key: str, path: Path) -> object:
    try:
        return load_pem_public_key(_readable(key, path).read_bytes())
    except ValueError as error:
        raise SettingsError(f"{key}: {path.name} holds no public key (PEM)") from error


def _readable(key: str, path: Path) -> Path:
    try:
        path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{key}: {path.name} cannot be read") from error
    return path
