"""The cash line falls silent for a moment, or for good: what was not heard is not "nothing was inserted"."""

from __future__ import annotations

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.status import Detail
from kiosk.journal.accounting.accounts import accounts
from kiosk_simulator.cash.devices import CoinFault, Refusal, Silence, SimulatedAcceptor, SimulatedHopper
from tests.support.visits import Person


def is_silent_for(
    device: SimulatedAcceptor | SimulatedHopper, requests: int, *, after: Header | None = None
) -> None:
    """The device does not answer its next `requests` requests, counted from its first answer to `after`."""
    answer, left = device.answer, [requests]
    began = [after is None]

    def answers(header: int, data: bytes) -> bytes:
        if began[0] and left[0] > 0:
            left[0] -= 1
            raise Silence
        reply = answer(header, data)
        began[0] = began[0] or header == after
        return reply

    device.answer = answers  # type: ignore[method-assign]


def at_the_slot(person: Person) -> Person:
    return person.proves().orders().sees(S.PAY)


@pytest.mark.parametrize("requests", [1, 3, 7, 12, 20, 60, 100])
def test_a_coin_that_fell_just_before_the_silence_is_counted_or_comes_back(
    person: Person, requests: int
) -> None:
    """Silent for a look or for a minute: the visit is served, or all of it is in the tray."""
    at_the_slot(person)
    person.environment.changer.insert(500)
    is_silent_for(person.environment.changer.acceptor, requests)
    person.waits(200)
    if person.machine.state in (S.TAKE_PAPERS, S.FAREWELL, S.ATTRACT) and person.environment.printer.sheets:
        person.has_in_tray(250)
    else:
        person.has_in_tray(500)
    person.owes_nothing()


def test_a_moment_of_silence_does_not_end_the_visit(person: Person) -> None:
    at_the_slot(person)
    is_silent_for(person.environment.changer.acceptor, 5)
    person.waits(3).sees(S.PAY).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()


def test_when_the_acceptor_stays_silent_nobody_else_is_served_before_staff_has_looked(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.insert(500)
    person.environment.changer.acceptor.faults.add(CoinFault.SILENT)
    person.waits(200)
    person.presses_ok().waits(1).sees(S.OUT_OF_SERVICE)
    assert person.machine.view.status.stop is Reason.MONEY_UNKNOWN
    person.has_slips(1)
    person.environment.changer.acceptor.faults.clear()
    person.waits(120).sees(S.OUT_OF_SERVICE)
    (visit,) = [each for each in accounts(person.journal.entries()).values() if each.visit]
    assert visit.needs_staff, "the deposit is an open case"


def test_a_terminal_started_again_credits_what_the_silent_acceptor_had_counted(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.insert(500)
    person.environment.changer.acceptor.faults.add(CoinFault.SILENT)
    person.waits(200)
    person.environment.changer.acceptor.faults.clear()
    person.boots().sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    (visit,) = [each for each in accounts(person.journal.entries()).values() if each.visit]
    assert (visit.inserted, visit.owed) == (500, 500)


# --- payout ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("requests", [1, 3, 4, 9, 30, 80])
def test_a_hopper_that_is_silent_in_the_middle_of_a_payout_is_asked_again_and_nothing_is_claimed(
    person: Person, requests: int
) -> None:
    """The coins are in the tray: a slip for the same money would be paid twice."""
    hopper = person.environment.changer.hoppers[100]
    is_silent_for(hopper, requests, after=Header.DISPENSE_HOPPER_COINS)
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()
    assert person.machine.view.visit.money.claimed == 0


def test_a_hopper_that_refuses_once_is_not_counted_empty(person: Person) -> None:
    hopper = person.environment.changer.hoppers[100]
    answer, refusals = hopper.answer, [1]

    def answers(header: int, data: bytes) -> bytes:
        if header == Header.DISPENSE_HOPPER_COINS and refusals[0]:
            refusals[0] -= 1
            raise Refusal
        return answer(header, data)

    hopper.answer = answers  # type: ignore[method-assign]
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()
    assert person.kiosk.changer.stock()[100] == hopper.coins > 0
    assert person.environment.changer.tray.count(100) == 2, "a refusal that passes is asked again"


def test_a_hopper_that_always_refuses_is_made_up_by_the_others_and_named_to_staff(person: Person) -> None:
    hopper = person.environment.changer.hoppers[100]
    answer = hopper.answer

    def answers(header: int, data: bytes) -> bytes:
        if header == Header.DISPENSE_HOPPER_COINS:
            raise Refusal
        return answer(header, data)

    hopper.answer = answers  # type: ignore[method-assign]
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()
    assert 100 not in person.environment.changer.tray
    assert person.kiosk.changer.stock()[100] == hopper.coins > 0, "refused is not empty"
    assert person.kiosk.changer.report().detail is Detail.HOPPER_FAILED


def test_coins_that_pass_the_exit_after_the_stop_are_counted_and_not_paid_again(person: Person) -> None:
    """The motor is jammed and stopped; one coin more slides out before the metal is at rest."""
    hopper = person.environment.changer.hoppers[100]
    answer, sliding = hopper.answer, [False, True]

    def answers(header: int, data: bytes) -> bytes:
        if header == Header.REQUEST_HOPPER_STATUS and hopper._remaining == 1:
            return bytes((hopper._counter, hopper._remaining, hopper._paid, hopper._unpaid))  # jammed
        reply = answer(header, data)
        if header == Header.EMERGENCY_STOP:
            sliding[0] = True
        elif header == Header.REQUEST_HOPPER_DISPENSE_COUNT and all(sliding):
            sliding[1] = False
            hopper.coins, hopper._total = hopper.coins - 1, hopper._total + 1
            hopper._pay(100)
        return reply

    hopper.answer = answers  # type: ignore[method-assign]
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS, S.CLAIM)
    assert sum(person.environment.changer.tray) + person.machine.view.visit.money.claimed == 250
