"""The machine itself: names that resolve, events that mean nothing, and books that must balance."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import mypy.api
import pytest

from kiosk.fsm import actions, events, flow, guards
from kiosk.fsm.event import Event
from kiosk.fsm.events import (
    Acknowledged,
    Agreed,
    Back,
    CardSet,
    Ended,
    Faulted,
    Refused,
    TimedOut,
)
from kiosk.fsm.flow import TABLE, menu
from kiosk.fsm.flow.card_check import SignatureRead
from kiosk.fsm.flow.certificates import (
    CertificateChosen,
    LineRemoved,
    MoreWanted,
    OptionsChosen,
    OrderConfirmed,
    add_line,
)
from kiosk.fsm.flow.identification import PinEntered, take_pin
from kiosk.fsm.flow.menu import LanguageChosen, ScopeChosen, ServiceChosen, Started
from kiosk.fsm.flow.operation import HoursChanged, MunicipalitiesListed, Ready
from kiosk.fsm.flow.payment import CoinRejected, CoinsAccepted, DepositFixed, Settled
from kiosk.fsm.flow.usage_registration import ApplicationConfirmed, FormFilled
from kiosk.fsm.machine import KioskMachine, NotExpected
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_table import STATES
from kiosk.fsm.states import S
from kiosk.fsm.transition import STAY, Target, spell_out
from kiosk.fsm.view import View
from kiosk.fsm.visit import Money
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Scope, Service
from kiosk.screens.samples.facts import view_of
from tests.support.fsm_walk import FORM, KIND, MOMENT, OFFERS, PLAIN, TOWN, WITH_MY_NUMBER, new_machine

ROOT = Path(__file__).resolve().parents[2]


FLOW = [
    importlib.import_module(each.name) for each in pkgutil.walk_packages(flow.__path__, "kiosk.fsm.flow.")
]


def test_no_guard_and_no_action_is_idle() -> None:
    rows = list(spell_out(TABLE))
    used = {function for each in rows for function in (*each.when, *each.unless, *each.do)}
    defined = {
        function
        for module in (guards, actions, *FLOW)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and next(iter(inspect.signature(function).parameters)) == "m"
    }
    called = {menu.service_may_start}  # by a guard of its own module as well
    assert defined - used <= called


@pytest.mark.exhaustive
@pytest.mark.cost(20)
@pytest.mark.parametrize(
    "wrong",
    [
        "row(PinRefused, S.AUTHENTICATE, S.REFUSAL, card_was_pulled)",
        "row(Agreed, S.CONSENT, S.MENU, (), take_pin)",
        "row(Agreed, S.CONSENT, S.MENU, reason=its_own)",
        'row(Agreed, S.CONSENT, "menu")',
    ],
)
def test_mypy_refuses_a_row_whose_functions_take_another_event(wrong: str, tmp_path: Path) -> None:
    right = "row(PinEntered, S.ENTER_PIN, S.AUTHENTICATE, (), take_pin)"
    head = """
from kiosk.fsm.actions import its_own
from kiosk.fsm.events import Agreed
from kiosk.fsm.flow.identification import PinEntered, PinRefused, take_pin
from kiosk.fsm.guards import card_was_pulled
from kiosk.fsm.states import S
from kiosk.fsm.transition import STAY, Target, spell_out
from kiosk.fsm.transition import row
"""
    found = []
    for number, line in enumerate((right, wrong)):
        file = tmp_path / f"row_{number}.py"
        file.write_text(head + line + "\n")
        found.append(mypy.api.run(["--config-file", str(ROOT / "pyproject.toml"), str(file)]))
    assert found[0][2] == 0, found[0][0]
    assert found[1][2] == 1
    assert "row_1.py" in found[1][0]


def test_every_destination_is_a_state_or_spelled_out() -> None:
    assert all(isinstance(each.dest, S | Target) for each in TABLE)
    assert all(isinstance(each.dest, S) or each.dest is STAY for each in spell_out(TABLE))


def test_no_row_stands_behind_one_that_is_always_taken() -> None:
    """Rows are tried from the top: what follows an unguarded row of the same event and state is dead."""
    always: set[tuple[type[Event], S]] = set()
    for each in spell_out(TABLE):
        for source in each.source:
            assert (each.event, source) not in always, f"{each.event.__name__} {source} → {each.dest}"
            if not each.when and not each.unless:
                always.add((each.event, source))


def test_every_event_has_a_row_and_a_name_of_its_own() -> None:
    kinds = {
        kind
        for module in (events, *FLOW)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Event) and kind is not Event
    }
    assert {each.event for each in TABLE} == kinds
    assert len({each.__name__ for each in kinds}) == len(kinds)


def test_an_event_that_means_nothing_here_changes_nothing() -> None:
    machine = new_machine()
    before = (machine.visit, machine.generation, machine.state)
    for event in (OrderConfirmed(), Settled(0, 0), Event()):
        with pytest.raises(NotExpected):
            machine.handle(event)
    assert (machine.visit, machine.generation, machine.state) == before


def in_state(state: S, **facts: object) -> KioskMachine:
    """A machine put into the middle of a visit."""
    machine = new_machine()
    machine.model.state = state
    machine.model.visit = view_of(state, id="v", **facts).visit
    return machine


def test_a_visit_that_ends_with_money_open_stops_the_terminal() -> None:
    """No way leads here (the walk proves it); should one ever, staff must hear of it."""
    machine = in_state(S.FAREWELL, money=Money(inserted=500, charged=250))
    machine.handle(Acknowledged())
    assert machine.status.stop is Reason.BOOKS_DO_NOT_BALANCE


@pytest.mark.parametrize("copies", [0, -1, 11])
def test_a_number_of_copies_out_of_range_is_no_order(copies: int) -> None:
    machine = in_state(S.OPTIONS, kind=KIND, offers=OFFERS)
    with pytest.raises(NotExpected):
        machine.handle(OptionsChosen(PLAIN, copies))


@pytest.mark.parametrize("options", [(), (("persons", "everybody"),), (*PLAIN, ("x", "y"))])
def test_options_that_are_not_the_catalogues_are_no_order(options: tuple[tuple[str, str], ...]) -> None:
    machine = in_state(S.OPTIONS, kind=KIND, offers=OFFERS)
    with pytest.raises(NotExpected):
        machine.handle(OptionsChosen(options, 1))


def test_options_without_a_kind_of_certificate_are_no_order() -> None:
    with pytest.raises(NotExpected):
        in_state(S.OPTIONS, offers=OFFERS).handle(OptionsChosen(PLAIN, 1))
    with pytest.raises(ValueError, match="without a kind"):
        add_line(in_state(S.OPTIONS, offers=OFFERS).model, Agreed())


def test_the_price_and_the_charges_follow_the_order() -> None:
    machine = in_state(S.OPTIONS, kind=KIND, offers=OFFERS)
    machine.handle(OptionsChosen(PLAIN, 2))
    assert machine.visit.order.price == 500
    assert machine.visit.order.charges == (0, 250, 500)


def test_a_pin_is_wiped_in_its_own_buffer_when_the_visit_ends_under_it() -> None:
    pin = Pin((1, 2, 3, 4))
    machine = in_state(S.ENTER_PIN, card_present=True)
    machine.handle(PinEntered(pin))
    assert machine.task_context().secrets.pin is pin
    assert "1234" not in repr(machine.task_context()) + repr(machine.visit)
    machine.handle(TimedOut())
    assert pin.is_wiped


def test_a_second_pin_wipes_the_first() -> None:
    first, second = Pin((1, 2, 3, 4)), Pin((5, 6, 7, 8))
    machine = in_state(S.ENTER_PIN)
    take_pin(machine.model, PinEntered(first))
    take_pin(machine.model, PinEntered(second))
    assert first.is_wiped
    assert not second.is_wiped


def test_the_generation_grows_with_every_entry_and_with_nothing_else() -> None:
    machine = new_machine()
    way: list[Event] = [
        Ready(), Started(), LanguageChosen("en"), ServiceChosen(Service.CERTIFICATES), Agreed(),
        MunicipalitiesListed((TOWN,)), ScopeChosen(Scope.RESIDENCE), CardSet(),
    ]  # fmt: skip
    seen = [(machine.generation, machine.state)]
    for event in way:
        entered = machine.handle(event)
        seen.append((machine.generation, machine.state))
        assert entered == (seen[-1][0] == seen[-2][0] + 1)
    assert all(after[0] - before[0] == (after[1] is not before[1]) for before, after in pairwise(seen))


def test_a_view_shows_every_state_without_a_visit_too() -> None:
    for spec in STATES:
        machine = in_state(spec.state)
        view = machine.view(12.5, 60.0)
        assert isinstance(view, View)
        assert (view.state, view.deadline, view.timeout) == (spec.state, 12.5, 60.0)


def test_the_first_cause_of_a_stop_is_kept() -> None:
    machine = in_state(S.AUTHENTICATE)
    machine.handle(Refused(Reason.RECORD_MISMATCH))
    machine.handle(Faulted())
    assert machine.status.stop is Reason.RECORD_MISMATCH


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
    machine.handle(OptionsChosen(PLAIN, 2))
    machine.model.state = S.FIX_DEPOSIT
    machine.handle(DepositFixed(inserted, payable))
    assert machine.state is S.REFUND


def test_a_touch_begins_no_visit_outside_the_hours_even_before_the_screen_says_so() -> None:
    machine = in_state(S.ATTRACT)
    machine.model.status = replace(machine.status, may_start=False)
    with pytest.raises(NotExpected):
        machine.handle(Started())


def ordered(*copies: int) -> KioskMachine:
    """A machine at ORDER with one line for each number of copies."""
    machine = in_state(S.ORDER, kind=KIND, offers=OFFERS)
    for count in copies:
        machine.model.state = S.OPTIONS
        machine.handle(OptionsChosen(PLAIN, count))
    assert machine.state is S.ORDER
    return machine


def test_lines_of_an_order_add_up_and_leave_room_only_up_to_the_limit() -> None:
    """The walk's machine takes 2: it counts all copies of the visit."""
    machine = ordered(1)
    assert machine.view().copies_left == 1
    machine.handle(MoreWanted())
    machine.handle(CertificateChosen(KIND))
    with pytest.raises(NotExpected):
        machine.handle(OptionsChosen(PLAIN, 2))
    machine.handle(OptionsChosen(PLAIN, 1))
    assert (machine.visit.order.price, machine.visit.order.charges) == (500, (0, 250, 500))
    with pytest.raises(NotExpected):
        machine.handle(MoreWanted())


def test_a_line_is_struck_out_or_taken_back_to_its_options() -> None:
    machine = ordered(1, 1)
    for index in (-1, 2):
        with pytest.raises(NotExpected):
            machine.handle(LineRemoved(index))
    machine.handle(LineRemoved(0))
    assert (machine.state, machine.visit.order.price) == (S.ORDER, 250)
    machine.handle(Back())
    assert (machine.state, machine.visit.order.lines, machine.visit.selection.copies) == (S.OPTIONS, (), 1)


def test_an_order_whose_last_line_is_struck_out_begins_anew() -> None:
    machine = ordered(2)
    machine.handle(LineRemoved(0))
    assert (machine.state, machine.visit.order.lines) == (S.CERTIFICATES, ())
    with pytest.raises(NotExpected):
        machine.handle(Back())


def test_an_individual_number_is_printed_only_after_it_was_agreed_to() -> None:
    machine = in_state(S.OPTIONS, kind=KIND, offers=OFFERS)
    machine.handle(OptionsChosen(WITH_MY_NUMBER, 1))
    assert (machine.state, machine.visit.order.lines) == (S.MY_NUMBER, ())
    machine.handle(Agreed())
    assert machine.state is S.ORDER
    assert machine.visit.order.lines[0].options == WITH_MY_NUMBER


def test_a_task_knows_what_is_owed() -> None:
    machine = in_state(S.SETTLE, money=Money(inserted=600, charged=250, paid_out=100, claimed=50))
    assert machine.task_context().visit is machine.visit
    assert machine.visit.money.owed == 200


def test_the_row_of_the_state_table_belongs_to_the_present_state() -> None:
    assert [in_state(spec.state).spec for spec in STATES] == list(STATES)


def test_a_signature_certificate_of_a_card_that_nobody_checked_is_an_error_and_not_a_state() -> None:
    machine = in_state(S.READ_SIGNATURE)
    with pytest.raises(ValueError, match="not checked"):
        machine.handle(SignatureRead(MOMENT, 5))


def test_the_hours_of_one_service_say_nothing_of_another() -> None:
    machine = in_state(S.MENU)
    machine.handle(HoursChanged(True, True, "", (ServiceAvailability(Service.PASSWORD_RESET, False, False),)))
    with pytest.raises(NotExpected):
        machine.handle(ServiceChosen(Service.PASSWORD_RESET))
    assert machine.handle(ServiceChosen(Service.CARD_CHECK))
    assert machine.state is S.PLACE_CARD


def test_the_same_application_keeps_its_name_and_a_changed_one_gets_another() -> None:
    names = iter(("first", "second"))
    machine = in_state(S.APPLICATION, form=FORM, password_tries=5)
    machine.model.new_id = lambda: next(names)
    machine.handle(ApplicationConfirmed())
    assert machine.visit.registration.request == "first"
    machine.handle(Back())
    machine.handle(ApplicationConfirmed())
    assert machine.visit.registration.request == "first"
    machine.handle(Back())
    machine.handle(Back())
    machine.handle(FormFilled(replace(FORM, telephone="09011112222")))
    machine.handle(ApplicationConfirmed())
    assert machine.visit.registration.request == "second"


def test_a_rejected_note_is_told_from_a_coin_until_money_is_accepted() -> None:
    machine = in_state(
        S.PAY, acceptable=(100, 1000), order=(OrderLine(CertificateKind.RESIDENT_RECORD, (), 1, 250),)
    )
    machine.handle(CoinRejected(note=True))
    assert (machine.visit.money.coin_rejected, machine.visit.money.note_rejected) == (False, True)
    machine.handle(CoinsAccepted(0, (100,)))
    assert machine.visit.money.note_rejected, "only what is taken has changed"
    machine.handle(CoinsAccepted(100, (100,)))
    assert not machine.visit.money.note_rejected
    machine.handle(CoinRejected(note=True))
    machine.handle(Ended())
    assert (machine.state, machine.visit.money.note_rejected) == (S.STOP_PAYING, False)


def test_a_terminal_has_a_note_slot_when_it_takes_notes_at_all() -> None:
    assert FlowSettings().takes_notes
    assert not FlowSettings(denominations=(10, 50, 100, 500)).takes_notes


def test_a_rejected_coin_is_shown_in_the_state_in_which_it_came_back_only() -> None:
    machine = in_state(S.PAY, acceptable=(100,))
    machine.handle(CoinRejected())
    assert machine.visit.money.coin_rejected
    machine.handle(Ended())
    assert (machine.state, machine.visit.money.coin_rejected) == (S.STOP_PAYING, False)
