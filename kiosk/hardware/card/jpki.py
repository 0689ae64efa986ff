"""The JPKI application (公的個人認証AP) of a card: its two key pairs, their certificates, PIN and password.

Its APDUs have no public specification; layout and status words follow what several independent
open-source programs found on real cards.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.hardware.card import apdu, pins
from kiosk.hardware.card.apdu import SW, Channel
from kiosk.hardware.card.files import Files, expect_ok
from kiosk.hardware.card.layout import RSA_2048, KeyFiles, Layout
from kiosk.hardware.card.protocol import (
    CardConnection,
    CardFault,
    JukiCard,
    NoAuthenticationCertificate,
    NoSignatureCertificate,
    NotAMyNumberCard,
)
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin

_LABEL_LENGTH = 32
_PRESENT = 0x8F


@dataclass(frozen=True, slots=True)
class CertificatesPresent:
    """The certificates that the card lists as present (EF 0008)."""

    authentication: bool
    signature: bool


class JpkiCard:
    """A session with the JPKI application over one connection. It never retries a PIN.

    The methods of a key pair raise NoAuthenticationCertificate or NoSignatureCertificate, before
    anything is sent, if the card does not list that certificate.
    """

    def __init__(self, connection: CardConnection, layout: Layout = RSA_2048) -> None:
        self._channel = Channel(connection)
        self._files = Files(self._channel)
        self._layout = layout
        self._present: CertificatesPresent | None = None

    def select(self, *, require_authentication: bool = True) -> None:
        """Select the application and make sure that this card can authenticate its holder.

        Call it before any other method. With `require_authentication` False, a card without a
        user-authentication certificate is accepted too: the card check reports that to its holder.
        Raises NotAMyNumberCard, JukiCard, NoAuthenticationCertificate, CardFault, CardRemoved or
        ReaderFault.
        """
        select = apdu.select_application(self._layout.application)
        response = self._channel.send(select)
        if response.sw == SW.SELF_DIAGNOSIS_FAILED:
            # Some cards return this for the first command after power-up, and only for that one.
            response = self._channel.send(select)
        if response.sw == SW.FILE_NOT_FOUND:
            raise NotAMyNumberCard("no JPKI application")
        expect_ok(response, "SELECT of the application")
        label = self._token_label()
        if label == self._layout.superseded_label:
            raise JukiCard("token label of a Basic Resident Register card")
        if label != self._layout.token_label:
            raise NotAMyNumberCard("token label of another kind of token")
        self._present = self._read_present()
        if require_authentication and not self._present.authentication:
            raise NoAuthenticationCertificate("the card lists no user-authentication certificate")

    def certificates_present(self) -> CertificatesPresent:
        """Return which certificates `select` found on this card."""
        if self._present is None:
            self._present = self._read_present()
        return self._present

    def tries_left(self) -> int:
        """Ask the card for the remaining PIN tries: 0 (blocked) to 15. Does not use one up."""
        return self._tries_left(self._authentication(), "the PIN")

    def password_tries_left(self) -> int:
        """Like `tries_left`, for the signature password."""
        return self._tries_left(self._signature(), "the password")

    def authentication_certificate(self) -> bytes:
        """Read the user-authentication certificate: exactly its DER, without trailing padding."""
        files = self._authentication()
        self._files.select(files.certificate, "the certificate", NoAuthenticationCertificate)
        return self._files.certificate()

    def signature_certificate(self) -> bytes:
        """Like `authentication_certificate`, for the signature certificate, which has name and address.

        Raises CardFault(6982) if the password was not verified in this connection.
        """
        files = self._signature()
        self._files.select(files.certificate, "the signature certificate", NoSignatureCertificate)
        return self._files.certificate()

    def verify_pin(self, pin: Pin) -> None:
        """Present the PIN once. The caller wipes `pin`; the command buffer is wiped here.

        Raises PinRejected(tries_left) or PinBlocked, and ValueError for a wiped PIN before anything
        is sent. After CardRemoved or ReaderFault the try may or may not have been used up: ask
        `tries_left` again.
        """
        pins.refuse_wiped(pin)
        self._files.select(self._authentication().reference, "the PIN")
        pins.verify(self._channel, pin)

    def verify_password(self, password: Password) -> None:
        """Like `verify_pin`, with the signature password and `password_tries_left`."""
        pins.refuse_wiped(password)
        self._files.select(self._signature().reference, "the password")
        pins.verify(self._channel, password)

    def sign(self, digest: bytes) -> bytes:
        """Sign a SHA-256 digest (32 bytes) with the user-authentication key: PKCS #1 v1.5, 256 bytes.

        Raises CardFault(6982) if the PIN was not verified in this connection, and ValueError for a
        digest of another length.
        """
        return self._sign(self._authentication(), digest)

    def sign_as_holder(self, digest: bytes) -> bytes:
        """Like `sign`, with the signature key and its password: as binding as a handwritten signature."""
        return self._sign(self._signature(), digest)

    def _authentication(self) -> KeyFiles:
        if self._present is not None and not self._present.authentication:
            raise NoAuthenticationCertificate("the card lists no user-authentication certificate")
        return self._layout.authentication

    def _signature(self) -> KeyFiles:
        if self._present is not None and not self._present.signature:
            raise NoSignatureCertificate("the card lists no signature certificate")
        return self._layout.signature

    def _tries_left(self, files: KeyFiles, what: str) -> int:
        self._files.select(files.reference, what)
        return pins.tries_left(self._channel, files.full_tries)

    def _sign(self, files: KeyFiles, digest: bytes) -> bytes:
        if len(digest) != self._layout.digest_length:
            raise ValueError(f"a digest of {len(digest)} bytes")
        self._files.select(files.key, "the key")
        payload = self._layout.digest_info + digest
        response = self._channel.send(apdu.compute_signature(payload, self._layout.signature_length))
        expect_ok(response, "COMPUTE DIGITAL SIGNATURE")
        if len(response.data) != self._layout.signature_length:
            raise CardFault(response.sw, f"a signature of {len(response.data)} bytes")
        return response.data

    def _token_label(self) -> str:
        self._files.select(self._layout.token_information, "the token information", NotAMyNumberCard)
        raw = self._files.read(0, _LABEL_LENGTH)[:_LABEL_LENGTH]
        return raw.decode("ascii", errors="replace").rstrip(" \0")

    def _read_present(self) -> CertificatesPresent:
        """Read EF 0008: one byte for the signature certificate, one for user authentication."""
        try:
            self._files.select(self._layout.certificates_present, "the list", NoAuthenticationCertificate)
        except NoAuthenticationCertificate:
            return CertificatesPresent(authentication=False, signature=False)
        listed = self._files.read(0, 3)
        return CertificatesPresent(
            authentication=listed[1:2] == bytes((_PRESENT,)), signature=listed[0] == _PRESENT
        )
