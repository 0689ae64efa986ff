"""The loop: what is late is dropped, times are exact, and nothing that fails stops the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import structlog
from structlog.testing import capture_logs
from terminal_bench import Bench

from kiosk.fsm.events import Acknowledged, CardGone, CardRefused, Event
from kiosk.fsm.flow.identification import CardRead
from kiosk.fsm.flow.menu import Started
from kiosk.fsm.flow.operation import DeviceChecked, MunicipalitiesListed
from kiosk.fsm.flow.payment import CoinRejected, CoinsAccepted
from kiosk.fsm.flow.printing import SheetPrinted
from kiosk.fsm.flow.staff import StaffCalled, StaffPinChecked
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_table import PollName
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.timeouts import DEVICE, IDLE, TIMEOUTS
from kiosk.fsm.visit import Order
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.services import Municipality
from kiosk.runtime.terminal_parts import Poll

TOWN = Municipality("99201", "みほん県", "見本市", "Mihon", "0000-00-0001")
SECRET = "花子-1234"
ORDER = (OrderLine(CertificateKind.TAXATION, (), 1, 250),)


@pytest.fixture(autouse=True)
def _logs_are_not_cached() -> Iterator[None]:
    """Other tests may have configured logging; each of these captures its own."""
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()


@pytest.fixture
def bench() -> Bench:
    return Bench().opens()


def health(*events: Event, interval: float = 5.0, patience: float = 30.0) -> Poll:
    silent = (DeviceChecked("printer", "hardwareError", "silent", Reason.PRINTER_FAULT),)
    return Poll("printer_health", interval, lambda context: events, patience, silent)


@pytest.fixture
def bench_with_centre() -> Bench:
    """The centre has been asked who takes part, and has not answered yet."""
    events = (DeviceChecked("centre", "online"), MunicipalitiesListed((TOWN,)))
    return Bench({PollName.CENTRE_HEALTH: Poll("centre", 30.0, lambda context: events)}).opens()


# --- what is late ----------------------------------------------------------------------------------------


def test_an_answer_that_comes_after_its_state_was_left_is_dropped(bench: Bench) -> None:
    bench.reads_a_card()
    bench.answers["read_card"] = lambda context: CardRead(3, "somebody")
    job, done = bench.workers.take("read_card")
    bench.advance(TIMEOUTS["card"])
    bench.sees(S.REFUSAL)
    bench.post(CardGone())
    bench.post(Acknowledged())
    bench.sees(S.ATTRACT)
    bench.reads_a_card()  # the next customer, in the very state that asked
    with capture_logs() as logs:
        done(job(), None)
        bench.terminal.pump()
    bench.sees(S.READ_CARD)
    assert bench.terminal.machine.visit.card.subject == ""
    assert [line["event"] for line in logs] == ["late_event_dropped"]


def test_who_takes_part_is_heard_also_when_somebody_has_begun_meanwhile(bench_with_centre: Bench) -> None:
    bench = bench_with_centre
    job, done = bench.workers.take("centre")
    bench.post(Started())
    bench.sees(S.MENU)
    done(job(), None)
    bench.terminal.pump()
    assert bench.terminal.view is not None
    assert bench.terminal.view.status.municipalities == (TOWN,)
    assert "centre" not in bench.terminal.machine.status.devices, "the health of a device is asked anew"


def test_an_error_that_comes_late_does_not_touch_the_next_customer(bench: Bench) -> None:
    bench.reads_a_card()
    _, done = bench.workers.take("read_card")
    bench.advance(TIMEOUTS["card"])
    bench.post(CardGone())
    bench.post(Acknowledged())
    bench.reads_a_card()
    done(None, OSError("late"))
    bench.terminal.pump()
    bench.sees(S.READ_CARD)


def test_a_second_answer_to_the_same_entry_means_nothing(bench: Bench) -> None:
    bench.reads_a_card()
    bench.answers["read_card"] = lambda context: CardRead(3, "card")
    job, done = bench.workers.take("read_card")
    done(job(), None)
    done(job(), None)
    bench.terminal.pump()
    bench.sees(S.ENTER_PIN)


def test_a_task_gets_the_facts_of_the_entry_that_asked(bench: Bench) -> None:
    bench.reads_a_card()
    bench.answers["read_card"] = lambda context: CardRead(3, "card")
    bench.runs("read_card")
    (context,) = [each for each in bench.contexts if each.state is S.READ_CARD]
    assert context.visit.id == "id-0"
    assert context.generation == bench.terminal.machine.generation - 1


# --- time --------------------------------------------------------------------------------------------------


def test_a_time_out_comes_to_the_moment_and_not_before(bench: Bench) -> None:
    bench.post(Started())
    bench.advance(TIMEOUTS["choose"] - 0.001)
    bench.sees(S.MENU)
    bench.advance(0.001)
    bench.sees(S.ATTRACT)


def test_a_touch_starts_an_idle_time_out_anew(bench: Bench) -> None:
    bench.post(Started())
    for _ in range(5):
        bench.advance(TIMEOUTS["choose"] - 1)
        bench.terminal.touched()
        bench.terminal.pump()
        assert bench.view.deadline == bench.clock.monotonic() + TIMEOUTS["choose"]
    bench.sees(S.MENU)
    bench.advance(TIMEOUTS["choose"])
    bench.sees(S.ATTRACT)


def test_a_touch_does_not_move_a_devices_deadline(bench: Bench) -> None:
    bench.reads_a_card()
    deadline = bench.view.deadline
    for _ in range(int(TIMEOUTS["card"]) - 1):
        bench.advance(1)
        bench.terminal.touched()
        bench.terminal.pump()
    assert bench.view.deadline == deadline
    bench.advance(1)
    bench.sees(S.REFUSAL)


def test_a_touch_where_nothing_times_out_is_nothing(bench: Bench) -> None:
    bench.terminal.touched()
    bench.terminal.pump()
    assert bench.view.deadline is None


def test_a_state_that_stays_at_its_time_out_is_asked_again(bench: Bench) -> None:
    bench.reads_a_card()
    bench.post(CardRefused(Reason.CARD_UNREADABLE))
    bench.post(Acknowledged())
    bench.sees(S.RETURN_CARD)
    for _ in range(3):
        bench.advance(TIMEOUTS["take_card"])
        bench.sees(S.RETURN_CARD)
        assert bench.view.reason is Reason.TIMED_OUT
        assert bench.view.deadline == bench.clock.monotonic() + TIMEOUTS["take_card"]


@pytest.mark.parametrize("event", [CoinRejected(), CoinsAccepted(10, (10,)), SheetPrinted(1)])
def test_a_device_that_moves_on_gets_its_time_anew(bench: Bench, event: Event) -> None:
    machine = bench.terminal.machine
    bench.reads_a_card()
    machine.model.state = S.PRINT if isinstance(event, SheetPrinted) else S.PAY
    machine.model.visit = replace(machine.visit, order=Order(ORDER))
    bench.terminal._enter()
    bench.advance(100)
    bench.terminal.post(event)
    bench.terminal.pump()
    assert bench.view.deadline == bench.clock.monotonic() + bench.view.timeout  # type: ignore[operator]


def test_every_time_out_is_of_a_person_or_of_a_device() -> None:
    assert not IDLE.keys() & DEVICE.keys()
    assert all(seconds > 0 for seconds in TIMEOUTS.values())


# --- polls -----------------------------------------------------------------------------------------------


def test_a_poll_is_repeated_at_its_interval_while_the_state_lasts_and_not_after(bench: Bench) -> None:
    def waiting() -> int:
        return len([device for device, _, _ in bench.workers.waiting if device == "cash_health"])

    for _ in range(4):
        assert waiting() == 1
        bench.runs("cash_health")
        assert waiting() == 0
        bench.advance(0.2)
    bench.runs("cash_health")
    bench.post(Started())
    bench.advance(10)
    assert waiting() == 0


def test_a_device_that_hangs_is_reported_once_its_patience_is_over() -> None:
    bench = Bench({PollName.PRINTER_HEALTH: health()}).opens()
    bench.advance(29.999)
    bench.sees(S.ATTRACT)
    bench.advance(0.001)
    bench.sees(S.OUT_OF_SERVICE)
    assert bench.view.reason is Reason.PRINTER_FAULT


def test_a_device_that_answers_in_time_is_never_reported_silent() -> None:
    bench = Bench({PollName.PRINTER_HEALTH: health(DeviceChecked("printer", "online"))}).opens()
    for _ in range(20):
        bench.runs("printer_health")
        bench.advance(5)
    bench.sees(S.ATTRACT)


def test_a_device_that_comes_back_is_polled_again_and_serves_again() -> None:
    bench = Bench({PollName.PRINTER_HEALTH: health(DeviceChecked("printer", "online"))}).opens()
    bench.advance(30)
    bench.sees(S.OUT_OF_SERVICE)
    for _ in range(2):  # the answer to ATTRACT is late; the one to OUT_OF_SERVICE counts
        bench.runs("printer_health")
    bench.sees(S.ATTRACT)


def test_a_poll_that_raises_takes_the_terminal_out_of_service(bench: Bench) -> None:
    _, done = bench.workers.take("cash_health")
    done(None, RuntimeError(SECRET))
    bench.terminal.pump()
    bench.sees(S.OUT_OF_SERVICE)
    assert bench.view.reason is Reason.UNEXPECTED


# --- what is merely repeated -----------------------------------------------------------------------------


def printing_terminal(answers: list[tuple[Event, ...]]) -> Bench:
    """A terminal in PRINT whose job gives these answers, one a poll; the last again and again."""

    def follow(context: TaskContext) -> tuple[Event, ...]:
        return answers.pop(0) if len(answers) > 1 else answers[0]

    bench = Bench({PollName.JOB: Poll("job", 0.3, follow)}).opens()
    bench.reads_a_card()
    machine = bench.terminal.machine
    machine.model.state = S.PRINT
    machine.model.visit = replace(machine.visit, order=Order(ORDER))
    bench.terminal._enter()
    return bench


def polls_until(bench: Bench, seconds: float) -> None:
    """Let the job be polled, every time it is due, for that long."""
    end = bench.clock.monotonic() + seconds
    while bench.clock.monotonic() < end:
        if any(device == "job" for device, _, _ in bench.workers.waiting):
            bench.runs("job")
        bench.advance(0.1)


def test_a_condition_that_is_merely_repeated_restarts_no_deadline() -> None:
    bench = printing_terminal([(SheetPrinted(1),)])
    polls_until(bench, TIMEOUTS["print"] + 5)
    bench.sees(S.STOP_PRINT)


def test_a_sheet_more_gives_the_printer_its_time_anew() -> None:
    half = int(TIMEOUTS["print"] / 0.4 / 2)
    bench = printing_terminal(
        [*[(SheetPrinted(1),)] * half, *[(SheetPrinted(2),)] * half, (SheetPrinted(2),)]
    )
    polls_until(bench, TIMEOUTS["print"] + 5)
    bench.sees(S.PRINT)


def test_two_rejected_coins_in_a_row_are_two_events() -> None:
    heard: list[float] = []
    answers = iter(range(1, 4))
    bench = Bench(
        {PollName.COINS: Poll("coins", 0.2, lambda context: (CoinRejected(next(answers)),))}
    ).opens()
    bench.reads_a_card()
    machine = bench.terminal.machine
    machine.model.state = S.PAY
    machine.model.visit = replace(machine.visit, order=Order(ORDER))
    bench.terminal._enter()
    for _ in range(3):
        bench.runs("coins")
        assert bench.view.deadline is not None
        heard.append(bench.view.deadline)
        bench.advance(0.2)
    assert heard == sorted(set(heard))


def test_a_device_that_comes_back_as_it_was_is_heard_after_its_silence() -> None:
    """Its answer is the same as before, but the terminal has called it silent meanwhile."""
    healthy = (DeviceChecked("printer", "online"),)
    silent = (DeviceChecked("printer", "hardwareError", "silent", Reason.PRINTER_FAULT),)
    bench = Bench({PollName.PRINTER_HEALTH: Poll("printer_health", 5.0, lambda _: healthy, 30.0, silent)})
    bench.opens()
    for event in (StaffCalled(), StaffPinChecked(True)):
        bench.post(event)
    bench.runs("printer_health")
    bench.runs("printer_health")
    bench.advance(5)  # asked again, and now it hangs
    bench.advance(31)
    assert [each.detail for each in bench.terminal.machine.status.devices] == ["silent"]
    bench.runs("printer_health")
    assert [each.status for each in bench.terminal.machine.status.devices] == ["online"]
