"""The loop when things fail, and when many threads speak at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs
from terminal_bench import Bench

from kiosk.fsm.events import Event
from kiosk.fsm.flow.certificates import OrderConfirmed
from kiosk.fsm.flow.identification import CardRead
from kiosk.fsm.flow.menu import LanguageChosen, Started
from kiosk.fsm.flow.staff import StaffCalled, StaffLeft, StaffPinChecked
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.runtime.terminal import CannotGoOn

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


# --- what fails -----------------------------------------------------------------------------------


class Broken:
    """A listener that cannot."""

    def shown(self, view: View) -> None:
        raise RuntimeError(SECRET)

    def visit_began(self, visit: Visit) -> None:
        raise RuntimeError(SECRET)

    def visit_ended(self, visit: Visit) -> None:
        raise RuntimeError(SECRET)


def test_a_listener_that_raises_stops_neither_the_loop_nor_the_others(bench: Bench) -> None:
    bench.terminal.listeners.insert(0, Broken())
    with capture_logs() as logs:
        bench.post(Started())
    bench.sees(S.MENU)
    assert bench.view.state is S.MENU
    assert {line["event"] for line in logs} >= {"listener_failed"}
    assert SECRET not in repr(logs)


def test_a_task_that_raises_ends_the_visit_safely_without_its_words_in_the_log(bench: Bench) -> None:
    def fails(context: TaskContext) -> Event:
        raise RuntimeError(SECRET)

    bench.reads_a_card()
    bench.answers["read_card"] = fails
    with capture_logs() as logs:
        bench.runs("read_card")
    bench.sees(S.REFUSAL)
    assert bench.view.reason is Reason.UNEXPECTED
    (line,) = [line for line in logs if line["event"] == "unexpected_exception"]
    assert (line["kind"], line["where"], line["state"]) == ("RuntimeError", "device", "read_card")
    assert line["place"].startswith(f"{Path(__file__).name}:")
    assert SECRET not in repr(logs)


def test_a_task_without_an_answer_leaves_the_state_to_its_watch_or_deadline(bench: Bench) -> None:
    bench.reads_a_card()
    bench.answers["read_card"] = lambda context: None
    bench.runs("read_card")
    bench.sees(S.READ_CARD)


def raises(times: int, real: Callable[[Event], bool]) -> Callable[[Event], bool]:
    left = [times]

    def handle(event: Event) -> bool:
        if left[0] > 0:
            left[0] -= 1
            raise ZeroDivisionError(SECRET)
        return real(event)

    return handle


def test_a_machine_that_raises_once_goes_on_from_a_safe_place(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.reads_a_card()
    monkeypatch.setattr(bench.terminal.machine, "handle", raises(1, bench.terminal.machine.handle))
    with capture_logs() as logs:
        bench.post(CardRead(3, "card"))
    bench.sees(S.REFUSAL)
    assert SECRET not in repr(logs)


def test_an_action_that_raises_in_the_middle_of_a_transition_leaves_the_machine_usable(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_id, model = bench.terminal.machine.model.new_id, bench.terminal.machine.model

    def fails() -> str:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(model, "new_id", fails)
    bench.post(Started())  # its action asks for an id
    bench.sees(S.OUT_OF_SERVICE)
    assert bench.view.reason is Reason.UNEXPECTED
    monkeypatch.setattr(model, "new_id", new_id)
    for event in (StaffCalled(), StaffPinChecked(True), StaffLeft(in_service=True), Started()):
        bench.post(event)
    bench.sees(S.MENU)


def test_a_machine_that_raises_even_at_the_fault_ends_a_headless_terminal_too(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.terminal.machine, "handle", raises(2, bench.terminal.machine.handle))
    with capture_logs() as logs, pytest.raises(CannotGoOn, match=r"^ZeroDivisionError in attract$") as caught:
        bench.post(Started())
    assert caught.value.__cause__ is None
    assert SECRET not in repr(logs)


# --- threads --------------------------------------------------------------------------------------


def test_events_from_many_threads_are_taken_one_by_one_and_none_is_lost(bench: Bench) -> None:
    taken: list[str] = []
    real = bench.terminal.machine.handle

    def handle(event: Event) -> bool:
        assert threading.current_thread() is threading.main_thread()
        assert isinstance(event, LanguageChosen)
        taken.append(event.language)
        return real(event)

    bench.terminal.machine.handle = handle  # type: ignore[method-assign]

    def touch(language: str) -> None:
        for _ in range(200):
            bench.terminal.post(LanguageChosen(language))

    threads = [threading.Thread(target=touch, args=(language,)) for language in ("ja", "en", "ja", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bench.terminal.pump()
    assert (taken.count("ja"), taken.count("en")) == (400, 400)


def test_the_picture_is_told_only_when_it_changed(bench: Bench) -> None:
    seen = len(bench.views)
    bench.post(LanguageChosen("ja"))
    bench.post(OrderConfirmed())
    assert len(bench.views) == seen
    bench.post(LanguageChosen("en"))
    assert len(bench.views) == seen + 1
    assert bench.terminal.view is bench.views[-1]
