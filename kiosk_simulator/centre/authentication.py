"""Authentication of a card's holder, with which every service begins; independent of HTTP."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk.centre.messages import CardProof, Challenge, ChallengeRequest
from kiosk.centre.signing import authentication_message
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.issued_cards import IssuedCards
from kiosk_simulator.centre.revocation.cards import CardRevocation
from kiosk_simulator.centre.store import Store, StoredAuthentication, StoredChallenge
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.residents import AGE_OF_USE, resident

_NOT_ISSUED = (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion)

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey

CHALLENGE_LIFE = timedelta(minutes=2)


class BadRequest(Exception):
    """A request that no correct terminal sends. The message contains no personal data."""


@dataclass(frozen=True, slots=True)
class ProofVerifier:
    """Verifies that a card holds its key and that its certificates are valid. `now` returns aware times.

    Safe to use from several threads: the only state is in the store.
    """

    pki: Pki
    cards: IssuedCards
    revocation: CardRevocation
    store: Store
    faults: CentreFaults
    now: Callable[[], datetime]
    service_hours: tuple[time, time] | None

    def require_hours(self) -> None:
        """Raise CentreRefused while the centre is closed."""
        closed = CentreFault.OUTSIDE_HOURS in self.faults
        if self.service_hours is not None:
            opens, closes = self.service_hours
            closed = closed or not opens <= self.now().astimezone(JST).time() < closes
        if closed:
            raise CentreRefused(RefusalReason.OUTSIDE_HOURS)

    def challenge(self, terminal: str, request: ChallengeRequest) -> Challenge:
        """Issue a challenge to sign, which can be used once within two minutes."""
        self.require_hours()
        challenge = Challenge(
            visit=request.visit, id=secrets.token_urlsafe(16), nonce=secrets.token_bytes(32)
        )
        expires = (self.now() + CHALLENGE_LIFE).timestamp()
        self.store.add_challenge(
            StoredChallenge(challenge.id, terminal, request.visit, challenge.nonce, expires)
        )
        return challenge

    def certificate_of(
        self, terminal: str, proof: CardProof, service: Service, scope: Scope, code: str | None
    ) -> x509.Certificate:
        """Verify issuer, signature, validity and revocation, in this order; `code` is a municipality's.

        Raises CentreRefused, or BadRequest for a challenge that is unknown, used, expired or another visit's.
        """
        self.require_hours()
        challenge = self.store.take_challenge(terminal, proof.challenge)
        if challenge is None or (challenge.terminal, challenge.visit) != (terminal, proof.visit):
            raise BadRequest("no such challenge")
        if self.now().timestamp() > challenge.expires:
            raise BadRequest("the challenge is too old")
        certificate, key = self._issued(proof.certificate)
        message = authentication_message(
            proof.visit, challenge.id, challenge.nonce, service, scope, municipality_code=code
        )
        if not signed_by(key, proof.signature, message):
            raise CentreRefused(RefusalReason.SIGNATURE_INVALID)
        self._require_valid(certificate)
        if service is not Service.CERTIFICATES and self.is_smartphone(certificate):
            raise CentreRefused(RefusalReason.SMARTPHONE_NOT_TAKEN)
        return certificate

    def is_smartphone(self, certificate: x509.Certificate) -> bool:
        """Whether the authority of smartphones issued this certificate."""
        return certificate.issuer == self.pki.smartphone_ca.certificate.subject

    def valid_certificate(self, der: bytes) -> x509.Certificate:
        """Verify issuer, validity and revocation of a card's certificate without any signature by its key.

        Raises CentreRefused.
        """
        certificate, _ = self._issued(der)
        if self.is_smartphone(certificate):
            raise CentreRefused(RefusalReason.CERTIFICATE_UNKNOWN)
        self._require_valid(certificate)
        return certificate

    def holder_with_signature(self, serial: int) -> str:
        """The holder of this user-authentication certificate, whose card has a valid signature certificate.

        Raises CentreRefused otherwise. Nobody under 15 has a signature certificate.
        """
        holder = self.cards.holder(serial)
        if holder is None:
            raise CentreRefused(RefusalReason.CERTIFICATE_UNKNOWN)
        signature = None if self.is_child(holder) else self.cards.signature_certificate_of(serial)
        if signature is None:
            raise CentreRefused(RefusalReason.NO_SIGNATURE_CERTIFICATE)
        self._require_valid_signature_certificate(signature)
        return holder

    def require_signature(self, holder: str, der: bytes, signature: bytes, message: bytes) -> None:
        """Raise CentreRefused unless a valid signature certificate of `holder` signed `message`."""
        try:
            certificate = x509.load_der_x509_certificate(der)
            certificate.verify_directly_issued_by(self.pki.signature_ca.certificate)
        except _NOT_ISSUED:
            raise CentreRefused(RefusalReason.SIGNATURE_UNKNOWN) from None
        key = certificate.public_key()
        his_own = self.cards.signature_holder(certificate.serial_number) == holder
        if not (
            his_own
            and isinstance(key, (rsa.RSAPublicKey, ec.EllipticCurvePublicKey))
            and signed_by(key, signature, message)
        ):
            raise CentreRefused(RefusalReason.SIGNATURE_UNKNOWN)
        self._require_valid_signature_certificate(certificate)

    def require_not_revoked(self, serial: int) -> None:
        """Raise CentreRefused unless this user-authentication certificate is known to be good now."""
        self.revocation.require_good(serial)

    def is_child(self, holder: str) -> bool:
        """True for a resident who is below the minimum age today."""
        return resident(holder)[0].age_on(self.now().astimezone(JST).date()) < AGE_OF_USE

    def authentication(self, id_: str, terminal: str, visit: str, service: Service) -> StoredAuthentication:
        """The authentication with this id, of this visit, at this terminal, for this service.

        Raises BadRequest otherwise.
        """
        found = self.store.authentication(terminal, id_)
        if found is None or (found.terminal, found.visit, found.service) != (terminal, visit, service):
            raise BadRequest("no such authentication")
        return found

    def _issued(self, der: bytes) -> tuple[x509.Certificate, PublicKey]:
        try:
            certificate = x509.load_der_x509_certificate(der)
            phone = self.is_smartphone(certificate)
            authority = self.pki.smartphone_ca if phone else self.pki.authentication_ca
            certificate.verify_directly_issued_by(authority.certificate)
        except _NOT_ISSUED:
            raise CentreRefused(RefusalReason.CERTIFICATE_UNKNOWN) from None
        key = certificate.public_key()
        if not isinstance(key, (rsa.RSAPublicKey, ec.EllipticCurvePublicKey)):
            raise CentreRefused(RefusalReason.CERTIFICATE_UNKNOWN)
        return certificate, key

    def _require_valid(self, certificate: x509.Certificate) -> None:
        now = self.now()
        if now > certificate.not_valid_after_utc:
            raise CentreRefused(RefusalReason.CERTIFICATE_EXPIRED)
        if now < certificate.not_valid_before_utc:
            raise CentreRefused(RefusalReason.CERTIFICATE_UNKNOWN)
        self.require_not_revoked(certificate.serial_number)

    def _require_valid_signature_certificate(self, certificate: x509.Certificate) -> None:
        now = self.now()
        if now > certificate.not_valid_after_utc:
            raise CentreRefused(RefusalReason.SIGNATURE_EXPIRED)
        if now < certificate.not_valid_before_utc:
            raise CentreRefused(RefusalReason.SIGNATURE_UNKNOWN)
        self.revocation.require_signature_good(certificate)


def signed_by(key: PublicKey, signature: bytes, message: bytes) -> bool:
    """True for a signature of `message`: PKCS #1 v1.5 with SHA-256, or r and s of ECDSA with SHA-384."""
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        else:
            half = key.key_size // 8
            r, s = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
            key.verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA384()))
    except InvalidSignature:
        return False
    return True
