"""The console: a web page on loopback beside the terminal's window."""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn

from kiosk.config.settings import Mode
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.journal.journal import Journal
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.terminal import Terminal
from kiosk_servers.serving.loopback import LoopbackServer
from kiosk_simulator.console.address import new_token
from kiosk_simulator.console.app import Parts, make_app, version_of
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.feed import Feed
from kiosk_simulator.console.keys import Keys
from kiosk_simulator.console.live.screen import LiveScreen
from kiosk_simulator.console.manual_actions import ManualActions
from kiosk_simulator.console.scenarios.bench import Bench
from kiosk_simulator.console.scenarios.library import Library
from kiosk_simulator.console.scenarios.runs import Runs
from kiosk_simulator.console.snapshot import Snapshots
from kiosk_simulator.environment import Environment
from kiosk_simulator.scenarios.recorder import Recorder


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
        listener: socket.socket | None = None,
        closures: Closures | None = None,
        keys: Keys | None = None,
        screen: LiveScreen | None = None,
        token: str = "",
        recordings: Path | None = None,
    ) -> None:
        """`port` is that of 127.0.0.1 (0: a free one), unless a `listener` listens already; `closures` is the
        timetable that the terminal was built with, so that services can be closed. `keys` are those of the
        terminal's page, for who drives it by program; touches on them are recorded. `screen` is its glass,
        for who watches and touches it from the page. `token` is that of an earlier run ("": a new one), so
        that its page goes on; `recordings` is the folder where recorded scenarios are kept."""
        self._mode, self._port, self._listener = mode, port, listener
        self._token = token or new_token()
        self._environment = environment
        snapshots = Snapshots(environment, terminal, clock, journal, closures=closures)
        self._recorder = Recorder(clock.now, lambda: sum(job.printed for job in environment.printer.jobs))
        if keys is not None:
            keys.touch_listeners.append(self._recorder.touched)
        actions = ManualActions(environment, terminal, clock, closures=closures, did=self._recorder.did)
        library = Library(recordings)
        bench = None if keys is None else lambda: Bench(environment, terminal, clock, keys, actions)
        self._runs = Runs(bench, self.changed)
        self._parts = Parts(
            environment, actions, self._recorder, library, self._runs, closures is not None, keys, screen
        )
        self._version = version_of(self._parts)
        self._feed = Feed(
            lambda: {
                **snapshots.take(),
                "page": self._version,
                "recording": self._recorder.is_on,
                "scenarios": {"version": library.version, **self._runs.told()},
            },
            snapshots.timing,
        )
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
        config = uvicorn.Config(
            make_app(self._parts, self._feed, self._token, self._version),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
        )
        port = self._server.start(config, self._port, self._listener)
        self._started = True
        self._environment.reader.blocks = True
        self._feed.start()
        return f"http://127.0.0.1:{port}/?token={self._token}"

    def stop(self) -> None:
        """End every page's stream and close the port. Does nothing when it is not running."""
        if not self._started:
            return
        self._started = False
        self._runs.stop()
        self._feed.stop()
        self._server.stop()

    def changed(self) -> None:
        """Update the pages now: something changed in the environment. Thread-safe; never blocks."""
        self._feed.changed()

    # listener of the terminal
    def shown(self, view: View) -> None:
        """Called when the terminal shows something else."""
        self._recorder.shown(view)
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
