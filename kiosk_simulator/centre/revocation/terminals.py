"""The centre's side of TLS: whom it lets in, and a terminal's certificate that is revoked."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk_simulator.phone.reservation import TELEPHONE
from kiosk_simulator.pki.tls import TlsPaths, issued_to_clients

_LIFE = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class CentreTls:
    """PEM files of a centre: the authority of its terminals, and its own certificate and key."""

    ca: Path
    certificate: Path
    key: Path


class _TellsWhy(ssl.SSLObject):
    """Ends a handshake with the alert that says why, as servers do.

    asyncio closes the connection as soon as a handshake fails, with the alert still unsent; asked to wait, it
    sends what there is.
    """

    _failure: ssl.SSLError | None = None

    def do_handshake(self) -> None:
        """As the base class; a failure is raised one call later."""
        if self._failure is not None:
            raise self._failure
        try:
            super().do_handshake()
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            raise
        except ssl.SSLError as error:
            self._failure = error
            raise ssl.SSLWantReadError from error


class CentreContext(ssl.SSLContext):
    """A server's context; while `refusing` gives another one, that takes its place for new connections."""

    refusing: Callable[[], ssl.SSLContext | None]

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        """As the base class."""
        other = self.refusing()
        return super().wrap_bio(*args, **kwargs) if other is None else other.wrap_bio(*args, **kwargs)


def server_context(
    tls: CentreTls, is_revoking: Callable[[], bool], revoked: Callable[[], bytes | None]
) -> ssl.SSLContext:
    """TLS 1.3 for clients of one authority.

    `revoked` is that authority's list (PEM), of use while `is_revoking` says so; without a list nobody is let
    in then.
    """
    context = CentreContext(ssl.PROTOCOL_TLS_SERVER)
    context.refusing = lambda: _looking(tls, revoked()) if is_revoking() else None
    return _prepared(context, tls)


def _looking(tls: CentreTls, revoked: bytes | None) -> ssl.SSLContext:
    context = _prepared(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), tls)
    context.verify_flags |= ssl.VerifyFlags.VERIFY_CRL_CHECK_LEAF
    if revoked is not None:
        with tempfile.NamedTemporaryFile(suffix=".pem") as file:  # a list is taken from a file only
            file.write(revoked)
            file.flush()
            context.load_verify_locations(cafile=file.name)
    return context


def _prepared(context: ssl.SSLContext, tls: CentreTls) -> ssl.SSLContext:
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(tls.certificate, tls.key)
    context.load_verify_locations(cafile=tls.ca)
    context.sslobject_class = _TellsWhy
    return context


def list_of_terminals(paths: TlsPaths) -> bytes:
    """A revocation list (RFC 5280, PEM) of the simulated authority with all its terminals on it.

    TLS goes by the machine's own clock, so the list does.
    """
    ca = x509.load_pem_x509_certificate(paths.ca.read_bytes())
    key = serialization.load_pem_private_key(paths.ca_key.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{paths.ca_key.name} holds no key of the authority")
    now = datetime.now(UTC)
    rows = [
        x509.RevokedCertificateBuilder(each.serial_number, now - _LIFE).build()
        for each in issued_to_clients(paths)
        if TELEPHONE not in each.subject.rfc4514_string()
    ]
    builder = x509.CertificateRevocationListBuilder(ca.subject, now - _LIFE, now + _LIFE, [], rows)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
