"""The centre's decisions on certificates, apart from HTTP: who is this, what is offered, what is issued."""

from __future__ import annotations

import re
import secrets

from pydantic import TypeAdapter

from kiosk.centre import messages
from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk.centre.messages import MunicipalityMessage, OfferMessage, SignedRecord
from kiosk.centre.signing import subject_of
from kiosk.rules.certificates import Availability, InvalidOptions, checked_options
from kiosk.rules.hours import JST
from kiosk.rules.services import Scope, Service
from kiosk_simulator.centre.authentication import BadRequest, ProofCheck
from kiosk_simulator.centre.certificates.offers import Asker
from kiosk_simulator.centre.certificates.records import Applicant, make_records, somebody_elses_records
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.centre.store import Report, StoredAuthentication
from kiosk_simulator.centre.usage_registration.review import Review
from kiosk_simulator.residents import resident

_BIRTH_DATE = re.compile(rb'"birth_date":"[0-9-]+"')
_OFFERS = TypeAdapter(tuple[OfferMessage, ...])


class Desk:
    """Safe to use from several threads: the only state is in the store."""

    def __init__(
        self,
        proofs: ProofCheck,
        review: Review,
        municipalities: dict[str, IssuingMunicipality],
    ) -> None:
        self._proofs = proofs
        self._store = proofs.store
        self._faults = proofs.faults
        self._now = proofs.now
        self._review = review
        self.municipalities = municipalities

    def authenticate(
        self, terminal: str, asked: messages.AuthenticationRequest
    ) -> messages.AuthenticationAnswer:
        """Check the proof, then find the person. Raises CentreRefused, or BadRequest as the check does."""
        certificate = self._proofs.certificate_of(
            terminal, asked, Service.CERTIFICATES, asked.scope, asked.municipality_code
        )
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
                Service.CERTIFICATES,
                terminal,
                asked.visit,
                answer.subject,
                certificate.serial_number,
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
        authentication = self._proofs.authentication(
            asked.authentication, terminal, asked.visit, Service.CERTIFICATES
        )
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

    def _asker(self, serial: int, asked: messages.AuthenticationRequest) -> Asker:
        """The holder of this certificate at the municipality that issues the way that was asked for.

        Family registers are issued where they are kept, to who lives there or has registered the usage.
        """
        key = self._proofs.cards.holder(serial)
        if key is None:
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        person, household = resident(key)
        code = home = household.municipality_code
        if asked.scope is Scope.REGISTER:
            code = person.register_code or ""
        municipality = self.municipalities.get(code)
        if municipality is None or not _names(code, asked):
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        if code != home and not self._review.is_registered(key, serial, municipality):
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        if CentreFault.REFUSE in self._faults:
            raise CentreRefused(RefusalReason.REFUSED_BY_MUNICIPALITY)
        return Asker(person, household, municipality, asked.scope)

    def _issue(
        self, asked: messages.ApplicationRequest, applicant: Applicant, municipality: IssuingMunicipality
    ) -> messages.ApplicationAnswer:
        # With the fault, the worst case: only the subject tells that this is not the applicant's record.
        make = somebody_elses_records if CentreFault.OTHER_PERSON in self._faults else make_records
        records = []
        for record in make(asked, applicant, municipality, self._now().astimezone(JST).date()):
            payload = record.to_bytes()
            if CentreFault.INCOMPLETE_RECORD in self._faults:
                payload = _BIRTH_DATE.sub(b'"birth_date":null', payload)
            signature = self._proofs.pki.sign_record(payload)
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
