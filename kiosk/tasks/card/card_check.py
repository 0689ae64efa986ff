"""The card check: what the card shows without a PIN, and its signature certificate with the password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.fsm.event import Event
from kiosk.fsm.events import CardRefused, PasswordRefused
from kiosk.fsm.flow.card_check import CardChecked, SignatureRead
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import CardFacts
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardConnection, CardReader, PinBlocked, PinRejected
from kiosk.hardware.status import DeviceError
from kiosk.rules.card_check import CardState
from kiosk.tasks.card.card_certificate import CertificateUnreadable, validity_of
from kiosk.tasks.card.proof import OtherCard, same_card
from kiosk.tasks.error_mapping import card_reason


@dataclass(frozen=True, slots=True)
class CardCheckTasks:
    """Tasks on the card reader. `now` gives aware times."""

    reader: CardReader
    now: Callable[[], datetime]

    def check(self, context: TaskContext) -> Event:
        """Read what the card shows without a PIN. Spends nothing, and takes a card without certificates."""
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
                    ends = validity_of(certificate).ends
                if present.signature:
                    password_tries = card.password_tries_left()
        except DeviceError as error:
            return CardRefused(card_reason(error))
        except CertificateUnreadable:
            return CardRefused(Reason.CARD_UNREADABLE)
        state = CardState(
            authentication=present.authentication,
            authentication_ends=ends,
            authentication_tries=tries,
            signature=present.signature,
            signature_tries=password_tries,
        )
        return CardChecked(state, certificate, self.now())

    def read_signature(self, context: TaskContext) -> Event:
        """Read until when the signature certificate is valid; the card shows it only after the password."""
        password = context.secrets.password
        if password is None:
            raise ValueError("a signature certificate without a password")
        try:
            with self.reader.connect() as connection:
                card = self._card_again(connection, context.visit.card)
                card.verify_password(password)
                password.wipe()
                ends = validity_of(card.signature_certificate()).ends
                tries = card.password_tries_left()
        except PinRejected as error:
            return PasswordRefused(error.tries_left)
        except PinBlocked:
            return PasswordRefused(0)
        except OtherCard:
            return CardRefused(Reason.CARD_CHANGED)
        except DeviceError as error:
            return CardRefused(card_reason(error))
        except CertificateUnreadable:
            return CardRefused(Reason.CARD_UNREADABLE)
        finally:
            password.wipe()
        return SignatureRead(ends, tries)

    def _card_again(self, connection: CardConnection, known: CardFacts) -> JpkiCard:
        """The card that was checked, by its certificate; of one without there is nothing to compare."""
        if known.certificate:
            return same_card(connection, known)
        card = JpkiCard(connection)
        card.select(require_authentication=False)
        if card.certificates_present().authentication:
            raise OtherCard
        return card
