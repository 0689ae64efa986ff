"""The centre's decisions, apart from HTTP: who is this, what is offered, what is issued."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, time, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pydantic import TypeAdapter

from kiosk.centre import messages
from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk.centre.messages import Challenge, MunicipalityMessage, OfferMessage, SignedRecord
from kiosk.centre.signing import authentication_message, subject_of
from kiosk.rules.certificates import Availability, InvalidOptions, checked_options
from kiosk.rules.services import Scope
from kiosk.simulation.card.profiles import card_register, revoked_serials
from kiosk.simulation.centre.faults import CentreFault, CentreFaults
from kiosk.simulation.centre.issuing import Applicant, make_records, somebody_elses_records
from kiosk.simulation.centre.municipalities import IssuingMunicipality
from kiosk.simulation.centre.offering import Asker
from kiosk.simulation.centre.store import Report, Store, StoredAuthentication, StoredChallenge
from kiosk.simulation.pki import JST, Pki
from kiosk.simulation.residents import resident

CHALLENGE_LIFE = timedelta(minutes=2)
_OFFERS = TypeAdapter(tuple[OfferMessage, ...])


class BadRequest(Exception):
    """The terminal asks for something that a correct terminal never asks for; names no data."""


class Desk:
    """Safe to use from several threads: the only state is in the store."""

    def __init__(
        self,
        pki: Pki,
        store: Store,
        faults: CentreFaults,
        municipalities: dict[str, IssuingMunicipality],
        *,
        now: Callable[[], datetime],
        service_hours: tuple[time, time] | None,
    ) -> None:
        self._pki = pki
        self._store = store
        self._faults = faults
        self._now = now
        self._service_hours = service_hours
        self._register = card_register()
        self._revoked = revoked_serials()
        self.municipalities = municipalities

    def challenge(self, terminal: str, asked: messages.ChallengeRequest) -> Challenge:
        """Give something to sign that serves once, within two minutes."""
        self._require_hours()
        challenge = Challenge(id=secrets.token_urlsafe(16), nonce=secrets.token_bytes(32))
        expires = (self._now() + CHALLENGE_LIFE).timestamp()
        self._store.add_challenge(
            StoredChallenge(challenge.id, terminal, asked.visit, challenge.nonce, expires)
        )
        return challenge

    def authenticate(
        self, terminal: str, asked: messages.AuthenticationRequest
    ) -> messages.AuthenticationAnswer:
        """Check signature, issuer, validity and revocation, in this order; then find the person.

        Raises CentreRefused, or BadRequest for a challenge that is unknown, used, late or not this visit's.
        """
        self._require_hours()
        challenge = self._store.take_challenge(asked.challenge)
        if challenge is None or (challenge.terminal, challenge.visit) != (terminal, asked.visit):
            raise BadRequest("no such challenge")
        if self._now().timestamp() > challenge.expires:
            raise BadRequest("the challenge is too old")
        certificate = self._checked_certificate(asked, challenge)
        asker = self._asker(certificate.serial_number, asked)
        if CentreFault.NOTHING_AVAILABLE in self._faults:
            raise CentreRefused(RefusalReason.NOTHING_AVAILABLE)
        answer = messages.AuthenticationAnswer(
            id=secrets.token_urlsafe(16),
            subject=subject_of(asked.certificate),
            municipality=MunicipalityMessage.of(asker.municipality.row),
            offers=tuple(OfferMessage.of(offer) for offer in asker.offers(self._now())),
        )
        self._store.add_authentication(
            StoredAuthentication(
                answer.id,
                terminal,
                asked.visit,
                answer.subject,
                asker.person.key,
                asker.municipality.row.code,
                _OFFERS.dump_json(answer.offers),
            )
        )
        return answer

    def apply(self, terminal: str, asked: messages.ApplicationRequest) -> messages.ApplicationAnswer:
        """Issue one signed record for each copy; the same request again gives the same records.

        Raises BadRequest, CentreRefused, or store.ContentDiffers.
        """
        if CentreFault.REFUSE_APPLICATION in self._faults:
            raise CentreRefused(RefusalReason.REFUSED_BY_MUNICIPALITY)
        authentication = self._store.authentication(asked.authentication)
        if authentication is None or (authentication.terminal, authentication.visit) != (
            terminal,
            asked.visit,
        ):
            raise BadRequest("no such authentication")
        _check_offered(asked, _OFFERS.validate_json(authentication.offers))
        municipality = self.municipalities[authentication.municipality]
        applicant = Applicant(authentication.resident, authentication.subject)

        def issue() -> messages.ApplicationAnswer:
            return self._issue(asked, applicant, municipality)

        return self._store.application(asked.request, terminal, asked.model_dump_json(), issue)

    def report(self, terminal: str, asked: messages.ReportRequest) -> messages.Accepted:
        """Take what a terminal says became of its documents."""
        if not self._store.knows_request(asked.request, terminal):
            raise BadRequest("no such request")
        self._store.put_report(Report(asked.request, terminal, asked.printed, asked.void))
        return messages.Accepted(accepted=True)

    def _require_hours(self) -> None:
        closed = CentreFault.OUTSIDE_HOURS in self._faults
        if self._service_hours is not None:
            opens, closes = self._service_hours
            closed = closed or not opens <= self._now().astimezone(JST).time() < closes
        if closed:
            raise CentreRefused(RefusalReason.OUTSIDE_HOURS)

    def _checked_certificate(
        self, asked: messages.AuthenticationRequest, challenge: StoredChallenge
    ) -> x509.Certificate:
        try:
            certificate = x509.load_der_x509_certificate(asked.certificate)
            certificate.verify_directly_issued_by(self._pki.authentication_ca.certificate)
        except (ValueError, TypeError, InvalidSignature):
            raise CentreRefused(RefusalReason.CERTIFICATE_UNKNOWN) from None
        public_key = certificate.public_key()
        if not isinstance(public_key, rsa.RSAPublicKey):
            raise CentreRefused(RefusalReason.CERTIFICATE_UNKNOWN)
        message = authentication_message(
            asked.visit,
            challenge.id,
            challenge.nonce,
            asked.scope,
            municipality_code=asked.municipality_code,
        )
        try:
            public_key.verify(asked.signature, message, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise CentreRefused(RefusalReason.SIGNATURE_INVALID) from None
        now = self._now()
        if now > certificate.not_valid_after_utc:
            raise CentreRefused(RefusalReason.CERTIFICATE_EXPIRED)
        if now < certificate.not_valid_before_utc:
            raise CentreRefused(RefusalReason.CERTIFICATE_UNKNOWN)
        if CentreFault.REVOKED in self._faults or certificate.serial_number in self._revoked:
            raise CentreRefused(RefusalReason.CERTIFICATE_REVOKED)
        return certificate

    def _asker(self, serial: int, asked: messages.AuthenticationRequest) -> Asker:
        """The holder of this certificate at the municipality that issues the way that was asked for.

        Family registers are issued where they are kept, to who lives there or has registered the usage.
        """
        key = self._register.get(serial)
        if key is None:
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        person, household = resident(key)
        code = home = household.municipality_code
        known = True
        if asked.scope is Scope.REGISTER:
            code = person.register_code or ""
            known = code == home or person.usage_registered
        if not known or not _names(code, asked):
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        if CentreFault.REFUSE in self._faults:
            raise CentreRefused(RefusalReason.REFUSED_BY_MUNICIPALITY)
        return Asker(person, household, self.municipalities[code], asked.scope)

    def _issue(
        self, asked: messages.ApplicationRequest, applicant: Applicant, municipality: IssuingMunicipality
    ) -> messages.ApplicationAnswer:
        # With the fault, the worst case: only the subject tells that this is not the applicant's record.
        make = somebody_elses_records if CentreFault.OTHER_PERSON in self._faults else make_records
        records = []
        for record in make(asked, applicant, municipality, self._now().astimezone(JST).date()):
            payload = record.to_bytes()
            signature = self._pki.sign_record(payload)
            if CentreFault.WRONG_SIGNATURE in self._faults:
                signature = bytes((signature[0] ^ 1,)) + signature[1:]
            records.append(SignedRecord(payload=payload, signature=signature))
        return messages.ApplicationAnswer(records=tuple(records))


def _names(code: str, asked: messages.AuthenticationRequest) -> bool:
    """True when the request is for this municipality; nobody needs to name where one lives."""
    return asked.municipality_code == code or (
        asked.municipality_code is None and asked.scope is Scope.RESIDENCE
    )


def _check_offered(asked: messages.ApplicationRequest, offers: tuple[OfferMessage, ...]) -> None:
    """Raise BadRequest unless exactly this was offered to the authentication that applies."""
    offer = next((each.row() for each in offers if each.kind is asked.kind), None)
    if offer is None or offer.availability is not Availability.AVAILABLE or asked.fee != offer.fee:
        raise BadRequest("not offered at this fee")
    try:
        in_order = checked_options(asked.kind, dict(asked.options), offer.options) == asked.options
    except InvalidOptions:
        raise BadRequest("options that were not offered") from None
    if not in_order:
        raise BadRequest("options out of order")
