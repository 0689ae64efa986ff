"""The console: a web page on loopback beside the terminal's window."""

from __future__ import annotations

import secrets

import uvicorn

from kiosk.config.settings import Mode
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.journal.journal import Journal
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.terminal import Terminal
from kiosk_simulator.console.app import make_app
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.feed import Feed
from kiosk_simulator.console.manual_actions import ManualActions
from kiosk_simulator.console.snapshot import Snapshots
from kiosk_simulator.environment import Environment
from kiosk_simulator.servers.loopback import LoopbackServer


class ConsoleRefused(RuntimeError):
    """The terminal is not in simulation mode."""


class Console:
    """Start it after the environment and stop it before; add it to the terminal's listeners.

    It shows certificates of specimen residents and moves simulated money, so `start` raises
    ConsoleRefused in any `mode` but simulation. The terminal's workers must be threads: a reader that
    QA makes hang blocks its worker until the fault is switched off.
    """

    def __init__(
        self,
        environment: Environment,
        terminal: Terminal,
        clock: SystemClock,
        journal: Journal,
        *,
        mode: Mode,
        port: int = 0,
        closures: Closures | None = None,
    ) -> None:
        """`port` is that of 127.0.0.1 (0: a free one); `closures` the timetable that the terminal was
        built with, so that services can be closed."""
        self._mode, self._port = mode, port
        self._environment = environment
        self._closures = closures
        snapshots = Snapshots(environment, terminal, clock, journal, closures=closures)
        self._feed = Feed(snapshots.take, snapshots.timing)
        self._actions = ManualActions(environment, terminal, clock, closures=closures)
        self._server = LoopbackServer("console")
        self._started = False

    def start(self) -> str:
        """Start serving and return the address to open (it contains the token).

        Raises ConsoleRefused outside simulation, RuntimeError at a second start, OSError when the
        port is taken.
        """
        if self._mode is not Mode.SIMULATION:
            raise ConsoleRefused(f"the console belongs to simulation, not to {self._mode}")
        if self._started:
            raise RuntimeError("a console starts once")
        token = secrets.token_urlsafe(24)
        config = uvicorn.Config(
            make_app(self._environment, self._actions, self._feed, token, self._closures is not None),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
        )
        port = self._server.start(config, self._port)
        self._started = True
        self._environment.reader.blocks = True
        self._feed.start()
        return f"http://127.0.0.1:{port}/?token={token}"

    def stop(self) -> None:
        """End every page's stream and close the port. Does nothing when it is not running."""
        if not self._started:
            return
        self._started = False
        self._feed.stop()
        self._server.stop()

    def changed(self) -> None:
        """Update the pages now: something changed in the environment. Thread-safe; never blocks."""
        self._feed.changed()

    # listener of the terminal
    def shown(self, view: View) -> None:
        """Called when the terminal shows something else."""
        self.changed()

    def visit_began(self, visit: Visit) -> None:
        """Show it."""
        self.changed()

    def visit_ended(self, visit: Visit) -> None:
        """Show that nobody is here."""
        self.changed()

    def __enter__(self) -> Console:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
