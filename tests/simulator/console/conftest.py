"""A live terminal on its own threads beside its console, as `make run` joins them, without the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from kiosk.app.assembly import build
from kiosk.config.settings import Mode, simulated
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Agreed
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import ScopeChosen, ServiceChosen, Started
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.journal.journal import Journal
from kiosk.journal.kinds import Kind
from kiosk.rules.certificates import CertificateKind, default_options
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.workers import ThreadWorkers
from kiosk_simulator.console.address import Address
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.live.glass_screen import GlassScreen
from kiosk_simulator.console.server import Console
from kiosk_simulator.environment import Environment
from kiosk_simulator.peers import SimulatedPeers
from kiosk_simulator.scenarios.glass import Glass, screen_context
from tests.support.processes.browser import Browser

WORKING_DAY = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
RECORD = CertificateKind.RESIDENT_RECORD
CASH_UNIT = {"acceptor", "hopper-10", "hopper-50", "hopper-100", "hopper-500", "validator"}


class Page:
    """The console as a program sees it: `url` with the token, `post` and `state`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.base, _, self.token = url.partition("/?token=")
        self.session = requests.Session()
        self.session.headers["X-Console-Token"] = self.token

    def post(self, path: str, **body: Any) -> requests.Response:
        return self.session.post(f"{self.base}/api/{path}", json=body, timeout=60)

    def does(self, path: str, **body: Any) -> Any:
        answer = self.post(path, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    def get(self, path: str) -> requests.Response:
        return self.session.get(f"{self.base}/{path}", timeout=60)

    def state(self) -> dict[str, Any]:
        answer = self.get("api/state")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


class Live:
    """Environment, terminal and console that run by themselves."""

    def __init__(
        self,
        state: Path,
        fonts: Fonts,
        *,
        with_keys: bool = False,
        recordings: Path | None = None,
        address: Address | None = None,
    ) -> None:
        self.clock = SystemClock(WORKING_DAY)
        self.environment = Environment(state, self.clock.now, wait=time.sleep, on_change=self._changed)
        self.environment.start()
        self.journal = Journal(None, self.clock.now)
        self.settings = settings = simulated()
        self.closures = Closures(settings.hours.timetable())
        self.kiosk = build(
            settings, clock=self.clock, workers=ThreadWorkers(), wait=time.sleep,
            peers=SimulatedPeers(self.environment, settings), journal=self.journal, fonts=fonts,
            timetable=self.closures,
        )  # fmt: skip
        self.terminal = self.kiosk.terminal
        self.glass: Glass | None = None
        if with_keys:
            context = screen_context(settings, self.clock.monotonic, self.clock.now)
            self.glass = Glass(self.terminal, context)
        address = address or Address(0, "")
        self.console = Console(
            self.environment, self.terminal, self.clock, self.journal, mode=Mode.SIMULATION,
            closures=self.closures, keys=self.glass, port=address.port, token=address.token,
            recordings=recordings,
            screen=None if self.glass is None else GlassScreen(self.glass, self.clock.monotonic),
        )  # fmt: skip
        self.terminal.listeners.append(self.console)
        self.page = Page(self.console.start())
        self._thread = threading.Thread(target=self.terminal.run, daemon=True)

    def _changed(self) -> None:
        if hasattr(self, "console"):
            self.console.changed()

    @property
    def view(self) -> View:
        """What the terminal shows now."""
        view = self.terminal.view
        assert view is not None, "the terminal has shown nothing yet"
        return view

    def runs(self) -> Live:
        """Start the terminal, until it is idle and has met its cash unit: no row of the start comes later."""
        self._thread.start()
        self.reaches(S.ATTRACT)
        noted: set[object] = set()
        end = time.monotonic() + 60.0
        while noted != CASH_UNIT:
            assert time.monotonic() < end, f"has met only {noted} of its cash unit"
            time.sleep(0.01)
            noted = {
                entry.facts["device"] for entry in self.journal.entries() if entry.kind is Kind.DEVICE_NOTED
            }
        return self

    def touches(self, *events: Event) -> Live:
        for event in events:
            self.terminal.touched()
            self.terminal.post(event)
        return self

    def reaches(self, *states: S, seconds: float = 60.0) -> Live:
        with self.terminal.view_changed:
            reached = self.terminal.view_changed.wait_for(
                lambda: self.terminal.view is not None and self.terminal.view.state in states, seconds
            )
        assert reached, f"in {self.terminal.view and self.terminal.view.state}, not in {states}"
        return self

    def comes_to_the_card(self) -> Live:
        chosen = (Started(), ServiceChosen(Service.CERTIFICATES), Agreed(), ScopeChosen(Scope.RESIDENCE))
        return self.touches(*chosen).reaches(S.PLACE_CARD)

    def comes_to_the_money(self, profile: str) -> Live:
        """The card is placed and taken through the console, the rest is touched."""
        return self.comes_to_the_card().comes_to_the_money_from_the_card(profile)

    def comes_to_the_money_from_the_card(self, profile: str) -> Live:
        self.page.does("card/place", profile=profile)
        self.reaches(S.ENTER_PIN).touches(PinEntered(Pin([1, 2, 3, 4]))).reaches(S.TAKE_CARD)
        self.page.does("card/take")
        self.reaches(S.CERTIFICATES)
        rows = next(offer.options for offer in self.view.visit.offers if offer.kind is RECORD)
        options = tuple(sorted(dict(default_options(RECORD, rows)).items()))
        return self.touches(CertificateChosen(RECORD), OptionsChosen(options, 1), OrderConfirmed()).reaches(
            S.PAY
        )

    def ends_the_visit(self) -> Live:
        return self.touches(Acknowledged()).reaches(S.FAREWELL).touches(Acknowledged()).reaches(S.ATTRACT)

    def stop(self) -> None:
        self.environment.reader.recover()
        self.console.stop()
        if self._thread.is_alive():
            self.terminal.stop()
            self._thread.join(60)
        self.environment.stop()


@pytest.fixture(scope="session")
def console_fonts() -> Fonts:
    return Fonts.load()


@pytest.fixture
def standing(working_day_keys: Path, console_fonts: Fonts) -> Iterator[Live]:
    """A console beside a terminal that has not started: nothing polls a device or moves by itself."""
    live = Live(working_day_keys, console_fonts)
    yield live
    live.stop()


@pytest.fixture
def live(working_day_keys: Path, console_fonts: Fonts) -> Iterator[Live]:
    """A console beside a running terminal."""
    live = Live(working_day_keys, console_fonts)
    yield live.runs()
    live.stop()


@pytest.fixture
def keyed(working_day_keys: Path, console_fonts: Fonts, tmp_path: Path) -> Iterator[Live]:
    """A console beside a running terminal whose page is seen and touched by program."""
    live = Live(working_day_keys, console_fonts, with_keys=True, recordings=tmp_path / "recordings")
    yield live.runs()
    live.stop()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A real browser as wide as a laptop's screen."""
    opened = Browser(tmp_path / "profile", (1440, 900))
    yield opened
    opened.close()


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Wait until something is true, for a minute at most: a busy machine is slow, not wrong."""

    def wait(is_true: Callable[[], object]) -> None:
        end = time.monotonic() + 60.0
        while not is_true():
            assert time.monotonic() < end, "never became true"
            time.sleep(0.01)

    return wait
