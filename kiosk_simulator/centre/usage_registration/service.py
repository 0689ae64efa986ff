"""The usage registration service (利用登録申請), independent of HTTP."""

from __future__ import annotations

import secrets

from kiosk.centre import messages
from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk.centre.messages import MunicipalityMessage, RegistrationMessage
from kiosk.centre.signing import application_message, subject_of
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk.rules.usage_registration import MAY_APPLY, RegistrationForm, is_kana, is_lot, is_telephone
from kiosk_simulator.centre.authentication import BadRequest, ProofVerifier
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.centre.request_keys import RequestKey
from kiosk_simulator.centre.store import StoredAuthentication
from kiosk_simulator.centre.usage_registration.business_days import business_day_after
from kiosk_simulator.centre.usage_registration.review import Review, heads
from kiosk_simulator.centre.usage_registration.store import StoredRegistration
from kiosk_simulator.residents import resident

MAX_QUESTIONS = 5
"""Queries for heads allowed for one authentication: enough for typing errors, not for browsing."""


class UsageRegistrationService:
    """Takes usage registrations. Safe to use from several threads: the only state is in the store."""

    def __init__(
        self, verifier: ProofVerifier, review: Review, municipalities: dict[str, IssuingMunicipality]
    ) -> None:
        self._verifier = verifier
        self._review = review
        self._municipalities = municipalities

    def find(self, terminal: str, request: messages.RegistrationRequest) -> messages.RegistrationAnswer:
        """Verify the proof, and whether this person may register with this municipality.

        Raises CentreRefused or BadRequest.
        """
        code = request.municipality_code
        certificate = self._verifier.certificate_of(
            terminal, request, Service.USAGE_REGISTRATION, Scope.REGISTER, code
        )
        serial = certificate.serial_number
        holder, municipality = self._may_register(serial, code)
        found = self._review.registration(holder, serial, municipality)
        answer = messages.RegistrationAnswer(
            id=secrets.token_urlsafe(16),
            visit=request.visit,
            subject=subject_of(request.certificate),
            municipality=MunicipalityMessage.of(municipality.row),
            registration=RegistrationMessage.of(found),
        )
        self._verifier.store.add_authentication(
            StoredAuthentication(
                answer.id,
                Service.USAGE_REGISTRATION,
                terminal,
                request.visit,
                answer.subject,
                serial,
                holder,
                code,
            )
        )
        return answer

    def heads(self, terminal: str, request: messages.HeadsRequest) -> messages.HeadsAnswer:
        """Names of matching heads, if the municipality discloses them; not too often. Raises BadRequest."""
        proven = self._proven(terminal, request.authentication, request.visit)
        municipality = self._municipalities[proven.municipality]
        form = RegistrationForm(town=request.town, lot=request.lot, head_kana=request.head_kana)
        _check_domicile(form, municipality)
        is_disclosed = (
            municipality.tells_heads
            and self._review.registrations.count_question(terminal, proven.id) <= MAX_QUESTIONS
        )
        return messages.HeadsAnswer(
            visit=request.visit, heads=heads(form, municipality) if is_disclosed else ()
        )

    def apply(
        self, terminal: str, request: messages.UsageApplicationRequest
    ) -> messages.UsageApplicationAnswer:
        """Check form and signature and file the application; a repeated request gets the same answer.

        Raises BadRequest, CentreRefused, or request_keys.ContentDiffers.
        """
        proven = self._proven(terminal, request.authentication, request.visit)
        municipality = self._municipalities[proven.municipality]
        form = request.form.row()
        _check_domicile(form, municipality)
        if not is_telephone(form.telephone):
            raise BadRequest("no telephone number")
        message = application_message(
            request.authentication,
            request.visit,
            request.request,
            municipality_code=proven.municipality,
            form=form,
        )
        self._verifier.require_signature(proven.resident, request.certificate, request.signature, message)

        def file() -> StoredRegistration:
            if CentreFault.REFUSE_APPLICATION in self._verifier.faults:
                raise CentreRefused(RefusalReason.REFUSED_BY_MUNICIPALITY)
            self._verifier.require_not_revoked(proven.serial)
            self._may_register(proven.serial, proven.municipality)  # as it is now, not as the visit began
            found = self._review.registration(proven.resident, proven.serial, municipality)
            if found.state not in MAY_APPLY:  # filed meanwhile, in another visit
                raise CentreRefused(RefusalReason.REGISTRATION_NOT_NEEDED)
            today = self._verifier.now().astimezone(JST).date()
            return StoredRegistration(
                proven.resident,
                proven.serial,
                proven.municipality,
                request.form,
                self._review.registrations.draw_number(terminal, request.request),
                business_day_after(today, municipality.registration_business_days),
            )

        key = RequestKey(Service.USAGE_REGISTRATION, terminal, request.request, request.model_dump_json())
        filed = self._review.registrations.file(key, proven.municipality, proven.resident, file)
        return messages.UsageApplicationAnswer(
            visit=request.visit, number=filed.number, usable_from=filed.usable_from
        )

    def _proven(self, terminal: str, id_: str, visit: str) -> StoredAuthentication:
        return self._verifier.authentication(id_, terminal, visit, Service.USAGE_REGISTRATION)

    def _may_register(self, serial: int, code: str) -> tuple[str, IssuingMunicipality]:
        """The holder and the municipality of the register; public facts are checked before private ones."""
        holder, municipality = self._verifier.cards.holder(serial), self._municipalities.get(code)
        if holder is None or municipality is None:
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        person, household = resident(holder)
        if not municipality.row.takes_registrations:
            raise CentreRefused(RefusalReason.REGISTRATION_NOT_TAKEN)
        if not municipality.serves_now(Service.USAGE_REGISTRATION, self._verifier.now()):
            raise CentreRefused(RefusalReason.OUTSIDE_HOURS)
        if household.municipality_code == code:
            raise CentreRefused(RefusalReason.REGISTRATION_NOT_NEEDED)
        if person.register_code != code:
            raise CentreRefused(RefusalReason.NOT_REGISTERED_HERE)
        if self._verifier.is_child(holder):
            raise CentreRefused(RefusalReason.NO_SIGNATURE_CERTIFICATE)
        if CentreFault.REFUSE in self._verifier.faults:
            raise CentreRefused(RefusalReason.REFUSED_BY_MUNICIPALITY)
        return holder, municipality


def _check_domicile(form: RegistrationForm, municipality: IssuingMunicipality) -> None:
    """Raise BadRequest for input that the screens do not permit, without naming it."""
    if all(town.name != form.town for town in municipality.towns):
        raise BadRequest("no such town")
    if not is_lot(form.lot) or not is_kana(form.head_kana):
        raise BadRequest("no lot or no reading")
