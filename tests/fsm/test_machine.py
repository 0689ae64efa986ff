"""The machine itself: names that resolve, events that mean nothing, and books that must balance."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from walk import FORM, KIND, MOMENT, OFFERS, PLAIN, TOWN, WITH_MY_NUMBER, new_machine

from kiosk.fsm import events as e
from kiosk.fsm import machine as machine_module
from kiosk.fsm.actions import Actions
from kiosk.fsm.flow import HOME, LEAVE, STAY, TABLE, Row, row, spelled_out
from kiosk.fsm.guards import Guards
from kiosk.fsm.machine import KioskMachine, NotExpected
from kiosk.fsm.notices import Notice
from kiosk.fsm.session import FlowSettings, Money, Visit
from kiosk.fsm.state_table import STATES
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.outlook import Outlook
from kiosk.rules.services import Scope, Service


def public(cls: type) -> set[str]:
    return {name for name in dir(cls) if callable(getattr(cls, name)) and not name.startswith("_")}


def test_every_guard_and_action_of_the_table_is_one_and_none_is_idle() -> None:
    rows = list(spelled_out())
    guards = {name for each in rows for name in (*each.only_if, *each.unless)}
    actions = {name for each in rows for name in each.then}
    assert guards == public(Guards)
    assert actions == public(Actions)


@pytest.mark.parametrize("column", ["only_if", "unless", "then"])
def test_a_misspelt_name_fails_when_the_machine_is_built(
    monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    def with_a_typo() -> Iterator[Row]:
        yield from spelled_out()
        yield row(e.Agreed, S.MENU, S.CONSENT, **{column: "may_strat"})

    monkeypatch.setattr(machine_module, "spelled_out", with_a_typo)
    with pytest.raises(AttributeError, match="may_strat"):
        KioskMachine(FlowSettings(), lambda: "id")


def test_every_destination_is_a_state_or_spelled_out() -> None:
    assert all(isinstance(each.dest, S) or each.dest in (STAY, HOME, LEAVE) for each in TABLE)
    assert all(isinstance(each.dest, S) or each.dest == STAY for each in spelled_out())


def test_no_row_stands_behind_one_that_is_always_taken() -> None:
    """Rows are tried from the top: what follows an unguarded row of the same event and state is dead."""
    always: set[tuple[type[e.Event], S]] = set()
    for each in spelled_out():
        for source in each.source:
            assert (each.event, source) not in always, f"{each.event.__name__} {source} → {each.dest}"
            if not each.only_if and not each.unless:
                always.add((each.event, source))


def test_every_event_has_a_row_and_a_trigger_of_its_own() -> None:
    kinds = [each for each in vars(e).values() if isinstance(each, type) and issubclass(each, e.Event)]
    kinds.remove(e.Event)
    assert {each.event for each in TABLE} == set(kinds)
    assert len({each.trigger() for each in kinds}) == len(kinds)
    assert e.PinEntered.trigger() == "pin_entered"


def test_an_event_that_means_nothing_here_changes_nothing() -> None:
    machine = new_machine()
    before = (machine.visit, machine.generation, machine.state)
    for event in (e.OrderConfirmed(), e.Settled(0, 0), e.Event()):
        with pytest.raises(NotExpected):
            machine.handle(event)
    assert (machine.visit, machine.generation, machine.state) == before


def in_state(state: S, **visit: object) -> KioskMachine:
    """A machine put into the middle of a visit."""
    machine = new_machine()
    machine.state = state.value
    machine.visit = Visit("v", "ja")
    for name, value in visit.items():
        setattr(machine.visit, name, value)
    return machine


def test_a_visit_that_ends_with_money_open_stops_the_terminal() -> None:
    """No way leads here (the walk proves it); should one ever, staff must hear of it."""
    machine = in_state(S.FAREWELL, money=Money(inserted=500, charged=250))
    machine.handle(e.Acknowledged())
    assert machine.standing.stop is Notice.BOOKS_DO_NOT_BALANCE


@pytest.mark.parametrize("copies", [0, -1, 11])
def test_a_number_of_copies_out_of_range_is_no_order(copies: int) -> None:
    machine = in_state(S.OPTIONS, kind=KIND, offers=OFFERS)
    with pytest.raises(NotExpected):
        machine.handle(e.OptionsChosen(PLAIN, copies))


@pytest.mark.parametrize("options", [(), (("persons", "everybody"),), (*PLAIN, ("x", "y"))])
def test_options_that_are_not_the_catalogues_are_no_order(options: tuple[tuple[str, str], ...]) -> None:
    machine = in_state(S.OPTIONS, kind=KIND, offers=OFFERS)
    with pytest.raises(NotExpected):
        machine.handle(e.OptionsChosen(options, 1))


def test_options_without_a_kind_of_certificate_are_no_order() -> None:
    with pytest.raises(NotExpected):
        in_state(S.OPTIONS, offers=OFFERS).handle(e.OptionsChosen(PLAIN, 1))
    with pytest.raises(ValueError, match="without a kind"):
        in_state(S.OPTIONS, offers=OFFERS).add_line(e.Agreed())


def test_the_price_and_the_charges_follow_the_order() -> None:
    machine = in_state(S.OPTIONS, kind=KIND, offers=OFFERS)
    machine.handle(e.OptionsChosen(PLAIN, 2))
    assert machine.visit.price == 500
    assert machine.visit.charges == (0, 250, 500)


def test_a_pin_is_wiped_in_its_own_buffer_when_the_visit_ends_under_it() -> None:
    pin = Pin((1, 2, 3, 4))
    machine = in_state(S.ENTER_PIN, card_present=True)
    machine.handle(e.PinEntered(pin))
    assert machine.brief().pin is pin
    assert "1234" not in repr(machine.brief()) + repr(machine.visit)
    machine.handle(e.TimedOut())
    assert pin.is_wiped


def test_a_second_pin_wipes_the_first() -> None:
    first, second = Pin((1, 2, 3, 4)), Pin((5, 6, 7, 8))
    machine = in_state(S.ENTER_PIN)
    machine.take_pin(e.PinEntered(first))
    machine.take_pin(e.PinEntered(second))
    assert first.is_wiped
    assert not second.is_wiped


def test_the_generation_grows_with_every_entry_and_with_nothing_else() -> None:
    machine = new_machine()
    way: list[e.Event] = [
        e.Ready(), e.Started(), e.LanguageChosen("en"), e.ServiceChosen(Service.CERTIFICATES), e.Agreed(),
        e.MunicipalitiesListed((TOWN,)), e.ScopeChosen(Scope.RESIDENCE), e.CardSet(),
    ]  # fmt: skip
    seen = [(machine.generation, machine.now_in)]
    for event in way:
        entered = machine.handle(event)
        seen.append((machine.generation, machine.now_in))
        assert entered == (seen[-1][0] == seen[-2][0] + 1)
    assert all(after[0] - before[0] == (after[1] is not before[1]) for before, after in pairwise(seen))


def test_a_view_shows_every_state_without_a_visit_too() -> None:
    for spec in STATES:
        machine = in_state(spec.state)
        view = machine.view(12.5, 60.0)
        assert isinstance(view, View)
        assert (view.state, view.deadline, view.timeout) == (spec.state, 12.5, 60.0)
        assert (view.staff is not None) == (spec.state is S.MAINTENANCE)


def test_the_first_cause_of_a_stop_is_kept() -> None:
    machine = in_state(S.AUTHENTICATE)
    machine.handle(e.Refused(Notice.RECORD_MISMATCH))
    machine.handle(e.Faulted())
    assert machine.standing.stop is Notice.RECORD_MISMATCH


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_generated_pages_are_the_same_in_every_process(seed: str) -> None:
    command = "from kiosk.app.documentation import pages; print(sorted(pages().items()))"
    results = {
        subprocess.run(
            [sys.executable, "-c", command],
            env={**os.environ, "PYTHONHASHSEED": each},
            check=True,
            capture_output=True,
        ).stdout
        for each in (seed, "99")
    }
    assert len(results) == 1
    assert b"stateDiagram" in next(iter(results))


@pytest.mark.parametrize(("inserted", "payable"), [(499, True), (0, True), (500, False)])
def test_a_deposit_counted_short_or_without_change_goes_back(inserted: int, payable: bool) -> None:
    """The cash unit promises that a deposit only grows; should it not, nothing is printed."""
    machine = in_state(S.OPTIONS, kind=KIND, offers=OFFERS)
    machine.handle(e.OptionsChosen(PLAIN, 2))
    machine.state = S.FIX_DEPOSIT.value
    machine.handle(e.DepositFixed(inserted, payable))
    assert machine.now_in is S.REFUND


def test_a_touch_begins_no_visit_outside_the_hours_even_before_the_screen_says_so() -> None:
    machine = in_state(S.ATTRACT)
    machine.standing.may_start = False
    with pytest.raises(NotExpected):
        machine.handle(e.Started())


def ordered(*copies: int) -> KioskMachine:
    """A machine at ORDER with one line for each number of copies."""
    machine = in_state(S.ORDER, kind=KIND, offers=OFFERS)
    for count in copies:
        machine.state = S.OPTIONS.value
        machine.handle(e.OptionsChosen(PLAIN, count))
    assert machine.now_in is S.ORDER
    return machine


def test_lines_of_an_order_add_up_and_leave_room_only_up_to_the_limit() -> None:
    """The walk's machine takes 2: it counts all copies of the visit."""
    machine = ordered(1)
    assert machine.view().max_copies == 1
    machine.handle(e.MoreWanted())
    machine.handle(e.CertificateChosen(KIND))
    with pytest.raises(NotExpected):
        machine.handle(e.OptionsChosen(PLAIN, 2))
    machine.handle(e.OptionsChosen(PLAIN, 1))
    assert (machine.visit.price, machine.visit.charges) == (500, (0, 250, 500))
    with pytest.raises(NotExpected):
        machine.handle(e.MoreWanted())


def test_a_line_is_struck_out_or_taken_back_to_its_options() -> None:
    machine = ordered(1, 1)
    for index in (-1, 2):
        with pytest.raises(NotExpected):
            machine.handle(e.LineRemoved(index))
    machine.handle(e.LineRemoved(0))
    assert (machine.now_in, machine.visit.price) == (S.ORDER, 250)
    machine.handle(e.Back())
    assert (machine.now_in, machine.visit.order, machine.visit.copies) == (S.OPTIONS, (), 1)


def test_an_order_whose_last_line_is_struck_out_begins_anew() -> None:
    machine = ordered(2)
    machine.handle(e.LineRemoved(0))
    assert (machine.now_in, machine.visit.order) == (S.CERTIFICATES, ())
    with pytest.raises(NotExpected):
        machine.handle(e.Back())


def test_an_individual_number_is_printed_only_after_it_was_agreed_to() -> None:
    machine = in_state(S.OPTIONS, kind=KIND, offers=OFFERS)
    machine.handle(e.OptionsChosen(WITH_MY_NUMBER, 1))
    assert (machine.now_in, machine.visit.order) == (S.MY_NUMBER, ())
    machine.handle(e.Agreed())
    assert machine.now_in is S.ORDER
    assert machine.visit.order[0].options == WITH_MY_NUMBER


def test_a_task_hears_what_is_owed() -> None:
    machine = in_state(S.SETTLE, money=Money(inserted=600, charged=250, paid_out=100, claimed=50))
    assert machine.brief().owed == machine.visit.money.owed == 200


def test_the_row_of_the_state_table_belongs_to_the_present_state() -> None:
    assert [in_state(spec.state).spec for spec in STATES] == list(STATES)


def test_a_signature_certificate_of_a_card_that_nobody_checked_is_an_error_and_not_a_state() -> None:
    machine = in_state(S.READ_SIGNATURE)
    with pytest.raises(ValueError, match="not checked"):
        machine.handle(e.SignatureRead(MOMENT, 5))


def test_the_hours_of_one_service_say_nothing_of_another() -> None:
    machine = in_state(S.MENU)
    machine.handle(e.HoursChanged(True, True, "", (Outlook(Service.PASSWORD_RESET, False, False),)))
    with pytest.raises(NotExpected):
        machine.handle(e.ServiceChosen(Service.PASSWORD_RESET))
    assert machine.handle(e.ServiceChosen(Service.CARD_CHECK))
    assert machine.now_in is S.PLACE_CARD


def test_the_same_application_keeps_its_name_and_a_changed_one_gets_another() -> None:
    names = iter(("first", "second"))
    machine = in_state(S.APPLICATION, form=FORM, password_tries=5)
    machine.new_id = lambda: next(names)
    machine.handle(e.ApplicationConfirmed())
    assert machine.visit.request == "first"
    machine.handle(e.Back())
    machine.handle(e.ApplicationConfirmed())
    assert machine.visit.request == "first"
    machine.handle(e.Back())
    machine.handle(e.Back())
    machine.handle(e.FormFilled(replace(FORM, telephone="09011112222")))
    machine.handle(e.ApplicationConfirmed())
    assert machine.visit.request == "second"
