"""The three authorities of cards, and the centre's question to each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.issued_cards import IssuedCards
from kiosk_simulator.centre.revocation.authority import RevocationAuthority
from kiosk_simulator.centre.revocation.check import RevocationCheck
from kiosk_simulator.centre.revocation.standing import NoAnswer, Standing
from kiosk_simulator.pki.authority import KeyAndCertificate, Pki


@dataclass(frozen=True, slots=True)
class _Refusals:
    revoked: RefusalReason
    unknown: RefusalReason


_AUTHENTICATION = _Refusals(RefusalReason.CERTIFICATE_REVOKED, RefusalReason.CERTIFICATE_UNKNOWN)
_SIGNATURE = _Refusals(RefusalReason.SIGNATURE_REVOKED, RefusalReason.SIGNATURE_UNKNOWN)


class CardRevocation:
    """Raises CentreRefused for what is revoked, unknown, or of which nothing can be learnt.

    Safe to use from several threads.
    """

    def __init__(
        self, pki: Pki, cards: IssuedCards, faults: CentreFaults, now: Callable[[], datetime]
    ) -> None:
        self._cards, self._faults, self._now = cards, faults, now
        serials = cards.authentication_serials
        phones = frozenset(each for each in serials if cards.is_smartphone(each))
        self._cardholders = self._check(pki.authentication_ca, self.authentication, serials - phones)
        self._phones = self._check(pki.smartphone_ca, self.authentication, phones)
        self._signatures = self._check(pki.signature_ca, self.signature, cards.signature_serials)

    def require_good(self, serial: int) -> None:
        """A user-authentication certificate, of a card or a smartphone."""
        check = self._phones if self._cards.is_smartphone(serial) else self._cardholders
        _require(check, serial, _AUTHENTICATION)

    def require_signature_good(self, certificate: x509.Certificate) -> None:
        """A signature certificate."""
        _require(self._signatures, certificate.serial_number, _SIGNATURE)

    def authentication(self, serial: int) -> Standing:
        """The register's word on a user-authentication certificate."""
        revoked = CentreFault.REVOKED in self._faults or self._cards.is_revoked(serial)
        return _standing(serial in self._cards.authentication_serials, revoked)

    def signature(self, serial: int) -> Standing:
        """The register's word on a signature certificate."""
        revoked = CentreFault.SIGNATURE_REVOKED in self._faults or self._cards.is_signature_revoked(serial)
        return _standing(serial in self._cards.signature_serials, revoked)

    def _check(
        self, issuer: KeyAndCertificate, standing: Callable[[int], Standing], issued: frozenset[int]
    ) -> RevocationCheck:
        authority = RevocationAuthority(issuer, standing, issued, self._faults, self._now)
        return RevocationCheck(issuer.certificate, authority.answer, authority.list, self._now)


def _standing(known: bool, revoked: bool) -> Standing:
    if not known:
        return Standing.UNKNOWN
    return Standing.REVOKED if revoked else Standing.GOOD


def _require(check: RevocationCheck, serial: int, refusals: _Refusals) -> None:
    try:
        standing = check.standing(serial)
    except NoAnswer:
        raise CentreRefused(RefusalReason.STATUS_UNAVAILABLE) from None
    if standing is Standing.REVOKED:
        raise CentreRefused(refusals.revoked)
    if standing is Standing.UNKNOWN:
        raise CentreRefused(refusals.unknown)
