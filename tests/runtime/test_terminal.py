"""The loop: what is late is dropped, times are exact, and nothing that fails stops the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, CardGone, CardRefused
from kiosk.fsm.flow.identification import CardRead
from kiosk.fsm.flow.menu import Started
from kiosk.fsm.flow.operation import DeviceChecked, MunicipalitiesListed
from kiosk.fsm.flow.payment import CoinRejected, CoinsAccepted
from kiosk.fsm.flow.printing import SheetPrinted
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_table import PollName
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.timeouts import DEVICE, IDLE, TIMEOUTS
from kiosk.fsm.visit import Order
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.services import Municipality
from kiosk.runtime.terminal_parts import Poll
from tests.support.logs import capture_logs
from tests.support.staff import signs_in
from tests.support.terminal_harness import TerminalHarness

TOWN = Municipality("99201", "みほん県", "見本市", "Mihon", "0000-00-0001")
SECRET = "花子-1234"
ORDER = (OrderLine(CertificateKind.TAXATION, (), 1, 250),)


@pytest.fixture
def harness() -> TerminalHarness:
    return TerminalHarness().opens()


def health(*events: Event, interval: float = 5.0, patience: float = 30.0) -> Poll:
    silent = (DeviceChecked("card_reader", "hardwareError", "silent", Reason.READER_FAULT),)
    return Poll("printer_health", interval, lambda context: events, patience, silent)


@pytest.fixture
def harness_with_centre() -> TerminalHarness:
    """The centre has been asked who takes part, and has not answered yet."""
    events = (DeviceChecked("centre", "online"), MunicipalitiesListed((TOWN,)))
    return TerminalHarness({PollName.CENTRE_HEALTH: Poll("centre", 30.0, lambda context: events)}).opens()


# --- what is late ----------------------------------------------------------------------------------------


def test_an_answer_that_comes_after_its_state_was_left_is_dropped(harness: TerminalHarness) -> None:
    harness.reads_a_card()
    harness.answers["read_card"] = lambda context: CardRead(3, b"somebody")
    job, done = harness.workers.take("read_card")
    answer = job()
    harness.advance(TIMEOUTS["card"])
    harness.sees(S.REFUSAL)
    harness.post(CardGone())
    harness.post(Acknowledged())
    harness.sees(S.ATTRACT)
    harness.reads_a_card()  # the next customer, in the very state that asked
    with capture_logs() as logs:
        done(answer, None)
        harness.terminal.pump()
    harness.sees(S.READ_CARD)
    assert harness.terminal.machine.visit.card.certificate == b""
    assert [line["event"] for line in logs] == ["late_event_dropped"]


def test_a_task_that_waited_until_its_state_was_left_is_not_begun(harness: TerminalHarness) -> None:
    """Its worker was held up: whatever the task would have moved belongs to nobody now."""
    harness.reads_a_card()
    begun: list[TaskContext] = []

    def read(context: TaskContext) -> CardRead:
        begun.append(context)
        return CardRead(3, b"somebody")

    harness.answers["read_card"] = read
    job, _ = harness.workers.take("read_card")
    harness.advance(TIMEOUTS["card"])
    harness.sees(S.REFUSAL)
    assert job() is None
    assert begun == []


def test_who_takes_part_is_heard_also_when_somebody_has_begun_meanwhile(
    harness_with_centre: TerminalHarness,
) -> None:
    harness = harness_with_centre
    job, done = harness.workers.take("centre")
    answer = job()
    harness.post(Started())
    harness.sees(S.MENU)
    done(answer, None)
    harness.terminal.pump()
    assert harness.terminal.view is not None
    assert harness.terminal.view.status.municipalities == (TOWN,)
    asked = [each.device for each in harness.terminal.machine.status.devices]
    assert "centre" not in asked, "the health of a device is asked anew"


def test_an_error_that_comes_late_does_not_touch_the_next_customer(harness: TerminalHarness) -> None:
    harness.reads_a_card()
    _, done = harness.workers.take("read_card")
    harness.advance(TIMEOUTS["card"])
    harness.post(CardGone())
    harness.post(Acknowledged())
    harness.reads_a_card()
    done(None, OSError("late"))
    harness.terminal.pump()
    harness.sees(S.READ_CARD)


def test_a_second_answer_to_the_same_entry_means_nothing(harness: TerminalHarness) -> None:
    harness.reads_a_card()
    harness.answers["read_card"] = lambda context: CardRead(3, b"card")
    job, done = harness.workers.take("read_card")
    done(job(), None)
    done(job(), None)
    harness.terminal.pump()
    harness.sees(S.ENTER_PIN)


def test_a_task_gets_the_facts_of_the_entry_that_asked(harness: TerminalHarness) -> None:
    harness.reads_a_card()
    harness.answers["read_card"] = lambda context: CardRead(3, b"card")
    harness.runs("read_card")
    (context,) = [each for each in harness.contexts if each.state is S.READ_CARD]
    assert context.visit.id == "id-0"
    assert context.generation == harness.terminal.machine.generation - 1


# --- time --------------------------------------------------------------------------------------------------


def test_a_time_out_comes_to_the_moment_and_not_before(harness: TerminalHarness) -> None:
    harness.post(Started())
    harness.advance(TIMEOUTS["choose"] - 0.001)
    harness.sees(S.MENU)
    harness.advance(0.001)
    harness.sees(S.ATTRACT)


def test_a_touch_starts_an_idle_time_out_anew(harness: TerminalHarness) -> None:
    harness.post(Started())
    for _ in range(5):
        harness.advance(TIMEOUTS["choose"] - 1)
        harness.terminal.touched()
        harness.terminal.pump()
        assert harness.view.deadline == harness.clock.monotonic() + TIMEOUTS["choose"]
    harness.sees(S.MENU)
    harness.advance(TIMEOUTS["choose"])
    harness.sees(S.ATTRACT)


def test_a_touch_does_not_move_a_devices_deadline(harness: TerminalHarness) -> None:
    harness.reads_a_card()
    deadline = harness.view.deadline
    for _ in range(int(TIMEOUTS["card"]) - 1):
        harness.advance(1)
        harness.terminal.touched()
        harness.terminal.pump()
    assert harness.view.deadline == deadline
    harness.advance(1)
    harness.sees(S.REFUSAL)


def test_a_touch_where_nothing_times_out_is_nothing(harness: TerminalHarness) -> None:
    harness.terminal.touched()
    harness.terminal.pump()
    assert harness.view.deadline is None


def test_a_state_that_stays_at_its_time_out_is_asked_again(harness: TerminalHarness) -> None:
    harness.reads_a_card()
    harness.post(CardRefused(Reason.CARD_UNREADABLE))
    harness.post(Acknowledged())
    harness.sees(S.RETURN_CARD)
    for _ in range(3):
        harness.advance(TIMEOUTS["take_card"])
        harness.sees(S.RETURN_CARD)
        assert harness.view.reason is Reason.TIMED_OUT
        assert harness.view.deadline == harness.clock.monotonic() + TIMEOUTS["take_card"]


@pytest.mark.parametrize("event", [CoinRejected(), CoinsAccepted(10, (10,)), SheetPrinted(1)])
def test_a_device_that_moves_on_gets_its_time_anew(harness: TerminalHarness, event: Event) -> None:
    machine = harness.terminal.machine
    harness.reads_a_card()
    machine.model.state = S.PRINT if isinstance(event, SheetPrinted) else S.PAY
    machine.model.visit = replace(machine.visit, order=Order(ORDER))
    harness.terminal._enter()
    harness.advance(100)
    harness.terminal.post(event)
    harness.terminal.pump()
    assert harness.view.deadline == harness.clock.monotonic() + harness.view.timeout  # type: ignore[operator]


def test_every_time_out_is_of_a_person_or_of_a_device() -> None:
    assert not IDLE.keys() & DEVICE.keys()
    assert all(seconds > 0 for seconds in TIMEOUTS.values())


# --- polls -----------------------------------------------------------------------------------------------


def test_a_poll_is_repeated_at_its_interval_while_the_state_lasts_and_not_after(
    harness: TerminalHarness,
) -> None:
    def waiting() -> int:
        return len([device for device, _, _ in harness.workers.waiting if device == "cash_health"])

    for _ in range(4):
        assert waiting() == 1
        harness.runs("cash_health")
        assert waiting() == 0
        harness.advance(0.2)
    harness.runs("cash_health")
    harness.post(Started())
    harness.advance(10)
    assert waiting() == 0


def test_a_device_that_hangs_is_reported_once_its_patience_is_over() -> None:
    harness = TerminalHarness({PollName.PRINTER_HEALTH: health()}).opens()
    harness.advance(29.999)
    harness.sees(S.ATTRACT)
    harness.advance(0.001)
    harness.sees(S.OUT_OF_SERVICE)
    assert harness.view.reason is Reason.READER_FAULT


def test_a_device_that_answers_in_time_is_never_reported_silent() -> None:
    harness = TerminalHarness(
        {PollName.PRINTER_HEALTH: health(DeviceChecked("card_reader", "online"))}
    ).opens()
    for _ in range(20):
        harness.runs("printer_health")
        harness.advance(5)
    harness.sees(S.ATTRACT)


def test_a_device_that_comes_back_is_polled_again_and_serves_again() -> None:
    harness = TerminalHarness(
        {PollName.PRINTER_HEALTH: health(DeviceChecked("card_reader", "online"))}
    ).opens()
    harness.advance(30)
    harness.sees(S.OUT_OF_SERVICE)
    for _ in range(2):  # the answer to ATTRACT is late; the one to OUT_OF_SERVICE counts
        harness.runs("printer_health")
    harness.sees(S.ATTRACT)


def test_a_poll_that_raises_takes_the_terminal_out_of_service(harness: TerminalHarness) -> None:
    _, done = harness.workers.take("cash_health")
    done(None, RuntimeError(SECRET))
    harness.terminal.pump()
    harness.sees(S.OUT_OF_SERVICE)
    assert harness.view.reason is Reason.UNEXPECTED


# --- what is merely repeated -----------------------------------------------------------------------------


def printing_terminal(answers: list[tuple[Event, ...]]) -> TerminalHarness:
    """A terminal in PRINT whose job gives these answers, one a poll; the last again and again."""

    def follow(context: TaskContext) -> tuple[Event, ...]:
        return answers.pop(0) if len(answers) > 1 else answers[0]

    harness = TerminalHarness({PollName.JOB: Poll("job", 0.3, follow)}).opens()
    harness.reads_a_card()
    machine = harness.terminal.machine
    machine.model.state = S.PRINT
    machine.model.visit = replace(machine.visit, order=Order(ORDER))
    harness.terminal._enter()
    return harness


def polls_until(harness: TerminalHarness, seconds: float) -> None:
    """Let the job be polled, every time it is due, for that long."""
    end = harness.clock.monotonic() + seconds
    while harness.clock.monotonic() < end:
        if any(device == "job" for device, _, _ in harness.workers.waiting):
            harness.runs("job")
        harness.advance(0.1)


def test_a_condition_that_is_merely_repeated_restarts_no_deadline() -> None:
    harness = printing_terminal([(SheetPrinted(1),)])
    polls_until(harness, TIMEOUTS["print"] + 5)
    harness.sees(S.STOP_PRINT)


def test_a_sheet_more_gives_the_printer_its_time_anew() -> None:
    half = int(TIMEOUTS["print"] / 0.4 / 2)
    harness = printing_terminal(
        [*[(SheetPrinted(1),)] * half, *[(SheetPrinted(2),)] * half, (SheetPrinted(2),)]
    )
    polls_until(harness, TIMEOUTS["print"] + 5)
    harness.sees(S.PRINT)


def test_two_rejected_coins_in_a_row_are_two_events() -> None:
    heard: list[float] = []
    answers = iter(range(1, 4))
    harness = TerminalHarness(
        {PollName.COINS: Poll("coins", 0.2, lambda context: (CoinRejected(next(answers)),))}
    ).opens()
    harness.reads_a_card()
    machine = harness.terminal.machine
    machine.model.state = S.PAY
    machine.model.visit = replace(machine.visit, order=Order(ORDER))
    harness.terminal._enter()
    for _ in range(3):
        harness.runs("coins")
        assert harness.view.deadline is not None
        heard.append(harness.view.deadline)
        harness.advance(0.2)
    assert heard == sorted(set(heard))


def test_a_device_that_comes_back_as_it_was_is_heard_after_its_silence() -> None:
    """Its answer is the same as before, but the terminal has called it silent meanwhile."""
    healthy = (DeviceChecked("card_reader", "online"),)
    silent = (DeviceChecked("card_reader", "hardwareError", "silent", Reason.READER_FAULT),)
    harness = TerminalHarness(
        {PollName.PRINTER_HEALTH: Poll("printer_health", 5.0, lambda _: healthy, 30.0, silent)}
    )
    harness.opens()
    for event in signs_in():
        harness.post(event)
    harness.runs("printer_health")
    harness.runs("printer_health")
    harness.advance(5)  # asked again, and now it hangs
    harness.advance(31)
    assert [each.detail for each in harness.terminal.machine.status.devices] == ["silent"]
    harness.runs("printer_health")
    assert [each.status for each in harness.terminal.machine.status.devices] == ["online"]
