"""Maintenance mode: its pages, its buttons and what came of them, and the ways out."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.event import Event
from kiosk.fsm.events import Ended, TimedOut
from kiosk.fsm.flow.staff.duties import duty_of
from kiosk.fsm.flow.staff.signing_in import set_staff_gone
from kiosk.fsm.guards import may_start, must_start_up
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import (
    OpenCase,
    OpenClaim,
    PrintStage,
    Record,
    StaffAction,
    StaffOrder,
    StaffPage,
)
from kiosk.fsm.state_table import TaskName
from kiosk.fsm.states import S
from kiosk.fsm.transition import HOME, STAY, Row, row
from kiosk.rules.services import Service
from kiosk.rules.staff import Duty, may

# --- events


class StaffPageChosen(Event):
    """A page of maintenance mode; `day` (`YYYY-MM-DD`, empty for today) is that of the records."""

    page: StaffPage
    day: str = ""


class StaffActed(Event):
    """A button of maintenance mode.

    `case` is the visit, the claim slip's number or the service that it is about; `denomination` (yen) and
    `amount` are as in `StaffOrder`.
    """

    action: StaffAction
    case: str = ""
    denomination: int = 0
    amount: int = 0


class StaffActionDone(Event):
    """A button's action was carried out, or failed; `detail` is what its device says then."""

    action: StaffAction
    succeeded: bool
    detail: str = ""


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
    stopped_since: str = ""
    closing: int = 0
    closed_at: str = ""
    closed_today: bool = False
    free_space: int | None = None
    """These as in `StaffReport`."""


class StockCounted(Event):
    """(denomination in yen, pieces in its hopper), smallest first, and yen in the cash box."""

    coins: tuple[tuple[int, int], ...]
    cash_box: int


class PageTestSeen(Event):
    """How far the test page is, and what the printer says meanwhile."""

    stage: PrintStage
    detail: str = ""


class RecordsListed(Event):
    """The records of one day, newest first."""

    day: str
    records: tuple[Record, ...]
    succeeded: bool = True
    """False when the journal cannot be read."""


class ServiceSwitched(Event):
    """A service was switched off or on, or that failed (`succeeded` False)."""

    service: Service
    on: bool
    succeeded: bool = True


class ClockConfirmed(Event):
    """Somebody has said that the time of day is right; `succeeded` False when it could not be journalled."""

    succeeded: bool = True


class StaffLeft(Event):
    """Maintenance mode ends. `in_service` False keeps the terminal out of service."""

    in_service: bool


# --- guards


def may_act(m: Model, event: StaffActed) -> bool:
    person = m.status.signed_in
    return person is not None and may(person.role, duty_of(event.action, event.case, m.status.staff))


def may_leave_so(m: Model, event: StaffLeft) -> bool:
    person, duty = m.status.signed_in, Duty.RETURN_TO_SERVICE if event.in_service else Duty.TAKE_OUT
    return person is not None and may(person.role, duty)


def something_is_under_way(m: Model, event: Event) -> bool:
    return m.status.staff.working is not None


def clock_is_trusted(m: Model, event: Event) -> bool:
    return not m.status.clock_doubted or m.status.staff.clock_confirmed


def staff_wants_service(m: Model, event: StaffLeft) -> bool:
    """With cases open too: before the start-up they are not what they will be after it."""
    return event.in_service


def staff_puts_in_service(m: Model, event: StaffLeft) -> bool:
    may = not m.status.cases_open and not m.status.ending
    return event.in_service and may and clock_is_trusted(m, event)


# --- actions


def set_page(m: Model, event: StaffPageChosen) -> None:
    task = TaskName.LIST_RECORDS if event.page is StaffPage.RECORDS else TaskName.LIST_CASES
    staff = replace(m.status.staff, page=event.page, done=None)
    m.status = replace(m.status, staff=staff, order=StaffOrder(task, day=event.day))


def set_order(m: Model, event: StaffActed) -> None:
    order = StaffOrder(
        TaskName(event.action.value), event.case, denomination=event.denomination, amount=event.amount
    )
    staff = replace(m.status.staff, working=event.action, done=None, detail="")
    m.status = replace(m.status, staff=staff, order=order)


def set_action_done(m: Model, event: StaffActionDone) -> None:
    _done(m, event.action, succeeded=event.succeeded, detail=event.detail)


def _done(model: Model, action: StaffAction, *, succeeded: bool, detail: str = "") -> None:
    staff = replace(model.status.staff, working=None, done=action, succeeded=succeeded, detail=detail)
    model.status = replace(model.status, staff=staff)


def set_cases(m: Model, event: CasesListed) -> None:
    if event.cleared is not None:
        _done(m, event.action, succeeded=event.cleared)
    staff = replace(
        m.status.staff,
        cases=event.cases,
        claims=event.claims,
        missing=event.missing,
        stopped_since=event.stopped_since,
        closing=event.closing,
        closed_at=event.closed_at,
        closed_today=event.closed_today,
        free_space=event.free_space,
    )
    cases_open = bool(event.cases) if event.known else m.status.cases_open
    m.status = replace(m.status, staff=staff, cases_open=cases_open)


def set_stock(m: Model, event: StockCounted) -> None:
    m.status = replace(m.status, staff=replace(m.status.staff, coins=event.coins, cash_box=event.cash_box))


def set_test_page(m: Model, event: PageTestSeen) -> None:
    staff = replace(m.status.staff, page_print=event.stage, print_detail=event.detail)
    m.status = replace(m.status, staff=staff)


def set_records(m: Model, event: RecordsListed) -> None:
    m.status = replace(m.status, staff=replace(m.status.staff, day=event.day, records=event.records))


def set_switched(m: Model, event: ServiceSwitched) -> None:
    if event.succeeded:
        off = m.status.switched_off - {event.service} if event.on else m.status.switched_off | {event.service}
        m.status = replace(m.status, switched_off=off)
    _done(m, StaffAction.SWITCH_SERVICE, succeeded=event.succeeded)


def set_clock_confirmed(m: Model, event: ClockConfirmed) -> None:
    m.status = replace(m.status, staff=replace(m.status.staff, clock_confirmed=event.succeeded))
    _done(m, StaffAction.CONFIRM_CLOCK, succeeded=event.succeeded)


def clear_stop(m: Model, event: StaffLeft) -> None:
    m.status = replace(m.status, stop=None, clock_doubted=False, wants_service=True, staff_waits=False)


def end_maintenance(m: Model, event: StaffLeft) -> None:
    """The first cause stays until somebody returns the terminal to service; a doubted clock then stays alone."""
    m.status = replace(m.status, wants_service=event.in_service, staff_waits=False)
    if event.in_service and clock_is_trusted(m, event):
        m.status = replace(m.status, stop=None, clock_doubted=False)
    elif event.in_service:
        m.status = replace(m.status, stop=Reason.CLOCK_JUMPED)
    if m.status.cases_open:
        m.stop(Reason.INTERRUPTED)
    elif not event.in_service:
        m.stop(Reason.STOPPED_BY_STAFF)


# fmt: off
MAINTENANCE: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(StaffPageChosen, S.MAINTENANCE, S.MAINTENANCE, (), set_page, unless=something_is_under_way),
    row(StaffActed, S.MAINTENANCE, S.MAINTENANCE, may_act, set_order, unless=something_is_under_way),
    row(StaffActionDone, S.MAINTENANCE, STAY, (), set_action_done),
    row(CasesListed, S.MAINTENANCE, STAY, (), set_cases),
    row(RecordsListed, S.MAINTENANCE, STAY, (), set_records),
    row(StockCounted, S.MAINTENANCE, STAY, (), set_stock),
    row(PageTestSeen, S.MAINTENANCE, STAY, (), set_test_page),
    row(ServiceSwitched, S.MAINTENANCE, STAY, (), set_switched),
    row(ClockConfirmed, S.MAINTENANCE, STAY, (), set_clock_confirmed),
    row(StaffLeft, S.MAINTENANCE, S.STARTING, (may_leave_so, must_start_up, staff_wants_service, clock_is_trusted), clear_stop),
    row(StaffLeft, S.MAINTENANCE, S.OUT_OF_SERVICE, may_leave_so, end_maintenance, unless=staff_puts_in_service),
    row(StaffLeft, S.MAINTENANCE, S.ATTRACT, (may_leave_so, may_start), end_maintenance),
    row(StaffLeft, S.MAINTENANCE, S.CLOSED, may_leave_so, end_maintenance),
    row(Ended, S.MAINTENANCE, HOME, (), set_staff_gone),
    row(TimedOut, S.MAINTENANCE, HOME, (), set_staff_gone),
)
