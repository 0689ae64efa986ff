"""The terminal's side of the issuing centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.centre import messages
from kiosk.centre.errors import CentreAnswerInvalid, CentreUnreachable
from kiosk.centre.messages import Challenge, SignedRecord
from kiosk.centre.password_reset import ResetCalls
from kiosk.centre.signing import subject_of
from kiosk.centre.transport import TlsFiles, Transport
from kiosk.centre.usage_registration import RegistrationCalls
from kiosk.rules.certificates import Offer, OrderLine
from kiosk.rules.services import Municipality, Scope


@dataclass(frozen=True, slots=True)
class Authentication:
    """The centre knows who this is. `id` is random and ends with the visit.

    `subject` is the SHA-256 of the card's certificate, hexadecimal; `offers` is what this
    municipality offers this person now.
    """

    id: str
    subject: str
    municipality: Municipality
    offers: tuple[Offer, ...]


class CentreClient:
    """Client of one centre; use it from one thread at a time. Time-outs are seconds.

    Every method raises CentreUnreachable, CentreSlow or CentreAnswerInvalid, and CentreRefused
    where it says so. Nothing is repeated silently, but for a call that may be repeated and met
    a kept connection which the centre had closed.

    `reset` and `registration` are the calls of these services.
    """

    def __init__(
        self, base_url: str, tls: TlsFiles, connect_timeout: float = 3.0, read_timeout: float = 10.0
    ) -> None:
        """`base_url` begins with https. Raises OSError (ssl.SSLError) when a TLS file cannot be used."""
        self._transport = Transport(base_url, tls, connect_timeout, read_timeout)
        self.reset = ResetCalls(self._transport)
        self.registration = RegistrationCalls(self._transport)

    def health(self) -> None:
        """Return when the centre is in service; raises CentreUnreachable when it says that it is not."""
        if not self._transport.get(messages.HEALTH_PATH, messages.Health).in_service:
            raise CentreUnreachable("the centre is out of service")

    def municipalities(self) -> tuple[Municipality, ...]:
        """All participating municipalities, in the centre's order."""
        answer = self._transport.get(messages.MUNICIPALITIES_PATH, messages.Municipalities)
        return tuple(municipality.row() for municipality in answer.municipalities)

    def challenge(self, visit: str) -> Challenge:
        """Something random for the card to sign, for one use within a short time."""
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
        """Prove who holds the card, for certificates.

        `signature` is over `signing.authentication_message` for Service.CERTIFICATES.
        `municipality_code` (five digits) is needed for Scope.REGISTER. Raises CentreRefused.
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
            raise CentreAnswerInvalid("the centre authenticated another certificate")
        if municipality_code is not None and answer.municipality.code != municipality_code:
            raise CentreAnswerInvalid("the centre answers for another municipality")
        offers = tuple(offer.row() for offer in answer.offers)
        return Authentication(answer.id, answer.subject, answer.municipality.row(), offers)

    def apply(
        self, authentication: str, visit: str, request: str, line: OrderLine
    ) -> tuple[SignedRecord, ...]:
        """Apply for all copies of one line; one record for each copy, unchecked yet.

        `request` is a random id; asking again with the same id and content gives the same records.
        Raises CentreRefused, and RequestReused when the id is known with another content.
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
        if len(answer.records) != line.copies:
            raise CentreAnswerInvalid(f"{len(answer.records)} records for {line.copies} copies")
        return answer.records

    def report(self, request: str, printed: Sequence[str], void: Sequence[str]) -> None:
        """Tell which documents (by number) were printed and which became void. May be repeated."""
        message = messages.ReportRequest(request=request, printed=tuple(printed), void=tuple(void))
        answer = self._transport.post(messages.REPORTS_PATH, message, messages.Accepted, repeatable=True)
        if not answer.accepted:
            raise CentreAnswerInvalid("the centre did not take the report")

    def close(self) -> None:
        """Close the connections; the client can be used again."""
        self._transport.close()
