"""The root widget, the only Kivy widget: paints the current screen and turns touches into actions.

A touch belongs to the state entry on which it began: lifting the finger on a newer screen does
nothing. Accidental double taps do nothing either, see `double_tap`. A touch that meets no control is
no activity: a resting palm must not keep a visit alive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.graphics import InstructionGroup
from kivy.uix.widget import Widget as KivyWidget

from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.signing_in import StaffCalled
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.screens.frame.page_actions import PageActions
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.frame.time_banner import ring_of
from kiosk.screens.kivy.caches import AFTER_A_VISIT, forget
from kiosk.screens.kivy.canvas import KivyCanvas
from kiosk.screens.kivy.fingers import Finger, Fingers
from kiosk.screens.kivy.panel_input import is_lost
from kiosk.screens.navigation import STAFF_HELD, STAFF_HOLD
from kiosk.screens.pages.idle.registry import FIRST_SCREENS
from kiosk.screens.screen import Screen, ScreenContext
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.double_tap import DoubleTap, Tap, is_typed
from kiosk.screens.toolkit.layout import Box, Widget
from kiosk.screens.toolkit.palettes import colour_of
from kiosk.screens.toolkit.theme import rgb
from kiosk.screens.toolkit.widgets.ring import WARN_BELOW

if TYPE_CHECKING:
    from PIL import Image as Pictures

    from kiosk.screens.kivy.spoken_guidance import SpokenGuidance
    from kiosk.voice.service import Voice

_SLACK = 10.0
"""Logical units a finger may slide off a key before it is lifted."""

RELEASE_AFTER = 0.15
"""Seconds for which a key that posted an event still looks pressed. The answer is usually a new screen, and
redrawing the old one first would keep the interpreter from the thread that prepares it."""


def _screen_of(state: S) -> type[Screen]:
    """The other screens are loaded behind the first picture, at the latest when one is shown."""
    if state in FIRST_SCREENS:
        return FIRST_SCREENS[state]
    from kiosk.screens.registry import SCREENS

    return SCREENS[state]


class RootWidget(KivyWidget):  # type: ignore[misc]
    """Shows Views; `size_px` is the window's size in pixels."""

    def __init__(
        self,
        context: ScreenContext,
        post: Callable[[Event, int | None], None],
        activity: Callable[[], None],
        size_px: tuple[int, int],
        *,
        draw_answer: Callable[[], bool] = lambda: False,
    ) -> None:
        """`post` takes an event and the generation of the picture it was chosen on.

        `draw_answer` waits a moment for the picture that answers an event and shows it; False if none came.
        """
        super().__init__(size=size_px)
        self.context = replace(context, post=self._post)
        self._to_terminal, self._activity, self._size_px = post, activity, size_px
        self.touch_listeners: list[Callable[[str], None]] = []
        self.view: View | None = None
        self.screen: Screen | None = None
        self.layout: PageLayout | None = None
        self._actions = PageActions()
        self._fingers, self._double_tap = Fingers(), DoubleTap()
        self._answer_is_due, self._draw_answer = False, draw_answer
        self._release: Any = None
        self._tick: Any = None
        self._move: Any = None
        self.spoken: SpokenGuidance | None = None
        self._main, self._pressed, self._ring = InstructionGroup(), InstructionGroup(), InstructionGroup()
        for group in (self._main, self._pressed, self._ring):
            self.canvas.add(group)

    def begin_guidance(self, voice: Voice) -> None:
        """From now on let `voice` read the pages, and the four keys choose from them."""
        from kiosk.screens.kivy.spoken_guidance import SpokenGuidance  # the first picture needs none

        self.spoken = SpokenGuidance(self, voice)
        if self.layout is not None:
            self.spoken.present(self.layout)

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
            self._actions.entered(old, view)
            self.screen = _screen_of(view.state)(self.context, view)
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
        visit = self.view.visit
        style = page_style(self._size_px, visit.language, visit.access)
        self.layout = PageLayout(self.screen, style, overlay=self._actions.overlay, page=self._actions.page)
        self._actions.page = self.layout.page
        for action in self._fingers.actions:
            widget = self.layout.find(action)
            if widget is not None:
                widget.pressed = True
        ground = self.screen.ground if not self._actions.overlay else theme.WHITE
        red, green, blue = rgb(colour_of(self.layout.style.palette, ground))
        Window.clearcolor = (red / 255, green / 255, blue / 255, 1)
        self._await_move()
        self._main.clear()
        self._pressed.clear()
        if self.spoken is not None:
            self.spoken.present(self.layout)
        if self._is_dark:
            Window.clearcolor = (0, 0, 0, 1)
            self._paint_ring()
            return
        with KivyCanvas(self._main, self.layout.style, self._size_px[1]) as canvas:
            self.layout.paint(style, canvas)
        self._paint_ring()

    def _await_move(self) -> None:
        """Come back when the page looks different by itself: only a page that waits does."""
        if self._move is not None:
            self._move.cancel()
            self._move = None
        if self.screen is not None and self.screen.moves_every is not None and not self._actions.overlay:
            self._move = Clock.schedule_once(lambda _seconds: self.redraw(), self.screen.moves_every)

    @property
    def _is_dark(self) -> bool:
        return self.spoken is not None and self.spoken.is_dark

    def _paint_ring(self) -> None:
        """Paint the countdown, if it is shown, and come back when it shows something else."""
        self._ring.clear()
        if self._tick is not None:
            self._tick.cancel()
            self._tick = None
        layout, view = self.layout, self.view
        if layout is None or layout.countdown is None or view is None or view.deadline is None:
            return
        left = view.deadline - self.context.clock()
        if layout.ring is None:
            self._tick = Clock.schedule_once(self._on_tick, max(0.05, left - WARN_BELOW + 0.005))
            return
        if not self._is_dark:
            with KivyCanvas(self._ring, layout.style, self._size_px[1]) as canvas:
                layout.ring.draw(layout.style, canvas)
        if layout.ring.seconds > 0:
            self._tick = Clock.schedule_once(
                self._on_tick, max(0.05, left - (layout.ring.seconds - 1) + 0.005)
            )

    def _on_tick(self, _seconds: float) -> None:
        if self.layout is None or self.screen is None:
            return
        old, ring = self.layout.ring, ring_of(self.screen)
        if ring is None or old is None or ring.seconds > WARN_BELOW:
            self.redraw()
            return
        ring.box = old.box
        self.layout.ring = ring
        self._paint_ring()

    # --- touches ----------------------------------------------------------------------------

    def _logical(self, touch: Any) -> tuple[float, float]:
        scale = self.layout.style.scale if self.layout is not None else 1.0
        return touch.x / scale, (self._size_px[1] - touch.y) / scale

    def on_touch_down(self, touch: Any) -> bool:
        """A finger came down; on a control it counts as activity."""
        if getattr(touch, "button", "left") not in ("left", None) or self.layout is None or self.view is None:
            return True
        x, y = self._logical(touch)
        if self.spoken is not None and self.spoken.takes_touch(x, y):
            self._fingers.put(self.spoken.finger(touch, x, y))
            return True
        widget = self.layout.hit(x, y) or self.layout.hit(x, y, slack=4)
        if widget is not None:
            self._activity()
        finger = Finger(touch, widget.names[0] if widget is not None else "")
        if self._double_tap.is_slip(self._tap(finger.action, x, y, self.view)):
            return True
        staff = self.layout.find("staff")
        if staff is not None and staff.box.contains(x, y):
            finger.hold = Clock.schedule_once(self._on_held, STAFF_HOLD)
        elif self.spoken is not None:
            self.spoken.begin_hold(finger, x, y)
        self._fingers.put(finger)
        if self.spoken is not None and finger.action:
            self.spoken.guide.touched()
        if widget is not None and finger.action != "start":
            self._press_down(widget)
        return True

    def _press_down(self, widget: Widget) -> None:
        """Paint the key as pressed over itself: nothing else of the page has changed."""
        widget.pressed = True
        if self.layout is not None and not self._is_dark:
            with KivyCanvas(self._pressed, self.layout.style, self._size_px[1]) as canvas:
                self.layout.paint_one(widget, canvas)

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
        if not self._answer_is_due:
            self.redraw()
        elif not self._draw_answer():
            self._await_answer()
        return True

    def _tap(self, action: str, x: float, y: float, view: View) -> Tap:
        return Tap(action, x, y, view.generation, self.context.clock())

    def _await_answer(self) -> None:
        if self._release is None:
            self._release = Clock.schedule_once(self._on_no_answer, RELEASE_AFTER)

    def _on_no_answer(self, _seconds: float) -> None:
        self._release = None
        self.redraw()

    def press(self, action: str) -> None:
        """Act as a touch on the widget with this action would, if it is shown and enabled."""
        widget = None if self.layout is None else self.layout.find(action)
        if widget is not None and widget.enabled:
            self._answer_is_due = False
            self._act(action)
            if not self._answer_is_due:
                self.redraw()

    def activity(self) -> None:
        """Somebody is there."""
        self._activity()

    def forget_fingers(self) -> None:
        """Lifting a finger that is down will do nothing."""
        self._fingers.forget()

    def _on_held(self, _seconds: float) -> None:
        self._fingers.forget()
        for told in self.touch_listeners:
            told(STAFF_HELD)
        self.context.post(StaffCalled())
        self._await_answer()

    def _post(self, event: Event) -> None:
        self._answer_is_due = True
        # Chosen on this picture: the machine may be further, and another screen's "Finish" was not meant.
        self._to_terminal(event, self.view.generation if self.view is not None else None)

    def _act(self, action: str) -> None:
        for told in self.touch_listeners:
            told(action)
        if self.screen is not None:
            self._actions.act(self.screen, action)

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
        self.picture().save(path, format="PNG")

    def picture(self) -> Pictures.Image:
        """Draw once more and return the pixels."""
        from PIL import Image

        image = Image.frombytes("RGBA", self._size_px, self.pixels()).convert("RGB")
        return image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)

    def pixels(self) -> bytes:
        """Draw once more and return RGBA rows of the window's size, from the bottom."""
        from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels

        Window.dispatch("on_draw")
        data: bytes = glReadPixels(0, 0, *self._size_px, GL_RGBA, GL_UNSIGNED_BYTE)
        Window.dispatch("on_flip")  # show what was drawn as well
        return data
