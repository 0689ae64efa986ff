"""The one Kivy widget: paints the frame of the current screen and turns touches into actions.

A touch belongs to the state entry on which it began: lifting the finger on a newer screen
does nothing. So does a slip of the finger, see `double_tap`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.graphics import InstructionGroup
from kivy.uix.widget import Widget

from kiosk.fsm.events import Event, LanguageChosen, StaffCalled
from kiosk.fsm.view import View
from kiosk.screens.kivy.caches import AFTER_A_VISIT, forget
from kiosk.screens.kivy.canvas import Painter
from kiosk.screens.kivy.fingers import Finger, Fingers
from kiosk.screens.kivy.panel_input import is_lost
from kiosk.screens.navigation import STAFF_HOLD
from kiosk.screens.page_layout import Frame
from kiosk.screens.registry import SCREENS
from kiosk.screens.screen import Desk, Screen
from kiosk.screens.toolkit.double_tap import DoubleTap, Tap, is_typed
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.theme import look_for, rgb
from kiosk.screens.toolkit.widgets.ring import WARN_BELOW, Ring

_SLACK = 10.0
"""Logical units a finger may slide off a key before it is lifted."""

RELEASE_AFTER = 0.15
"""Seconds that a key which called the terminal still looks pressed. The answer is mostly a new screen,
and drawing the old one once more first would hold the interpreter against the thread that makes it."""


class Stage(Widget):  # type: ignore[misc]
    """Shows Views; `size_px` is the window's size in pixels."""

    def __init__(self, desk: Desk, activity: Callable[[], None], size_px: tuple[int, int]) -> None:
        super().__init__(size=size_px)
        self.desk = replace(desk, post=self._post, staff_action=self._act_for_staff)
        self._terminal, self._activity, self._size_px = desk, activity, size_px
        self.view: View | None = None
        self.screen: Screen | None = None
        self.frame: Frame | None = None
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
        """Draw `view`, unless it is what is shown already."""
        if view == self.view:
            return
        old, self.view = self.view, view
        if self.screen is None or old is None or (old.generation, old.state) != (view.generation, view.state):
            if self.screen is not None:
                self.screen.leave()
            self._fingers.forget()
            self._choosing_language = False
            self.screen = SCREENS[view.state](self.desk, view)
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
        look = look_for(self._size_px, self.view.language, typeface())
        self.frame = Frame(self.screen, look, choosing_language=self._choosing_language)
        for action in self._fingers.actions:
            part = self.frame.find(action)
            if part is not None:
                part.pressed = True
        red, green, blue = rgb(self.screen.ground)
        Window.clearcolor = (red / 255, green / 255, blue / 255, 1)
        self._main.clear()
        self.frame.paint(look, Painter(self._main, look, self._size_px[1]))
        self._paint_ring(self.frame.ring)

    def _paint_ring(self, ring: Ring | None) -> None:
        self._ring.clear()
        if self._tick is not None:
            self._tick.cancel()
            self._tick = None
        if ring is None or self.frame is None or self.view is None or self.view.deadline is None:
            return
        look = self.frame.look
        ring.draw(look, Painter(self._ring, look, self._size_px[1]))
        if ring.seconds > 0:
            left = self.view.deadline - self.desk.clock()
            self._tick = Clock.schedule_once(self._on_tick, max(0.05, left - (ring.seconds - 1) + 0.005))

    def _on_tick(self, _seconds: float) -> None:
        if self.frame is None or self.frame.ring is None or self.view is None or not self.view.timeout:
            return
        old = self.frame.ring
        ring = Ring((self.view.deadline or 0) - self.desk.clock(), self.view.timeout)
        ring.box = old.box
        if (ring.seconds <= WARN_BELOW) != (old.seconds <= WARN_BELOW):
            self.redraw()
            return
        self.frame.ring = ring
        self._paint_ring(ring)

    # --- touches ----------------------------------------------------------------------------

    def _logical(self, touch: Any) -> tuple[float, float]:
        scale = self.frame.look.scale if self.frame is not None else 1.0
        return touch.x / scale, (self._size_px[1] - touch.y) / scale

    def on_touch_down(self, touch: Any) -> bool:
        """A finger came down: it counts as activity wherever it lands."""
        if getattr(touch, "button", "left") not in ("left", None):
            return True
        self._activity()
        if self.frame is None or self.view is None:
            return True
        x, y = self._logical(touch)
        part = self.frame.hit(x, y) or self.frame.hit(x, y, slack=4)
        finger = Finger(touch, part.names[0] if part is not None else "")
        if self._double_tap.is_slip(self._tap(finger.action, x, y, self.view)):
            return True
        staff = self.frame.find("staff")
        if staff is not None and staff.box.holds(x, y):
            finger.hold = Clock.schedule_once(self._on_held, STAFF_HOLD)
        self._fingers.put(finger)
        if finger.action and finger.action != "start":
            self.redraw()
        return True

    def on_touch_move(self, touch: Any) -> bool:
        """Sliding changes nothing."""
        return True

    def on_touch_up(self, touch: Any) -> bool:
        """The finger is lifted: act if it is still on what it came down on."""
        finger = self._fingers.lift(touch)
        if finger is None or self.view is None or self.frame is None:
            return True
        x, y = self._logical(touch)
        action, part = finger.action, self.frame.find(finger.action) if finger.action else None
        self._answer_is_due = False
        if part is not None and part.enabled and part.box.holds(x, y, _SLACK) and not is_lost(touch):
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
        return Tap(action, x, y, view.generation, self.desk.clock())

    def _await_answer(self) -> None:
        if self._release is None:
            self._release = Clock.schedule_once(self._on_no_answer, RELEASE_AFTER)

    def _on_no_answer(self, _seconds: float) -> None:
        self._release = None
        self.redraw()

    def _on_held(self, _seconds: float) -> None:
        self._fingers.forget()
        self.desk.post(StaffCalled())
        self._await_answer()

    def _post(self, event: Event) -> None:
        self._answer_is_due = True
        self._terminal.post(event)

    def _act_for_staff(self, action: str) -> None:
        self._answer_is_due = True
        self._terminal.staff_action(action)

    def _act(self, action: str) -> None:
        if action == "language":
            self._choosing_language = not self._choosing_language
        elif action.startswith("language:"):
            self._choosing_language = False
            self.desk.post(LanguageChosen(action.partition(":")[2]))
        elif self.screen is not None:
            # A short touch on the title is a touch like any other.
            self.screen.act("start" if action == "staff" else action)

    # --- for tests, the demo and the bench --------------------------------------------------

    def locate(self, action: str) -> tuple[int, int] | None:
        """See KioskApp.locate."""
        frame = self.frame
        part = None if frame is None else frame.find(action)
        if frame is None or part is None or not part.enabled:
            return None
        box: Box = part.box
        x, y = box.middle
        if action == "start":  # all of the glass: keep clear of the corners
            x, y = frame.box.w / 2, frame.box.h * 0.6
        return round(x * frame.look.scale), round(y * frame.look.scale)

    def screenshot(self, path: Path) -> None:
        """Draw once more and write the pixels."""
        from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels
        from PIL import Image

        Window.dispatch("on_draw")
        width, height = self._size_px
        data = glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE)
        Window.dispatch("on_flip")  # what was drawn belongs on the glass too
        image = Image.frombytes("RGBA", (width, height), data).convert("RGB")
        image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).save(path, format="PNG")
