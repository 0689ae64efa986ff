"""Actions of the free services: what a transition writes down, one short fact each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.fsm.causes import Causes
from kiosk.fsm.notices import Notice
from kiosk.fsm.session import NewId
from kiosk.rules.services import Scope
from kiosk.rules.usage_registration import RegistrationForm


class ServiceActions(Causes):
    """Changes to the visit."""

    new_id: NewId

    # --- information, card check
    def note_topic(self, event: Any) -> None:
        self.visit.topic = event.topic

    def note_card_state(self, event: Any) -> None:
        self.visit.card_state, self.visit.card_subject = event.state, event.subject
        self.visit.checked_at = event.checked_at
        self.visit.password_tries, self.visit.notice = event.state.signature_tries, None

    def note_signature(self, event: Any) -> None:
        state = self.visit.card_state
        if state is None:
            raise ValueError("a signature certificate of a card that was not checked")
        # A right password fills the card's counter; the card is asked again rather than counted here.
        self.visit.card_state = replace(state, signature_ends=event.ends, signature_tries=event.tries_left)
        self.visit.password_tries, self.visit.notice = event.tries_left, None

    # --- the signature password
    def take_password(self, event: Any) -> None:
        self.visit.wipe_password()
        self.visit.password = event.password

    def drop_repetition(self, event: Any) -> None:
        event.password.wipe()

    def note_password_tries(self, event: Any) -> None:
        self.visit.password_tries = event.tries_left
        if self.visit.card_state is not None:
            self.visit.card_state = replace(self.visit.card_state, signature_tries=event.tries_left)

    # --- the reset
    def note_reservation(self, event: Any) -> None:
        self.visit.subject, self.visit.authentication = event.subject, event.authentication
        self.visit.good_until, self.visit.notice = event.good_until, None

    def note_number(self, event: Any) -> None:
        self.visit.number = event.number

    # --- the application
    def note_register_scope(self, event: Any) -> None:
        self.visit.scope = Scope.REGISTER

    def note_registration(self, event: Any) -> None:
        self.visit.subject, self.visit.authentication = event.subject, event.authentication
        self.visit.municipality, self.visit.registration = event.municipality, event.registration
        self.visit.form, self.visit.heads, self.visit.notice = RegistrationForm(), (), None

    def note_form(self, event: Any) -> None:
        # Another content is another application: it must not come under the name of the one before.
        self.visit.form, self.visit.request, self.visit.notice = event.form, "", None

    def note_heads(self, event: Any) -> None:
        self.visit.heads = event.heads

    def name_application(self, event: Any) -> None:
        self.visit.request = self.visit.request or self.new_id()
        self.visit.notice = None

    def note_application(self, event: Any) -> None:
        self.visit.number, self.visit.usable_from = event.number, event.usable_from

    # --- why
    def note_again_at(self, event: Any) -> None:
        self.visit.again_at = min(
            (offer.again_at for offer in event.offers if offer.again_at is not None), default=None
        )

    def say_not_now(self, event: Any) -> None:
        self._say(Notice.NOT_NOW)

    def say_password_wrong(self, event: Any) -> None:
        self._say(Notice.PASSWORD_WRONG)

    def say_last_password_try(self, event: Any) -> None:
        self._say(Notice.PASSWORD_LAST_TRY)

    def say_password_locked(self, event: Any) -> None:
        self._say(Notice.PASSWORD_LOCKED)

    def say_passwords_differ(self, event: Any) -> None:
        self._say(Notice.PASSWORDS_DIFFER)

    def say_reset_uncertain(self, event: Any) -> None:
        self._say(Notice.RESET_UNCERTAIN)

    def say_clock_jumped(self, event: Any) -> None:
        self._say(Notice.CLOCK_JUMPED)

    def stop_for_clock(self, event: Any) -> None:
        self._stop(Notice.CLOCK_JUMPED)
