"""The invariants of the house, on every reachable step of the machine and not on one path."""

from __future__ import annotations

import gc
from collections import defaultdict

import pytest

from kiosk.fsm.events import Acknowledged, CardRefused, Faulted, Refused, TimedOut
from kiosk.fsm.flow import TABLE
from kiosk.fsm.flow.operation import ClockJumped, DeviceChecked, Ready
from kiosk.fsm.flow.payment import DepositFixed, PayingContinued, Settled
from kiosk.fsm.flow.staff.maintenance import StaffLeft
from kiosk.fsm.machine import SPECS
from kiosk.fsm.reasons import REASONS, Reason
from kiosk.fsm.state_groups import AT_THE_CENTRE
from kiosk.fsm.state_table import STATES
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.fsm.visit import Money, Visit
from kiosk.rules.services import Service
from kiosk.rules.usage_registration import MAY_APPLY
from tests.support.fsm_walk import Edge, walk

IDLE = {S.STARTING, S.ATTRACT, S.CLOSED, S.OUT_OF_SERVICE, S.STAFF_PIN, S.STAFF_CHECK, S.MAINTENANCE}
MONEY_INSIDE = {
    S.OPEN_DEPOSIT, S.PAY, S.STOP_PAYING, S.FIX_DEPOSIT, S.CANCEL_DEPOSIT, S.SUBMIT_JOB, S.PRINT,
    S.PRINT_HELD, S.STOP_PRINT, S.SETTLE, S.REFUND, S.RECONCILE,
}  # fmt: skip
AFTER_CARD = {
    S.CERTIFICATES,
    S.OPTIONS,
    S.ORDER,
    S.PREPARE,
    *MONEY_INSIDE,
    S.TAKE_PAPERS,
    S.TAKE_REFUND,
    S.CLAIM,
}


pytestmark = [pytest.mark.exhaustive, pytest.mark.cost(50), pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def edges() -> list[Edge]:
    found: list[Edge] = []
    gc.disable()  # nothing of the walk becomes garbage, and it would be looked through again and again
    try:
        walk(found.append)
    finally:
        gc.enable()
    assert len(found) > 10_000, "the walk must be exhaustive, not a stroll"
    return found


def told(edge: Edge) -> str:
    return f"{type(edge.event).__name__} in {edge.before} → {edge.after}"


def test_every_state_is_reached(edges: list[Edge]) -> None:
    assert {edge.after for edge in edges} | {S.STARTING} == set(S)


def test_every_visit_ends_with_books_that_balance(
    edges: list[Edge],
) -> None:
    for edge in edges:
        if edge.visit_before.id and not edge.visit_after.id:
            assert edge.ended is not None, told(edge)
            assert edge.ended.id == edge.visit_before.id, told(edge)
            assert edge.ended.money.owed == 0, told(edge)


def test_no_way_leads_from_money_inside_to_idle(edges: list[Edge]) -> None:
    for edge in edges:
        assert not (edge.before in MONEY_INSIDE and edge.after in IDLE), told(edge)


def test_the_only_door_out_of_money_is_a_count_or_a_slip_before_the_staff(
    edges: list[Edge],
) -> None:
    """Where money may be inside: an answer of the cash unit itself, or a claim that stops the terminal."""
    for edge in edges:
        if edge.before not in MONEY_INSIDE or edge.after in MONEY_INSIDE or not edge.entered:
            continue
        opened_nothing = isinstance(edge.event, Refused) and edge.before is S.OPEN_DEPOSIT
        counted = isinstance(edge.event, (DepositFixed, Settled))
        left_to_staff = edge.after is S.CLAIM and edge.status_after.stop is not None
        assert opened_nothing or counted or left_to_staff, told(edge)
        if isinstance(edge.event, DepositFixed):
            assert edge.event.inserted == 0, told(edge)


def test_what_nobody_can_tell_is_on_a_slip_and_stops_the_terminal(edges: list[Edge]) -> None:
    for edge in edges:
        money = edge.visit_after.money
        if edge.after in MONEY_INSIDE or not (money.needs_slip or money.overpaid):
            continue
        assert edge.status_after.stop is not None or isinstance(edge.event, StaffLeft), told(edge)
        if edge.before in MONEY_INSIDE and money.needs_slip:
            assert edge.after is S.CLAIM, told(edge)


def test_nothing_is_printed_that_was_not_paid(edges: list[Edge]) -> None:
    for edge in edges:
        if edge.after in (S.SUBMIT_JOB, S.PRINT, S.PRINT_HELD):
            assert edge.visit_after.money.inserted >= edge.visit_after.order.price > 0, told(edge)


def test_nothing_is_charged_but_what_was_printed(edges: list[Edge]) -> None:
    for edge in edges:
        visit = edge.visit_after
        if visit.money.charged:
            assert visit.money.charged == visit.order.charges[visit.printing.copies], told(edge)


def test_nothing_is_paid_out_beyond_what_was_inserted(edges: list[Edge]) -> None:
    for edge in edges:
        assert edge.visit_after.money.owed >= 0, told(edge)


def test_the_card_is_off_the_reader_before_certificates_and_money(edges: list[Edge]) -> None:
    for edge in edges:
        if edge.after in AFTER_CARD:
            assert not edge.visit_after.card.present, told(edge)


def test_options_and_money_come_only_after_the_card_has_proved_its_holder(edges: list[Edge]) -> None:
    for edge in edges:
        if edge.after in AFTER_CARD:
            assert edge.visit_after.identity.subject, told(edge)


def test_a_pin_is_held_only_while_the_card_checks_it(edges: list[Edge]) -> None:
    for edge in edges:
        assert edge.secrets_after.pin is None or edge.after is S.AUTHENTICATE, told(edge)


def test_a_signature_password_is_held_only_for_its_repetition_or_while_the_card_works_with_it(
    edges: list[Edge],
) -> None:
    held = {S.REPEAT_PASSWORD, S.RESET_PASSWORD, S.READ_SIGNATURE, S.SIGN_APPLICATION}
    for edge in edges:
        assert edge.secrets_after.password is None or edge.after in held, told(edge)


def test_a_staff_pin_is_held_only_while_it_is_checked_and_only_maintenance_knows_who_is_there(
    edges: list[Edge],
) -> None:
    for edge in edges:
        assert edge.secrets_after.staff_pin is None or edge.after is S.STAFF_CHECK, told(edge)
        assert (edge.status_after.signed_in is not None) is (edge.after is S.MAINTENANCE), told(edge)


def test_after_a_jump_only_who_confirms_the_clock_returns_to_service(edges: list[Edge]) -> None:
    for edge in edges:
        if isinstance(edge.event, StaffLeft) and edge.status_before.clock_doubted:
            served = edge.after in (S.ATTRACT, S.CLOSED, S.STARTING)
            assert not served or edge.status_before.staff.clock_confirmed, told(edge)


def test_a_password_is_reset_only_with_a_reservation_and_typed_twice_alike(edges: list[Edge]) -> None:
    for edge in edges:
        if edge.entered and edge.after is S.RESET_PASSWORD:
            assert edge.visit_after.identity.subject, told(edge)
            assert edge.visit_after.reset.good_until is not None, told(edge)
            assert edge.before is S.REPEAT_PASSWORD, told(edge)


def test_an_application_is_signed_only_when_complete_and_by_one_who_proved_who_it_is(
    edges: list[Edge],
) -> None:
    for edge in edges:
        if edge.entered and edge.after is S.SIGN_APPLICATION:
            visit = edge.visit_after
            assert visit.identity.subject, told(edge)
            assert visit.registration.request, told(edge)
            assert visit.card.present, told(edge)
            assert visit.registration.record is not None, told(edge)
            assert visit.registration.record.state in MAY_APPLY, told(edge)
            assert visit.registration.form.town, told(edge)


def test_a_free_service_never_asks_for_money_and_a_certificate_never_comes_from_one(
    edges: list[Edge],
) -> None:
    for edge in edges:
        if edge.after in AFTER_CARD:
            assert edge.visit_after.service is Service.CERTIFICATES, told(edge)
        if edge.visit_after.service not in (None, Service.CERTIFICATES):
            assert edge.visit_after.money.inserted == edge.visit_after.order.price == 0, told(edge)


def test_no_service_goes_on_after_its_own_hours_but_to_its_end(edges: list[Edge]) -> None:
    """Also when the rest of the terminal stays open: nothing but an end is entered any more."""
    ends = {S.RESULT, S.REFUSAL, S.RETURN_CARD, S.CARD_UNSEEN, S.FAREWELL, *AT_THE_CENTRE, *IDLE}
    for edge in edges:
        visit = edge.visit_after
        closed = any(row.service is visit.service and not row.is_open for row in edge.status_after.services)
        if edge.entered and closed:
            assert edge.after in ends, told(edge)


def test_a_clock_that_jumped_stops_the_terminal_and_takes_no_more_money(edges: list[Edge]) -> None:
    jumps = [edge for edge in edges if isinstance(edge.event, ClockJumped)]
    assert {edge.before for edge in jumps} == set(S)
    for edge in jumps:
        assert edge.status_after.clock_doubted, told(edge)
        assert edge.status_after.stop is not None, told(edge)
        assert edge.after not in (S.ATTRACT, S.CLOSED, S.PAY, S.STOP_PAYING, S.OPEN_DEPOSIT), told(edge)


def test_an_idle_terminal_knows_nothing_of_anybody(edges: list[Edge]) -> None:
    for edge in edges:
        if edge.after in IDLE:
            visit = edge.visit_after
            assert visit == Visit("", visit.language, visit.access), told(edge)
            assert visit.money.inserted == 0, told(edge)


def test_the_attract_screen_greets_everybody_alike(edges: list[Edge]) -> None:
    """In the default language and size, whatever the one before has chosen."""
    for edge in edges:
        if edge.after is S.ATTRACT:
            assert edge.visit_after == Visit(), told(edge)


def test_no_visit_begins_outside_the_hours(edges: list[Edge]) -> None:
    for edge in edges:
        if edge.entered and edge.after is S.MENU and edge.before in IDLE:
            assert edge.status_after.may_start, told(edge)


def test_when_the_service_closes_whoever_has_not_paid_is_sent_home_and_who_has_is_served(
    edges: list[Edge],
) -> None:
    for edge in edges:
        if not edge.status_before.is_open or edge.status_after.is_open or edge.before in IDLE:
            continue
        if edge.before in (S.OPEN_DEPOSIT, S.PAY, S.STOP_PAYING):
            assert edge.after is S.CANCEL_DEPOSIT, told(edge)
        elif edge.before in MONEY_INSIDE:
            assert edge.after is edge.before, told(edge)


def test_a_mismatch_or_open_money_stops_the_terminal_until_staff_acts(edges: list[Edge]) -> None:
    for edge in edges:
        if edge.status_before.stop is None or isinstance(edge.event, StaffLeft):
            continue
        assert edge.status_after.stop is not None, told(edge)
        assert not (edge.entered and edge.after is S.ATTRACT), told(edge)
        assert not (edge.entered and edge.after is S.MENU and edge.before in IDLE), told(edge)


def test_open_cases_keep_the_terminal_out_of_service(edges: list[Edge]) -> None:
    for edge in edges:
        if isinstance(edge.event, StaffLeft) and edge.status_before.cases_open:
            status = edge.status_before
            trusted = not status.clock_doubted or status.staff.clock_confirmed
            repeats = edge.event.in_service and not status.started and trusted
            assert edge.after is (S.STARTING if repeats else S.OUT_OF_SERVICE), told(edge)


def test_nobody_is_served_before_a_start_up_was_carried_out_to_its_end(edges: list[Edge]) -> None:
    """Neither staff nor time nor a device that is well again leads around it."""
    before = {S.STARTING, S.OUT_OF_SERVICE, S.STAFF_PIN, S.STAFF_CHECK, S.MAINTENANCE}
    ways = {(edge.before, type(edge.event), edge.after) for edge in edges if not edge.status_after.started}
    assert {after for _, _, after in ways} == before
    assert (S.OUT_OF_SERVICE, DeviceChecked, S.STARTING) in ways
    assert (S.MAINTENANCE, StaffLeft, S.STARTING) in ways
    started = [edge for edge in edges if edge.status_after.started and not edge.status_before.started]
    assert {type(edge.event) for edge in started} == {Ready}


def test_from_everywhere_time_alone_leads_to_a_safe_place(edges: list[Edge]) -> None:
    """Only time-outs and faults, no person: every visit comes home, or waits for card and papers."""
    ways: dict[S, set[S]] = defaultdict(set)
    for edge in edges:
        if isinstance(edge.event, (TimedOut, Faulted)):
            ways[edge.before].add(edge.after)
    safe = {*IDLE, S.RETURN_CARD, S.TAKE_PAPERS}
    for state in set(S) - safe:
        reached, front = {state}, {state}
        while front:
            front = {after for each in front for after in ways[each]} - reached
            reached |= front
        assert reached & safe, f"time alone leaves the terminal in {state}"


def test_with_a_reader_that_never_answers_every_state_is_left_for_good(edges: list[Edge]) -> None:
    """Only time-outs, faults and a reader in trouble: no state waits for a card that nobody can see."""
    ways: dict[S, set[S]] = defaultdict(set)
    for edge in edges:
        in_trouble = isinstance(edge.event, CardRefused) and edge.event.reason is Reason.READER_FAULT
        if in_trouble or isinstance(edge.event, (TimedOut, Faulted)):
            ways[edge.before].add(edge.after)
    safe = {*IDLE, S.TAKE_PAPERS}
    for state in set(S) - safe:
        reached, front = {state}, {state}
        while front:
            front = {after for each in front for after in ways[each]} - reached
            reached |= front
        assert reached & safe, f"a dead reader keeps the terminal in {state}"


def test_a_card_that_nobody_can_see_is_taken_or_staff_is_called_once(edges: list[Edge]) -> None:
    unseen = [edge for edge in edges if edge.before is S.CARD_UNSEEN]
    assert any(isinstance(edge.event, Acknowledged) and edge.entered for edge in unseen)
    for edge in unseen:
        if isinstance(edge.event, TimedOut):
            assert edge.after in {S.OUT_OF_SERVICE, S.STAFF_PIN}, told(edge)
            assert edge.status_after.stop is not None, told(edge)


def test_an_unexpected_exception_is_answered_in_every_state(edges: list[Edge]) -> None:
    answered = {edge.before for edge in edges if isinstance(edge.event, Faulted)}
    assert answered == set(S)


def test_every_state_has_a_row_and_every_timeout_a_time() -> None:
    assert set(SPECS) == set(S)
    assert {spec.timeout for spec in STATES if spec.timeout} == set(TIMEOUTS)


def test_every_row_of_the_table_is_taken_somewhere(edges: list[Edge]) -> None:
    taken = {(type(edge.event), edge.before, edge.after) for edge in edges}
    dead = [
        f"{row.event.__name__} {source} → {row.dest}"
        for row in TABLE
        if isinstance(row.dest, S)
        for source in row.source
        if (row.event, source, row.dest) not in taken
    ]
    assert not dead, f"rows that nothing can take: {dead}"


def test_every_notice_has_its_line() -> None:
    assert set(REASONS) == set(Reason)


def test_while_the_question_stands_only_the_shoppers_word_goes_on_to_printing(edges: list[Edge]) -> None:
    onwards = [edge for edge in edges if edge.before is S.STOP_PAYING and edge.after is S.FIX_DEPOSIT]
    assert onwards
    for edge in onwards:
        assert isinstance(edge.event, PayingContinued), told(edge)
        assert edge.visit_after.money.inserted >= edge.visit_after.order.price, told(edge)


def test_an_order_is_shown_again_only_when_the_money_is_back_and_nothing_of_it_is_open(
    edges: list[Edge],
) -> None:
    again = [
        edge for edge in edges if edge.after is S.ORDER and edge.before in {*MONEY_INSIDE, S.TAKE_REFUND}
    ]
    assert {edge.before for edge in again} == {S.CANCEL_DEPOSIT, S.TAKE_REFUND}
    for edge in again:
        before, after = edge.visit_before, edge.visit_after
        assert before.money.owed == before.money.charged == 0, told(edge)
        assert not before.money.needs_slip, told(edge)
        assert after.money == Money(returned=before.money.returned + before.money.paid_out), told(edge)
        assert after.order == before.order, told(edge)
        assert edge.status_after.stop is None, told(edge)
