"""The loop when things fail, and when many threads speak at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.flow.certificates import OrderConfirmed
from kiosk.fsm.flow.identification import CardRead
from kiosk.fsm.flow.menu import LanguageChosen, Started
from kiosk.fsm.flow.staff.maintenance import StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.runtime.terminal import CannotGoOn
from tests.support.logs import capture_logs
from tests.support.staff import signs_in
from tests.support.terminal_harness import TerminalHarness

SECRET = "花子-1234"
ORDER = (OrderLine(CertificateKind.TAXATION, (), 1, 250),)


@pytest.fixture
def harness() -> TerminalHarness:
    return TerminalHarness().opens()


# --- what fails -----------------------------------------------------------------------------------


class Broken:
    """A listener that cannot."""

    def shown(self, view: View) -> None:
        raise RuntimeError(SECRET)

    def visit_began(self, visit: Visit) -> None:
        raise RuntimeError(SECRET)

    def visit_ended(self, visit: Visit) -> None:
        raise RuntimeError(SECRET)


def test_a_listener_that_raises_stops_neither_the_loop_nor_the_others(harness: TerminalHarness) -> None:
    harness.terminal.listeners.insert(0, Broken())
    with capture_logs() as logs:
        harness.post(Started())
    harness.sees(S.MENU)
    assert harness.view.state is S.MENU
    assert {line["event"] for line in logs} >= {"listener_failed"}
    assert SECRET not in repr(logs)


def test_a_task_that_raises_ends_the_visit_safely_without_its_words_in_the_log(
    harness: TerminalHarness,
) -> None:
    def fails(context: TaskContext) -> Event:
        raise RuntimeError(SECRET)

    harness.reads_a_card()
    harness.answers["read_card"] = fails
    with capture_logs() as logs:
        harness.runs("read_card")
    harness.sees(S.REFUSAL)
    assert harness.view.reason is Reason.UNEXPECTED
    (line,) = [line for line in logs if line["event"] == "unexpected_exception"]
    assert (line["kind"], line["where"], line["state"]) == ("RuntimeError", "device", "read_card")
    assert str(line["place"]).startswith(f"{Path(__file__).name}:")
    assert SECRET not in repr(logs)


def test_a_task_without_an_answer_leaves_the_state_to_its_watch_or_deadline(harness: TerminalHarness) -> None:
    harness.reads_a_card()
    harness.answers["read_card"] = lambda context: None
    harness.runs("read_card")
    harness.sees(S.READ_CARD)


def raises(times: int, real: Callable[[Event], bool]) -> Callable[[Event], bool]:
    left = [times]

    def handle(event: Event) -> bool:
        if left[0] > 0:
            left[0] -= 1
            raise ZeroDivisionError(SECRET)
        return real(event)

    return handle


def test_a_machine_that_raises_once_goes_on_from_a_safe_place(
    harness: TerminalHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    harness.reads_a_card()
    monkeypatch.setattr(harness.terminal.machine, "handle", raises(1, harness.terminal.machine.handle))
    with capture_logs() as logs:
        harness.post(CardRead(3, b"card"))
    harness.sees(S.REFUSAL)
    assert SECRET not in repr(logs)


def test_an_action_that_raises_in_the_middle_of_a_transition_leaves_the_machine_usable(
    harness: TerminalHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_id, model = harness.terminal.machine.model.new_id, harness.terminal.machine.model

    def fails() -> str:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(model, "new_id", fails)
    harness.post(Started())  # its action asks for an id
    harness.sees(S.OUT_OF_SERVICE)
    assert harness.view.reason is Reason.UNEXPECTED
    monkeypatch.setattr(model, "new_id", new_id)
    for event in (*signs_in(), StaffLeft(in_service=True), Started()):
        harness.post(event)
    harness.sees(S.MENU)


def test_a_machine_that_raises_even_at_the_fault_ends_a_headless_terminal_too(
    harness: TerminalHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harness.terminal.machine, "handle", raises(2, harness.terminal.machine.handle))
    with capture_logs() as logs, pytest.raises(CannotGoOn, match=r"^ZeroDivisionError in attract$") as caught:
        harness.post(Started())
    assert caught.value.__cause__ is None
    assert SECRET not in repr(logs)


# --- threads --------------------------------------------------------------------------------------


def test_events_from_many_threads_are_taken_one_by_one_and_none_is_lost(harness: TerminalHarness) -> None:
    taken: list[str] = []
    real = harness.terminal.machine.handle

    def handle(event: Event) -> bool:
        assert threading.current_thread() is threading.main_thread()
        assert isinstance(event, LanguageChosen)
        taken.append(event.language)
        return real(event)

    harness.terminal.machine.handle = handle  # type: ignore[method-assign]

    def touch(language: str) -> None:
        for _ in range(200):
            harness.terminal.post(LanguageChosen(language))

    threads = [threading.Thread(target=touch, args=(language,)) for language in ("ja", "en", "ja", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    harness.terminal.pump()
    assert (taken.count("ja"), taken.count("en")) == (400, 400)


def test_the_picture_is_told_only_when_it_changed(harness: TerminalHarness) -> None:
    harness.post(Started())
    seen = len(harness.views)
    harness.post(LanguageChosen("ja"))
    harness.post(OrderConfirmed())
    assert len(harness.views) == seen
    harness.post(LanguageChosen("en"))
    assert len(harness.views) == seen + 1
    assert harness.terminal.view is harness.views[-1]
