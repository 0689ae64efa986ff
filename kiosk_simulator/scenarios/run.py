"""Plays scenarios, each on a fresh terminal, and says how each ended."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from xml.etree import ElementTree as Xml

from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.environment import Environment
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.scenarios.scenario import Scenario, Step
from kiosk_simulator.scenarios.stage import BEGINS, Failed, Stage, Taken
from kiosk_simulator.scenarios.steps import BY_NAME
from kiosk_simulator.scenarios.truth import discrepancy


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a scenario ended: `message` is empty when all was seen; the rest is what came up."""

    scenario: Scenario
    seconds: float
    step: Step | None = None
    message: str = ""
    states: tuple[S, ...] = ()
    codes: frozenset[Reason] = frozenset()
    taken: frozenset[Taken] = frozenset()
    faults: frozenset[tuple[S, str]] = frozenset()

    @property
    def passed(self) -> bool:
        """True when everything was seen as the scenario says, and all money and paper is accounted for."""
        return not self.message


class Theatre:
    """Keys and a centre for many scenarios; every scenario gets devices and a terminal of its own."""

    def __init__(self, keys: Path | None = None) -> None:
        """`keys` is the folder of the simulated keys, by default one for this run."""
        self._keys, self._stack = keys, ExitStack()
        self.environment: Environment | None = None
        """That of the scenario being played."""
        self.clock: ManualClock | None = None
        """The clock of the scenario being played."""

    def __enter__(self) -> Self:
        folder = self._keys or Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self._pki = Pki.load_or_create(folder / "pki", BEGINS)
        self._centre = self._stack.enter_context(SimulatedCentre(self._pki, now=lambda: BEGINS))
        self._folder, self._fonts = folder, Fonts.load()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @contextmanager
    def opened(
        self, settings: Mapping[str, Any] | None = None, journal_file: Path | None = None
    ) -> Iterator[Stage]:
        """A terminal that waits, with devices as delivered; all of it is gone afterwards. See Stage."""
        clock = self.clock = ManualClock(BEGINS)
        environment = self.environment = self._fresh(clock)
        stage: Stage | None = None
        try:
            stage = Stage(environment, clock, self._fonts, settings, journal_file)
            yield stage
        finally:
            self._centre.faults.only()
            environment.printer.stop()
            environment.receipt_printer.stop()
            if stage is not None:
                stage.close()

    def play(self, scenario: Scenario) -> Outcome:
        """Play one scenario to its end or to the first step that fails."""
        began = time.monotonic()
        with self.opened() as stage:
            step, message = _played(stage, scenario.steps)
            message = message or discrepancy(stage)
        return Outcome(
            scenario,
            time.monotonic() - began,
            step,
            message,
            tuple(stage.states),
            frozenset(stage.codes),
            frozenset(stage.taken),
            frozenset(stage.faults),
        )

    def _fresh(self, clock: ManualClock) -> Environment:
        """Reader, cash unit and printers as delivered, beside the one centre, which knows nobody yet."""
        fresh = Environment(self._folder, clock.now, wait=clock.advance, auto_print=False)
        fresh.centre = self._centre
        self._centre.now = clock.now
        self._centre.forget()
        fresh.printer.monotonic = clock.monotonic
        fresh.printer.start()
        fresh.receipt_printer.start()
        return fresh


def _played(stage: Stage, steps: Iterable[Step]) -> tuple[Step | None, str]:
    for step in steps:
        name, *words = step.words
        verb = BY_NAME.get(name)
        if verb is None:
            return step, f"no verb {name}; known are {', '.join(BY_NAME)}"
        try:
            verb(stage, *words)
        except TypeError as error:
            return step, f"{name}: {error}"
        except (Failed, AssertionError, ValueError, KeyError) as error:
            return step, f"{error} (in {stage.machine.state.value})"
    return None, ""


def play_all(scenarios: Iterable[Scenario], keys: Path | None = None) -> Iterator[Outcome]:
    """Play them one after the other."""
    with Theatre(keys) as theatre:
        for scenario in scenarios:
            yield theatre.play(scenario)


def junit(outcomes: Iterable[Outcome]) -> bytes:
    """Return the outcomes as JUnit's XML, which test managers read."""
    told = list(outcomes)
    suite = Xml.Element(
        "testsuite",
        name="scenarios",
        tests=str(len(told)),
        failures=str(sum(not each.passed for each in told)),
        time=f"{sum(each.seconds for each in told):.3f}",
    )
    for each in told:
        case = Xml.SubElement(
            suite,
            "testcase",
            classname=each.scenario.file,
            name=each.scenario.name,
            time=f"{each.seconds:.3f}",
        )
        if not each.passed:
            line = f"line {each.step.line}: {each.step}" if each.step else ""
            Xml.SubElement(case, "failure", message=each.message).text = line
    text: bytes = Xml.tostring(suite, encoding="utf-8", xml_declaration=True)
    return text
