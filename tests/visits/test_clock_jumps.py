"""Visits in which the clock jumps or cannot be right: staff must set the terminal going again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.hours.japan_time import JST
from tests.support.staff import signs_in
from tests.support.visits import Person


@pytest.mark.parametrize("hours", [-9, 3, 24 * 365])
def test_a_clock_that_jumps_while_somebody_pays_gives_the_money_back_and_calls_staff(
    person: Person, hours: int
) -> None:
    person.proves().orders().sees(S.PAY).inserts(100)
    person.clock.jump(timedelta(hours=hours))
    person.waits_until(S.TAKE_REFUND).has_in_tray(100).owes_nothing().presses_ok()
    person.waits(600).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED).leaves_no_trace()
    person.at(12, 0).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)
    person.is_put_in_service_by_staff().next_customer_succeeds().owes_nothing()


def test_the_clock_may_move_by_as_much_as_the_settings_say(person: Person) -> None:
    person.has_hours(clock_tolerance_seconds=600)
    for minutes in (10, -10):
        person.clock.jump(timedelta(minutes=minutes))
        person.waits(6).sees(S.ATTRACT)
    person.clock.jump(timedelta(minutes=11))
    person.waits(6).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)


def test_what_was_paid_before_the_clock_jumped_is_printed(person: Person) -> None:
    person.proves().orders().sees(S.PAY).inserts(500)
    person.clock.jump(timedelta(hours=-5))
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    person.presses_ok().waits(10).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)


def test_a_jump_while_it_prints_is_not_forgotten_when_the_power_goes(person: Person) -> None:
    person.proves().orders().inserts(500).sees(S.PRINT)
    person.clock.jump(timedelta(hours=1))
    person.waits(2).sees(S.PRINT).has_journalled(Kind.CLOCK_JUMPED)
    person.waits_until(S.TAKE_PAPERS).owes_nothing().boots()
    assert person.kiosk.terminal.machine.status.stop is not None
    person.waits(1).sees(S.OUT_OF_SERVICE)


def test_a_clock_that_went_back_in_a_power_cut_waits_for_staff_through_every_restart(person: Person) -> None:
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS).presses_ok().takes_card()
    person.clock.set(datetime(2026, 11, 24, 8, 0, tzinfo=JST))
    for _ in range(2):
        person.boots().waits(10).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)
    person.is_put_in_service_by_staff().sees(S.ATTRACT)
    person.boots().waits(10).sees(S.ATTRACT)


def test_a_clock_that_cannot_be_right_keeps_shoppers_out(person: Person) -> None:
    person.clock.set(datetime(2001, 1, 4, 12, 0, tzinfo=JST))
    person.waits(20).sees(S.OUT_OF_SERVICE, Reason.CLOCK_IMPLAUSIBLE)


def leaves_in_service_without_a_word_about_the_clock(person: Person) -> Person:
    for event in signs_in():
        person.machine.post(event)
    for case in person.waits(2).machine.view.status.staff.cases:
        person.machine.post(StaffActed(StaffAction.CLEAR_CASE, case.visit))
    person.waits(2).machine.post(StaffLeft(in_service=True))
    return person.waits(10)


@pytest.mark.parametrize("restarts", [0, 2])
def test_a_jump_behind_another_stop_is_not_forgotten_when_that_is_cleared(
    person: Person, restarts: int
) -> None:
    for event in signs_in():
        person.machine.post(event)
    person.machine.post(StaffLeft(in_service=False))
    person.sees(S.OUT_OF_SERVICE, Reason.STOPPED_BY_STAFF).clock.jump(timedelta(hours=2))
    person.waits(2).sees(S.OUT_OF_SERVICE, Reason.STOPPED_BY_STAFF).has_journalled(Kind.CLOCK_JUMPED)
    for _ in range(restarts):
        person.boots().waits(10).sees(S.OUT_OF_SERVICE, Reason.STOPPED_BY_STAFF)
    leaves_in_service_without_a_word_about_the_clock(person).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)
    person.is_put_in_service_by_staff().next_customer_succeeds().owes_nothing()


def test_a_jump_after_staff_confirmed_the_clock_is_confirmed_anew(person: Person) -> None:
    person.clock.jump(timedelta(hours=2))
    for event in (*signs_in(), StaffActed(StaffAction.CONFIRM_CLOCK)):
        person.waits(2).machine.post(event)
    assert person.waits(2).machine.view.status.staff.clock_confirmed
    person.clock.jump(timedelta(hours=1))
    person.waits(2).machine.post(StaffLeft(in_service=True))
    person.waits(10).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)
    person.is_put_in_service_by_staff().next_customer_succeeds().owes_nothing()


def test_a_clock_that_went_back_behind_an_open_case_is_not_forgotten_when_that_is_settled(
    person: Person,
) -> None:
    person.proves().orders().inserts(100)
    person.clock.set(datetime(2026, 11, 24, 8, 0, tzinfo=JST))
    person.boots().waits(10).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    leaves_in_service_without_a_word_about_the_clock(person).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)
    person.is_put_in_service_by_staff().next_customer_succeeds()
