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
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.fsm.event import Event
from kiosk.fsm.events import Faulted
from kiosk.fsm.view import View
from kiosk.rules.hours.japan_time import JST
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.kivy.lean_imports import only_what_is_used
from kiosk.screens.kivy.newest_view import NewestView
from kiosk.screens.kivy.sdl import check_display, loaded_ahead
from kiosk.screens.kivy.setup import configure
from kiosk.voice.service import Voice

with only_what_is_used():  # after the environment is prepared
    from kivy.app import App

log = logging.getLogger(__name__)
ANSWER_WITHIN = 0.005
"""Seconds that the screens' thread waits for the answer to a touch. It usually takes less than 0.001;
another turn of the loop, woken through the display server, costs as much again."""


class KioskApp(App):  # type: ignore[misc]
    """The screens as one Kivy App. `run()` blocks; `show`, `screenshot` and `close` work from any thread."""

    use_kivy_settings = False

    def __init__(
        self,
        post: Callable[[Event, int | None], None],
        activity: Callable[[], None],
        clock: Callable[[], float],
        *,
        size: tuple[int, int],
        languages: tuple[str, ...] = tuple(LANGUAGES),
        fullscreen: bool = False,
        simulated: bool = True,
        rehearsal: bool = False,
        on_started: Callable[[], None] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(JST),
        on_fault: Callable[[BaseException], None] | None = None,
        on_drawn: Callable[[View], None] | None = None,
        on_end_asked: Callable[[], None] | None = None,
        voice: Voice | None = None,
    ) -> None:
        """Configure the window; it opens in `run()`.

        `post` takes events from touches with the generation of the picture that was touched, None for
        any. `activity` is called on every touch of a control, `clock`
        gives the terminal's seconds (that of View.deadline), `size` is in pixels, `languages`
        are codes in LANGUAGES. `now` is the terminal's time of day, aware. The screens say `simulated` and
        `rehearsal`.
        An exception in a callback posts Faulted, goes to `on_fault` and does not end the program.
        `on_drawn` is called on the screens' thread when another state is on the glass, and `on_end_asked` at
        each SIGTERM, which without it closes the window. `voice` reads the pages aloud.
        In service, which is any but a simulation in a window, the window cannot be closed from outside.
        """
        configure(size, fullscreen=fullscreen)
        self._may_be_closed = simulated and not fullscreen
        super().__init__()
        self._post, self._activity, self._terminal_clock = post, activity, clock
        self._size, self._languages = size, languages
        self._simulated, self._rehearsal = simulated, rehearsal
        self._started, self._on_fault, self._on_drawn = on_started, on_fault, on_drawn
        self._on_end_asked = on_end_asked or self.close
        self._now = now
        self._voice = voice
        if voice is not None:
            voice.plug_listeners.append(self._plugged)
        self.touch_listeners: list[Callable[[str], None]] = []
        """Told of each key that was touched, by its action, on the screens' thread."""
        self._newest = NewestView()
        self._drawn_generation = -1
        self._flips = 0
        self._root_widget: Any = None
        self._wake: Callable[[], None] = lambda: None
        self._ui_thread: int | None = None

    # --- public, from any thread ------------------------------------------------------------

    def show(self, view: View) -> None:
        """Show `view` as soon as possible; of several pending views only the newest is drawn."""
        from kivy.clock import Clock

        if self._newest.put(view):
            Clock.schedule_once(self._draw_newest, -1)
        self._wake()

    @property
    def drawn_generation(self) -> int:
        """Generation of the view that is on the glass now (after the flip); -1 before the first."""
        return self._drawn_generation

    @property
    def flips(self) -> int:
        """How many pictures were put on the glass: a number that is the same means the same picture."""
        return self._flips

    @property
    def is_up_to_date(self) -> bool:
        """True when no newer view is waiting to be drawn, and the guidance has begun, if there is a voice."""
        root = self._root_widget
        begun = self._voice is None or (root is not None and root.spoken is not None)
        return begun and not self._newest.waits

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

    def on_glass(self, what: Callable[[Any], Any]) -> Any:
        """Call `what` with the root widget on the screens' thread, and return or raise what it does.

        Raises RuntimeError before the window is open and TimeoutError after 10 seconds.
        """
        if self._root_widget is None:
            raise RuntimeError("no window is open yet")
        from concurrent.futures import Future

        from kivy.clock import Clock

        answer: Future[Any] = Future()

        def call(_seconds: float) -> None:
            try:
                answer.set_result(what(self._root_widget))
            except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
                answer.set_exception(error)

        Clock.schedule_once(call, 0)
        self._wake()
        return answer.result(10)

    def close(self) -> None:
        """End `run()`."""
        self.call(self.stop)

    def call(self, function: Callable[[], object]) -> None:
        """Call a function at the screens' next turn."""
        from kivy.clock import Clock

        Clock.schedule_once(lambda _seconds: function(), 0)
        self._wake()

    # --- called by Kivy ---------------------------------------------------------------------

    def build(self) -> Any:
        """Open the window and create the root widget (called by Kivy). Raises NoDisplay."""
        loaded_ahead()
        from kivy.base import ExceptionManager
        from kivy.core.window import Window

        check_display()
        from kiosk.screens.kivy.closing import close_on_signals, refuse_close_requests
        from kiosk.screens.kivy.event_loop import event_driven
        from kiosk.screens.kivy.faults import fault_handler
        from kiosk.screens.kivy.root_widget import RootWidget
        from kiosk.screens.screen import ScreenContext

        self._ui_thread = threading.get_ident()
        ExceptionManager.add_handler(fault_handler(self._fault))
        context = ScreenContext(
            post=lambda event: self._post(event, None),
            clock=self._terminal_clock,
            languages=self._languages,
            simulated=self._simulated,
            rehearsal=self._rehearsal,
            now=self._now,
        )
        width, height = Window.size
        self._root_widget = RootWidget(
            context,
            self._post,
            self._activity,
            (int(width), int(height)),
            draw_answer=self._draw_answer,
        )
        self._root_widget.touch_listeners = self.touch_listeners
        self._wake = event_driven()
        close_on_signals(self.close, self._on_end_asked, self._wake)
        if not self._may_be_closed:
            refuse_close_requests(Window)
        _after_flip(Window, self._flipped)
        return self._root_widget

    def on_start(self) -> None:
        """Report that views may be shown (called by Kivy)."""
        if self._started is not None:
            self._started()

    def open_settings(self, *_arguments: object) -> bool:
        """Disable Kivy's settings panel, which F1 would open."""
        return False

    def _draw_newest(self, _seconds: float = 0) -> None:
        view = self._newest.take()
        if view is not None:
            self._root_widget.show(view)

    def _draw_answer(self) -> bool:
        """Draw what a touch brings in the frame of the touch, if it comes at once."""
        if not self._newest.comes(ANSWER_WITHIN):
            return False
        self._draw_newest()
        return True

    def _plugged(self) -> None:
        """From any thread: headphones were plugged in or pulled out."""
        from kivy.clock import Clock

        def speak(_seconds: float) -> None:
            if self._root_widget.spoken is not None:  # or it speaks once it has begun
                self._root_widget.spoken.guide.speak()

        if self._root_widget is not None:
            Clock.schedule_once(speak, -1)
            self._wake()

    def _flipped(self) -> None:
        self._flips += 1
        if self._flips == 1 and self._voice is not None:
            from kivy.clock import Clock

            Clock.schedule_once(lambda _seconds: self._root_widget.begin_guidance(self._voice), 0)
        view: View | None = None if self._root_widget is None else self._root_widget.view
        if view is not None and view.generation != self._drawn_generation:
            self._drawn_generation = view.generation
            if self._on_drawn is not None:
                self._on_drawn(view)

    def _fault(self, error: BaseException) -> None:
        if self._on_fault is not None:
            self._on_fault(error)
        self._post(Faulted(), None)


def _after_flip(window: Any, then: Callable[[], None]) -> None:
    """Call `then` after each buffer swap: `on_flip` handlers run before it."""
    swap = window.flip

    def flip() -> None:
        swap()
        then()

    window.flip = flip
