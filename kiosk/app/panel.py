"""A terminal with its touch panel: the terminal's thread beside the screens' main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from kiosk.app.assembly import Kiosk
from kiosk.app.garbage import release, set_aside
from kiosk.app.watchdog import ServiceManager, Watchdog
from kiosk.config.errors import SettingsError
from kiosk.config.settings import Mode, Settings
from kiosk.documents.fonts.files import FontNotFound
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.logs import Log, described
from kiosk.runtime.clock import Clock
from kiosk.runtime.drain import Drain
from kiosk.screens.kivy.app import KioskApp
from kiosk.screens.kivy.lean_imports import load_put_off

log = Log()

DRAIN_PATIENCE = 900.0
"""Seconds that a visit which has begun has to end when the process is told to: longer than any honest visit,
and shorter than TimeoutStopSec of the service."""
FIRST_PICTURE_WITHIN = 0.1
"""Seconds that the first picture waits for the terminal. It usually has started in a tenth of that; a picture
that says so would take longer to draw, and the one that can be touched would come after it."""
LOAD_PATIENCE = 30.0
"""Seconds that the end of the process waits for what is just being loaded."""


class Panel:
    """Runs both; `run` blocks until `close` is called or the window is closed."""

    def __init__(
        self,
        kiosk: Kiosk,
        settings: Settings,
        clock: Clock,
        *,
        on_started: Callable[[], None] = lambda: None,
        on_failure: Callable[[], None] = lambda: None,
        load: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_started` is called on the screens' thread once the window takes touches, `on_failure` on
        the terminal's when it cannot go on, before the window closes.

        `load` loads, on a thread of its own, what is not needed before the first picture that can be touched.
        If it raises SettingsError or FontNotFound, the window closes and `run` raises that; any other
        exception is met by the tasks that need what it loads, and takes the terminal out of service.
        """
        self._terminal = kiosk.terminal
        self._settings = settings
        self._on_started = on_started
        self._on_failure = on_failure
        self._load = load
        self._unusable: Exception | None = None
        self._is_ready = False
        self._has_started = threading.Event()
        self._draining = False
        self._drained = False
        self._drain = Drain(self._terminal, self._nothing_is_owed)
        self._patience = threading.Timer(DRAIN_PATIENCE, self._cut_off)
        self._patience.daemon = True
        self._manager = ServiceManager()
        self._loader = threading.Thread(target=self._load_rest, name="loader", daemon=True)
        self.app = KioskApp(
            self._terminal.post,
            self._terminal.touched,
            clock.monotonic,
            size=(settings.panel.width, settings.panel.height),
            languages=settings.languages,
            fullscreen=settings.panel.fullscreen,
            simulated=settings.mode is Mode.SIMULATION,
            rehearsal=settings.mode is Mode.REHEARSAL,
            on_started=self._started,
            on_drawn=self._drawn,
            on_end_asked=self.end,
            now=clock.now,
            voice=kiosk.sound,
        )
        self._watchdog = Watchdog(self._manager, (self._terminal.call, self.app.call))
        self._terminal.listeners.append(self)
        kiosk.ending.listeners.append(self.app.close)
        self._thread = threading.Thread(target=self._serve, name="terminal", daemon=True)

    def run(self) -> None:
        """Serve until the window closes; must be called on the main thread.

        It also closes when the terminal cannot go on: see `Terminal.failed`. Raises what ended `load`.
        """
        set_aside()
        try:
            self.app.run()
        finally:
            self._watchdog.stop()
            self._patience.cancel()
            self._manager.tell(STOPPING=1)
            self._terminal.stop()
            if self._thread.is_alive():
                self._thread.join(timeout=5)
            if self._loader.is_alive():
                self._loader.join(timeout=LOAD_PATIENCE)
        if self._unusable is not None:
            raise self._unusable

    def close(self) -> None:
        """End `run`, from any thread."""
        self.app.close()

    def end(self) -> None:
        """End `run` once nobody is at the terminal and nothing is owed; at once when asked a second time.

        Nor does it wait longer than DRAIN_PATIENCE: what is open then the next start finds in the journal,
        as after a power cut.
        """
        if self._draining:
            self._cut_off()
            return
        self._draining = True
        log.info("end_asked", state=self._terminal.machine.state.value)
        self._manager.tell(STATUS="ending: a visit that has begun is finished first")
        if not self._thread.is_alive():
            self._nothing_is_owed()
            return
        self._patience.start()
        self._drain.begin()

    @property
    def was_cut_off(self) -> bool:
        """True when `end` could not wait for a visit to be over."""
        return self._draining and not self._drained

    def shown(self, view: View) -> None:
        """Hand the picture to the screens."""
        self.app.show(view)
        if view.state is not S.STARTING:
            self._has_started.set()
        if not self._draining:
            self._manager.tell(STATUS=view.state.value)

    def visit_began(self, visit: Visit) -> None:
        """The screens need nothing but the picture."""

    def visit_ended(self, visit: Visit) -> None:
        """The screens keep nothing of a visit that a new picture does not replace."""

    def _started(self) -> None:
        self._thread.start()
        self._has_started.wait(FIRST_PICTURE_WITHIN)
        self._on_started()

    def _nothing_is_owed(self) -> None:
        self._drained = True
        log.info("drained")
        self.app.close()

    def _cut_off(self) -> None:
        log.warning("cut_off", state=self._terminal.machine.state.value)
        self._on_failure()
        self.app.close()

    def _drawn(self, view: View) -> None:
        if not self._is_ready:
            self._is_ready = True
            self._manager.tell(READY=1)
            self._watchdog.start()
        if view.state is not S.STARTING and self._loader.ident is None:
            self._loader.start()

    def _load_rest(self) -> None:
        try:
            import kiosk.screens.registry  # noqa: F401 - the first touch needs its pages

            load_put_off()
            self._load()
        except (SettingsError, FontNotFound) as error:
            self._unusable = error
            self.app.close()
        except Exception as error:  # noqa: BLE001 - the tasks that need it meet the same one
            log.error("not_loaded", **described(error))
        finally:
            release()

    def _serve(self) -> None:
        try:
            self._terminal.run()
        finally:
            if self._terminal.failed:
                self._on_failure()
                self.app.close()
