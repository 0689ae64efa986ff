"""A specimen card held to the telephone, accessed by the same driver as at the terminal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from cryptography import x509

from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import (
    NoAuthenticationCertificate,
    NoSignatureCertificate,
    PinBlocked,
    PinRejected,
)
from kiosk.hardware.status import DeviceError
from kiosk.rules.credentials.pin import Pin
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.phone.refusals import PhoneRefused, Refusal


class CardAtPhone:
    """Holds one card at a time to the telephone. Safe to use from several threads.

    `card` returns the card of a profile, `on_terminal` the card on the terminal's reader, which cannot
    be used here; `now` returns the time (aware). `on_change` is called after a card's tries may have
    changed.
    """

    def __init__(
        self,
        card: Callable[[str], SoftwareJpkiCard],
        on_terminal: Callable[[], SoftwareJpkiCard | None],
        now: Callable[[], datetime],
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self._card, self._on_terminal, self._now = card, on_terminal, now
        self._on_change = on_change
        self._lock = threading.Lock()

    def tries_left(self, profile: str) -> int:
        """PIN tries left, 1 to 3, of a card with which a reset can be reserved; uses none.

        Raises PhoneRefused for any other card and for a blocked PIN, KeyError for an unknown profile.
        """
        with self._held(profile) as jpki:
            self._readable_certificate(jpki)
            tries = jpki.tries_left()
        if tries == 0:
            raise PhoneRefused(Refusal.PIN_LOCKED)
        return tries

    def prove(self, profile: str, pin: Pin) -> bytes:
        """Verify the PIN by the card; returns its user-authentication certificate (DER). Wipes `pin`.

        Raises PinRejected, PhoneRefused, or KeyError for an unknown profile.
        """
        try:
            with self._held(profile) as jpki:
                certificate = self._readable_certificate(jpki)
                jpki.verify_pin(pin)
                return certificate
        finally:
            pin.wipe()
            self._on_change()

    @contextmanager
    def _held(self, profile: str) -> Iterator[JpkiCard]:
        with self._lock:
            card = self._card(profile)
            if card is self._on_terminal():
                raise PhoneRefused(Refusal.CARD_ELSEWHERE)
            reader = SoftwareReader()
            reader.insert(card)
            try:
                with reader.connect() as connection:
                    jpki = JpkiCard(connection)
                    jpki.select()
                    yield jpki
            except PinRejected:
                raise
            except PinBlocked:
                raise PhoneRefused(Refusal.PIN_LOCKED) from None
            except NoAuthenticationCertificate:
                raise PhoneRefused(Refusal.NO_AUTHENTICATION_CERTIFICATE) from None
            except NoSignatureCertificate:
                raise PhoneRefused(Refusal.NO_SIGNATURE_CERTIFICATE) from None
            except DeviceError:
                raise PhoneRefused(Refusal.CARD_UNUSABLE) from None

    def _readable_certificate(self, jpki: JpkiCard) -> bytes:
        """The certificate; refuses unusable cards before a PIN try is used."""
        if not jpki.certificates_present().signature:
            raise PhoneRefused(Refusal.NO_SIGNATURE_CERTIFICATE)
        der = jpki.authentication_certificate()
        if self._now() > x509.load_der_x509_certificate(der).not_valid_after_utc:
            raise PhoneRefused(Refusal.CERTIFICATE_EXPIRED)
        return der
