"""Staff: the hidden call, the PIN, and maintenance mode. None of it shows a shopper's data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.fsm.actions import end_visit, forget_visit
from kiosk.fsm.events import Back, Ended, Event, TimedOut
from kiosk.fsm.guards import may_start, must_start_up
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import CARD_GOES_BACK, IDLE, SHOPPER
from kiosk.fsm.state_table import TaskName
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import OpenCase, OpenClaim, StaffAction, StaffReport
from kiosk.fsm.transition import HOME, STAY, Row, row

# --- events


@dataclass(frozen=True, slots=True)
class StaffCalled(Event):
    """The hidden corner was held: ask for the staff PIN."""


@dataclass(frozen=True, slots=True)
class StaffPinChecked(Event):
    """Whether the staff PIN was right (checked outside the machine against its stored hash)."""

    accepted: bool


@dataclass(frozen=True, slots=True)
class StaffActed(Event):
    """A button of maintenance mode; `case` is the visit, or the claim slip's number, that is settled."""

    action: StaffAction
    case: str = ""


@dataclass(frozen=True, slots=True)
class StaffActionDone(Event):
    """A button's action was carried out, or failed."""

    action: StaffAction
    succeeded: bool


@dataclass(frozen=True, slots=True)
class CasesListed(Event):
    """Interrupted visits that staff must settle; as long as there are any, the terminal stays out of
    service. `claims` are slips not settled yet, which keep nobody out. `cleared` is None when they were
    only listed, else whether settling one succeeded."""

    cases: tuple[OpenCase, ...]
    cleared: bool | None = None
    known: bool = True
    """False when the journal cannot be read: there may be cases."""
    claims: tuple[OpenClaim, ...] = ()
    action: StaffAction = StaffAction.CLEAR_CASE
    """What settled one, when one was."""
    missing: tuple[tuple[int, int], ...] = ()
    """(denomination, coins) that left a hopper without a row."""


@dataclass(frozen=True, slots=True)
class StockCounted(Event):
    """(denomination in yen, pieces in its hopper), smallest first, and yen in the cash box."""

    coins: tuple[tuple[int, int], ...]
    cash_box: int


@dataclass(frozen=True, slots=True)
class StaffLeft(Event):
    """Maintenance mode ends. `in_service` False keeps the terminal out of service."""

    in_service: bool


# --- guards


def staff_pin_is_right(m: Model, event: StaffPinChecked) -> bool:
    return event.accepted


def staff_wants_service(m: Model, event: StaffLeft) -> bool:
    """With cases open too: before the start-up they are not what they will be after it."""
    return event.in_service


def staff_puts_in_service(m: Model, event: StaffLeft) -> bool:
    return event.in_service and not m.status.cases_open


# --- actions


def set_staff_waits(m: Model, event: Event) -> None:
    m.status = replace(m.status, staff_waits=True)


def set_staff_gone(m: Model, event: Event) -> None:
    m.status = replace(m.status, staff_waits=False, staff_pin_wrong=False)


def set_staff_pin_wrong(m: Model, event: Event) -> None:
    m.status = replace(m.status, staff_pin_wrong=True)


def open_maintenance(m: Model, event: Event) -> None:
    m.status = replace(
        m.status, staff_pin_wrong=False, staff=StaffReport(), staff_task=TaskName.LIST_CASES, case=""
    )


def set_staff_action(m: Model, event: StaffActed) -> None:
    m.status = replace(
        m.status,
        staff=replace(m.status.staff, done=None),
        staff_task=TaskName(event.action.value),
        case=event.case,
    )


def set_action_done(m: Model, event: StaffActionDone) -> None:
    staff = replace(m.status.staff, done=event.action, succeeded=event.succeeded)
    m.status = replace(m.status, staff=staff)


def set_cases(m: Model, event: CasesListed) -> None:
    staff = replace(m.status.staff, cases=event.cases, claims=event.claims, missing=event.missing)
    if event.cleared is not None:
        staff = replace(staff, done=event.action, succeeded=event.cleared)
    cases_open = bool(event.cases) if event.known else m.status.cases_open
    m.status = replace(m.status, staff=staff, cases_open=cases_open)


def set_stock(m: Model, event: StockCounted) -> None:
    m.status = replace(m.status, staff=replace(m.status.staff, coins=event.coins, cash_box=event.cash_box))


def clear_stop(m: Model, event: StaffLeft) -> None:
    m.status = replace(m.status, stop=None)


def end_maintenance(m: Model, event: StaffLeft) -> None:
    m.status = replace(m.status, stop=None)
    if m.status.cases_open:
        m.stop(Reason.INTERRUPTED)
    elif not event.in_service:
        m.stop(Reason.STOPPED_BY_STAFF)


# fmt: off
STAFF: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(StaffCalled, (*IDLE, S.MENU), S.STAFF_PIN, (), forget_visit),
    row(StaffCalled, CARD_GOES_BACK, S.STAFF_PIN, (), end_visit),
    row(StaffCalled, tuple(s for s in SHOPPER if s not in (S.MENU, *CARD_GOES_BACK)), STAY, (), set_staff_waits),
    row(StaffPinChecked, S.STAFF_PIN, S.MAINTENANCE, staff_pin_is_right, open_maintenance),
    row(StaffPinChecked, S.STAFF_PIN, STAY, (), set_staff_pin_wrong),
    row(Back, S.STAFF_PIN, HOME, (), set_staff_gone),
    row(Ended, S.STAFF_PIN, HOME, (), set_staff_gone),
    row(TimedOut, S.STAFF_PIN, HOME, (), set_staff_gone),
    row(StaffActed, S.MAINTENANCE, S.MAINTENANCE, (), set_staff_action),
    row(StaffActionDone, S.MAINTENANCE, STAY, (), set_action_done),
    row(CasesListed, S.MAINTENANCE, STAY, (), set_cases),
    row(StockCounted, S.MAINTENANCE, STAY, (), set_stock),
    row(StaffLeft, S.MAINTENANCE, S.STARTING, (must_start_up, staff_wants_service), clear_stop),
    row(StaffLeft, S.MAINTENANCE, S.OUT_OF_SERVICE, (), end_maintenance, unless=staff_puts_in_service),
    row(StaffLeft, S.MAINTENANCE, S.ATTRACT, may_start, end_maintenance),
    row(StaffLeft, S.MAINTENANCE, S.CLOSED, (), end_maintenance),
    row(TimedOut, S.MAINTENANCE, HOME, (), set_staff_gone),
)
