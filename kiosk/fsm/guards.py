"""Guards: the conditions of the transition table, one short question each."""

from __future__ import annotations

from typing import Any

from kiosk.fsm.notices import Notice
from kiosk.fsm.service_guards import ServiceGuards
from kiosk.fsm.session import FlowSettings, Standing, Visit
from kiosk.rules.certificates import CHOSEN, SHOWN, Availability, InvalidOptions, checked_options
from kiosk.rules.services import Scope


class Guards(ServiceGuards):
    """Questions about the event, the visit and the terminal's standing; nothing is changed."""

    visit: Visit
    standing: Standing
    settings: FlowSettings

    # --- choices
    def scope_is_residence(self, event: Any) -> bool:
        return bool(event.scope is Scope.RESIDENCE)

    def takes_part(self, event: Any) -> bool:
        return any(each.code == event.code for each in self.standing.municipalities)

    def is_offered(self, event: Any) -> bool:
        return any(
            each.kind is event.kind and each.availability is Availability.AVAILABLE
            for each in self.visit.offers
        )

    def options_are_valid(self, event: Any) -> bool:
        offer = self.visit.offer
        if offer is None or not 1 <= event.copies <= self.copies_left:
            return False
        try:
            checked_options(offer.kind, dict(event.options), offer.options)
        except InvalidOptions:
            return False
        return True

    @property
    def copies_left(self) -> int:
        """Copies that may still be ordered in this visit."""
        return self.settings.max_copies - sum(line.copies for line in self.visit.order)

    def something_is_ordered(self, event: Any) -> bool:
        return bool(self.visit.order)

    def room_is_left(self, event: Any) -> bool:
        return self.copies_left > 0

    def members_are_chosen(self, event: Any) -> bool:
        return ("persons", CHOSEN) in event.options

    def shows_my_number(self, event: Any) -> bool:
        return ("my_number", SHOWN) in event.options

    def line_exists(self, event: Any) -> bool:
        return bool(0 <= event.index < len(self.visit.order))

    def line_is_the_last(self, event: Any) -> bool:
        return len(self.visit.order) == 1

    def language_is_known(self, event: Any) -> bool:
        return event.language in self.settings.languages

    # --- the card
    def no_tries_left(self, event: Any) -> bool:
        return bool(event.tries_left == 0)

    def one_try_left(self, event: Any) -> bool:
        return bool(event.tries_left == 1)

    def card_is_present(self, event: Any) -> bool:
        return self.visit.card_present

    def card_was_pulled(self, event: Any) -> bool:
        return event.notice is Notice.CARD_GONE

    def something_is_offered(self, event: Any) -> bool:
        return any(each.availability is Availability.AVAILABLE for each in event.offers)

    def something_is_offered_later(self, event: Any) -> bool:
        return any(each.availability is Availability.NOT_NOW for each in event.offers)

    # --- money and paper
    def covers_price(self, event: Any) -> bool:
        return bool(event.inserted >= self.visit.price)

    def change_is_payable(self, event: Any) -> bool:
        return bool(event.payable)

    def has_deposit(self, event: Any) -> bool:
        return bool(event.inserted > 0)

    def something_is_claimed(self, event: Any) -> bool:
        return bool(event.claimed > 0)

    def something_is_owed(self, event: Any) -> bool:
        return self.visit.money.owed > 0

    def something_was_printed(self, event: Any) -> bool:
        return bool(getattr(event, "copies", self.visit.copies_printed) > 0)

    # --- the house
    def may_start(self, event: Any) -> bool:
        return self.standing.may_start

    def starts_end(self, event: Any) -> bool:
        return not event.may_start

    def a_device_fails(self, event: Any) -> bool:
        others = (each for device, each in self.standing.failing.items() if device != event.device)
        return event.notice is not None or any(others)

    def must_stop(self, event: Any) -> bool:
        return self.standing.stop is not None

    def start_is_blocked(self, event: Any) -> bool:
        return event.notice is not None

    def staff_waits(self, event: Any) -> bool:
        return self.standing.staff_waits

    def staff_pin_is_right(self, event: Any) -> bool:
        return bool(event.accepted)

    def staff_puts_in_service(self, event: Any) -> bool:
        return bool(event.in_service and not self.standing.cases_open)
