"""Whatever ends a payment, the money is counted by the devices before anybody goes home."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from kiosk.fsm.events import Faulted, TimedOut
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.hopper import Hopper
from kiosk.journal.accounting.accounts import Account, accounts
from kiosk.journal.catalogue import STRAY, Kind
from kiosk.runtime.workers import LIMIT
from kiosk_simulator.cash.devices import CoinFault, SimulatedHopper
from tests.support.visits import Person


def at_the_slot(person: Person) -> Person:
    return person.proves().orders().sees(S.PAY)


def the_account(person: Person) -> Account:
    (account,) = accounts(person.journal.entries()).values()
    return account


def before_each_answer(hopper: SimulatedHopper, act: Callable[[int], None]) -> None:
    """Call `act(header)` before the hopper answers."""
    answer = hopper.answer

    def answers(header: int, data: bytes) -> bytes:
        act(header)
        return answer(header, data)

    hopper.answer = answers  # type: ignore[method-assign]


# --- what ends a payment -----------------------------------------------------------------------------


@pytest.mark.parametrize("event", [TimedOut(), Faulted()])
@pytest.mark.parametrize("state", [S.FIX_DEPOSIT, S.CANCEL_DEPOSIT, S.REFUND, S.SETTLE])
def test_a_timeout_or_fault_while_the_cash_unit_works_is_reconciled_with_it(
    person: Person, state: S, event: TimedOut | Faulted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer of the first task is lost; what it did is known from the devices, and is not done again."""
    at_the_slot(person)
    lost: list[S] = []
    submit = person.workers.submit

    def losing(
        device: str, job: Callable[[], object], done: Callable[..., None], limit: float = LIMIT
    ) -> None:
        if device == "cash" and person.machine.state is state and not lost:
            lost.append(state)
            submit(device, job, lambda result, error: None)
            person.kiosk.terminal.post(event)
        else:
            submit(device, job, done, limit)

    monkeypatch.setattr(person.workers, "submit", losing)
    if state is S.CANCEL_DEPOSIT or state is S.REFUND:
        person.inserts(100).ends()
    else:
        person.inserts(500)
    person.waits_until(S.TAKE_REFUND, S.TAKE_PAPERS, S.CLAIM)
    assert lost == [state]
    assert S.RECONCILE in person.machine.states
    assert person.machine.view.visit.money.claimed == person.machine.view.visit.money.unknown == 0
    expected = {S.FIX_DEPOSIT: 500, S.SETTLE: 250}.get(state, 100)
    person.has_in_tray(expected).owes_nothing()


def test_an_exception_between_two_hoppers_claims_nothing_that_is_out(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispense, calls = Hopper.dispense, [0]

    def failing(self: Hopper, *args: object) -> object:
        calls[0] += 1
        if calls[0] == 2:
            raise RuntimeError("of another family")
        return dispense(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Hopper, "dispense", failing)
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS, S.CLAIM)
    money = person.machine.view.visit.money
    assert sum(person.environment.changer.tray) + money.claimed + money.unknown == 250
    assert money.claimed == 0


def test_an_exception_out_of_the_coin_poll_gives_the_money_back(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_slot(person)
    person.environment.changer.insert(100)

    def broken() -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(person.kiosk.changer, "poll", broken)
    person.waits_until(S.TAKE_REFUND).has_in_tray(100).owes_nothing()


def test_a_cash_unit_that_hangs_for_good_leaves_a_slip_and_a_stop(person: Person) -> None:
    at_the_slot(person).inserts(100)
    person.workers.hang("cash", limit=math.inf)  # also the threads that take over
    person.waits(0.5).ends()
    person.machine.until(lambda view: view.state is S.CLAIM, limit=2000)
    money = person.machine.view.visit.money
    assert (money.unknown, money.uncounted) == (100, True)
    person.has_slips(1).presses_ok().waits(1).sees(S.OUT_OF_SERVICE, Reason.MONEY_UNKNOWN)
    assert the_account(person).uncertain


def test_a_task_that_waited_behind_a_hang_pays_nothing_for_a_visit_that_is_over(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker comes back after the slip was given: what it has still to do is not begun."""
    at_the_slot(person).inserts(100)
    waiting: list[Callable[[], object]] = []
    submit = person.workers.submit

    def slow(device: str, job: Callable[[], object], done: Callable[..., None], limit: float = LIMIT) -> None:
        if device == "cash":
            waiting.append(job)
        else:
            submit(device, job, done, limit)

    monkeypatch.setattr(person.workers, "submit", slow)
    person.waits(0.5).ends()
    person.machine.until(lambda view: view.state is S.CLAIM, limit=2000)
    person.presses_ok().waits(1).sees(S.OUT_OF_SERVICE)
    before = list(person.environment.changer.tray)
    for job in waiting:
        job()
    assert person.environment.changer.tray == before == []


# --- the payout's five outcomes ----------------------------------------------------------------------


def test_more_than_asked_is_booked_as_it_is_and_stops_the_terminal(person: Person) -> None:
    hopper = person.environment.changer.hoppers[50]

    def drops_one_more(header: int) -> None:
        if header == Header.REQUEST_HOPPER_STATUS and hopper._remaining == 1 and not dropped:
            dropped.append(True)
            hopper.coins, hopper._total = hopper.coins - 1, hopper._total + 1
            hopper._pay(50)

    dropped: list[bool] = []
    before_each_answer(hopper, drops_one_more)
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(300)
    money = person.machine.view.visit.money
    assert (money.paid_out, money.overpaid, money.claimed, money.owed) == (300, 50, 0, 0)
    assert the_account(person).owed == -50
    assert person.kiosk.changer.stock()[50] == hopper.coins
    person.presses_ok().waits(10).sees(S.OUT_OF_SERVICE)
    assert person.machine.view.status.stop is Reason.PAYOUT_OVER


def test_a_hopper_that_is_reset_in_a_payout_is_neither_empty_nor_lost(person: Person) -> None:
    hopper = person.environment.changer.hoppers[100]

    def resets(header: int) -> None:
        if header == Header.REQUEST_HOPPER_STATUS and hopper._paid == 1 and not done:
            done.append(True)
            hopper._counter = hopper._remaining = hopper._paid = hopper._unpaid = 0
            hopper._enabled = False

    done: list[bool] = []
    before_each_answer(hopper, resets)
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()
    assert done
    assert person.kiosk.changer.stock()[100] == hopper.coins > 30


def test_every_coin_is_journalled_while_the_hopper_counts_it(person: Person) -> None:
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS)
    rows = [entry for entry in person.journal.entries() if entry.kind is Kind.HOPPER_COUNTED]
    assert [(row.facts["denomination"], row.facts["pieces"]) for row in rows] == [(100, 1), (100, 2), (50, 1)]


def test_two_hoppers_that_jam_for_long_end_no_payout_early(person: Person) -> None:
    """Each motor is waited for; what is out in the end is not on a slip too."""
    for yen in (100, 50):
        hopper = person.environment.changer.hoppers[yen]
        turn, looks = hopper._turn, [0]

        def slow(turn: Callable[[], None] = turn, looks: list[int] = looks) -> None:
            looks[0] += 1
            if looks[0] % 290 == 0:
                turn()

        hopper._turn = slow  # type: ignore[method-assign]
    at_the_slot(person).inserts(500)
    person.waits_until(S.TAKE_PAPERS, S.CLAIM)
    money = person.machine.view.visit.money
    assert sum(person.environment.changer.tray) == money.paid_out
    assert money.paid_out + money.claimed + money.unknown == 250


# --- outside payment ---------------------------------------------------------------------------------


def slips_in(person: Person, position: int, yen: int) -> None:
    """A coin falls in although the slot is shut: a stuck gate."""
    person.environment.changer.hoppers[yen].take()
    person.environment.changer.acceptor._event(position, 1)
    person.environment.changer.inserted += yen


def test_a_coin_outside_payment_gets_a_record_of_its_own_and_comes_back(person: Person) -> None:
    person.waits(10)
    slips_in(person, 3, 100)
    person.waits(15).has_in_tray(100).owes_nothing().sees(S.ATTRACT)
    (account,) = accounts(person.journal.entries()).values()
    assert account.visit.startswith(STRAY)
    assert (account.inserted, account.paid_out, account.needs_staff) == (100, 100, False)


def test_a_coin_outside_payment_that_cannot_come_back_is_a_case_for_staff(person: Person) -> None:
    person.waits(10)
    slips_in(person, 3, 100)
    for yen in person.environment.changer.hoppers:
        person.environment.changer.fill(yen, 0)
    person.waits(15).has_in_tray(0)
    (account,) = accounts(person.journal.entries()).values()
    assert (account.owed, account.needs_staff) == (100, True)
    person.boots().sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)


def test_the_next_visit_is_not_credited_with_a_coin_outside_payment(person: Person) -> None:
    person.waits(10)
    slips_in(person, 3, 100)
    at_the_slot(person)
    assert person.machine.view.visit.money.inserted == 0
    person.inserts(500).waits_until(S.TAKE_PAPERS)
    assert person.machine.view.visit.money.paid_out == 250


def test_an_acceptor_that_invents_coins_is_not_paid_for_them_without_end(person: Person) -> None:
    at_the_slot(person)
    for _ in range(4):
        person.environment.changer.acceptor._event(6, 1)
    person.waits_until(S.CLAIM, S.TAKE_PAPERS)
    limit = 250 + 1000
    assert sum(person.environment.changer.tray) <= limit
    person.presses_ok().presses_ok().waits(20).sees(S.OUT_OF_SERVICE)
    assert person.machine.view.status.stop is Reason.MONEY_UNKNOWN


def test_reconciling_twice_pays_once(person: Person) -> None:
    """The task itself is idempotent: its sums are of the whole visit."""
    at_the_slot(person).inserts(100)
    context = person.kiosk.terminal.machine.task_context()
    task = person.kiosk.terminal._tasks[
        next(name for name in person.kiosk.terminal._tasks if name.value == "reconcile")
    ]
    first, second = task.run(context), task.run(context)
    assert first == second
    person.has_in_tray(100)


# --- what an earlier visit left ----------------------------------------------------------------------


def test_a_reset_before_the_first_event_leaves_the_first_coin_unknown_and_told(person: Person) -> None:
    """The counter is 0 before and after: only the lost inhibits show it."""
    at_the_slot(person)
    person.environment.changer.insert(100)
    person.environment.changer.acceptor.faults.add(CoinFault.RESETS)
    person.waits(1).ends().waits_until(S.CLAIM).has_slips(1)
    assert person.machine.view.visit.money.uncounted
    assert the_account(person).needs_staff


def test_a_reset_with_the_power_before_the_first_event_is_a_case_at_the_start(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.insert(100)
    person.environment.changer.acceptor.faults.add(CoinFault.RESETS)
    person.boots().sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    assert the_account(person).uncertain
