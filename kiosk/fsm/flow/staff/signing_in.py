"""Signing in: the hidden call, who it is, and the PIN, which a task checks."""

from __future__ import annotations

from dataclasses import field, replace

from kiosk.fsm.actions import end_visit, forget_visit
from kiosk.fsm.event import Event
from kiosk.fsm.events import Back, Ended, TimedOut
from kiosk.fsm.flow.menu import LanguageChosen
from kiosk.fsm.model import Model
from kiosk.fsm.staff_report import SignIn, StaffOrder, StaffReport
from kiosk.fsm.state_groups import CARD_GOES_BACK, IDLE, SHOPPER
from kiosk.fsm.states import S
from kiosk.fsm.transition import HOME, STAY, Row, row
from kiosk.rules.credentials.staff_pin import StaffPin
from kiosk.rules.staff import STAFF_LANGUAGES, StaffPerson

# --- events


class StaffCalled(Event):
    """The hidden corner was held: ask who it is, and for the staff PIN."""


class StaffPinEntered(Event):
    """A person chose their id and typed their PIN. The machine owns it from here and wipes it."""

    person: str
    pin: StaffPin = field(repr=False, compare=False)

    def discard(self) -> None:
        self.pin.wipe()


class StaffAdmitted(Event):
    """The PIN is this person's."""

    person: StaffPerson


class StaffRefused(Event):
    """The PIN is `wrong`, or was not looked at: this person must wait `wait` seconds before the next try, or
    nobody could check it (neither)."""

    wrong: bool = False
    wait: int = 0


# --- guards


def person_is_known(m: Model, event: StaffPinEntered) -> bool:
    return any(each.id == event.person for each in m.settings.persons)


def language_is_for_staff(m: Model, event: LanguageChosen) -> bool:
    return event.language in STAFF_LANGUAGES


# --- actions


def set_staff_waits(m: Model, event: Event) -> None:
    m.status = replace(m.status, staff_waits=True)


def set_staff_gone(m: Model, event: Event) -> None:
    m.status = replace(m.status, staff_waits=False, sign_in=SignIn())


def take_staff_pin(m: Model, event: StaffPinEntered) -> None:
    m.secrets = replace(m.secrets.wipe_staff_pin(), staff_pin=event.pin)
    m.status = replace(m.status, sign_in=SignIn(event.person))


def set_refused(m: Model, event: StaffRefused) -> None:
    failed = not event.wrong and not event.wait
    m.status = replace(
        m.status, sign_in=replace(m.status.sign_in, wrong=event.wrong, wait=event.wait, failed=failed)
    )


def set_not_checked(m: Model, event: Event) -> None:
    m.status = replace(m.status, sign_in=replace(m.status.sign_in, failed=True))


def open_maintenance(m: Model, event: StaffAdmitted) -> None:
    m.status = replace(
        m.status,
        staff_waits=False,
        sign_in=SignIn(),
        signed_in=event.person,
        wants_service=None,
        staff=StaffReport(),
        order=StaffOrder(),
    )


def set_staff_language(m: Model, event: LanguageChosen) -> None:
    m.visit = replace(m.visit, language=event.language)


# fmt: off
SIGNING_IN: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(StaffCalled, (*IDLE, S.MENU), S.STAFF_PIN, (), forget_visit),
    row(StaffCalled, CARD_GOES_BACK, S.STAFF_PIN, (), end_visit),
    row(StaffCalled, tuple(s for s in SHOPPER if s not in (S.MENU, *CARD_GOES_BACK)), STAY, (), set_staff_waits),
    row(StaffPinEntered, S.STAFF_PIN, S.STAFF_CHECK, person_is_known, take_staff_pin),
    row(StaffAdmitted, S.STAFF_CHECK, S.MAINTENANCE, (), open_maintenance),
    row(StaffRefused, S.STAFF_CHECK, S.STAFF_PIN, (), set_refused),
    row(TimedOut, S.STAFF_CHECK, S.STAFF_PIN, (), set_not_checked),
    row(LanguageChosen, (S.STAFF_PIN, S.MAINTENANCE), STAY, language_is_for_staff, set_staff_language),
    row(Back, S.STAFF_PIN, HOME, (), set_staff_gone),
    row(Ended, S.STAFF_PIN, HOME, (), set_staff_gone),
    row(TimedOut, S.STAFF_PIN, HOME, (), set_staff_gone),
)
