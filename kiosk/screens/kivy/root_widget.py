"""The root widget, the only Kivy widget: paints the current screen and turns touches into actions.

A touch belongs to the state entry on which it began: lifting the finger on a newer screen does
nothing. Accidental double taps do nothing either, see `double_tap`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.graphics import InstructionGroup
from kivy.uix.widget import Widget as KivyWidget

from kiosk.fsm.events import Event
from kiosk.fsm.flow.menu import LanguageChosen
from kiosk.fsm.flow.staff import StaffCalled
from kiosk.fsm.view import View
from kiosk.screens.kivy.caches import AFTER_A_VISIT, forget
from kiosk.screens.kivy.canvas import KivyCanvas
from kiosk.screens.kivy.fingers import Finger, Fingers
from kiosk.screens.kivy.panel_input import is_lost
from kiosk.screens.navigation import STAFF_HOLD
from kiosk.screens.page_layout import PageLayout
from kiosk.screens.registry import SCREENS
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit.double_tap import DoubleTap, Tap, is_typed
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.theme import rgb, style_for
from kiosk.screens.toolkit.widgets.ring import WARN_BELOW, Ring

_SLACK = 10.0
"""Logical units a finger may slide off a key before it is lifted."""

RELEASE_AFTER = 0.15
"""Seconds for which a key that posted an event still looks pressed. The answer is usually a new screen, and
redrawing the old one first would keep the interpreter from the thread that prepares it."""


class RootWidget(KivyWidget):  # type: ignore[misc]
    """Shows Views; `size_px` is the window's size in pixels."""

    def __init__(
        self, context: ScreenContext, activity: Callable[[], None], size_px: tuple[int, int]
    ) -> None:
        super().__init__(size=size_px)
        self.context = replace(context, post=self._post)
        self._terminal, self._activity, self._size_px = context, activity, size_px
        self.view: View | None = None
        self.screen: Screen | None = None
        self.layout: PageLayout | None = None
        self._choosing_language = False
        self._fingers, self._double_tap = Fingers(), DoubleTap()
        self._answer_is_due = False
        self._release: Any = None
        self._tick: Any = None
        self._main, self._ring = InstructionGroup(), InstructionGroup()
        self.canvas.add(self._main)
        self.canvas.add(self._ring)

    # --- views ------------------------------------------------------------------------------

    def show(self, view: View) -> None:
        """Draw `view` unless it is already shown."""
        if view == self.view:
            return
        old, self.view = self.view, view
        if self.screen is None or old is None or (old.generation, old.state) != (view.generation, view.state):
            if self.screen is not None:
                self.screen.leave()
            self._fingers.forget()
            self._choosing_language = False
            self.screen = SCREENS[view.state](self.context, view)
            if view.state in AFTER_A_VISIT:
                forget()
        else:
            self.screen.update(view)
        self.redraw()

    def redraw(self) -> None:
        """Lay the screen out again and paint it."""
        if self.screen is None or self.view is None:
            return
        if self._release is not None:
            self._release.cancel()
            self._release = None
        style = style_for(self._size_px, self.view.visit.language, typeface())
        self.layout = PageLayout(self.screen, style, choosing_language=self._choosing_language)
        for action in self._fingers.actions:
            widget = self.layout.find(action)
            if widget is not None:
                widget.pressed = True
        red, green, blue = rgb(self.screen.ground)
        Window.clearcolor = (red / 255, green / 255, blue / 255, 1)
        self._main.clear()
        self.layout.paint(style, KivyCanvas(self._main, style, self._size_px[1]))
        self._paint_ring(self.layout.ring)

    def _paint_ring(self, ring: Ring | None) -> None:
        self._ring.clear()
        if self._tick is not None:
            self._tick.cancel()
            self._tick = None
        if ring is None or self.layout is None or self.view is None or self.view.deadline is None:
            return
        style = self.layout.style
        ring.draw(style, KivyCanvas(self._ring, style, self._size_px[1]))
        if ring.seconds > 0:
            left = self.view.deadline - self.context.clock()
            self._tick = Clock.schedule_once(self._on_tick, max(0.05, left - (ring.seconds - 1) + 0.005))

    def _on_tick(self, _seconds: float) -> None:
        if self.layout is None or self.layout.ring is None or self.view is None or not self.view.timeout:
            return
        old = self.layout.ring
        ring = Ring((self.view.deadline or 0) - self.context.clock(), self.view.timeout)
        ring.box = old.box
        if (ring.seconds <= WARN_BELOW) != (old.seconds <= WARN_BELOW):
            self.redraw()
            return
        self.layout.ring = ring
        self._paint_ring(ring)

    # --- touches ----------------------------------------------------------------------------

    def _logical(self, touch: Any) -> tuple[float, float]:
        scale = self.layout.style.scale if self.layout is not None else 1.0
        return touch.x / scale, (self._size_px[1] - touch.y) / scale

    def on_touch_down(self, touch: Any) -> bool:
        """A finger came down; it counts as activity wherever it lands."""
        if getattr(touch, "button", "left") not in ("left", None):
            return True
        self._activity()
        if self.layout is None or self.view is None:
            return True
        x, y = self._logical(touch)
        widget = self.layout.hit(x, y) or self.layout.hit(x, y, slack=4)
        finger = Finger(touch, widget.names[0] if widget is not None else "")
        if self._double_tap.is_slip(self._tap(finger.action, x, y, self.view)):
            return True
        staff = self.layout.find("staff")
        if staff is not None and staff.box.contains(x, y):
            finger.hold = Clock.schedule_once(self._on_held, STAFF_HOLD)
        self._fingers.put(finger)
        if finger.action and finger.action != "start":
            self.redraw()
        return True

    def on_touch_move(self, touch: Any) -> bool:
        """Movement is ignored."""
        return True

    def on_touch_up(self, touch: Any) -> bool:
        """The finger was lifted: act if it is still on the widget on which it came down."""
        finger = self._fingers.lift(touch)
        if finger is None or self.view is None or self.layout is None:
            return True
        x, y = self._logical(touch)
        action, widget = finger.action, self.layout.find(finger.action) if finger.action else None
        self._answer_is_due = False
        if widget is not None and widget.enabled and widget.box.contains(x, y, _SLACK) and not is_lost(touch):
            self._double_tap.acted(self._tap(action, x, y, self.view))
            if not is_typed(action):
                self._fingers.spend(action)
            self._act(action)
        if self._answer_is_due:
            self._await_answer()
        else:
            self.redraw()
        return True

    def _tap(self, action: str, x: float, y: float, view: View) -> Tap:
        return Tap(action, x, y, view.generation, self.context.clock())

    def _await_answer(self) -> None:
        if self._release is None:
            self._release = Clock.schedule_once(self._on_no_answer, RELEASE_AFTER)

    def _on_no_answer(self, _seconds: float) -> None:
        self._release = None
        self.redraw()

    def _on_held(self, _seconds: float) -> None:
        self._fingers.forget()
        self.context.post(StaffCalled())
        self._await_answer()

    def _post(self, event: Event) -> None:
        self._answer_is_due = True
        self._terminal.post(event)

    def _act(self, action: str) -> None:
        if action == "language":
            self._choosing_language = not self._choosing_language
        elif action.startswith("language:"):
            self._choosing_language = False
            self.context.post(LanguageChosen(action.partition(":")[2]))
        elif self.screen is not None:
            # A short touch on the title is like any other touch.
            self.screen.act("start" if action == "staff" else action)

    # --- for tests, demo and benchmarks -----------------------------------------------------

    def locate(self, action: str) -> tuple[int, int] | None:
        """See KioskApp.locate."""
        layout = self.layout
        widget = None if layout is None else layout.find(action)
        if layout is None or widget is None or not widget.enabled:
            return None
        box: Box = widget.box
        x, y = box.middle
        if action == "start":  # the whole screen: keep clear of the corners
            x, y = layout.box.w / 2, layout.box.h * 0.6
        return round(x * layout.style.scale), round(y * layout.style.scale)

    def screenshot(self, path: Path) -> None:
        """Draw once more and write the pixels."""
        from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels
        from PIL import Image

        Window.dispatch("on_draw")
        width, height = self._size_px
        data = glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE)
        Window.dispatch("on_flip")  # show what was drawn as well
        image = Image.frombytes("RGBA", (width, height), data).convert("RGB")
        image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).save(path, format="PNG")
