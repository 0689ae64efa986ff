"""Visits around closing time, staff and things nobody expected."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kiosk.config.settings import Settings
from kiosk.fsm.flow.staff import StaffActed, StaffCalled, StaffLeft, StaffPinChecked
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import StaffAction
from kiosk.journal.catalogue import Kind
from kiosk.rules.hours.japan_time import JST


def at(person, hour, minute, second=0):
    """It is this time, on purpose: no wrong clock."""
    person.clock.set(datetime(2026, 11, 24, hour, minute, second, tzinfo=JST))
    return person.waits(1.5)


def test_the_terminal_opens_at_half_past_six_and_closes_at_night(person):
    at(person, 23, 0).sees(S.CLOSED)
    assert person.machine.view.status.opens_at == "2026-11-25 06:30"
    at(person, 6, 29, 55).sees(S.CLOSED).waits(6).sees(S.ATTRACT)


def test_no_visit_begins_in_the_last_ten_minutes(person):
    at(person, 22, 49, 50).sees(S.ATTRACT).waits(12).sees(S.CLOSED)


def test_closing_time_sends_home_whoever_has_not_paid(person):
    at(person, 22, 45)
    person.proves().orders().sees(S.PAY).inserts(100)
    at(person, 22, 59, 58).waits_until(S.TAKE_REFUND).has_in_tray(100).owes_nothing()
    person.presses_ok().sees(S.CLOSED)


def test_what_was_paid_before_closing_time_is_printed_after_it(person):
    at(person, 22, 45)
    person.proves().orders().sees(S.PAY).inserts(500)
    at(person, 23, 0).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    person.presses_ok().waits(10).sees(S.CLOSED).leaves_no_trace()


def with_hours(person, **hours):
    """The terminal starts with these hours in its settings."""
    return person.boots(Settings.model_validate({"hours": hours}))


def test_with_grace_an_unpaid_visit_may_still_be_paid_after_closing(person):
    with_hours(person, grace_minutes=5)
    at(person, 22, 45)
    person.proves().orders().sees(S.PAY).inserts(100)
    at(person, 23, 4, 30).sees(S.PAY).inserts(100, 50).waits_until(S.TAKE_PAPERS).has_sheets(1).owes_nothing()
    person.presses_ok().waits(10).sees(S.CLOSED).leaves_no_trace()


def test_grace_ends_and_the_money_comes_back(person):
    with_hours(person, grace_minutes=5)
    at(person, 22, 45)
    person.proves().orders().sees(S.PAY).inserts(100)
    at(person, 23, 4, 58).waits_until(S.TAKE_REFUND).has_in_tray(100).owes_nothing()


def test_the_store_that_closes_early_closes_the_terminal(person):
    with_hours(person, store={"opens": "07:00", "closes": "22:00"})
    at(person, 21, 49, 50).sees(S.ATTRACT).waits(12).sees(S.CLOSED)
    assert person.machine.view.status.opens_at == "2026-11-25 07:00"
    assert person.machine.view.settings.hours == "7:00 – 22:00"


def put_in_service_by_staff(person):
    person.machine.post(StaffCalled())
    person.machine.post(StaffPinChecked(True))
    person.machine.post(StaffLeft(in_service=True))
    return person.waits(1)


@pytest.mark.parametrize("hours", [-9, 3, 24 * 365])
def test_a_clock_that_jumps_while_somebody_pays_gives_the_money_back_and_calls_staff(person, hours):
    person.proves().orders().sees(S.PAY).inserts(100)
    person.clock.jump(timedelta(hours=hours))
    person.waits_until(S.TAKE_REFUND).has_in_tray(100).owes_nothing().presses_ok()
    person.waits(600).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED).leaves_no_trace()
    at(person, 12, 0).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)
    put_in_service_by_staff(person).next_customer_succeeds().owes_nothing()


def test_the_clock_may_move_by_as_much_as_the_settings_say(person):
    with_hours(person, clock_tolerance_seconds=600)
    for minutes in (10, -10):
        person.clock.jump(timedelta(minutes=minutes))
        person.waits(2).sees(S.ATTRACT)
    person.clock.jump(timedelta(minutes=11))
    person.waits(2).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)


def test_what_was_paid_before_the_clock_jumped_is_printed(person):
    person.proves().orders().sees(S.PAY).inserts(500)
    person.clock.jump(timedelta(hours=-5))
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    person.presses_ok().waits(10).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)


def test_a_jump_while_it_prints_is_not_forgotten_when_the_power_goes(person):
    person.proves().orders().inserts(500).sees(S.PRINT)
    person.clock.jump(timedelta(hours=1))
    person.waits(2).sees(S.PRINT).has_journalled(Kind.CLOCK_JUMPED)
    person.waits_until(S.TAKE_PAPERS).owes_nothing().boots()
    assert person.kiosk.terminal.machine.status.stop is not None
    person.waits(1).sees(S.OUT_OF_SERVICE)


def test_a_clock_that_went_back_in_a_power_cut_waits_for_staff_through_every_restart(person):
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS).presses_ok().takes_card()
    person.clock.set(datetime(2026, 11, 24, 8, 0, tzinfo=JST))
    for _ in range(2):
        person.boots().waits(10).sees(S.OUT_OF_SERVICE, Reason.CLOCK_JUMPED)
    put_in_service_by_staff(person).sees(S.ATTRACT)
    person.boots().waits(10).sees(S.ATTRACT)


def test_a_clock_that_cannot_be_right_keeps_shoppers_out(person):
    person.clock.set(datetime(2001, 1, 4, 12, 0, tzinfo=JST))
    person.waits(10).sees(S.OUT_OF_SERVICE, Reason.CLOCK_IMPLAUSIBLE)


def test_staff_waits_until_the_shopper_has_finished(person):
    person.proves().orders()
    person.machine.post(StaffCalled())
    person.sees(S.PAY).inserts(500).waits_until(S.TAKE_PAPERS).presses_ok().waits(10).sees(S.STAFF_PIN)


def test_staff_sees_counts_and_no_shoppers_data_and_takes_the_terminal_out_and_back(person):
    person.machine.post(StaffCalled())
    person.machine.post(StaffPinChecked(False))
    person.sees(S.STAFF_PIN)
    person.machine.post(StaffPinChecked(True))
    person.waits(1).sees(S.MAINTENANCE)
    staff = person.machine.view.status.staff
    assert dict(staff.coins) == {10: 40, 50: 40, 100: 40, 500: 40}
    assert {each.device for each in person.machine.view.status.devices} == {
        "card_reader", "printer", "receipt_printer", "cash_unit", "centre",
    }  # fmt: skip
    person.machine.post(StaffActed(StaffAction.TEST_PAGE))
    person.waits(1).sees(S.MAINTENANCE)
    staff = person.machine.view.status.staff
    assert (staff.done, staff.succeeded) == (StaffAction.TEST_PAGE, True)
    person.machine.post(StaffLeft(in_service=False))
    person.waits(60).sees(S.OUT_OF_SERVICE, Reason.STOPPED_BY_STAFF)
    person.boots().waits(60).sees(S.OUT_OF_SERVICE, Reason.STOPPED_BY_STAFF)
    person.machine.post(StaffCalled())
    person.machine.post(StaffPinChecked(True))
    person.machine.post(StaffLeft(in_service=True))
    person.waits(1).sees(S.ATTRACT)


@pytest.mark.parametrize("state", [S.PLACE_CARD, S.ENTER_PIN, S.CERTIFICATES, S.PAY])
def test_an_unexpected_exception_ends_in_a_safe_explained_place(person, state, monkeypatch):
    from kiosk.fsm.events import Faulted

    story = person.starts().agrees().chooses_residence()
    if state is not S.PLACE_CARD:
        story = story.sets("normal")
    if state in (S.CERTIFICATES, S.PAY):
        story = story.types("1234").takes_card()
    if state is S.PAY:
        story = story.orders().inserts(100)
    story.sees(state).machine.post(Faulted())
    person.waits(5).presses_ok().takes_card().waits(70)
    person.has_in_tray(100 if state is S.PAY else 0).owes_nothing().leaves_no_trace()


def test_a_task_that_raises_is_a_fault_and_not_the_end(person, monkeypatch):
    person.proves()

    def broken(*_):
        raise RuntimeError("本当の名前 must not be logged")

    monkeypatch.setattr(type(person.environment.centre), "now", property(lambda self: broken), raising=False)
    monkeypatch.undo()
    monkeypatch.setattr("kiosk.tasks.certificates.render", broken)
    person.orders().sees(S.REFUSAL, Reason.UNEXPECTED).presses_ok().sees(S.ATTRACT).owes_nothing()


def test_staff_who_filled_the_hoppers_tells_the_terminal_and_change_is_given_again(person):
    for yen in (10, 50, 100, 500):
        person.kiosk.changer.count(yen, 0)
    person.machine.post(StaffCalled())
    person.machine.post(StaffPinChecked(True))
    person.machine.post(StaffActed(StaffAction.FILL_COINS))
    person.waits(1).sees(S.MAINTENANCE)
    staff = person.machine.view.status.staff
    assert (staff.done, staff.succeeded) == (StaffAction.FILL_COINS, True)
    assert dict(person.machine.view.status.staff.coins) == {10: 40, 50: 40, 100: 40, 500: 40}
    person.machine.post(StaffLeft(in_service=True))
    person.next_customer_succeeds().owes_nothing()
