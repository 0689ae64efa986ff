"""The JPKI application (公的個人認証AP) of a card: its two key pairs, their certificates, PIN and password.

Its APDUs have no public specification; layout and status words follow what several independent
open-source programs found on real cards.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kiosk.hardware.card import apdu, pins
from kiosk.hardware.card.apdu import SW, Channel
from kiosk.hardware.card.files import Files, NoCertificateThere, expect_ok
from kiosk.hardware.card.layout import LAYOUTS, RSA_2048, KeyFiles, Layout
from kiosk.hardware.card.protocol import (
    CardConnection,
    CardFault,
    JukiCard,
    NoAuthenticationCertificate,
    NoPin,
    NoSignatureCertificate,
    NotAMyNumberCard,
    SmartphoneToken,
)
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin

_LABEL_LENGTH = 32
_TOKEN_LENGTH = 160
_BY_LABEL = {layout.token_label: layout for layout in LAYOUTS}
_PRESENT = 0x8F


class _Missing(Exception):
    """A file that this card does not have."""


@dataclass(frozen=True, slots=True)
class CertificatesPresent:
    """The certificates that the card lists as present (EF 0008)."""

    authentication: bool
    signature: bool


class JpkiCard:
    """A session with the JPKI application over one connection. It never retries a PIN.

    Once the card's list was read, the methods of a key pair raise NoAuthenticationCertificate or
    NoSignatureCertificate, before anything is sent, if the card does not list that certificate.
    """

    def __init__(self, connection: CardConnection, layout: Layout = RSA_2048) -> None:
        self._channel = Channel(connection)
        self._files = Files(self._channel)
        self._layout = layout
        self._present: CertificatesPresent | None = None

    def select(self, *, require_authentication: bool = True) -> None:
        """Like `identify`, and make sure that this card lists a user-authentication certificate.

        With `require_authentication` False, a card without one is accepted too: the card check reports
        that to its holder. Raises NoAuthenticationCertificate, and what `identify` raises.
        """
        self.identify()
        present = self.certificates_present()
        if require_authentication and not present.authentication:
            raise NoAuthenticationCertificate("the card lists no user-authentication certificate")

    def identify(self, *, smartphones: bool = False) -> None:
        """Select the application and find out by its label what token it is; `smartphones` takes theirs too.

        Call it, `select` or a method that resumes before any other method. Raises NotAMyNumberCard, JukiCard,
        SmartphoneToken, CardFault, CardRemoved or ReaderFault.
        """
        self._select_application()
        label = self._token_label()
        if label == self._layout.superseded_label:
            raise JukiCard("token label of a Basic Resident Register card")
        layout = _BY_LABEL.get(label)
        if layout is None:
            raise NotAMyNumberCard("token label of another kind of token")
        if layout.smartphone and not smartphones:
            raise SmartphoneToken("token label of a smartphone")
        self._layout = layout

    @property
    def is_smartphone(self) -> bool:
        """Whether `identify` found a smartphone: it shows its certificate only after the PIN."""
        return self._layout.smartphone

    def token_information(self) -> bytes:
        """Read the token information (EF 0006): label, model and serial number, up to 160 bytes."""
        self._files.select(self._layout.token_information, "the token information", NotAMyNumberCard)
        return self._files.read(0, _TOKEN_LENGTH)

    def resume(self, certificate: bytes) -> bool:
        """Select the application again; return whether this is still the card of that certificate.

        `certificate` is what `authentication_certificate` returned for a card that was identified. Its
        beginning has issuer and serial number and is read again, not the rest: whoever relies on this lets
        the card sign, and checks the signature with the certificate that was read first. False for a card
        without a user-authentication certificate. Raises NotAMyNumberCard (no such application), CardFault,
        CardRemoved or ReaderFault.
        """
        self._select_application()
        try:
            self._files.select(self._layout.authentication.certificate, "the certificate", _Missing)
        except _Missing:
            return False
        return self._files.begins_with(certificate)

    def resume_smartphone(self, token: bytes) -> bool:
        """Like `resume`, for a smartphone by its token information: its certificate comes after the PIN."""
        self.identify(smartphones=True)
        return self.is_smartphone and self.token_information() == token

    def _select_application(self) -> None:
        select = apdu.select_application(self._layout.application)
        response = self._channel.send(select)
        if response.sw == SW.SELF_DIAGNOSIS_FAILED:
            # Some cards return this for the first command after power-up, and only for that one.
            response = self._channel.send(select)
        if response.sw == SW.FILE_NOT_FOUND:
            raise NotAMyNumberCard("no JPKI application")
        expect_ok(response, "SELECT of the application")

    def certificates_present(self) -> CertificatesPresent:
        """Return which certificates the card lists; it is asked once."""
        if self._present is None:
            self._present = self._read_present()
        return self._present

    def tries_left(self) -> int:
        """Ask the card for the remaining PIN tries: 0 (blocked) to 15. Does not use one up.

        Raises NoPin for a card without one. No public source says how such a card answers: taken for it are a
        reference that does not exist (6A82, 6A88); one that looks blocked is told as blocked.
        """
        return self._tries_left(self._authentication(), "the PIN")

    def password_tries_left(self) -> int:
        """Like `tries_left`, for the signature password."""
        return self._tries_left(self._signature(), "the password")

    def authentication_certificate(self) -> bytes:
        """Read the user-authentication certificate: exactly its DER, without trailing padding."""
        files = self._authentication()
        self._files.select(files.certificate, "the certificate", NoAuthenticationCertificate)
        try:
            return self._files.certificate()
        except NoCertificateThere:
            # A card may have the file and nothing in it: then its list says so.
            if self._present is None and not self.certificates_present().authentication:
                raise NoAuthenticationCertificate("the card lists no such certificate") from None
            raise

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

    def digest(self, message: bytes) -> bytes:
        """Return the digest of a message for this card to sign: SHA-256, or the next generation's SHA-384."""
        return hashlib.new(self._layout.hash_name, message).digest()

    def sign(self, digest: bytes) -> bytes:
        """Sign a digest (see `digest`) with the user-authentication key: as `Layout` says.

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
        self._files.select(files.reference, what, NoPin)
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
