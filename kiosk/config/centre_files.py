"""The files of [centre] in kiosk.toml, each proved usable before anything starts."""

from __future__ import annotations

import ssl
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from kiosk.centre.transport import TlsFiles, tls_context
from kiosk.config.settings import Centre, SettingsError


def tls_files(centre: Centre) -> TlsFiles:
    """Return the files that prove both sides. Raises SettingsError with the key of one that cannot."""
    files = TlsFiles(
        _readable("ca", centre.ca),
        _readable("certificate", centre.certificate),
        _readable("key", centre.key),
    )
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


def record_key(centre: Centre) -> Ed25519PublicKey:
    """Return the key that checks records. Raises SettingsError when it is missing or another kind of key."""
    path = _readable("record_key", centre.record_key)
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingsError(f"centre.record_key: {path.name} holds no public key (PEM)") from error
    if not isinstance(key, Ed25519PublicKey):
        raise SettingsError(f"centre.record_key: {path.name} is not an Ed25519 public key")
    return key


def sealing_key(centre: Centre) -> X25519PublicKey | None:
    """Return the verifier's key, None where certificates have no backs. Raises SettingsError."""
    if centre.sealing_key is None:
        return None
    path = _readable("sealing_key", centre.sealing_key)
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingsError(f"centre.sealing_key: {path.name} holds no public key (PEM)") from error
    if not isinstance(key, X25519PublicKey):
        raise SettingsError(f"centre.sealing_key: {path.name} is not an X25519 public key")
    return key


def _readable(key: str, path: Path | None) -> Path:
    if path is None:
        raise SettingsError(f"centre.{key} is missing")
    try:
        path.read_bytes()
    except OSError as error:
        raise SettingsError(f"centre.{key}: {path.name} cannot be read") from error
    return path
