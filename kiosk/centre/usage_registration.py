"""The terminal's side of 利用登録申請: how far it is, names of heads, the signed application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.centre import messages
from kiosk.centre.errors import CentreAnswerInvalid
from kiosk.centre.messages import Challenge, FormMessage
from kiosk.centre.signing import subject_of
from kiosk.centre.transport import Transport
from kiosk.rules.services import Municipality
from kiosk.rules.usage_registration import Registration, RegistrationForm


@dataclass(frozen=True, slots=True)
class CardRegistration:
    """What a municipality knows of this card. `id` is random and stands for who was proven.

    `subject` is the SHA-256 of the card's certificate, hexadecimal.
    """

    id: str
    subject: str
    municipality: Municipality
    registration: Registration


@dataclass(frozen=True, slots=True)
class RegistrationReceipt:
    """The centre has the application; a good one is usable from midnight (Japan) of `usable_from`."""

    number: str
    usable_from: date


class RegistrationCalls:
    """The calls of one registration. What each may raise is said at CentreClient, and here."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(
        self, challenge: Challenge, visit: str, certificate: bytes, signature: bytes, municipality_code: str
    ) -> CardRegistration:
        """Prove who holds the card and ask the municipality (five digits) that keeps the register.

        `signature` is over `signing.authentication_message` for Service.USAGE_REGISTRATION and
        Scope.REGISTER. Raises CentreRefused.
        """
        request = messages.RegistrationRequest(
            challenge=challenge.id,
            visit=visit,
            certificate=certificate,
            signature=signature,
            municipality_code=municipality_code,
        )
        answer = self._transport.post(
            messages.REGISTRATIONS_PATH, request, messages.RegistrationAnswer, repeatable=False
        )
        if answer.subject != subject_of(certificate):
            raise CentreAnswerInvalid("the centre authenticated another certificate")
        if answer.municipality.code != municipality_code:
            raise CentreAnswerInvalid("the centre answers for another municipality")
        return CardRegistration(
            answer.id, answer.subject, answer.municipality.row(), answer.registration.row()
        )

    def heads(self, registration: str, visit: str, *, town: str, lot: str, head_kana: str) -> tuple[str, ...]:
        """Names of heads whose domicile and reading are exactly these, for the one with this id.

        Empty when none fits, when the municipality tells none, or after too many questions.
        """
        request = messages.HeadsRequest(
            authentication=registration, visit=visit, town=town, lot=lot, head_kana=head_kana
        )
        # Every question counts, so none is repeated by itself.
        answer = self._transport.post(messages.HEADS_PATH, request, messages.HeadsAnswer, repeatable=False)
        return answer.heads

    def apply(  # noqa: PLR0917 - the fields of the message, in its order
        self,
        registration: str,
        visit: str,
        request: str,
        form: RegistrationForm,
        certificate: bytes,
        signature: bytes,
    ) -> RegistrationReceipt:
        """Apply. `certificate` is the signature certificate; `signature` its key's over
        `signing.application_message`.

        `request` is a random id; asking again with the same id and content gives the same receipt.
        Raises CentreRefused, RequestReused when the id is known with another content, and ValueError,
        which quotes nothing, for a form that is not filled in.
        """
        application = messages.UsageApplicationRequest(
            authentication=registration,
            visit=visit,
            request=request,
            form=FormMessage.of(form),
            certificate=certificate,
            signature=signature,
        )
        answer = self._transport.post(
            messages.USAGE_APPLICATIONS_PATH, application, messages.UsageApplicationAnswer, repeatable=True
        )
        return RegistrationReceipt(answer.number, answer.usable_from)
