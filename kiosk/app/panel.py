"""A terminal with its touch panel: the terminal's thread beside the screens' main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from kiosk.app.assembly import Kiosk
from kiosk.config.mode_check import takes_specimens
from kiosk.config.settings import Mode, Settings
from kiosk.config.staff_pin import SIMULATED_PIN, is_right
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.runtime.clock import Clock
from kiosk.screens.kivy.app import KioskApp


class Panel:
    """Runs both; `run` blocks until `close` is called or the window is closed."""

    def __init__(
        self,
        kiosk: Kiosk,
        settings: Settings,
        clock: Clock,
        on_started: Callable[[], None],
        on_failure: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_started` is called on the screens' thread once the window takes touches, `on_failure` on
        the terminal's when it cannot go on, before the window closes."""
        self._terminal = kiosk.terminal
        self._settings = settings
        self._on_started = on_started
        self._on_failure = on_failure
        self.app = KioskApp(
            self._terminal.post,
            self._terminal.touched,
            clock.monotonic,
            size=(settings.panel.width, settings.panel.height),
            languages=settings.languages,
            fullscreen=settings.panel.fullscreen,
            simulated=settings.mode is Mode.SIMULATION,
            on_started=self._started,
            check_staff_pin=self._is_staff,
        )
        self._terminal.listeners.append(self)
        self._thread = threading.Thread(target=self._serve, name="terminal", daemon=True)

    def run(self) -> None:
        """Serve until the window closes; must be called on the main thread.

        It also closes when the terminal cannot go on: see `Terminal.failed`.
        """
        try:
            self.app.run()
        finally:
            self._terminal.stop()
            if self._thread.is_alive():
                self._thread.join(timeout=5)

    def close(self) -> None:
        """End `run`, from any thread."""
        self.app.close()

    def shown(self, view: View) -> None:
        """Hand the picture to the screens."""
        self.app.show(view)

    def visit_began(self, visit: Visit) -> None:
        """The screens need nothing but the picture."""

    def visit_ended(self, visit: Visit) -> None:
        """The screens keep nothing of a visit that a new picture does not replace."""

    def _started(self) -> None:
        self._thread.start()
        self._on_started()

    def _serve(self) -> None:
        try:
            self._terminal.run()
        finally:
            if self._terminal.failed:
                self._on_failure()
                self.app.close()

    def _is_staff(self, digits: list[int]) -> bool:
        if self._settings.staff_pin:
            return is_right(digits, self._settings.staff_pin)
        return takes_specimens(self._settings) and tuple(digits) == SIMULATED_PIN
