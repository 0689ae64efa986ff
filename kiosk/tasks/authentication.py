"""Authentication: who is this, and what may this service do for this card?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import (
    Authenticated,
    CardRefused,
    Event,
    PinRefused,
    Refused,
    RegistrationFound,
    ReservationFound,
)
from kiosk.fsm.notices import Notice
from kiosk.hardware.card.protocol import CardReader, PinBlocked, PinRejected
from kiosk.hardware.status import DeviceError
from kiosk.rules.services import Scope, Service
from kiosk.tasks.notices import card_notice, centre_notice
from kiosk.tasks.proving import OtherCard, Proof, Purpose, prove

Ask = Callable[[Brief, Proof], Event]


@dataclass(frozen=True, slots=True)
class AuthenticationTasks:
    """One task for every service that asks for the PIN."""

    reader: CardReader
    centre: CentreClient

    def authenticate(self, brief: Brief) -> Event:
        """Let the card check the PIN and sign; then ask the centre what this service offers here."""
        if brief.pin is None:
            raise ValueError("authentication without a PIN")
        purpose, ask = self._purpose(brief)
        try:
            proof = prove(
                self.reader, self.centre, brief.visit, brief.card_subject, pin=brief.pin, purpose=purpose
            )
            return ask(brief, proof)
        except PinRejected as error:
            return PinRefused(error.tries_left)
        except PinBlocked:
            return PinRefused(0)
        except OtherCard:
            return CardRefused(Notice.CARD_CHANGED)
        except DeviceError as error:
            return CardRefused(card_notice(error))
        except CentreError as error:
            return Refused(centre_notice(error))
        finally:
            brief.pin.wipe()

    def _purpose(self, brief: Brief) -> tuple[Purpose, Ask]:
        """What the proof is for, and how the centre is asked. Raises ValueError without a service."""
        code = brief.municipality.code if brief.municipality else None
        if brief.service is Service.PASSWORD_RESET:
            return Purpose(Service.PASSWORD_RESET, Scope.RESIDENCE), self._reservation
        if brief.service is Service.USAGE_REGISTRATION:
            return Purpose(Service.USAGE_REGISTRATION, Scope.REGISTER, code), self._registration
        if brief.service is None or brief.scope is None:
            raise ValueError("authentication without a service or a way to a municipality")
        elsewhere = code if brief.scope is Scope.REGISTER else None
        return Purpose(Service.CERTIFICATES, brief.scope, elsewhere), self._certificates

    def _certificates(self, brief: Brief, proof: Proof) -> Event:
        if brief.scope is None:
            raise ValueError("certificates without a way to a municipality")
        code = brief.municipality.code if brief.municipality and brief.scope is Scope.REGISTER else None
        found = self.centre.authenticate(
            proof.challenge, brief.visit, proof.certificate, proof.signature, brief.scope, code
        )
        return Authenticated(found.subject, found.id, found.municipality, found.offers)

    def _reservation(self, brief: Brief, proof: Proof) -> Event:
        found = self.centre.reset.find(proof.challenge, brief.visit, proof.certificate, proof.signature)
        return ReservationFound(found.subject, found.id, found.good_until)

    def _registration(self, brief: Brief, proof: Proof) -> Event:
        if brief.municipality is None:
            raise ValueError("a registration without a municipality")
        found = self.centre.registration.find(
            proof.challenge, brief.visit, proof.certificate, proof.signature, brief.municipality.code
        )
        return RegistrationFound(found.subject, found.id, found.municipality, found.registration)
