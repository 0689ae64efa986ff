"""How the centre learns whether a certificate was revoked: OCSP with a nonce, else the revocation list.

An answer is believed only if it is the authority's own, about this certificate, to this question, and of
today. One that is not is as good as none: then the list is asked, and without it nobody is let in.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from kiosk_simulator.centre.revocation.standing import NoAnswer, Standing

NONCE_LENGTH = 32
"""Bytes (RFC 9654, 2.1, which obsoletes RFC 8954: a client sends 32)."""
CLOCKS_DIFFER = timedelta(minutes=5)
"""By which the authority's clock may be ahead of the centre's."""
_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm)


@dataclass(frozen=True, slots=True)
class RevocationCheck:
    """Asks the authority whose certificate is `issuer`.

    `ask` carries an OCSP request and returns the response, `list` returns the revocation list, both in DER;
    they raise NoAnswer. `now` returns aware times.
    """

    issuer: x509.Certificate
    ask: Callable[[bytes], bytes]
    list: Callable[[], bytes]
    now: Callable[[], datetime]

    def standing(self, serial: int) -> Standing:
        """What the authority says. Raises NoAnswer when neither answer nor list may be believed."""
        try:
            return self.by_answer(serial)
        except NoAnswer:
            return self.by_list(serial)

    def by_answer(self, serial: int) -> Standing:
        """By OCSP (RFC 6960, 3.2). Raises NoAnswer."""
        asked = _question(self.issuer, serial)
        try:
            answer = ocsp.load_der_ocsp_response(self.ask(asked.public_bytes(Encoding.DER)))
            if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
                raise NoAnswer(f"the responder says {answer.response_status.name}")
            self._require_signer(answer)
            said = answer.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
            if said != asked.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce:
                raise NoAnswer("an answer to another question")
            for each in answer.responses:
                if _is_about(each, asked):
                    self._require_fresh(each.this_update_utc, each.next_update_utc)
                    return Standing[each.certificate_status.name]
        except x509.ExtensionNotFound:
            raise NoAnswer("an answer without the nonce") from None
        except _UNREADABLE:
            raise NoAnswer("an answer that cannot be read") from None
        raise NoAnswer("an answer about another certificate")

    def by_list(self, serial: int) -> Standing:
        """By the revocation list (RFC 5280, 6.3.3), on which nobody is unknown. Raises NoAnswer."""
        try:
            found = x509.load_der_x509_crl(self.list())
            if found.issuer != self.issuer.subject or any(each.critical for each in found.extensions):
                raise NoAnswer("a revocation list that is not for all of this authority's certificates")
            _require_signature(
                self.issuer, found.signature, found.tbs_certlist_bytes, found.signature_hash_algorithm
            )
            self._require_fresh(found.last_update_utc, found.next_update_utc)
            row = found.get_revoked_certificate_by_serial_number(serial)
        except _UNREADABLE:
            raise NoAnswer("a revocation list that cannot be read") from None
        return Standing.GOOD if row is None else Standing.REVOKED

    def _require_signer(self, answer: ocsp.OCSPResponse) -> None:
        """The authority itself, or whom it lets answer (RFC 6960, 4.2.2.2), today."""
        signers = [self.issuer, *answer.certificates]
        for signer in signers:
            if not _is_named(signer, answer):
                continue
            if signer is not self.issuer:
                self._require_delegated(signer)
            _require_signature(
                signer, answer.signature, answer.tbs_response_bytes, answer.signature_hash_algorithm
            )
            return
        raise NoAnswer("the signer of the answer is not there")

    def _require_delegated(self, signer: x509.Certificate) -> None:
        try:
            signer.verify_directly_issued_by(self.issuer)
            usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except (InvalidSignature, x509.ExtensionNotFound):
            raise NoAnswer("whoever signed the answer may not") from None
        if ExtendedKeyUsageOID.OCSP_SIGNING not in usage:
            raise NoAnswer("whoever signed the answer may not")
        if not signer.not_valid_before_utc <= self.now() <= signer.not_valid_after_utc:
            raise NoAnswer("the responder's certificate is not of today")

    def _require_fresh(self, this: datetime, following: datetime | None) -> None:
        """Without nextUpdate there is always newer news (RFC 6960, 4.2.2.1): then it is not believed."""
        now = self.now()
        if following is None or now >= following or this > now + CLOCKS_DIFFER:
            raise NoAnswer("news of another day")


def _question(issuer: x509.Certificate, serial: int) -> ocsp.OCSPRequest:
    """About a serial number of the issuer's, with a nonce."""
    own = ocsp.OCSPRequestBuilder().add_certificate(issuer, issuer, hashes.SHA256()).build()
    builder = ocsp.OCSPRequestBuilder().add_certificate_by_hash(
        own.issuer_name_hash, own.issuer_key_hash, serial, hashes.SHA256()
    )
    return builder.add_extension(x509.OCSPNonce(secrets.token_bytes(NONCE_LENGTH)), critical=False).build()


def _is_about(said: ocsp.OCSPSingleResponse, asked: ocsp.OCSPRequest) -> bool:
    return (
        said.serial_number == asked.serial_number
        and said.issuer_name_hash == asked.issuer_name_hash
        and said.issuer_key_hash == asked.issuer_key_hash
        and said.hash_algorithm.name == asked.hash_algorithm.name
    )


def _is_named(signer: x509.Certificate, answer: ocsp.OCSPResponse) -> bool:
    """By its name, or the SHA-1 of its key (RFC 6960, 4.2.1)."""
    if answer.responder_name is not None:
        return answer.responder_name == signer.subject
    return answer.responder_key_hash == x509.SubjectKeyIdentifier.from_public_key(signer.public_key()).digest


def _require_signature(
    signer: x509.Certificate, signature: bytes, signed: bytes, algorithm: hashes.HashAlgorithm | None
) -> None:
    key = signer.public_key()
    try:
        if algorithm is None or algorithm.name == hashes.SHA1.name:
            raise NoAnswer("signed in a way that is not believed")
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(algorithm))
        else:
            raise NoAnswer("signed in a way that is not believed")
    except InvalidSignature:
        raise NoAnswer("a signature that does not fit") from None
