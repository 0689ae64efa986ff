"""Guards of the free services: password reset, usage registration, card check, information."""

from __future__ import annotations

from typing import Any

from kiosk.fsm.notices import Notice
from kiosk.fsm.session import FlowSettings, Standing, Visit
from kiosk.rules.outlook import Outlook
from kiosk.rules.services import Service
from kiosk.rules.usage_registration import MAY_APPLY, is_kana, is_lot, is_telephone

_MAY_BE_TRIED_AGAIN = frozenset({Notice.CENTRE_UNREACHABLE, Notice.CENTRE_SLOW})


class ServiceGuards:
    """Questions about the event, the visit and the terminal's standing; nothing is changed."""

    visit: Visit
    standing: Standing
    settings: FlowSettings

    # --- which service
    def information_is_wanted(self, event: Any) -> bool:
        return event.service is Service.INFORMATION and self.service_may_start(event)

    def card_check_is_wanted(self, event: Any) -> bool:
        return bool(event.service is Service.CARD_CHECK)

    def is_for_certificates(self, event: Any) -> bool:
        return self.visit.service is Service.CERTIFICATES

    def is_password_reset(self, event: Any) -> bool:
        return self.visit.service is Service.PASSWORD_RESET

    def is_usage_registration(self, event: Any) -> bool:
        return self.visit.service is Service.USAGE_REGISTRATION

    def is_card_check(self, event: Any) -> bool:
        return self.visit.service is Service.CARD_CHECK

    def topic_is_known(self, event: Any) -> bool:
        return event.topic in self.settings.topics

    # --- hours
    def service_may_start(self, event: Any) -> bool:
        outlook = self._outlook(self.standing.outlooks, event.service)
        if outlook is None:
            return self.standing.may_start or event.service is Service.INFORMATION
        return outlook.may_start

    def closes(self, event: Any) -> bool:
        return not self._is_open(event.services, event.is_open)

    def service_has_closed(self, event: Any) -> bool:
        return not self._is_open(self.standing.outlooks, self.standing.is_open)

    def _is_open(self, outlooks: tuple[Outlook, ...], terminal: bool) -> bool:
        outlook = self._outlook(outlooks, self.visit.service)
        if outlook is None:
            return terminal or self.visit.service is Service.INFORMATION
        return outlook.is_open

    @staticmethod
    def _outlook(outlooks: tuple[Outlook, ...], service: Service | None) -> Outlook | None:
        return next((each for each in outlooks if each.service is service), None)

    # --- the signature password
    def password_is_mixed(self, event: Any) -> bool:
        return bool(event.password.is_mixed)

    def passwords_agree(self, event: Any) -> bool:
        return self.visit.password is not None and self.visit.password.same_as(event.password)

    def one_password_try(self, event: Any) -> bool:
        return self.visit.password_tries == 1

    def password_is_locked(self, event: Any) -> bool:
        return self.visit.password_tries == 0

    def signature_can_be_read(self, event: Any) -> bool:
        state = self.visit.card_state
        return self.visit.card_present and bool(state and state.signature and self.visit.password_tries)

    # --- the application
    def is_closed_to_registrations(self, event: Any) -> bool:
        if self.visit.service is not Service.USAGE_REGISTRATION:
            return False
        return not any(
            each.code == event.code and each.takes_registrations for each in self.standing.municipalities
        )

    def may_apply(self, event: Any) -> bool:
        registration = self.visit.registration
        return registration is not None and registration.state in MAY_APPLY

    def centre_tells_heads(self, event: Any) -> bool:
        registration = self.visit.registration
        return registration is not None and registration.tells_heads

    def town_is_known(self, event: Any) -> bool:
        registration = self.visit.registration
        return registration is not None and any(town.name == event.form.town for town in registration.towns)

    def lot_is_valid(self, event: Any) -> bool:
        return is_lot(event.form.lot)

    def kana_is_valid(self, event: Any) -> bool:
        return is_kana(event.form.head_kana)

    def head_is_a_candidate(self, event: Any) -> bool:
        """An empty name says that none of the candidates is right: the reading stands alone then."""
        return event.form.head in ("", *self.visit.heads)

    def telephone_is_valid(self, event: Any) -> bool:
        return is_telephone(event.form.telephone)

    def form_is_complete(self, event: Any) -> bool:
        form = self.visit.form
        return (
            bool(form.town) and is_lot(form.lot) and is_kana(form.head_kana) and is_telephone(form.telephone)
        )

    def may_be_tried_again(self, event: Any) -> bool:
        return event.notice in _MAY_BE_TRIED_AGAIN
