"""Writes what happens at a running terminal as a scenario, which replays without a window."""

from __future__ import annotations

import shlex
import threading
from collections.abc import Callable
from datetime import datetime

from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.rules.hours.japan_time import JST
from kiosk.screens.navigation import STAFF_HELD
from kiosk_simulator.refusal import Refusal

_TYPED = ("digit:", "letter:")


class Recorder:
    """A listener of the terminal; hears of touches by `touched`, of all else by `did`. Thread-safe.

    A step is preceded by the state in which it was done; states that pass by themselves are not written.
    """

    def __init__(self, now: Callable[[], datetime], sheets: Callable[[], int]) -> None:
        """`now` is the terminal's clock, `sheets` tells how many sheets the printer ever put out."""
        self._now, self._sheets = now, sheets
        self._lock = threading.RLock()
        self._lines: list[list[str]] = []
        self._view: View | None = None
        self._on = False
        self._told = ""
        self._out = 0

    @property
    def is_on(self) -> bool:
        """True between `start` and `stop`."""
        return self._on

    def start(self) -> None:
        """Begin. Raises Refusal unless nobody is at the terminal."""
        with self._lock:
            if self._view is None or self._view.state is not S.ATTRACT:
                raise Refusal(
                    "a recording begins while nobody is at the terminal",
                    "記録はお客さまがいないときに始めます",
                )
            moment = self._now().astimezone(JST)
            self._lines = [["time", f"{moment:%Y-%m-%d %H:%M}"]]
            self._told, self._out, self._on = "", self._sheets(), True

    def stop(self, name: str) -> str:
        """End, and return the scenario with this name. Raises Refusal when nothing is recorded."""
        with self._lock:
            if not self._on:
                raise Refusal("nothing is being recorded", "記録していません")
            self._printed()
            self._tell_state()
            self._on = False
            title = " ".join(name.split()) or "recorded"
            return "\n".join((f"Scenario: {title}", *(f"  {shlex.join(line)}" for line in self._lines), ""))

    def touched(self, key: str) -> None:
        """A key of the page was touched."""
        with self._lock:
            if not self._on:
                return
            self._before_a_step()
            last = self._lines[-1]
            if key == STAFF_HELD:
                self._lines.append(["call-staff"])
            elif key.startswith(_TYPED):
                typed = key.partition(":")[2]
                if last[0] == "type":
                    last[1] += typed
                else:
                    self._lines.append(["type", typed])
            elif last[0] == "touch":
                last.append(key)
            else:
                self._lines.append(["touch", key])

    def did(self, *words: object) -> None:
        """A device or a person did something else: a verb and its words."""
        with self._lock:
            if self._on:
                self._before_a_step()
                self._lines.append([str(word) for word in words])

    # --- listener of the terminal

    def shown(self, view: View) -> None:
        """Another picture."""
        with self._lock:
            self._view = view
            if self._on:
                self._printed()

    def visit_began(self, visit: object) -> None:
        """The picture has it all."""

    def visit_ended(self, visit: object) -> None:
        """The picture has it all."""

    def _before_a_step(self) -> None:
        self._printed()
        self._tell_state()

    def _printed(self) -> None:
        out = self._sheets()
        for _ in range(max(0, out - self._out)):
            self._tell(S.PRINT, "")
            self._lines.append(["print-sheet"])
            self._told = ""
        self._out = max(out, self._out)

    def _tell_state(self) -> None:
        if self._view is not None:
            reason = self._view.reason
            self._tell(self._view.state, "" if reason is None else reason.value)

    def _tell(self, state: S, reason: str) -> None:
        told = f"{state.value} {reason}".split()
        if self._told != " ".join(told):
            self._told = " ".join(told)
            self._lines.append(["until", *told])
