"""The terminal's own operation: start, hours, clock, devices, who takes part."""

from __future__ import annotations

from dataclasses import field, replace

from kiosk.fsm.actions import stop_for_fault
from kiosk.fsm.event import Event
from kiosk.fsm.events import Faulted
from kiosk.fsm.guards import is_open, may_start, must_start_up, must_stop
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import (
    AT_THE_CENTRE,
    BEFORE_MONEY,
    EVERYWHERE,
    FINISHING,
    IDLE,
    PAID,
    PAYING,
    SHOPPER,
    STAFF,
)
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import DeviceHealth, TerminalStatus
from kiosk.fsm.transition import STAY, Row, row
from kiosk.fsm.visit import Visit
from kiosk.rules.needed_devices import START_NEEDS
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Municipality, Service

UNMOVED_BY_A_JUMP = (S.STARTING, S.OUT_OF_SERVICE, *STAFF, *AT_THE_CENTRE, *PAID, *FINISHING, S.CLAIM)
"""What goes on, or is idle, when the clock jumps: only the next visit is prevented."""

# --- events


class Ready(Event):
    """Start-up is done and the journal reconciled; `reason` is what staff must clear first, if anything, and
    `switched_off` are the services that staff switched off before. `clock_is_wrong` says that the time cannot be
    right, whatever else there is to clear."""

    reason: Reason | None = None
    switched_off: frozenset[Service] = frozenset()
    clock_is_wrong: bool = False


class HoursChanged(Event):
    """Service hours began, ended or come to their end.

    `is_open` and `may_start` are those of the terminal: true while one service's are. `may_start`
    ends some minutes before `is_open`: a visit needs time. `opens_at` is when the first service
    opens next, as `YYYY-MM-DD HH:MM` in Japan; empty while a visit may begin. `services` has a row
    for each service whose hours are known.
    """

    is_open: bool
    may_start: bool
    opens_at: str = ""
    services: tuple[ServiceAvailability, ...] = ()


class ClockJumped(Event):
    """The time of day moved while no time passed: it is unknown whether the service is open."""


class EndAsked(Event):
    """The program is to end as soon as nobody is at the terminal, and nothing is owed."""


class DeviceChecked(Event):
    """One device's health; fields as in `DeviceHealth`. The same at another time of day is no news.

    In STARTING: without this one the start-up cannot be carried out, and is to be repeated when it is well.
    """

    device: str
    status: str
    detail: str = ""
    reason: Reason | None = None
    at: str = field(default="", compare=False)
    exact_money: bool = False


class MunicipalitiesListed(Event):
    """The municipalities that take part, as listed by the centre."""

    municipalities: tuple[Municipality, ...]


# --- guards


def start_is_blocked(m: Model, event: Ready) -> bool:
    return event.reason is not None


def starts_end(m: Model, event: HoursChanged) -> bool:
    return not event.may_start


def closes(m: Model, event: HoursChanged) -> bool:
    return not is_open(m.visit.service, event.services, terminal=event.is_open)


def nothing_can_be_served(m: Model, event: DeviceChecked) -> bool:
    return _checked(m.status, event).serves_nothing


def start_up_cannot_be_done(m: Model, event: DeviceChecked) -> bool:
    return any(each.device in START_NEEDS for each in _checked(m.status, event).failing)


def _checked(status: TerminalStatus, event: DeviceChecked) -> TerminalStatus:
    return status.checked(
        DeviceHealth(event.device, event.status, event.detail, event.reason, event.at, event.exact_money)
    )


# --- actions


def set_started(m: Model, event: Ready) -> None:
    doubted = m.status.clock_doubted or event.clock_is_wrong or event.reason is Reason.CLOCK_JUMPED
    m.status = replace(m.status, started=True, switched_off=event.switched_off, clock_doubted=doubted)


def block_start(m: Model, event: Ready) -> None:
    set_started(m, event)
    m.stop(event.reason or Reason.UNEXPECTED)
    m.status = replace(m.status, cases_open=event.reason is Reason.INTERRUPTED)


def forget_reader(m: Model, event: Event) -> None:
    """Somebody may have read the closed terminal in another language or size; the next person is another."""
    m.visit = Visit("", m.settings.default_language)


def set_hours(m: Model, event: HoursChanged) -> None:
    m.status = replace(
        m.status,
        is_open=event.is_open,
        may_start=event.may_start,
        opens_at=event.opens_at,
        services=event.services,
    )


def set_ending(m: Model, event: EndAsked) -> None:
    m.status = replace(m.status, ending=True)


def set_device(m: Model, event: DeviceChecked) -> None:
    m.status = _checked(m.status, event)


def set_municipalities(m: Model, event: MunicipalitiesListed) -> None:
    m.status = replace(m.status, municipalities=event.municipalities)


def doubt_clock(m: Model, event: Event) -> None:
    staff = replace(m.status.staff, clock_confirmed=False)  # what was confirmed is not the time any more
    m.status = replace(m.status, clock_doubted=True, staff=staff)


def stop_for_clock(m: Model, event: Event) -> None:
    doubt_clock(m, event)
    m.stop(Reason.CLOCK_JUMPED)


# fmt: off
OPERATION: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(Ready, S.STARTING, S.OUT_OF_SERVICE, start_is_blocked, block_start),
    row(Ready, S.STARTING, S.OUT_OF_SERVICE, must_stop, set_started),
    row(Ready, S.STARTING, S.ATTRACT, may_start, set_started),
    row(Ready, S.STARTING, S.CLOSED, (), set_started),
    row(HoursChanged, S.ATTRACT, S.CLOSED, starts_end, set_hours),
    row(HoursChanged, S.CLOSED, S.ATTRACT, (), (set_hours, forget_reader), unless=starts_end),
    row(HoursChanged, S.MENU, S.REFUSAL, starts_end, set_hours, reason=Reason.CLOSING_TIME),
    row(HoursChanged, BEFORE_MONEY, S.REFUSAL, closes, set_hours, reason=Reason.CLOSING_TIME),
    row(HoursChanged, (S.OPEN_DEPOSIT, *PAYING), S.CANCEL_DEPOSIT, closes, set_hours, reason=Reason.CLOSING_TIME),
    row(HoursChanged, EVERYWHERE, STAY, (), set_hours),
    row(ClockJumped, BEFORE_MONEY, S.REFUSAL, (), doubt_clock, reason=Reason.CLOCK_JUMPED),
    row(ClockJumped, (S.OPEN_DEPOSIT, *PAYING), S.CANCEL_DEPOSIT, (), doubt_clock, reason=Reason.CLOCK_JUMPED),
    row(ClockJumped, (S.ATTRACT, S.CLOSED), S.OUT_OF_SERVICE, (), stop_for_clock),
    row(ClockJumped, UNMOVED_BY_A_JUMP, STAY, (), stop_for_clock),
    row(EndAsked, (S.ATTRACT, S.CLOSED), S.OUT_OF_SERVICE, (), set_ending),
    row(EndAsked, (S.STARTING, S.OUT_OF_SERVICE, *SHOPPER, *STAFF), STAY, (), set_ending),
    row(DeviceChecked, S.ATTRACT, S.OUT_OF_SERVICE, nothing_can_be_served, set_device),
    row(DeviceChecked, S.STARTING, S.OUT_OF_SERVICE, (), set_device),
    row(DeviceChecked, S.OUT_OF_SERVICE, S.STARTING, must_start_up, set_device, unless=(start_up_cannot_be_done, must_stop)),
    row(DeviceChecked, S.OUT_OF_SERVICE, S.ATTRACT, may_start, (set_device, forget_reader), unless=(nothing_can_be_served, must_start_up, must_stop)),
    row(DeviceChecked, S.OUT_OF_SERVICE, S.CLOSED, (), set_device, unless=(nothing_can_be_served, must_start_up, must_stop)),
    row(DeviceChecked, (S.ATTRACT, S.OUT_OF_SERVICE, S.MAINTENANCE), STAY, (), set_device),
    row(MunicipalitiesListed, EVERYWHERE, STAY, (), set_municipalities),
    row(Faulted, (S.STARTING, *IDLE, *STAFF), S.OUT_OF_SERVICE, (), stop_for_fault),
)
