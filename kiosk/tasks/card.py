"""Card tasks that need no PIN: see whether a card lies there, read it, check its state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.fsm.brief import Brief
from kiosk.fsm.events import CardChecked, CardGone, CardRead, CardRefused, CardSet, Event
from kiosk.fsm.notices import Notice
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardReader
from kiosk.hardware.status import DeviceError, Media
from kiosk.rules.card_check import CardState
from kiosk.rules.services import NEEDS_SIGNATURE
from kiosk.tasks.notices import card_notice
from kiosk.tasks.proving import certificate_notice, end_of, subject_of


@dataclass(frozen=True, slots=True)
class CardTasks:
    """Tasks on the card reader. `now` gives aware times."""

    reader: CardReader
    now: Callable[[], datetime]

    def watch(self, brief: Brief) -> tuple[Event, ...]:
        """Say whether a card lies on the reader."""
        try:
            present = self.reader.media() is Media.PRESENT
        except DeviceError as error:
            # CardGone would send the shopper on; an unknown card stays where it was seen last.
            return (CardRefused(card_notice(error)),)
        return (CardSet() if present else CardGone(),)

    def read(self, brief: Brief) -> Event:
        """Is it a card this service can use, and how many tries has its PIN left? Spends nothing."""
        password_tries = None
        try:
            with self.reader.connect() as connection:
                card = JpkiCard(connection)
                card.select()
                tries = card.tries_left()
                certificate = card.authentication_certificate()
                if brief.service in NEEDS_SIGNATURE:
                    password_tries = card.password_tries_left()
        except DeviceError as error:
            return CardRefused(card_notice(error))
        if notice := certificate_notice(certificate, self.now()):
            return CardRefused(notice)
        return CardRead(tries, subject_of(certificate), password_tries)

    def check(self, brief: Brief) -> Event:
        """What the card says of itself. Spends nothing, and takes a card without certificates too."""
        ends = tries = password_tries = None
        certificate = b""
        try:
            with self.reader.connect() as connection:
                card = JpkiCard(connection)
                card.select(require_authentication=False)
                present = card.certificates_present()
                if present.authentication:
                    tries = card.tries_left()
                    certificate = card.authentication_certificate()
                if present.signature:
                    password_tries = card.password_tries_left()
        except DeviceError as error:
            return CardRefused(card_notice(error))
        if present.authentication and (ends := end_of(certificate)) is None:
            return CardRefused(Notice.CARD_UNREADABLE)
        state = CardState(
            authentication=present.authentication,
            authentication_ends=ends,
            authentication_tries=tries,
            signature=present.signature,
            signature_tries=password_tries,
        )
        return CardChecked(state, subject_of(certificate) if certificate else "", self.now())
