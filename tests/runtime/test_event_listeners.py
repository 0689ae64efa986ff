"""Who listens to events: told of the type and of the state that it led to, before the picture is."""

from __future__ import annotations

from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged
from kiosk.fsm.flow.menu import LanguageChosen, ServiceChosen, Started
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.rules.services import Service
from tests.support.terminal_harness import TerminalHarness


class Order:
    """Writes down in which order it is told; implements `Listener`."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def handled(self, event: type[Event], entered: S | None) -> None:
        self.told.append((event, entered))

    def shown(self, view: View) -> None:
        self.told.append(view.state)

    def visit_began(self, visit: object) -> None: ...

    def visit_ended(self, visit: object) -> None: ...


def test_each_event_is_told_by_its_type_with_the_state_it_led_to_before_the_picture() -> None:
    terminal, order = TerminalHarness().opens(), Order()
    terminal.terminal.event_listeners.append(order.handled)
    terminal.terminal.listeners.append(order)
    terminal.post(Started())
    terminal.post(LanguageChosen("en"))
    terminal.post(ServiceChosen(Service.CERTIFICATES))
    told = [each for each in order.told if isinstance(each, tuple) or each in (S.MENU, S.CONSENT)]
    assert told[0] == (Started, S.MENU)
    assert told[1] == S.MENU
    assert (LanguageChosen, None) in told
    assert told.index((ServiceChosen, S.CONSENT)) < told.index(S.CONSENT)


def test_an_event_that_is_not_expected_is_told_to_nobody() -> None:
    terminal, order = TerminalHarness().opens(), Order()
    terminal.terminal.event_listeners.append(order.handled)
    terminal.post(Acknowledged())
    assert order.told == []


def test_a_listener_that_raises_stops_nothing() -> None:
    def broken(_event: type[Event], _entered: S | None) -> None:
        raise RuntimeError("no sound")

    terminal, order = TerminalHarness().opens(), Order()
    terminal.terminal.event_listeners += [broken, order.handled]
    terminal.post(Started())
    assert terminal.sees(S.MENU)
    assert order.told == [(Started, S.MENU)]


def test_a_reminder_comes_whatever_states_are_left_and_what_is_bound_does_not() -> None:
    terminal, calls = TerminalHarness().opens(), list[str]()
    terminal.terminal.remind(1.0, lambda: calls.append("reminded"))
    terminal.terminal.later(1.0, lambda: calls.append("bound"))
    terminal.post(Started())
    terminal.advance(2.0)
    assert calls == ["reminded"]
