"""What a scenario is played on: a terminal with its devices, on a clock moved by the scenario."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.app.assembly import build
from kiosk.config.settings import simulated
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.event import Event
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.rules.hours.japan_time import JST
from kiosk.runtime.clock import ManualClock
from kiosk.screens.i18n.words import words_in
from kiosk_simulator.centre.admin import CentreAdmin
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.environment import Environment
from kiosk_simulator.headless import Headless
from kiosk_simulator.peers import SimulatedPeers
from kiosk_simulator.scenarios.failing_journal import FailingJournal
from kiosk_simulator.scenarios.glass import Glass, screen_context
from kiosk_simulator.scenarios.workers import ScenarioWorkers

BEGINS = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
"""A working day at ten, unless a scenario says another time first."""
SETTLE = 0.5
"""Seconds that pass after everything a person does: a poll sees it."""

Taken = tuple[S, str, S | None]
"""A row of the transition table that was taken: from, event, to; None where the state stays as it is."""


class Failed(AssertionError):
    """Something else was seen than the scenario says."""


@dataclass(frozen=True, slots=True)
class Mark:
    """From where the books are counted: the journal's row, and yen that were put in and given back before."""

    seq: int = 0
    inserted: int = 0
    given: int = 0


class Stage:
    """A terminal that waits. `taken`, `codes` and `faults` are what came up, over every power cut."""

    def __init__(
        self,
        environment: Environment,
        clock: ManualClock,
        fonts: Fonts,
        settings: Mapping[str, Any] | None = None,
        journal_file: Path | None = None,
    ) -> None:
        """`settings` are those of kiosk.toml that differ from a simulated terminal's, by section; without
        `journal_file` the journal is in memory."""
        self._usual = settings or {}
        self.environment, self.clock, self.fonts = environment, clock, fonts
        self.journal = FailingJournal(journal_file, clock.now)
        self.admin = CentreAdmin(lambda: environment.centre, environment.card)
        self.states: list[S] = []
        self.taken: set[Taken] = set()
        self.codes: set[Reason] = set()
        self.faults: set[tuple[S, str]] = set()
        """In which state which fault was there."""
        self.present: dict[str, Callable[[], bool]] = {}
        """Faults that were switched on, each with the question whether it still is."""
        self.expects_errors = False
        self.workers = ScenarioWorkers()
        self.taken_from_tray = 0
        self.sheets_taken: list[str] = []
        self.slips_taken = 0
        self.mark = Mark()
        self.starts()

    def close(self) -> None:
        """Nothing more happens."""
        self.journal.close()

    def starts(self, settings: Mapping[str, Any] | None = None) -> None:
        """The terminal starts (again) with the same journal and devices, perhaps with other settings."""
        self.settings = simulated(**(self._usual if settings is None else settings))
        self.closures = Closures(self.settings.hours.timetable())
        before = self.workers
        self.workers = ScenarioWorkers()
        self.workers.broken, self.workers.stuck = before.broken, before.stuck
        self.kiosk = build(
            self.settings, clock=self.clock, workers=self.workers, wait=self.clock.advance,
            peers=SimulatedPeers(self.environment, self.settings), journal=self.journal, fonts=self.fonts,
            new_id=lambda: secrets.token_hex(16), catalogue=words_in, timetable=self.closures,
        )  # fmt: skip
        terminal = self.kiosk.terminal
        self._state = terminal.machine.state
        terminal.listeners.append(self)
        terminal.event_listeners.append(self._happened)
        self.machine = Headless(terminal, self.clock)
        self.glass = Glass(terminal, screen_context(self.settings, self.clock.monotonic, self.clock.now))
        self.machine.start()
        self.settle()

    def close_books(self) -> None:
        """What was counted so far is settled, and what came up is forgotten: a new count begins here."""
        given = self.taken_from_tray + sum(self.environment.changer.tray)
        self.mark = Mark(self.journal.last_seq(), self.environment.changer.inserted, given)
        self.sheets_taken.clear()
        self.states.clear()
        self.codes.clear()
        self.machine.states.clear()
        self.machine.views[:-1] = []
        self.expects_errors = False

    def settle(self, seconds: float = SETTLE) -> None:
        """Let time pass, so that what was done is noticed."""
        self.machine.advance(seconds)

    # --- listener of the terminal

    def shown(self, view: View) -> None:
        """Another picture."""
        if not self.states or self.states[-1] is not view.state:
            self.states.append(view.state)
        self.codes |= {
            each for each in (view.reason, view.visit.reason, view.status.stop) if each is not None
        }
        self.codes |= {each.reason for each in view.status.failing if each.reason is not None}

        self.note_faults()

    def note_faults(self) -> None:
        """Remember in which state which faults are there."""
        state = self.kiosk.terminal.machine.state
        self.faults |= {(state, name) for name, is_on in self.present.items() if is_on()}

    def visit_began(self, visit: object) -> None:
        """The picture has it all."""

    def visit_ended(self, visit: object) -> None:
        """The picture has it all."""

    def _happened(self, event: type[Event], led_to: S | None) -> None:
        self.taken.add((self._state, event.__name__, led_to))
        self._state = led_to or self._state
