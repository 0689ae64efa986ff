"""The console: a page on loopback beside the terminal's window."""

from __future__ import annotations

import secrets

import uvicorn

from kiosk.config.settings import Mode
from kiosk.fsm.session import Visit
from kiosk.fsm.view import View
from kiosk.journal.journal import Journal
from kiosk.runtime.clock import SystemClock
from kiosk.runtime.terminal import Terminal
from kiosk_simulator.card.inventory import Shelf
from kiosk_simulator.console.app import make_app
from kiosk_simulator.console.closures import Closures
from kiosk_simulator.console.feed import Feed
from kiosk_simulator.console.manual_actions import Hands
from kiosk_simulator.console.snapshot import Snapshots
from kiosk_simulator.environment import World
from kiosk_simulator.servers.loopback import LoopbackServer


class ConsoleRefused(RuntimeError):
    """The terminal is not in simulation mode."""


class Console:
    """Start it after the world and stop it before; hang it into the terminal's listeners.

    It shows the papers of specimen residents and moves simulated money, so `start` raises
    ConsoleRefused in any `mode` but simulation. The terminal needs workers of their own threads:
    a reader that QA lets hang blocks its worker until it is switched well again.
    """

    def __init__(
        self,
        world: World,
        terminal: Terminal,
        clock: SystemClock,
        journal: Journal,
        *,
        mode: Mode,
        port: int = 0,
        closures: Closures | None = None,
    ) -> None:
        """`port` is that of 127.0.0.1 (0: a free one); `closures` the timetable that the terminal was
        built with, so that maintenance can be made to begin."""
        self._mode, self._port = mode, port
        self._world = world
        shelf = Shelf(world)
        self._closures = closures
        snapshots = Snapshots(world, terminal, clock, journal, shelf=shelf, closures=closures)
        self._feed = Feed(snapshots.take, snapshots.timing)
        self._hands = Hands(world, terminal, clock, shelf=shelf, closures=closures)
        self._server = LoopbackServer("console")
        self._started = False

    def start(self) -> str:
        """Serve, and return the address to open (it carries the token).

        Raises ConsoleRefused outside simulation, RuntimeError at a second start, OSError when the
        port is taken.
        """
        if self._mode is not Mode.SIMULATION:
            raise ConsoleRefused(f"the console belongs to simulation, not to {self._mode}")
        if self._started:
            raise RuntimeError("a console starts once")
        token = secrets.token_urlsafe(24)
        config = uvicorn.Config(
            make_app(self._world, self._hands, self._feed, token, self._closures is not None),
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
        self._world.reader.blocks = True
        self._feed.start()
        return f"http://127.0.0.1:{port}/?token={token}"

    def stop(self) -> None:
        """End every page's stream and close the port. Does nothing when it does not run."""
        if not self._started:
            return
        self._started = False
        self._feed.stop()
        self._server.stop()

    def changed(self) -> None:
        """Something changed in the world: the pages are told at once. Safe from any thread; never blocks."""
        self._feed.changed()

    # a terminal's listener
    def shown(self, view: View) -> None:
        """The terminal shows something else."""
        self.changed()

    def visit_changed(self, before: Visit, after: Visit) -> None:
        """A visit began or ended."""
        self.changed()

    def __enter__(self) -> Console:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
