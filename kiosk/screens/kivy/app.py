"""The Kivy application: shows the newest View and turns touches into events.

Action names of touchable widgets (for `locate`): start, service:<service>, language or
language:<code>, agree, scope:<scope>, municipality:<code>, digit:<0-9>, erase, next, back, end,
kind:<certificate>, option:<key>:<value>, copies:+, copies:-, pay, acknowledge, staff (to be
held), test_page, test_receipt, settle:<n>, clear_case:<visit>, in_service, out_of_service.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.fsm.events import Event, Faulted
from kiosk.fsm.view import View
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.kivy.setup import configure

from kivy.app import App  # isort: skip  (after the environment is prepared)

log = logging.getLogger(__name__)


class KioskApp(App):  # type: ignore[misc]
    """The screens as one Kivy App. `run()` blocks; `show`, `screenshot` and `close` work from any thread."""

    use_kivy_settings = False

    def __init__(
        self,
        post: Callable[[Event], None],
        activity: Callable[[], None],
        clock: Callable[[], float],
        *,
        size: tuple[int, int],
        languages: tuple[str, ...] = tuple(LANGUAGES),
        fullscreen: bool = False,
        simulated: bool = True,
        on_started: Callable[[], None] | None = None,
        check_staff_pin: Callable[[list[int]], bool],
        on_fault: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Configure the window; it opens in `run()`.

        `post` takes events from touches, `activity` is called on every touch-down, `clock`
        gives the terminal's seconds (that of View.deadline), `size` is in pixels, `languages`
        are codes in LANGUAGES. `check_staff_pin` takes the digits and must not keep them.
        An exception in a callback posts Faulted, goes to `on_fault` and does not end the program.
        """
        configure(size, fullscreen=fullscreen)
        super().__init__()
        self._post, self._activity, self._terminal_clock = post, activity, clock
        self._size, self._languages, self._simulated = size, languages, simulated
        self._started, self._on_fault = on_started, on_fault
        self._check_staff_pin = check_staff_pin
        self._lock = threading.Lock()
        self._newest: View | None = None
        self._drawn_generation = -1
        self._root_widget: Any = None
        self._wake: Callable[[], None] = lambda: None
        self._ui_thread: int | None = None

    # --- public, from any thread ------------------------------------------------------------

    def show(self, view: View) -> None:
        """Show `view` as soon as possible; of several pending views only the newest is drawn."""
        from kivy.clock import Clock

        with self._lock:
            is_pending = self._newest is not None
            self._newest = view
        if not is_pending:
            Clock.schedule_once(self._draw_newest, -1)
        self._wake()

    @property
    def drawn_generation(self) -> int:
        """Generation of the view that is on the glass now (after the flip); -1 before the first."""
        return self._drawn_generation

    @property
    def is_up_to_date(self) -> bool:
        """True when no newer view is waiting to be drawn."""
        with self._lock:
            return self._newest is None

    def locate(self, action: str) -> tuple[int, int] | None:
        """Window pixel (origin top left) at the centre of the widget with this action; None if not shown."""
        root = self._root_widget
        return None if root is None else root.locate(action)

    def screenshot(self, path: str | Path) -> None:
        """Write the current screen as a PNG to `path`; blocks until it is written.

        Raises RuntimeError before the window is open and TimeoutError after 10 seconds.
        """
        if self._root_widget is None:
            raise RuntimeError("no window is open yet")
        if threading.get_ident() == self._ui_thread:
            self._root_widget.screenshot(Path(path))
            return
        from kivy.clock import Clock

        done = threading.Event()

        def shoot(_seconds: float) -> None:
            try:
                self._root_widget.screenshot(Path(path))
            finally:
                done.set()

        Clock.schedule_once(shoot, 0)
        self._wake()
        if not done.wait(10):
            raise TimeoutError("the screen loop did not answer within 10 seconds")

    def close(self) -> None:
        """End `run()`."""
        from kivy.clock import Clock

        Clock.schedule_once(lambda _seconds: self.stop(), 0)
        self._wake()

    # --- called by Kivy ---------------------------------------------------------------------

    def build(self) -> Any:
        """Create the root widget (called by Kivy once the window exists)."""
        from kivy.base import ExceptionManager
        from kivy.core.window import Window

        from kiosk.screens.kivy.event_loop import event_driven
        from kiosk.screens.kivy.faults import fault_handler
        from kiosk.screens.kivy.root_widget import RootWidget
        from kiosk.screens.screen import ScreenContext

        self._ui_thread = threading.get_ident()
        ExceptionManager.add_handler(fault_handler(self._fault))
        context = ScreenContext(
            post=self._post,
            clock=self._terminal_clock,
            languages=self._languages,
            simulated=self._simulated,
            check_staff_pin=self._check_staff_pin,
        )
        width, height = Window.size
        self._root_widget = RootWidget(context, self._activity, (int(width), int(height)))
        self._wake = event_driven()
        _after_flip(Window, self._flipped)
        return self._root_widget

    def on_start(self) -> None:
        """Report that views may be shown (called by Kivy)."""
        if self._started is not None:
            self._started()

    def open_settings(self, *_arguments: object) -> bool:
        """Disable Kivy's settings panel, which F1 would open."""
        return False

    def _draw_newest(self, _seconds: float) -> None:
        with self._lock:
            view, self._newest = self._newest, None
        if view is not None:
            self._root_widget.show(view)

    def _flipped(self) -> None:
        if self._root_widget is not None and self._root_widget.view is not None:
            self._drawn_generation = self._root_widget.view.generation

    def _fault(self, error: BaseException) -> None:
        if self._on_fault is not None:
            self._on_fault(error)
        self._post(Faulted())


def _after_flip(window: Any, then: Callable[[], None]) -> None:
    """Call `then` after each buffer swap: `on_flip` handlers run before it."""
    swap = window.flip

    def flip() -> None:
        swap()
        then()

    window.flip = flip
