"""Card and PIN: whether a card is present, which card it is, and whose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.fsm.event import Event
from kiosk.fsm.events import CardGone, CardRefused, CardSet, Refused
from kiosk.fsm.flow.certificates import Authenticated
from kiosk.fsm.flow.identification import CardRead, PinRefused
from kiosk.fsm.flow.password_reset import ReservationFound
from kiosk.fsm.flow.usage_registration import RegistrationFound
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Visit
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardReader, PinBlocked, PinRejected
from kiosk.hardware.status import DeviceError, Media
from kiosk.journal.journal import Journal
from kiosk.rules.services import NEEDS_SIGNATURE, Scope, Service
from kiosk.tasks.card.card_certificate import CertificateUnreadable, validity_of
from kiosk.tasks.card.proof import NotItsKey, OtherCard, Proof, Purpose, prove
from kiosk.tasks.error_mapping import card_reason
from kiosk.tasks.mixed_up_answers import judged

Ask = Callable[[TaskContext, Proof], Event]


@dataclass(frozen=True, slots=True)
class IdentificationTasks:
    """Tasks on the card reader, for every service with a card. `now` gives aware times."""

    reader: CardReader
    centre: CentreClient
    now: Callable[[], datetime]
    journal: Journal

    def poll(self, context: TaskContext) -> tuple[Event, ...]:
        """Report whether a card is on the reader."""
        try:
            present = self.reader.media() is Media.PRESENT
        except DeviceError as error:
            # CardGone would send the shopper on; a card that cannot be seen stays where it was seen last.
            return (CardRefused(card_reason(error)),)
        return (CardSet() if present else CardGone(),)

    def read(self, context: TaskContext) -> Event:
        """Read whether this service can use the card, and how many tries its PIN has left. Spends nothing."""
        password_tries = None
        try:
            with self.reader.connect() as connection:
                card = JpkiCard(connection)
                if context.visit.service in NEEDS_SIGNATURE:
                    card.select()
                else:
                    card.identify(smartphones=_takes_smartphones(context.visit))
                if card.is_smartphone:
                    return CardRead(card.tries_left(), b"", token=card.token_information())
                certificate = card.authentication_certificate()
                tries = card.tries_left()
                if context.visit.service in NEEDS_SIGNATURE:
                    password_tries = card.password_tries_left()
        except DeviceError as error:
            return CardRefused(card_reason(error))
        try:
            reason = validity_of(certificate).reason(self.now())
        except CertificateUnreadable:
            reason = Reason.CARD_UNREADABLE
        if reason is not None:
            return CardRefused(reason)
        return CardRead(tries, certificate, password_tries)

    def authenticate(self, context: TaskContext) -> Event:
        """Let the card check the PIN and sign; then ask the centre what this service offers here."""
        pin = context.secrets.pin
        if pin is None:
            raise ValueError("authentication without a PIN")
        purpose, ask = self._purpose(context)
        try:
            visit = context.visit
            proof = prove(self.reader, self.centre, visit.id, visit.card, pin=pin, purpose=purpose)
            return ask(context, proof)
        except PinRejected as error:
            return PinRefused(error.tries_left)
        except PinBlocked:
            return PinRefused(0)
        except OtherCard:
            return CardRefused(Reason.CARD_CHANGED)
        except NotItsKey:
            return CardRefused(Reason.CERTIFICATE_UNKNOWN)
        except DeviceError as error:
            return CardRefused(card_reason(error))
        except CentreError as error:
            return Refused(judged(error, self.journal, context.visit.id))
        finally:
            pin.wipe()

    def _purpose(self, context: TaskContext) -> tuple[Purpose, Ask]:
        """What the proof is for, and how the centre is asked. Raises ValueError without a service."""
        visit = context.visit
        code = visit.municipality.code if visit.municipality else None
        if visit.service is Service.PASSWORD_RESET:
            return Purpose(Service.PASSWORD_RESET, Scope.RESIDENCE), self._reservation
        if visit.service is Service.USAGE_REGISTRATION:
            return Purpose(Service.USAGE_REGISTRATION, Scope.REGISTER, code), self._registration
        if visit.service is None or visit.scope is None:
            raise ValueError("authentication without a service or a way to a municipality")
        elsewhere = code if visit.scope is Scope.REGISTER else None
        return Purpose(Service.CERTIFICATES, visit.scope, elsewhere), self._certificates

    def _certificates(self, context: TaskContext, proof: Proof) -> Event:
        visit = context.visit
        if visit.scope is None:
            raise ValueError("certificates without a way to a municipality")
        code = visit.municipality.code if visit.municipality and visit.scope is Scope.REGISTER else None
        found = self.centre.authenticate(
            proof.challenge, visit.id, proof.certificate, proof.signature, visit.scope, code
        )
        return Authenticated(found.subject, found.id, found.municipality, found.offers)

    def _reservation(self, context: TaskContext, proof: Proof) -> Event:
        found = self.centre.reset.find(proof.challenge, context.visit.id, proof.certificate, proof.signature)
        return ReservationFound(found.subject, found.id, found.good_until)

    def _registration(self, context: TaskContext, proof: Proof) -> Event:
        visit = context.visit
        if visit.municipality is None:
            raise ValueError("a registration without a municipality")
        found = self.centre.registration.find(
            proof.challenge, visit.id, proof.certificate, proof.signature, visit.municipality.code
        )
        return RegistrationFound(found.subject, found.id, found.municipality, found.registration)


def _takes_smartphones(visit: Visit) -> bool:
    """Whether a smartphone may be read. Whose residence it is, is known only to the centre, after the PIN."""
    if visit.service is not Service.CERTIFICATES:
        return False
    if visit.scope is Scope.REGISTER:
        return visit.municipality is not None and visit.municipality.takes_smartphones
    return True
