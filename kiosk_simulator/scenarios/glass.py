"""The glass without a window: pages are laid out as on the panel, and keys are touched by their names."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from kiosk.config.settings import Settings
from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.signing_in import StaffCalled
from kiosk.fsm.view import View
from kiosk.runtime.terminal import Terminal
from kiosk.screens.frame.page_actions import PageActions
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.navigation import STAFF_HELD
from kiosk.screens.registry import SCREENS
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.widgets.text import Text

SIZE = (1024, 768)


class NotOnTheScreen(ValueError):
    """A key is not on the page, or cannot be touched now; the message lists those that can."""


def screen_context(
    settings: Settings, monotonic: Callable[[], float], now: Callable[[], datetime]
) -> ScreenContext:
    """The context of a simulated terminal's screens; `Glass` posts for them."""
    return ScreenContext(lambda _event: None, monotonic, settings.languages, simulated=True, now=now)


class Glass:
    """A listener of the terminal. `press` does what a finger does, but for its place and its time."""

    def __init__(self, terminal: Terminal, context: ScreenContext) -> None:
        self._terminal = terminal
        self._context = ScreenContext(
            self._post, context.clock, context.languages, context.simulated, context.now
        )
        self._actions = PageActions()
        self._view: View | None = None
        self._screen: Screen | None = None
        self._laid_out: PageLayout | None = None
        self._lock = threading.RLock()
        self.turns = 0
        """How many pictures there were: each view and each touch makes another."""
        self.touch_listeners: list[Callable[[str], None]] = []
        """Told of each key that was touched, by its name."""
        terminal.listeners.append(self)

    # --- listener of the terminal

    def shown(self, view: View) -> None:
        """Another picture."""
        with self._lock:
            self._show(view)

    def _show(self, view: View) -> None:
        self._laid_out = None
        self.turns += 1
        old, self._view = self._view, view
        if (
            self._screen is None
            or old is None
            or (old.generation, old.state) != (view.generation, view.state)
        ):
            if self._screen is not None:
                self._screen.leave()
            self._actions.entered(old, view)
            self._screen = SCREENS[view.state](self._context, view)
        else:
            self._screen.update(view)

    def visit_began(self, visit: object) -> None:
        """The picture has it all."""

    def visit_ended(self, visit: object) -> None:
        """The picture has it all."""

    # --- what a person sees and touches

    def press(self, name: str) -> None:
        """Touch a key; the terminal takes it in its own time. Raises NotOnTheScreen."""
        with self._lock:
            if self._screen is None or name not in self.touchable():
                raise NotOnTheScreen(
                    f"no key {name} can be touched here; there are {', '.join(self.touchable())}"
                )
            for told in self.touch_listeners:
                told(name)
            self._terminal.touched()
            self._laid_out = None
            self.turns += 1
            self._actions.act(self._screen, name)

    def touchable(self) -> list[str]:
        """The names of what can be touched."""
        with self._lock:
            return [name for widget in self._keys() for name in widget.names]

    def words(self) -> str:
        """Every text on the page, line by line."""
        with self._lock:
            texts = [widget for widget in self._layout().walk() if isinstance(widget, Text)]
        return "\n".join("".join(line.text for line in text.lines) for text in texts)

    @property
    def view(self) -> View | None:
        """What is shown; None before the terminal has started."""
        return self._view

    def page(self) -> tuple[PageLayout, View]:
        """The page as it is laid out at this moment, and the view that it shows."""
        with self._lock:
            self._laid_out = None
            layout, view = self._layout(), self._view
            assert view is not None, "a page is laid out from a view"
            return layout, view

    def hold_corner(self) -> None:
        """Press the hidden corner until staff is asked who it is."""
        with self._lock:
            for told in self.touch_listeners:
                told(STAFF_HELD)
            self._terminal.touched()
            self._post(StaffCalled())

    def _keys(self) -> list[Widget]:
        return [widget for widget in self._layout().walk() if widget.names and widget.enabled]

    def _layout(self) -> PageLayout:
        if self._screen is None or self._view is None:
            raise NotOnTheScreen("the terminal has not started")
        if self._laid_out is not None:
            return self._laid_out
        visit = self._view.visit
        style = page_style(SIZE, visit.language, visit.access)
        layout = PageLayout(self._screen, style, overlay=self._actions.overlay, page=self._actions.page)
        self._actions.page = layout.page
        self._laid_out = layout
        return layout

    def _post(self, event: Event) -> None:
        self._terminal.post(event, self._view.generation if self._view is not None else None)
