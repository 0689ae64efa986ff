"""A device that hangs is given up and taken over by a fresh thread: nobody waits for ever, no yen is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.state_table import PollName, TaskName
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.status import Detail
from kiosk.journal.catalogue import Kind
from kiosk.rules.services import Service
from kiosk.runtime.terminal import GRACE
from kiosk.runtime.workers import LIMIT
from kiosk_simulator.cash.devices import SimulatedAcceptor, SimulatedHopper
from kiosk_simulator.faults import NeverAnswers
from tests.support.visits import Person


def hangs_once(device: SimulatedAcceptor | SimulatedHopper, header: Header, *, after: Header) -> None:
    """The line hangs at the first `header` that follows an `after`."""
    answer, state = device.answer, ["waiting"]

    def answers(asked: int, data: bytes) -> bytes:
        if asked == header and state[0] == "armed":
            state[0] = "over"
            raise NeverAnswers
        if asked == after and state[0] == "waiting":
            state[0] = "armed"
        return answer(asked, data)

    device.answer = answers  # type: ignore[method-assign, assignment]


def replaced(person: Person) -> list[str]:
    return [
        str(entry.facts["device"]) for entry in person.journal.entries() if entry.kind is Kind.WORKER_REPLACED
    ]


@pytest.mark.parametrize(
    ("poll", "worker"),
    [
        (PollName.READER_HEALTH, "card"),
        (PollName.PRINTER_HEALTH, "printer"),
        (PollName.RECEIPT_HEALTH, "receipt"),
        (PollName.CASH_HEALTH, "cash"),
        (PollName.CENTRE_HEALTH, "centre"),
    ],
)
def test_each_device_that_hangs_is_told_taken_over_and_well_again(
    person: Person, poll: PollName, worker: str
) -> None:
    polls = person.kiosk.terminal._polls
    ask, hangs = polls[poll].poll, iter((True,))

    def hanging(context: TaskContext) -> tuple[Event, ...]:
        if next(hangs, False):
            raise NeverAnswers
        return ask(context)

    person.kiosk.terminal._polls = {**polls, poll: replace(polls[poll], poll=hanging)}
    person.starts(service=Service.INFORMATION).ends().sees(S.ATTRACT)  # its polls begin anew
    person.waits(polls[poll].interval + polls[poll].patience + 2)
    assert [each.detail for each in person.machine.view.status.failing] == [Detail.SILENT]
    assert replaced(person) == []
    person.waits(polls[poll].limit + 40).sees(S.ATTRACT)
    assert person.machine.view.status.failing == ()
    assert replaced(person) == [worker]


def test_a_payout_that_hangs_is_reconciled_with_the_hoppers_own_count(person: Person) -> None:
    """Two coins of 100 were asked for and are out; nobody heard so. They are not paid twice."""
    hopper = person.environment.changer.hoppers[100]
    hangs_once(hopper, Header.REQUEST_HOPPER_STATUS, after=Header.DISPENSE_HOPPER_COINS)
    person.proves().orders().inserts(500).waits_until(S.SETTLE, S.RECONCILE)
    person.waits(TIMEOUTS["pay_out"] + 1).sees(S.RECONCILE)
    person.waits(GRACE + 2)
    assert replaced(person) == ["cash"]
    person.waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()
    assert person.machine.view.visit.money.claimed == 0
    assert person.kiosk.changer.open_payouts() == ()
    person.presses_ok().waits(10).next_customer_succeeds()


def test_a_slot_that_hangs_while_coins_fall_gives_all_of_them_back(person: Person) -> None:
    person.proves().orders().sees(S.PAY).inserts(100)
    hangs_once(
        person.environment.changer.acceptor,
        Header.READ_BUFFERED_CREDIT,
        after=Header.READ_BUFFERED_CREDIT,
    )
    person.inserts(50).waits_until(S.TAKE_REFUND).has_in_tray(150).owes_nothing()
    assert replaced(person) == ["cash"]


def test_a_receipt_that_hangs_costs_the_shopper_nothing_and_the_next_one_is_served(person: Person) -> None:
    tasks, hangs = person.kiosk.terminal._tasks, iter((True,))
    task = tasks[TaskName.PRINT_RECEIPT]

    def hanging(context: TaskContext) -> Event | None:
        if next(hangs, False):
            raise NeverAnswers
        return task.run(context)

    person.kiosk.terminal._tasks = {**tasks, TaskName.PRINT_RECEIPT: replace(task, run=hanging)}
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250)
    person.presses_ok().waits(LIMIT + 30).owes_nothing().sees(S.ATTRACT)
    assert replaced(person) == ["receipt"]
    person.next_customer_succeeds().has_slips(1)


def test_a_start_up_that_hangs_says_so_and_begins_again_by_itself(person: Person) -> None:
    hangs = iter((True,))
    answer = person.environment.changer.acceptor.answer

    def answers(header: int, data: bytes) -> bytes:
        if next(hangs, False):
            raise NeverAnswers
        return answer(header, data)

    person.proves().orders().inserts(100)
    person.environment.changer.acceptor.answer = answers  # type: ignore[method-assign]
    person.boots().sees(S.STARTING)
    person.waits(1000).sees(S.OUT_OF_SERVICE)
    assert replaced(person) == ["cash"]
    assert person.machine.view.status.started
