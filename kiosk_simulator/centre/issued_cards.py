"""The authority's register of issued cards: certificates, holders, revocations."""

from __future__ import annotations

from cryptography import x509

from kiosk_simulator.card.contents import SMARTPHONE_LABELS
from kiosk_simulator.card.profiles import (
    PROFILES,
    card_register,
    make_card,
    revoked_serials,
    revoked_signature_serials,
    signature_register,
)
from kiosk_simulator.pki.authority import Pki, authentication_serial, signature_serial


class IssuedCards:
    """Serial numbers are those of user-authentication certificates, unless named signature_serial."""

    def __init__(self, pki: Pki) -> None:
        self._pki = pki
        self._holders = card_register()
        self._revoked = revoked_serials()
        self._signature_holders = signature_register()
        self._revoked_signatures = revoked_signature_serials()
        self._profiles = {authentication_serial(key): key for key in PROFILES}
        self.authentication_serials = frozenset(self._profiles)
        """Of all user-authentication certificates."""
        self.signature_serials = frozenset(signature_serial(key) for key in PROFILES)
        """Of all signature certificates."""

    def holder(self, serial: int) -> str | None:
        """The resident's key; None for a certificate without a resident."""
        return self._holders.get(serial)

    def is_smartphone(self, serial: int) -> bool:
        """True for a certificate on a smartphone, whose authority is another."""
        profile = self._profiles.get(serial)
        return profile is not None and PROFILES[profile].token_label in SMARTPHONE_LABELS

    def is_revoked(self, serial: int) -> bool:
        """True for a revoked user-authentication certificate."""
        return serial in self._revoked

    def signature_certificate_of(self, serial: int) -> x509.Certificate | None:
        """The signature certificate on the card with this user-authentication certificate, None for none."""
        profile = self._profiles.get(serial)
        der = None if profile is None else make_card(profile, self._pki).contents.signature_certificate
        return None if der is None else x509.load_der_x509_certificate(der)

    def signature_holder(self, signature_serial: int) -> str | None:
        """The resident's key of a signature certificate; None for one without a resident."""
        return self._signature_holders.get(signature_serial)

    def is_signature_revoked(self, signature_serial: int) -> bool:
        """True for a revoked signature certificate."""
        return signature_serial in self._revoked_signatures
