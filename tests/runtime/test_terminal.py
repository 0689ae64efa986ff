"""The loop: what is late is dropped, times are exact, and nothing that fails stops the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog
from structlog.testing import capture_logs
from terminal_bench import Bench

from kiosk.fsm import events as e
from kiosk.fsm.notices import Notice
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import DEVICE, IDLE, TIMEOUTS
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.services import Municipality
from kiosk.runtime.terminal_parts import Watch

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


def health(*events: e.Event, interval: float = 5.0, patience: float = 30.0) -> Watch:
    silent = (e.DeviceChecked("printer", "hardwareError", "silent", Notice.PRINTER_FAULT),)
    return Watch("printer_health", interval, lambda brief: events, patience, silent)


@pytest.fixture
def bench_with_centre() -> Bench:
    """The centre has been asked who takes part, and has not answered yet."""
    events = (e.DeviceChecked("centre", "online"), e.MunicipalitiesListed((TOWN,)))
    return Bench({"centre_health": Watch("centre", 30.0, lambda brief: events)}).opens()


# --- what is late ----------------------------------------------------------------------------------------


def test_an_answer_that_comes_after_its_state_was_left_is_dropped(bench: Bench) -> None:
    bench.reads_a_card()
    bench.answers["read_card"] = lambda brief: e.CardRead(3, "somebody")
    job, done = bench.workers.take("read_card")
    bench.advance(TIMEOUTS["card"])
    bench.sees(S.REFUSAL)
    bench.post(e.CardGone())
    bench.post(e.Acknowledged())
    bench.sees(S.ATTRACT)
    bench.reads_a_card()  # the next customer, in the very state that asked
    with capture_logs() as logs:
        done(job(), None)
        bench.terminal.pump()
    bench.sees(S.READ_CARD)
    assert bench.terminal.machine.visit.card_subject == ""
    assert [line["event"] for line in logs] == ["late_event_dropped"]


def test_who_takes_part_is_heard_also_when_somebody_has_begun_meanwhile(bench_with_centre: Bench) -> None:
    bench = bench_with_centre
    job, done = bench.workers.take("centre")
    bench.post(e.Started())
    bench.sees(S.MENU)
    done(job(), None)
    bench.terminal.pump()
    assert bench.terminal.view is not None
    assert bench.terminal.view.municipalities == (TOWN,)
    assert "centre" not in bench.terminal.machine.standing.devices, "the health of a device is asked anew"


def test_an_error_that_comes_late_does_not_touch_the_next_customer(bench: Bench) -> None:
    bench.reads_a_card()
    _, done = bench.workers.take("read_card")
    bench.advance(TIMEOUTS["card"])
    bench.post(e.CardGone())
    bench.post(e.Acknowledged())
    bench.reads_a_card()
    done(None, OSError("late"))
    bench.terminal.pump()
    bench.sees(S.READ_CARD)


def test_a_second_answer_to_the_same_entry_means_nothing(bench: Bench) -> None:
    bench.reads_a_card()
    bench.answers["read_card"] = lambda brief: e.CardRead(3, "card")
    job, done = bench.workers.take("read_card")
    done(job(), None)
    done(job(), None)
    bench.terminal.pump()
    bench.sees(S.ENTER_PIN)


def test_a_task_gets_the_facts_of_the_entry_that_asked(bench: Bench) -> None:
    bench.reads_a_card()
    bench.answers["read_card"] = lambda brief: e.CardRead(3, "card")
    bench.runs("read_card")
    (brief,) = [each for each in bench.briefs if each.state is S.READ_CARD]
    assert brief.visit == "id-0"
    assert brief.generation == bench.terminal.machine.generation - 1


# --- time --------------------------------------------------------------------------------------------------


def test_a_time_out_comes_to_the_moment_and_not_before(bench: Bench) -> None:
    bench.post(e.Started())
    bench.advance(TIMEOUTS["choose"] - 0.001)
    bench.sees(S.MENU)
    bench.advance(0.001)
    bench.sees(S.ATTRACT)


def test_a_touch_starts_an_idle_time_out_anew(bench: Bench) -> None:
    bench.post(e.Started())
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
    bench.post(e.CardRefused(Notice.CARD_UNREADABLE))
    bench.post(e.Acknowledged())
    bench.sees(S.RETURN_CARD)
    for _ in range(3):
        bench.advance(TIMEOUTS["take_card"])
        bench.sees(S.RETURN_CARD)
        assert bench.view.notice is Notice.TIMED_OUT
        assert bench.view.deadline == bench.clock.monotonic() + TIMEOUTS["take_card"]


@pytest.mark.parametrize("event", [e.CoinRejected(), e.CoinsAccepted(10, (10,)), e.SheetPrinted(1, 0)])
def test_a_device_that_moves_on_gets_its_time_anew(bench: Bench, event: e.Event) -> None:
    machine = bench.terminal.machine
    bench.reads_a_card()
    machine.state = S.PRINT.value if isinstance(event, e.SheetPrinted) else S.PAY.value
    machine.visit.order = ORDER
    bench.terminal._enter()
    bench.advance(100)
    bench.terminal.post(event)
    bench.terminal.pump()
    assert bench.view.deadline == bench.clock.monotonic() + bench.view.timeout  # type: ignore[operator]


def test_every_time_out_is_of_a_person_or_of_a_device() -> None:
    assert not IDLE.keys() & DEVICE.keys()
    assert all(seconds > 0 for seconds in TIMEOUTS.values())


# --- watches -----------------------------------------------------------------------------------------------


def test_a_watch_polls_at_its_interval_while_the_state_lasts_and_not_after(bench: Bench) -> None:
    def waiting() -> int:
        return len([device for device, _, _ in bench.workers.waiting if device == "cash_health"])

    for _ in range(4):
        assert waiting() == 1
        bench.runs("cash_health")
        assert waiting() == 0
        bench.advance(0.2)
    bench.runs("cash_health")
    bench.post(e.Started())
    bench.advance(10)
    assert waiting() == 0


def test_a_device_that_hangs_is_reported_once_its_patience_is_over() -> None:
    bench = Bench({"printer_health": health()}).opens()
    bench.advance(29.999)
    bench.sees(S.ATTRACT)
    bench.advance(0.001)
    bench.sees(S.OUT_OF_SERVICE)
    assert bench.view.notice is Notice.PRINTER_FAULT


def test_a_device_that_answers_in_time_is_never_reported_silent() -> None:
    bench = Bench({"printer_health": health(e.DeviceChecked("printer", "online"))}).opens()
    for _ in range(20):
        bench.runs("printer_health")
        bench.advance(5)
    bench.sees(S.ATTRACT)


def test_a_device_that_comes_back_is_polled_again_and_serves_again() -> None:
    bench = Bench({"printer_health": health(e.DeviceChecked("printer", "online"))}).opens()
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
    assert bench.view.notice is Notice.UNEXPECTED
