"""What the files of [fleet] hold, and by which digest settings are known to the operator."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic_core import to_jsonable_python

from kiosk.centre.transport import TlsFiles, tls_context
from kiosk.config.errors import SettingsError
from kiosk.config.sections.base import Section
from kiosk.config.settings import Settings

_OWN = {"state", "staff", "place", "fleet"}
"""What differs from store to store, and is not meant when settings are wanted of a fleet."""


def fleet_tls(settings: Settings) -> TlsFiles:
    """The files that prove both sides to the fleet server. Raises SettingsError."""
    fleet, centre = settings.fleet, settings.centre
    files = fleet.ca, fleet.certificate or centre.certificate, fleet.key or centre.key
    ca, certificate, key = files
    if ca is None or certificate is None or key is None:
        names = zip(("ca", "certificate", "key"), files, strict=True)
        raise SettingsError(*(f"fleet.{name} is missing" for name, path in names if path is None))
    found = TlsFiles(ca, certificate, key)
    try:
        tls_context(found)
    except OSError as error:  # ssl's own errors are OSErrors
        raise SettingsError("fleet: ca, certificate and key are no PEM files that go together") from error
    return found


def settings_digest(settings: Settings) -> str:
    """The SHA-256 of all settings but those of the store itself, hexadecimal."""
    meant = {name: value for name, value in settings.values().items() if name not in _OWN}
    content = to_jsonable_python(meant, fallback=Section.values)
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def verifier(settings: Settings) -> Callable[[bytes, bytes], bool]:
    """A function of a message and a signature: whether the operator signed it. Raises SettingsError."""
    path = settings.fleet.settings_key
    if path is None:
        return lambda _message, _signature: False
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingsError(f"fleet.settings_key: {path.name} holds no public key (PEM)") from error
    if not isinstance(key, Ed25519PublicKey):
        raise SettingsError(f"fleet.settings_key: {path.name} holds no Ed25519 key")

    def is_signed(message: bytes, signature: bytes) -> bool:
        try:
            key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return is_signed
