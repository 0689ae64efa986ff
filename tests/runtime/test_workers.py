"""Workers: one thread for each device, in order, and one that hangs delays nobody else."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Agreed, CardGone, CardSet
from kiosk.fsm.flow.identification import CardRead
from kiosk.fsm.flow.menu import ScopeChosen, ServiceChosen, Started
from kiosk.fsm.flow.operation import Ready
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.rules.hours.timetable import Timetable
from kiosk.rules.services import Scope, Service
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.clock_monitor import ClockMonitor
from kiosk.runtime.terminal import Terminal
from kiosk.runtime.terminal_parts import Poll, Task
from kiosk.runtime.workers import ThreadWorkers
from tests.support.terminal_harness import MORNING, POLLS, TASKS

WAIT = 20.0
"""Seconds after which a test gives up on something that takes milliseconds."""


@pytest.fixture
def workers() -> Iterator[ThreadWorkers]:
    found = ThreadWorkers()
    yield found
    found.stop()


class Answers:
    """Collects what `done` was called with."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[tuple[object, BaseException | None]] = queue.SimpleQueue()

    def __call__(self, result: object, error: BaseException | None) -> None:
        self._queue.put((result, error))

    def next(self) -> tuple[object, BaseException | None]:
        return self._queue.get(timeout=WAIT)

    def none_waits(self) -> bool:
        return self._queue.empty()


def test_a_devices_jobs_run_in_order_on_one_thread_of_its_own(workers: ThreadWorkers) -> None:
    answers = Answers()
    threads: set[int] = set()

    def job(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(50):
        workers.submit("card", partial(job, number), answers)
    assert [answers.next()[0] for _ in range(50)] == list(range(50))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_a_device_that_hangs_does_not_delay_another(workers: ThreadWorkers) -> None:
    recovers, cash, card = threading.Event(), Answers(), Answers()
    workers.submit("card", lambda: recovers.wait(WAIT), card)
    workers.submit("card", lambda: "after", card)
    for number in range(10):
        workers.submit("cash", partial(int, number), cash)
    assert [cash.next()[0] for _ in range(10)] == list(range(10))
    assert card.none_waits()
    recovers.set()
    assert [card.next()[0], card.next()[0]] == [True, "after"]


def test_a_job_that_raises_hands_on_its_error_and_the_device_goes_on(workers: ThreadWorkers) -> None:
    answers = Answers()
    workers.submit("card", lambda: 1 // 0, answers)
    workers.submit("card", lambda: "next", answers)
    result, error = answers.next()
    assert result is None
    assert isinstance(error, ZeroDivisionError)
    assert answers.next() == ("next", None)


def test_stopped_workers_finish_what_waits_and_take_nothing_more() -> None:
    workers, answers = ThreadWorkers(), Answers()
    begins, goes_on = threading.Event(), threading.Event()

    def waits() -> bool:
        begins.set()
        return goes_on.wait(WAIT)

    workers.submit("card", waits, answers)
    assert begins.wait(WAIT)
    workers.submit("card", lambda: "waited", answers)
    workers.stop()
    workers.submit("card", lambda: "late", answers)
    workers.submit("printer", lambda: "late", answers)
    goes_on.set()
    assert [answers.next()[0], answers.next()[0]] == [True, "waited"]
    thread = next((t for t in threading.enumerate() if t.name == "worker-card"), None)
    if thread is not None:
        thread.join(WAIT)
    assert answers.none_waits()
    assert "worker-printer" not in {each.name for each in threading.enumerate()}


class Panic(BaseException):
    """What a library's own run-time may raise: no Exception."""


def test_a_job_that_raises_what_is_no_exception_is_answered_and_the_worker_lives(
    workers: ThreadWorkers,
) -> None:
    answers = Answers()

    def panics() -> None:
        raise Panic

    workers.submit("card", panics, answers)
    workers.submit("card", lambda: "next", answers)
    assert isinstance(answers.next()[1], Panic)
    assert answers.next()[0] == "next"


class Seen:
    """A listener that can be waited on."""

    def __init__(self) -> None:
        self._states: queue.SimpleQueue[S] = queue.SimpleQueue()

    def shown(self, view: View) -> None:
        self._states.put(view.state)

    def visit_began(self, visit: Visit) -> None:
        """Nothing to do."""

    def visit_ended(self, visit: Visit) -> None:
        """Nothing to do."""

    def until(self, state: S) -> None:
        while self._states.get(timeout=WAIT) is not state:
            pass


def new_terminal(workers: ThreadWorkers, **tasks: object) -> Terminal:
    def act(name: str) -> Task:
        return Task(name, tasks.get(name, lambda context: None))  # type: ignore[arg-type]

    clock = SystemClock(MORNING)
    return Terminal(
        KioskMachine(FlowSettings(), lambda: "id"),
        clock=clock,
        workers=workers,
        tasks={name: act(name.value) for name in TASKS},
        polls={name: Poll(name.value, 3600.0, lambda context: ()) for name in POLLS},
        clock_monitor=ClockMonitor(clock, Timetable),
        timeouts={**TIMEOUTS, "card": 0.05},
    )


def test_a_running_terminal_serves_from_its_own_thread_until_it_is_stopped(workers: ThreadWorkers) -> None:
    hangs = threading.Event()

    def read(context: TaskContext) -> Event | None:
        hangs.wait(WAIT)
        return CardRead(3, b"late")

    terminal = new_terminal(workers, start_up=lambda context: Ready(), read_card=read)
    seen = Seen()
    terminal.listeners.append(seen)
    thread = threading.Thread(target=terminal.run)
    thread.start()
    seen.until(S.ATTRACT)
    for event in (
        Started(),
        ServiceChosen(Service.CERTIFICATES),
        Agreed(),
        ScopeChosen(Scope.RESIDENCE),
    ):
        terminal.post(event)
    terminal.touched()
    seen.until(S.PLACE_CARD)
    terminal.post(CardSet())
    seen.until(S.REFUSAL)  # the reader hangs; its real deadline of 50 ms runs out all the same
    terminal.post(CardGone())
    terminal.post(Acknowledged())
    seen.until(S.ATTRACT)
    hangs.set()
    terminal.stop()
    thread.join(WAIT)
    assert not thread.is_alive()
    assert terminal.machine.visit.id == ""


def test_a_terminal_stopped_before_it_ran_ends_at_once(workers: ThreadWorkers) -> None:
    terminal = new_terminal(workers, start_up=lambda context: Ready())
    terminal.stop()
    thread = threading.Thread(target=terminal.run)
    thread.start()
    thread.join(WAIT)
    assert not thread.is_alive()
