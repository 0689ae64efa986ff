"""The scripted shopper: sees what is on the glass, touches it, and keeps a picture of every state."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.screens.app import KioskApp
from kiosk.simulation.demo.display import Finger
from kiosk.simulation.demo.hands import Hands
from kiosk.terminal import Terminal

PATIENCE = 60.0
"""Seconds without a new state after which the shopper gives up."""

LOOK = 5.0
"""Seconds that the shopper looks for a thing to touch."""

READING = 0.5
"""Seconds that the shopper looks at a new screen first, as people do: the terminal takes a second touch
on the same spot within a moment for a slip of the finger."""


class VisitFailed(RuntimeError):
    """The visit did not go as the script says; the message names the state."""


@dataclass(slots=True)
class Record:
    """What the shopper saw and did."""

    states: list[str] = field(default_factory=list)
    yen_inserted: int = 0
    price: int = 0
    change: int = 0
    sheets: int = 0


class Shopper:
    """Plays one certificate visit; `coins` are yen, put in one after the other while money is asked for."""

    def __init__(
        self,
        terminal: Terminal,
        app: KioskApp,
        hands: Hands,
        *,
        language: str,
        kind: str,
        screens: Path,
        coins: tuple[int, ...],
        pin: str = "1234",
    ) -> None:
        self._terminal, self._app, self._hands = terminal, app, hands
        self._language, self._screens, self._coins, self._pin = language, screens, list(coins), pin
        self._finger = Finger()
        self._acted = -1
        self.record = Record()
        self._steps: dict[S, Callable[[View], None]] = {
            S.ATTRACT: lambda view: self._touch("start"),
            S.MENU: self._menu,
            S.CONSENT: lambda view: self._touch("agree"),
            S.MUNICIPALITY: lambda view: self._touch("scope:residence"),
            S.PLACE_CARD: lambda view: self._hands.set_card(),
            S.ENTER_PIN: self._type_pin,
            S.TAKE_CARD: lambda view: self._hands.take_card(),
            S.CERTIFICATES: lambda view: self._touch(f"kind:{kind}"),
            S.OPTIONS: lambda view: self._touch("next"),
            S.ORDER: lambda view: self._touch("pay"),
            S.PAY: self._pay,
            S.TAKE_PAPERS: self._take_papers,
        }

    def play(self) -> Record:
        """Go through the visit; raises VisitFailed when it does not come to its end."""
        try:
            while True:
                view = self._next_picture()
                if self._is_over():
                    break
                step = self._steps.get(view.state)
                if step is not None:
                    self._wait(lambda: False, READING)
                    step(view)
                elif view.state in (S.REFUSAL, S.CLAIM, S.TAKE_REFUND, S.OUT_OF_SERVICE, S.CLOSED):
                    raise VisitFailed(f"the visit ended in {view.state} ({view.notice})")
        finally:
            self._finger.close()
        return self.record

    def _is_over(self) -> bool:
        return len(self.record.states) > 1 and self.record.states[-1] == S.ATTRACT

    def _next_picture(self) -> View:
        """Wait for a state entry that was not acted on, until it is on the glass, and photograph it."""
        deadline = time.monotonic() + PATIENCE
        with self._terminal.view_changed:
            while True:
                view = self._terminal.view
                if view is not None and view.generation != self._acted and view.state is not S.STARTING:
                    break
                if not self._terminal.view_changed.wait(timeout=max(0.0, deadline - time.monotonic())):
                    where = "nothing" if view is None else view.state
                    raise VisitFailed(f"nothing happened for {PATIENCE:.0f} s in {where}")
        self._acted = view.generation
        self._wait_until_drawn(view.generation)
        self._photograph(view)
        return view

    def _photograph(self, view: View) -> None:
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

    def _touch(self, action: str) -> None:
        deadline, tick = time.monotonic() + LOOK, threading.Event()
        while (place := self._app.locate(action)) is None:  # grey until it may be pressed
            if time.monotonic() > deadline:
                raise VisitFailed(f"there is nothing called {action!r} to touch")
            tick.wait(0.005)
        self._finger.tap(*place)

    def _menu(self, view: View) -> None:
        if view.language != self._language:
            self._touch("language")
            self._choose_language()
        self._touch("service:certificates")

    def _choose_language(self) -> None:
        def switched() -> bool:
            view = self._terminal.view
            return view is not None and view.language == self._language

        if not self._wait(switched, 1.0) and self._app.locate(f"language:{self._language}"):
            self._touch(f"language:{self._language}")
        if not self._wait(switched, 10.0):
            raise VisitFailed(f"the language did not become {self._language}")
        self._wait(lambda: False, 0.2)

    def _type_pin(self, view: View) -> None:
        for digit in self._pin:
            self._touch(f"digit:{digit}")
        self._touch("next")

    def _pay(self, view: View) -> None:
        self.record.price = view.price
        while self._coins:
            coin = self._coins.pop(0)
            self._hands.insert(coin)
            self.record.yen_inserted += coin
            inserted = self.record.yen_inserted
            if inserted >= view.price:
                break
            self._wait(lambda wanted=inserted: self._inserted() >= wanted, 10.0)  # type: ignore[misc]

    def _inserted(self) -> int:
        view = self._terminal.view
        return 0 if view is None else view.inserted

    def _take_papers(self, view: View) -> None:
        self.record.change, self.record.sheets = view.paid_out, view.sheets_printed
        self._touch("acknowledge")

    def _wait(self, happened: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        with self._terminal.view_changed:
            while not happened():
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._terminal.view_changed.wait(timeout=left)
        return True
