"""The certificate service, independent of HTTP: authentication, offers, applications and reports."""

from __future__ import annotations

import json
import re
import secrets

from pydantic import TypeAdapter

from kiosk.centre import messages
from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk.centre.messages import MunicipalityMessage, OfferMessage, SignedRecord
from kiosk.centre.signing import subject_of
from kiosk.rules.certificates import Availability, InvalidOptions, checked_options
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.record import CertificateRecord
from kiosk.rules.services import Scope, Service
from kiosk_simulator.centre.authentication import BadRequest, ProofVerifier
from kiosk_simulator.centre.certificates.filings import as_filed
from kiosk_simulator.centre.certificates.offers import Requester
from kiosk_simulator.centre.certificates.records import Applicant, read_at, records_of_another_household
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.centre.numbers import spoiled
from kiosk_simulator.centre.request_keys import RequestKey
from kiosk_simulator.centre.store import StoredAuthentication
from kiosk_simulator.centre.swaps.records import another_request, records_under, with_a_foreign_middle
from kiosk_simulator.centre.usage_registration.review import Review
from kiosk_simulator.residents import resident

_BIRTH_DATE = re.compile(rb'"birth_date":"[0-9-]+"')
_OFFERS = TypeAdapter(tuple[OfferMessage, ...])


class CertificateService:
    """Issues certificates. Safe to use from several threads: the only state is in the store."""

    def __init__(
        self,
        verifier: ProofVerifier,
        review: Review,
        municipalities: dict[str, IssuingMunicipality],
    ) -> None:
        self._verifier = verifier
        self._store = verifier.store
        self._faults = verifier.faults
        self._now = verifier.now
        self._review = review
        self.municipalities = municipalities

    def authenticate(
        self, terminal: str, request: messages.AuthenticationRequest
    ) -> messages.AuthenticationAnswer:
        """Verify the proof and offer certificates to the holder. Raises CentreRefused or BadRequest."""
        certificate = self._verifier.certificate_of(
            terminal, request, Service.CERTIFICATES, request.scope, request.municipality_code
        )
        serial = certificate.serial_number
        requester = self._requester(serial, request.scope, request.municipality_code)
        if self._verifier.is_smartphone(certificate) and not requester.municipality.row.takes_smartphones:
            raise CentreRefused(RefusalReason.SMARTPHONE_NOT_TAKEN)
        if CentreFault.NOTHING_AVAILABLE in self._faults:
            raise CentreRefused(RefusalReason.NOTHING_AVAILABLE)
        answer = messages.AuthenticationAnswer(
            id=secrets.token_urlsafe(16),
            visit=request.visit,
            subject=subject_of(request.certificate),
            municipality=MunicipalityMessage.of(requester.municipality.row),
            offers=tuple(OfferMessage.of(offer) for offer in requester.offers(self._now())),
        )
        self._store.add_authentication(
            StoredAuthentication(
                answer.id,
                Service.CERTIFICATES,
                terminal,
                request.visit,
                answer.subject,
                certificate.serial_number,
                requester.person.key,
                requester.municipality.row.code,
                _OFFERS.dump_json(answer.offers),
            )
        )
        return answer

    def apply(self, terminal: str, request: messages.ApplicationRequest) -> messages.ApplicationAnswer:
        """Issue one signed record for each copy; a repeated request gets the same records.

        Raises BadRequest, CentreRefused, or request_keys.ContentDiffers.
        """
        if CentreFault.REFUSE_APPLICATION in self._faults:
            raise CentreRefused(RefusalReason.REFUSED_BY_MUNICIPALITY)
        authentication = self._verifier.authentication(
            request.authentication, terminal, request.visit, Service.CERTIFICATES
        )
        _check_offered(request, _OFFERS.validate_json(authentication.offers))
        municipality = self.municipalities[authentication.municipality]
        applicant = Applicant(
            authentication.resident,
            authentication.subject,
            lambda: self._store.draw_number(terminal, request.request),
        )
        key = RequestKey(Service.CERTIFICATES, terminal, request.request, request.model_dump_json())

        def issue() -> messages.ApplicationAnswer:
            if (
                CentreFault.STALE_COPY not in self._faults
            ):  # such a copy knows nothing of what was filed since
                self._judge_again(request, authentication)
            return self._issue(request, applicant, municipality)

        return self._store.application(key, municipality.row.code, issue)

    def report(self, terminal: str, request: messages.ReportRequest) -> messages.Accepted:
        """Store a terminal's report on its documents: those that it does not name are void.

        A request that never came is used up, so that it does not come later. Raises ContentDiffers for a
        request of another terminal, and for a document of another request.
        """
        self._store.put_report(terminal, request.request, request.printed, request.uncertain)
        return messages.Accepted(accepted=True)

    def _requester(self, serial: int, scope: Scope, named: str | None) -> Requester:
        """The holder of this certificate at the municipality that issues in the requested scope.

        `named` is the municipality's code; the place of residence need not be named.

        Family registers are issued by the municipality that keeps them, to its residents and to people who
        have registered their usage.
        """
        key = self._verifier.cards.holder(serial)
        if key is None:
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        person, household = resident(key)
        code = home = household.municipality_code
        if scope is Scope.REGISTER:
            code = person.register_code or ""
        municipality = self.municipalities.get(code)
        if municipality is None or named not in ((code,) if scope is Scope.REGISTER else (code, None)):
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        if code != home and not self._review.is_registered(key, serial, municipality):
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        if CentreFault.REFUSE in self._faults:
            raise CentreRefused(RefusalReason.REFUSED_BY_MUNICIPALITY)
        return Requester(as_filed(person, self._faults), household, municipality, scope)

    def _judge_again(self, request: messages.ApplicationRequest, proven: StoredAuthentication) -> None:
        """Raise CentreRefused when something that happened since the list was shown forbids to issue.

        A filing may have come in, a seal registration or a certificate been cancelled. Every private reason
        is the same refusal. Hours are not judged again: what was offered in time is issued.
        """
        self._verifier.require_not_revoked(proven.serial)
        _, household = resident(proven.resident)
        at_home = proven.municipality == household.municipality_code
        scope = Scope.RESIDENCE if at_home else Scope.REGISTER  # the wider one: the kind itself was offered
        requester = self._requester(proven.serial, scope, proven.municipality)
        today = self._now().astimezone(JST).date()
        refused = requester.belongs_to_the_counter(request.kind, today)
        if not refused:
            try:
                checked_options(
                    request.kind, dict(request.options), requester.options_of(request.kind, today)
                )
            except InvalidOptions:
                refused = True
        if refused:
            raise CentreRefused(RefusalReason.REFUSED_BY_MUNICIPALITY)

    def _issue(
        self, request: messages.ApplicationRequest, applicant: Applicant, municipality: IssuingMunicipality
    ) -> messages.ApplicationAnswer:
        now = self._now()
        made = records_under(self._faults, request, applicant, municipality, now)
        records = [self._signed(record) for record in made]
        if self._faults.strikes(CentreFault.WRONG_SIGNATURE, request.request):
            first = records[0].signature
            broken = bytes((first[0] ^ 1,)) + first[1:]
            records[0] = records[0].model_copy(update={"signature": broken})
        if self._faults.strikes(CentreFault.PAGE_OF_ANOTHER, request.request):
            today = now.astimezone(JST).date()
            (other, *_) = records_of_another_household(request, applicant, municipality, today)
            records[-1] = with_a_foreign_middle(records[-1], other)
        return messages.ApplicationAnswer(records=tuple(records))

    def _signed(self, record: CertificateRecord) -> SignedRecord:
        payload = record.to_bytes()
        number = json.dumps(spoiled(record.document_number, self._faults))[1:-1]
        payload = payload.replace(record.document_number.encode(), number.encode())
        if CentreFault.INCOMPLETE_RECORD in self._faults:
            payload = _BIRTH_DATE.sub(b'"birth_date":null', payload)
        return SignedRecord(payload=payload, signature=self._verifier.pki.sign_record(payload))

    def neighbours_answer(self, request: messages.ApplicationRequest) -> messages.ApplicationAnswer:
        """What another person would get who asked for the same at this moment, properly signed."""
        proven = self._store.authentication_at_any(request.authentication)
        if proven is None:
            raise BadRequest("no such authentication")
        now = self._now()
        records = records_of_another_household(
            another_request(request),
            Applicant(proven.resident, proven.subject),
            self.municipalities[proven.municipality],
            now.astimezone(JST).date(),
        )
        return messages.ApplicationAnswer(
            records=tuple(self._signed(record) for record in read_at(records, now))
        )


def _check_offered(request: messages.ApplicationRequest, offers: tuple[OfferMessage, ...]) -> None:
    """Raise BadRequest unless exactly this was offered to this authentication."""
    offer = next((each.row() for each in offers if each.kind is request.kind), None)
    if offer is None or offer.availability is not Availability.AVAILABLE or request.fee != offer.fee:
        raise BadRequest("not offered at this fee")
    try:
        in_order = checked_options(request.kind, dict(request.options), offer.options) == request.options
    except InvalidOptions:
        raise BadRequest("options that were not offered") from None
    if not in_order:
        raise BadRequest("options out of order")
