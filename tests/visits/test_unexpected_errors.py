"""Visits in which the program itself fails: money comes back, and the screen explains."""

from __future__ import annotations

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from tests.support.visits import Person


@pytest.mark.parametrize("state", [S.PLACE_CARD, S.ENTER_PIN, S.CERTIFICATES, S.PAY])
def test_an_unexpected_exception_ends_in_a_safe_explained_place(
    person: Person, state: S, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.fsm.events import Faulted

    story = person.starts().agrees().chooses_residence()
    if state is not S.PLACE_CARD:
        story = story.sets("normal")
    if state in (S.CERTIFICATES, S.PAY):
        story = story.types("1234").takes_card()
    if state is S.PAY:
        story = story.orders().inserts(100)
    story.sees(state).machine.post(Faulted())
    person.waits(5).presses_ok().takes_card().waits(70)
    person.has_in_tray(100 if state is S.PAY else 0).owes_nothing().leaves_no_trace()


def test_a_task_that_raises_is_a_fault_and_not_the_end(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.proves()

    def broken(*_: object) -> None:
        raise RuntimeError("本当の名前 must not be logged")

    monkeypatch.setattr("kiosk.tasks.paper.certificates.render", broken)
    person.orders().sees(S.REFUSAL, Reason.UNEXPECTED).presses_ok().sees(S.ATTRACT).owes_nothing()
