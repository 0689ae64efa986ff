"""The picture that answers a touch is drawn in the frame of the touch, when it comes in time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.view import View
from kiosk.screens.kivy.newest_view import NewestView
from kiosk.screens.samples import sample
from tests.support.screen_harness import ScreenHarness


class Terminal:
    """Answers what is posted with `view`, on a thread of its own once it is let."""

    def __init__(self, harness: ScreenHarness, view: View) -> None:
        self.harness, self.view, self.may_answer = harness, view, threading.Event()
        self.asked: list[Event] = []
        self.thread = threading.Thread(target=self._answer, daemon=True)

    def post(self, event: Event, _generation: int | None) -> None:
        self.asked.append(event)
        self.thread.start()

    def _answer(self) -> None:
        if self.may_answer.wait(60):
            self.harness.app.show(replace(self.view, generation=self.harness.generation + 1))


@pytest.fixture
def terminal(harness: ScreenHarness, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    made = Terminal(harness, sample("order"))
    monkeypatch.setattr(harness.app.root, "_to_terminal", made.post)
    harness.show(sample("options"))
    yield made
    made.may_answer.set()
    made.thread.join(60)
    harness.generation += 1


def test_an_answer_in_time_is_on_the_page_when_the_finger_is_up(
    harness: ScreenHarness, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.screens.kivy.app.ANSWER_WITHIN", 60.0)  # however busy this machine is
    terminal.may_answer.set()
    harness.touch("next")
    assert harness.app.root.view.state is terminal.view.state
    assert harness.app.root._release is None


def test_an_answer_that_takes_longer_is_drawn_when_it_comes(
    harness: ScreenHarness, terminal: Terminal
) -> None:
    harness.touch("next")
    assert harness.app.root.view.state is sample("options").state
    assert harness.app.root._release is not None
    terminal.may_answer.set()
    harness.turn_until(lambda: harness.app.root.view.state is terminal.view.state)


def test_of_several_views_only_the_newest_is_taken_and_only_once() -> None:
    newest, one, other = NewestView(), sample("menu"), sample("order")
    assert not newest.comes(0)
    assert newest.put(one)
    assert not newest.put(other)
    assert newest.comes(0)
    assert newest.take() is other
    assert newest.take() is None
    assert not newest.waits
