"""An authority's answers about the certificates it issued: an OCSP responder and a revocation list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk_simulator.card.schemes import CardKey
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.revocation.standing import NoAnswer, Standing
from kiosk_simulator.pki.authority import KeyAndCertificate
from kiosk_simulator.pki.files import builder_for, key_usage

ANSWER_LIFE, LIST_LIFE = timedelta(hours=1), timedelta(days=2)
"""From thisUpdate to nextUpdate. [PROPOSAL]"""
LONGEST_NONCE = 128
"""Bytes (RFC 9654, 2.1; RFC 8954 had 32)."""
_REVOKED_BEFORE = timedelta(days=30)
_RESPONDERS_LIFE = timedelta(days=3653)
"""Before and after now, as the authorities themselves: the centre's clock may be moved by years."""


@dataclass(frozen=True)
class RevocationAuthority:
    """Answers for `issuer`. `standing` is the register's word on a serial number, `issued` all of them.

    `now` returns aware times. Safe to use from several threads.
    """

    issuer: KeyAndCertificate
    standing: Callable[[int], Standing]
    issued: Iterable[int]
    faults: CentreFaults
    now: Callable[[], datetime]

    def answer(self, request: bytes) -> bytes:
        """The OCSP response (DER) to a request (DER). Raises NoAnswer while the responder is down."""
        if CentreFault.OCSP_DOWN in self.faults:
            raise NoAnswer("the OCSP responder does not answer")
        try:
            asked = ocsp.load_der_ocsp_request(request)
            nonce = _nonce(asked.extensions)
        except ValueError:
            return _unsuccessful(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
        if nonce is not None and not 1 <= len(nonce) <= LONGEST_NONCE:
            return _unsuccessful(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
        if (asked.issuer_name_hash, asked.issuer_key_hash) != self._hashes(asked.hash_algorithm):
            return _unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
        builder = self._said_of(asked)
        if nonce is not None:
            if CentreFault.OCSP_WRONG_NONCE in self.faults:
                nonce = bytes(len(nonce))
            builder = builder.add_extension(x509.OCSPNonce(nonce), critical=False)
        signer, key = self._signer()
        answer = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer).certificates([signer])
        return answer.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)

    def list(self) -> bytes:
        """The certificate revocation list (DER). Raises NoAnswer while it cannot be had."""
        if CentreFault.CRL_DOWN in self.faults:
            raise NoAnswer("the revocation list cannot be had")
        this = self._updated(CentreFault.CRL_STALE, LIST_LIFE)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.issuer.certificate.subject)
            .last_update(this)
            .next_update(this + LIST_LIFE)
            .add_extension(x509.CRLNumber(int(this.timestamp())), critical=False)
        )
        for serial in self.issued:
            if self.standing(serial) is Standing.REVOKED:
                row = x509.RevokedCertificateBuilder(serial, this - _REVOKED_BEFORE)
                builder = builder.add_revoked_certificate(row.build())
        key: CardKey = self.issuer.key
        if CentreFault.CRL_WRONG_SIGNER in self.faults:
            key = ec.generate_private_key(ec.SECP256R1())
        return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)

    def _said_of(self, asked: ocsp.OCSPRequest) -> ocsp.OCSPResponseBuilder:
        standing = self.standing(asked.serial_number)
        if CentreFault.OCSP_UNKNOWN in self.faults:
            standing = Standing.UNKNOWN
        this = self._updated(CentreFault.OCSP_STALE, ANSWER_LIFE)
        revoked = standing is Standing.REVOKED
        return ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus[standing.name],
            this_update=this,
            next_update=this + ANSWER_LIFE,
            revocation_time=this - _REVOKED_BEFORE if revoked else None,
            revocation_reason=x509.ReasonFlags.unspecified if revoked else None,
        )

    def _updated(self, stale: CentreFault, life: timedelta) -> datetime:
        return self.now() - (2 * life if stale in self.faults else timedelta(0))

    def _hashes(self, algorithm: hashes.HashAlgorithm) -> tuple[bytes, bytes]:
        asked = ocsp.OCSPRequestBuilder().add_certificate(
            self.issuer.certificate, self.issuer.certificate, algorithm
        )
        own = asked.build()
        return own.issuer_name_hash, own.issuer_key_hash

    def _signer(self) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        """The responder's certificate and key; under a fault a certificate that may not answer."""
        return self._cardholder if CentreFault.OCSP_WRONG_SIGNER in self.faults else self._responder

    @cached_property
    def _responder(self) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        """RFC 6960, 4.2.2.2: issued by the authority itself, for signing answers and nothing else."""
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
        return self._issued("OCSP responder TEST", usage, x509.OCSPNoCheck())

    @cached_property
    def _cardholder(self) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        """The same authority's certificate for somebody who may sign, but no answers."""
        return self._issued("CARDHOLDER TEST")

    def _issued(
        self, name: str, *extensions: x509.ExtensionType
    ) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        key, now = ec.generate_private_key(ec.SECP256R1()), self.now()
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer = self.issuer.certificate.subject
        builder = builder_for(
            subject, issuer, key.public_key(), now - _RESPONDERS_LIFE, now + _RESPONDERS_LIFE
        )
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(key_usage(signs=True), critical=True)
        for extension in extensions:
            builder = builder.add_extension(extension, critical=False)
        return builder.sign(self.issuer.key, hashes.SHA256()), key


def _nonce(extensions: x509.Extensions) -> bytes | None:
    try:
        return extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    except x509.ExtensionNotFound:
        return None


def _unsuccessful(status: ocsp.OCSPResponseStatus) -> bytes:
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER)
