"""The scripted shopper: reads the screen, touches it, and takes a screenshot of every state."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.runtime.terminal import Terminal
from kiosk.screens.kivy.app import KioskApp
from kiosk.screens.toolkit.double_tap import WITHIN, is_typed
from kiosk_simulator.demo.display import Finger
from kiosk_simulator.demo.manual_actions import ManualActions
from kiosk_simulator.demo.pace import Pace

PATIENCE = 60.0
"""Seconds without a new state after which the shopper gives up."""

LOOK = 5.0
"""Seconds that the shopper waits for a widget to appear."""

_SAME_SPOT, _MARGIN = 100, 0.02
"""Pixels and seconds, slightly more than the screens' own limits for accidental double taps."""


class VisitFailed(RuntimeError):
    """The visit did not follow the script; the message names the state."""


@dataclass(slots=True)
class Record:
    """What the shopper saw and did; amounts in yen."""

    states: list[str] = field(default_factory=list)
    yen_inserted: int = 0
    price: int = 0
    change: int = 0
    sheets: int = 0


class _Tap(NamedTuple):
    """The last touch: widget, position, and generation of the state entry."""

    action: str
    place: tuple[int, int]
    generation: int


Step = Callable[["Shopper", View], None]


class Shopper:
    """Plays one visit: `plan` has a step for some states; in all others the shopper waits."""

    def __init__(
        self,
        terminal: Terminal,
        app: KioskApp,
        manual: ManualActions,
        plan: Mapping[S, Step],
        *,
        language: str,
        screens: Path,
        pace: Pace,
    ) -> None:
        self.manual = manual
        self.record = Record()
        self._terminal, self._app, self._plan = terminal, app, plan
        self._language, self._screens = language, screens
        self._pace, self._finger = pace, Finger(pace.hold)
        self._acted = -1
        self._seen = 0.0
        self._last = _Tap("", (0, 0), -1)

    def play(self) -> Record:
        """Play the visit; raises VisitFailed when it does not complete."""
        try:
            while True:
                view = self._next_view()
                if self._is_over():
                    break
                step = self._plan.get(view.state)
                if step is not None:
                    self.reads_screen()
                    step(self, view)
                elif view.state in (S.REFUSAL, S.CLAIM, S.TAKE_REFUND, S.OUT_OF_SERVICE, S.CLOSED):
                    raise VisitFailed(f"the visit ended in {view.state} ({view.reason})")
        finally:
            self._finger.close()
        return self.record

    def _is_over(self) -> bool:
        return len(self.record.states) > 1 and self.record.states[-1] == S.ATTRACT

    def _next_view(self) -> View:
        """Wait for the next state entry until it is drawn, and take a screenshot."""
        deadline = time.monotonic() + PATIENCE
        with self._terminal.view_changed:
            while True:
                view = self._terminal.view
                if view is not None and view.generation != self._acted and view.state is not S.STARTING:
                    break
                if not self._terminal.view_changed.wait(timeout=max(0.0, deadline - time.monotonic())):
                    where = "nothing" if view is None else view.state
                    raise VisitFailed(f"nothing happened for {PATIENCE:.0f} s in {where}")
        self._acted, self._seen = view.generation, time.monotonic()
        self._wait_until_drawn(view.generation)
        self._take_screenshot(view)
        return view

    def _take_screenshot(self, view: View) -> None:
        states = self.record.states
        if not states or states[-1] != view.state:
            states.append(view.state.value)
            self._app.screenshot(self._screens / f"{len(states):02d}-{view.state.value}.png")

    def _wait_until_drawn(self, generation: int) -> None:
        deadline = time.monotonic() + PATIENCE
        tick = threading.Event()
        while self._app.drawn_generation < generation:
            if time.monotonic() > deadline:
                raise VisitFailed(f"entry {generation} was never drawn")
            tick.wait(0.005)

    def reads_screen(self) -> None:
        """Take time to read the screen."""
        self._wait(lambda: False, self._pace.reading)

    def sees(self, action: str) -> bool:
        """Whether the screen has a widget with this action."""
        return self._app.locate(action) is not None

    def touch(self, action: str) -> None:
        """Touch the widget with this action; raises VisitFailed when it does not appear."""
        deadline, tick = time.monotonic() + LOOK, threading.Event()
        while (place := self._app.locate(action)) is None:  # disabled until it may be pressed
            if time.monotonic() > deadline:
                raise VisitFailed(f"there is nothing called {action!r} to touch{self._failing()}")
            tick.wait(0.005)
        if self._looks_accidental(action, place):
            # The previous touch was handled before its effect was seen, however late it arrived.
            answered = self._seen if self._last.generation != self._acted else time.monotonic()
            self._wait(lambda: False, answered + WITHIN + _MARGIN - time.monotonic())
        self._finger.tap(*place)
        self._last = _Tap(action, place, self._acted)

    def _failing(self) -> str:
        """What closes services now, in codes."""
        view = self._terminal.view
        codes = [] if view is None else [str(each.reason) for each in view.status.failing]
        return f"; out of order: {', '.join(codes)}" if codes else ""

    def _looks_accidental(self, action: str, place: tuple[int, int]) -> bool:
        last = self._last
        if is_typed(last.action) and (last.generation == self._acted or last.action == action):
            return False
        is_near = all(abs(a - b) < _SAME_SPOT for a, b in zip(place, last.place, strict=True))
        return last.action == action or is_near

    def chooses_language(self) -> None:
        """Switch the screens to the shopper's language."""
        view = self._terminal.view
        if view is None or view.visit.language == self._language:
            return

        def switched() -> bool:
            view = self._terminal.view
            return view is not None and view.visit.language == self._language

        self.touch("language")
        choice = f"language:{self._language}"
        deadline, tick = time.monotonic() + 1.0, threading.Event()
        while not switched() and not self.sees(choice) and time.monotonic() < deadline:
            tick.wait(0.005)
        if not switched() and self.sees(choice):
            self.touch(choice)
        if not self._wait(switched, 10.0):
            raise VisitFailed(f"the language did not become {self._language}")
        self.reads_screen()

    def pays(self, coins: Sequence[int], view: View) -> None:
        """Insert the coins (yen) one after the other until the price is paid."""
        self.record.price = view.visit.order.price
        for coin in coins:
            self.manual.insert(coin)
            self.record.yen_inserted += coin
            inserted = self.record.yen_inserted
            if inserted >= view.visit.order.price:
                break
            self._wait(lambda wanted=inserted: self._inserted() >= wanted, 10.0)  # type: ignore[misc]

    def _inserted(self) -> int:
        view = self._terminal.view
        return 0 if view is None else view.visit.money.inserted

    def _wait(self, happened: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        with self._terminal.view_changed:
            while not happened():
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._terminal.view_changed.wait(timeout=left)
        return True
