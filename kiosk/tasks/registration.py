"""The usage registration: names of heads to choose from, and the signed application."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.centre.signing import application_message
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import (
    ApplicationSent,
    CardRefused,
    Event,
    HeadsFound,
    PasswordRefused,
    Refused,
)
from kiosk.fsm.notices import Notice
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardReader, PinBlocked, PinRejected
from kiosk.hardware.status import DeviceError
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.credentials.password import Password
from kiosk.rules.services import Municipality
from kiosk.tasks.notices import card_notice, centre_notice
from kiosk.tasks.proving import OtherCard, same_card


@dataclass(frozen=True, slots=True)
class RegistrationTasks:
    """`at_centre` serves questions without the card, `at_card` what the card has signed."""

    reader: CardReader
    at_card: CentreClient
    at_centre: CentreClient
    journal: Journal

    def find_head(self, brief: Brief) -> Event:
        """Ask for names of heads that fit exactly what was typed."""
        form = brief.form
        try:
            heads = self.at_centre.registration.heads(
                brief.authentication, brief.visit, town=form.town, lot=form.lot, head_kana=form.head_kana
            )
        except CentreError as error:
            return Refused(centre_notice(error))
        return HeadsFound(heads)

    def sign_application(self, brief: Brief) -> Event:
        """Let the card sign the application after its password, and send it."""
        if brief.password is None or brief.municipality is None:
            raise ValueError("an application without a password or a municipality")
        try:
            certificate, signature = self._sign(brief, brief.password, brief.municipality)
        except PinRejected as error:
            return PasswordRefused(error.tries_left)
        except PinBlocked:
            return PasswordRefused(0)
        except OtherCard:
            return CardRefused(Notice.CARD_CHANGED)
        except DeviceError as error:
            return CardRefused(card_notice(error))
        finally:
            brief.password.wipe()
        return self._send(brief, brief.municipality.code, certificate, signature)

    def _sign(self, brief: Brief, password: Password, municipality: Municipality) -> tuple[bytes, bytes]:
        message = application_message(
            brief.authentication,
            brief.visit,
            brief.request,
            municipality_code=municipality.code,
            form=brief.form,
        )
        with self.reader.connect() as connection:
            card = JpkiCard(connection)
            card.select()
            same_card(card, brief.card_subject)
            card.verify_password(password)
            password.wipe()
            return card.signature_certificate(), card.sign_as_holder(hashlib.sha256(message).digest())

    def _send(self, brief: Brief, municipality: str, certificate: bytes, signature: bytes) -> Event:
        log = VisitLog(self.journal, brief.visit)
        intent = log.intend(Kind.APPLICATION_INTENDED, request=brief.request, municipality=municipality)
        try:
            receipt = self.at_card.registration.apply(
                brief.authentication, brief.visit, brief.request, brief.form, certificate, signature
            )
        except CentreError as error:
            notice = centre_notice(error)
            log.result(intent, Kind.APPLICATION_ENDED, notice=notice.value)
            return Refused(notice)
        log.result(intent, Kind.APPLICATION_SENT, number=receipt.number)
        return ApplicationSent(receipt.number, receipt.usable_from)
