"""The usage registration: names of heads to choose from, and the signed application."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.centre.signing import application_message
from kiosk.fsm.event import Event
from kiosk.fsm.events import CardRefused, PasswordRefused, Refused
from kiosk.fsm.flow.usage_registration import ApplicationSent, HeadsFound
from kiosk.fsm.reasons import Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.card.protocol import CardReader, PinBlocked, PinRejected
from kiosk.hardware.status import DeviceError
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.credentials.password import Password
from kiosk.rules.services import Municipality
from kiosk.tasks.card.proof import OtherCard, same_card
from kiosk.tasks.error_mapping import card_reason
from kiosk.tasks.journal_health import journal_reason
from kiosk.tasks.mixed_up_answers import judged
from kiosk.tasks.paper.receipts import new_number


@dataclass(frozen=True, slots=True)
class UsageRegistrationTasks:
    """`at_centre` serves questions without the card, `at_card` what the card has signed."""

    reader: CardReader
    at_card: CentreClient
    at_centre: CentreClient
    journal: Journal

    def find_head(self, context: TaskContext) -> Event:
        """Ask for names of heads that fit exactly what was typed."""
        form = context.visit.registration.form
        try:
            heads = self.at_centre.registration.heads(
                context.visit.identity.authentication,
                context.visit.id,
                town=form.town,
                lot=form.lot,
                head_kana=form.head_kana,
            )
        except CentreError as error:
            return Refused(judged(error, self.journal, context.visit.id))
        return HeadsFound(heads)

    def sign_application(self, context: TaskContext) -> Event:
        """Let the card sign the application after its password, and send it."""
        password, municipality = context.secrets.password, context.visit.municipality
        if password is None or municipality is None:
            raise ValueError("an application without a password or a municipality")
        try:
            certificate, signature = self._sign(context, password, municipality)
        except PinRejected as error:
            return PasswordRefused(error.tries_left)
        except PinBlocked:
            return PasswordRefused(0)
        except OtherCard:
            return CardRefused(Reason.CARD_CHANGED)
        except DeviceError as error:
            return CardRefused(card_reason(error))
        finally:
            password.wipe()
        return self._send(context, municipality.code, certificate, signature)

    def _sign(
        self, context: TaskContext, password: Password, municipality: Municipality
    ) -> tuple[bytes, bytes]:
        message = application_message(
            context.visit.identity.authentication,
            context.visit.id,
            context.visit.registration.request,
            municipality_code=municipality.code,
            form=context.visit.registration.form,
        )
        with self.reader.connect() as connection:
            card = same_card(connection, context.visit.card)
            card.verify_password(password)
            password.wipe()
            return card.signature_certificate(), card.sign_as_holder(card.digest(message))

    def _send(self, context: TaskContext, municipality: str, certificate: bytes, signature: bytes) -> Event:
        log, request = VisitLog(self.journal, context.visit.id), context.visit.registration.request
        try:
            intent = log.intend(Kind.APPLICATION_INTENDED, request=request, municipality=municipality)
        except JournalFault as fault:
            return Refused(journal_reason(fault))
        log = log.rescuing()  # what the centre has done is told, whatever the disk does
        try:
            receipt = self.at_card.registration.apply(
                context.visit.identity.authentication,
                context.visit.id,
                context.visit.registration.request,
                context.visit.registration.form,
                certificate,
                signature,
            )
        except CentreError as error:
            reason = judged(error, self.journal, context.visit.id)
            log.result(intent, Kind.APPLICATION_ENDED, reason=reason.value)
            return Refused(reason)
        # The municipality has it; one whose number cannot be written down gets a number of this terminal.
        number = receipt.number or new_number()
        log.result(intent, Kind.APPLICATION_SENT, number=number)
        return ApplicationSent(number, receipt.usable_from)
