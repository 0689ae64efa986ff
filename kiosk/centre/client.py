"""Client of the issuing centre: authentication and certificates, and the clients of the other services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.centre import messages
from kiosk.centre.errors import AnswerOfAnother, CentreAnswerInvalid, CentreUnreachable
from kiosk.centre.messages import Challenge, SignedRecord
from kiosk.centre.password_reset import ResetCalls
from kiosk.centre.signing import subject_of
from kiosk.centre.transport import TlsFiles, Transport
from kiosk.centre.usage_registration import RegistrationCalls
from kiosk.rules.certificates import Offer, OrderLine
from kiosk.rules.services import Municipality, Scope


@dataclass(frozen=True, slots=True)
class Authentication:
    """A successful authentication. `id` is random and expires with the visit.

    `subject` is the SHA-256 of the card's certificate, hexadecimal; `offers` are the certificates that
    this municipality offers this person now.
    """

    id: str
    subject: str
    municipality: Municipality
    offers: tuple[Offer, ...]


class CentreClient:
    """Client of one centre. Not thread-safe. Time-outs are in seconds.

    Every method can raise CentreUnreachable, CentreSlow or CentreAnswerInvalid, and CentreRefused where
    documented. A request is only ever repeated if it is idempotent and the centre had closed the
    kept-alive connection.

    `reset` has the calls of the password reset, `registration` those of the usage registration.
    """

    def __init__(
        self, base_url: str, tls: TlsFiles, connect_timeout: float = 3.0, read_timeout: float = 10.0
    ) -> None:
        """`base_url` starts with https. Raises OSError (ssl.SSLError) if a TLS file is unusable."""
        self._transport = Transport(base_url, tls, connect_timeout, read_timeout)
        self.reset = ResetCalls(self._transport)
        self.registration = RegistrationCalls(self._transport)

    def health(self) -> None:
        """Return if the centre is in service. Raises CentreUnreachable if it reports that it is not."""
        if not self._transport.get(messages.HEALTH_PATH, messages.Health).in_service:
            raise CentreUnreachable("the centre is out of service")

    def municipalities(self) -> tuple[Municipality, ...]:
        """Return all participating municipalities, in the centre's order."""
        answer = self._transport.get(messages.MUNICIPALITIES_PATH, messages.Municipalities)
        return tuple(municipality.row() for municipality in answer.municipalities)

    def challenge(self, visit: str) -> Challenge:
        """Return a random challenge for the card to sign: for one use, within a short time."""
        request = messages.ChallengeRequest(visit=visit)
        return self._transport.post(messages.CHALLENGES_PATH, request, Challenge, repeatable=True)

    def authenticate(  # noqa: PLR0917 - the fields of the message, in its order
        self,
        challenge: Challenge,
        visit: str,
        certificate: bytes,
        signature: bytes,
        scope: Scope,
        municipality_code: str | None = None,
    ) -> Authentication:
        """Authenticate the card holder for certificates.

        `signature` is over `signing.authentication_message` for Service.CERTIFICATES.
        `municipality_code` (five digits) is required for Scope.REGISTER. Raises CentreRefused.
        """
        request = messages.AuthenticationRequest(
            challenge=challenge.id,
            visit=visit,
            certificate=certificate,
            signature=signature,
            scope=scope,
            municipality_code=municipality_code,
        )
        answer = self._transport.post(
            messages.AUTHENTICATIONS_PATH, request, messages.AuthenticationAnswer, repeatable=False
        )
        if answer.subject != subject_of(certificate):
            raise AnswerOfAnother("the centre authenticated another certificate")
        if municipality_code is not None and answer.municipality.code != municipality_code:
            raise AnswerOfAnother("the centre answers for another municipality")
        offers = tuple(offer.row() for offer in answer.offers)
        return Authentication(answer.id, answer.subject, answer.municipality.row(), offers)

    def apply(
        self, authentication: str, visit: str, request: str, line: OrderLine
    ) -> tuple[SignedRecord, ...]:
        """Apply for all copies of an order line; returns the records, not verified or counted yet.

        `request` is a random idempotency key: repeating it with the same content returns the same
        records. Raises CentreRefused, and RequestReused if it was used with other content.
        """
        application = messages.ApplicationRequest(
            authentication=authentication,
            visit=visit,
            request=request,
            kind=line.kind,
            options=line.options,
            copies=line.copies,
            fee=line.fee,
        )
        answer = self._transport.post(
            messages.APPLICATIONS_PATH, application, messages.ApplicationAnswer, repeatable=True
        )
        return answer.records

    def report(self, request: str, printed: Sequence[str], uncertain: Sequence[str] = ()) -> None:
        """Report which documents of a request were printed, and which may be out; the others are void.

        Idempotent. Raises RequestReused where the centre never gave these documents to this request, and
        CentreAnswerInvalid if it does not take the report for another cause.
        """
        message = messages.ReportRequest(request=request, printed=tuple(printed), uncertain=tuple(uncertain))
        answer = self._transport.post(messages.REPORTS_PATH, message, messages.Accepted, repeatable=True)
        if not answer.accepted:
            raise CentreAnswerInvalid("the centre did not take the report")

    def close(self) -> None:
        """Close the connections. The client can be used again afterwards."""
        self._transport.close()
