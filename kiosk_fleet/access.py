"""Who speaks: a terminal or an operator, by the authority that issued the certificate of the TLS session."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import NameOID

from kiosk.rules.texts import is_code
from kiosk_servers.serving.connections import Standing, TimelyProtocol


class Role(StrEnum):
    """What somebody may do here."""

    TERMINAL = "terminal"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Client:
    """`name` is the common name of the certificate: a terminal's number, or a person's."""

    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class FleetTls:
    """PEM files: the server's certificate and key, and one authority each of terminals and of operators."""

    certificate: Path
    key: Path
    terminals: Path
    operators: Path


def server_context(tls: FleetTls) -> ssl.SSLContext:
    """TLS 1.3 for clients of either authority. Raises OSError (ssl.SSLError) if a file is unusable."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(tls.certificate, tls.key)
    for authority in (tls.terminals, tls.operators):
        context.load_verify_locations(cafile=authority)
    return context


class Authorities:
    """Tells the role of a certificate that the handshake has verified."""

    def __init__(self, tls: FleetTls) -> None:
        """Raises OSError or ValueError for files that hold no certificate, and for one authority as both."""
        self._issuers = [
            (role, x509.load_pem_x509_certificate(path.read_bytes()))
            for role, path in ((Role.TERMINAL, tls.terminals), (Role.OPERATOR, tls.operators))
        ]
        (_, one), (_, other) = self._issuers
        if one.public_key() == other.public_key():
            raise ValueError("terminals and operators need authorities of their own")

    def client(self, certificate: bytes) -> Client | None:
        """Whose the certificate (DER) is; None for one without exactly one usable common name."""
        found = x509.load_der_x509_certificate(certificate)
        names = [str(each.value) for each in found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
        if len(names) != 1 or not names[0] or not is_code(names[0]):
            return None
        for role, issuer in self._issuers:
            try:
                found.verify_directly_issued_by(issuer)
            except (ValueError, TypeError, InvalidSignature):
                continue
            return Client(role, names[0])
        return None


def protocol(authorities: Authorities) -> type[asyncio.Protocol]:
    """uvicorn's HTTP protocol, which passes the client of the TLS session to the application."""
    standing = Standing()

    class Protocol(TimelyProtocol):
        _name = ""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            peer = transport.get_extra_info("ssl_object").getpeercert(binary_form=True)
            client = authorities.client(peer)
            if client is None:
                transport.abort()
                return
            self.app_state = {**self.app_state, "client": client}
            self._name = f"{client.role} {client.name}"
            standing.add(self._name, self, transport)

        def connection_lost(self, exc: Exception | None) -> None:
            standing.remove(self._name, self)
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if self._name:  # else nobody is served, and the connection is on its way out
                super().data_received(data)

    return Protocol
