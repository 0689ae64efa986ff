"""Client calls of 利用登録申請: registration status, names of heads, the signed application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.centre import messages
from kiosk.centre.errors import AnswerOfAnother
from kiosk.centre.messages import Challenge, FormMessage
from kiosk.centre.signing import subject_of
from kiosk.centre.transport import Transport
from kiosk.rules.services import Municipality
from kiosk.rules.usage_registration import Registration, RegistrationForm


@dataclass(frozen=True, slots=True)
class CardRegistration:
    """A municipality's registration status for this card. `id` is the random id of the authentication.

    `subject` is the SHA-256 of the card's certificate, hexadecimal.
    """

    id: str
    subject: str
    municipality: Municipality
    registration: Registration


@dataclass(frozen=True, slots=True)
class RegistrationReceipt:
    """A submitted application; once approved, it can be used from midnight (Japan) of `usable_from`.

    `number` is empty when the municipality's number cannot be written down.
    """

    number: str
    usable_from: date


class RegistrationCalls:
    """Calls of the usage registration. They raise what CentreClient documents, and what is listed here."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def find(
        self, challenge: Challenge, visit: str, certificate: bytes, signature: bytes, municipality_code: str
    ) -> CardRegistration:
        """Authenticate the card holder and query the municipality (five digits) that keeps the register.

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
            raise AnswerOfAnother("the centre authenticated another certificate")
        if answer.municipality.code != municipality_code:
            raise AnswerOfAnother("the centre answers for another municipality")
        return CardRegistration(
            answer.id, answer.subject, answer.municipality.row(), answer.registration.row()
        )

    def heads(self, registration: str, visit: str, *, town: str, lot: str, head_kana: str) -> tuple[str, ...]:
        """Return the names of heads of registers with exactly this domicile and reading.

        `registration` is the id of the CardRegistration. The result is empty if no name matches, if the
        municipality discloses none, or after too many queries.
        """
        request = messages.HeadsRequest(
            authentication=registration, visit=visit, town=town, lot=lot, head_kana=head_kana
        )
        # Every query counts towards a limit, so none is repeated automatically.
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
        """Submit the application. `certificate` is the signature certificate.

        `signature` is made with its key, over `signing.application_message`. `request` is a random
        idempotency key: repeating it with the same content returns the same receipt. Raises
        CentreRefused, RequestReused if the key was used with other content, and ValueError, which
        quotes no value, for an incomplete form.
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
