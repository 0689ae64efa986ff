"""Actions: what a transition writes down, one short fact each. None of them reaches a device."""

from __future__ import annotations

from typing import Any

from kiosk.fsm.notices import Notice
from kiosk.fsm.service_actions import ServiceActions
from kiosk.fsm.session import FlowSettings, NewId, Visit
from kiosk.fsm.view import DeviceLine, StaffView
from kiosk.rules.certificates import OrderLine, default_options


class Actions(ServiceActions):
    """Changes to the visit and the terminal's standing."""

    settings: FlowSettings
    new_id: NewId

    # --- the visit as a whole
    def begin_visit(self, event: Any) -> None:
        self.visit = Visit(self.new_id(), self.visit.language)

    def end_visit(self, event: Any) -> None:
        money = self.visit.money
        if money.owed != 0:
            self._stop(Notice.BOOKS_DO_NOT_BALANCE)
        self.standing.staff_waits = False
        self.forget_visit(event)

    def forget_visit(self, event: Any) -> None:
        self.visit.wipe_secrets()
        self.visit = Visit("", self.settings.default_language)

    # --- choices
    def forget_choices(self, event: Any) -> None:
        visit = self.visit
        visit.service = visit.scope = visit.municipality = visit.notice = None

    def note_service(self, event: Any) -> None:
        self.visit.service = event.service

    def note_language(self, event: Any) -> None:
        self.visit.language = event.language

    def note_scope(self, event: Any) -> None:
        self.visit.scope = event.scope
        self.visit.municipality = None

    def note_municipality(self, event: Any) -> None:
        self.visit.municipality = next(m for m in self.standing.municipalities if m.code == event.code)

    def note_kind(self, event: Any) -> None:
        self.visit.kind, self.visit.copies = event.kind, 1
        offer = self.visit.offer
        self.visit.options = default_options(event.kind, None if offer is None else offer.options)

    def note_choice(self, event: Any) -> None:
        self.visit.options, self.visit.copies = tuple(sorted(event.options)), event.copies

    def add_line(self, event: Any) -> None:
        offer = self.visit.offer
        if offer is None:
            raise ValueError("options without a kind of certificate")
        line = OrderLine(offer.kind, self.visit.options, self.visit.copies, offer.fee)
        self.visit.order = (*self.visit.order, line)

    def take_line_back(self, event: Any) -> None:
        last = self.visit.order[-1]
        self.visit.kind, self.visit.options, self.visit.copies = last.kind, last.options, last.copies
        self.visit.order = self.visit.order[:-1]

    def remove_line(self, event: Any) -> None:
        order = self.visit.order
        self.visit.order = order[: event.index] + order[event.index + 1 :]

    def name_request(self, event: Any) -> None:
        self.visit.request = self.new_id()

    # --- the card
    def note_card(self, event: Any) -> None:
        self.visit.card_present = True

    def note_card_gone(self, event: Any) -> None:
        self.visit.card_present = False

    def note_tries(self, event: Any) -> None:
        self.visit.tries_left = event.tries_left
        self.visit.card_subject = getattr(event, "subject", self.visit.card_subject)
        self.visit.password_tries = getattr(event, "password_tries", self.visit.password_tries)
        self.visit.notice = None

    def take_pin(self, event: Any) -> None:
        self.visit.wipe_pin()
        self.visit.pin = event.pin

    def note_authentication(self, event: Any) -> None:
        self.visit.subject, self.visit.authentication = event.subject, event.authentication
        self.visit.municipality, self.visit.offers = event.municipality, event.offers
        self.visit.notice = None

    # --- money and paper
    def note_sheets(self, event: Any) -> None:
        self.visit.sheets = event.sheets

    def note_acceptable(self, event: Any) -> None:
        self.visit.acceptable = event.acceptable

    def note_deposit(self, event: Any) -> None:
        self.visit.money.inserted = event.inserted
        self.visit.acceptable = getattr(event, "acceptable", ())
        self.visit.coin_rejected = False

    def note_rejected(self, event: Any) -> None:
        self.visit.coin_rejected = True

    def note_sheet(self, event: Any) -> None:
        self.visit.sheets_printed, self.visit.copies_printed = event.sheet, event.copies

    def charge(self, event: Any) -> None:
        self.visit.copies_printed = getattr(event, "copies", self.visit.copies_printed)
        self.visit.money.charged = self.visit.charges[self.visit.copies_printed]

    def note_settled(self, event: Any) -> None:
        self.visit.money.paid_out += event.paid_out
        self.visit.money.claimed += event.claimed

    def claim_the_rest(self, event: Any) -> None:
        self.visit.money.claimed += self.visit.money.owed

    def note_receipt(self, event: Any) -> None:
        self.visit.receipt = event.printed

    # --- why
    def clear_notice(self, event: Any) -> None:
        self.visit.notice = None

    def note_reason(self, event: Any) -> None:
        self._say(event.notice)

    def say_locked(self, event: Any) -> None:
        self._say(Notice.PIN_LOCKED)

    def say_pin_wrong(self, event: Any) -> None:
        self._say(Notice.PIN_WRONG)

    def say_last_try(self, event: Any) -> None:
        self._say(Notice.PIN_LAST_TRY)

    def say_card_gone(self, event: Any) -> None:
        self._say(Notice.CARD_GONE)

    def say_card_unreadable(self, event: Any) -> None:
        self._say(Notice.CARD_UNREADABLE)

    def say_nothing_available(self, event: Any) -> None:
        self._say(Notice.NOTHING_AVAILABLE)

    def say_centre_slow(self, event: Any) -> None:
        self._say(Notice.CENTRE_SLOW)

    def say_cash_fault(self, event: Any) -> None:
        self._say(Notice.CASH_FAULT)

    def say_change_short(self, event: Any) -> None:
        self._say(Notice.CHANGE_SHORT)

    def say_payout_short(self, event: Any) -> None:
        self._say(Notice.PAYOUT_SHORT)

    def say_printer_fault(self, event: Any) -> None:
        self._say(Notice.PRINTER_FAULT)

    def say_closing(self, event: Any) -> None:
        self._say(Notice.CLOSING_TIME)

    def say_ended(self, event: Any) -> None:
        self._say(Notice.ENDED_BY_SHOPPER)

    def say_timed_out(self, event: Any) -> None:
        self._say(Notice.TIMED_OUT)

    # --- the house
    def note_hours(self, event: Any) -> None:
        self.standing.is_open, self.standing.may_start = event.is_open, event.may_start
        self.standing.opens_at, self.standing.outlooks = event.opens_at, event.services

    def note_devices(self, event: Any) -> None:
        self.standing.devices[event.device] = DeviceLine(event.device, event.status, event.detail)
        self.standing.failing.pop(event.device, None)
        if event.notice is not None:
            self.standing.failing[event.device] = event.notice

    def note_municipalities(self, event: Any) -> None:
        self.standing.municipalities = event.municipalities

    def note_ready(self, event: Any) -> None:
        self._stop(event.notice)
        self.standing.cases_open = event.notice is Notice.INTERRUPTED

    def note_fault(self, event: Any) -> None:
        self._stop(event.notice)

    def stop_terminal(self, event: Any) -> None:
        self._stop(getattr(event, "notice", self.visit.notice) or Notice.UNEXPECTED)

    def note_staff_waits(self, event: Any) -> None:
        self.standing.staff_waits = True

    def staff_gone(self, event: Any) -> None:
        self.standing.staff_waits = self.standing.staff_pin_wrong = False

    def open_maintenance(self, event: Any) -> None:
        self.standing.staff_action, self.standing.staff_pin_wrong = "refresh", False
        self.standing.staff = StaffView()

    def note_staff_pin_wrong(self, event: Any) -> None:
        self.standing.staff_pin_wrong = True

    def note_staff_action(self, event: Any) -> None:
        self.standing.staff_action = event.action

    def note_staff_report(self, event: Any) -> None:
        self.standing.staff, self.standing.cases_open = event.report, event.cases_open

    def note_staff_left(self, event: Any) -> None:
        self.standing.stop = None
        if self.standing.cases_open:
            self._stop(Notice.INTERRUPTED)
        elif not event.in_service:
            self._stop(Notice.STOPPED_BY_STAFF)
