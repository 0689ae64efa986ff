"""The glass of a terminal without a window: the picture is painted from the page's layout."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PIL import Image

from kiosk.screens.navigation import STAFF_HOLD
from kiosk.screens.toolkit.theme import WHITE
from kiosk.screens.toolkit.widgets.ring import WARN_BELOW
from kiosk_simulator.console.live.image_canvas import ImageCanvas
from kiosk_simulator.console.live.screen import Shot, another_picture
from kiosk_simulator.scenarios.glass import SIZE, Glass

_EVERY_SECOND = 1_000_000
"""More than there are pictures in a run: the seconds of a countdown count as pictures of their own."""


class GlassScreen:
    """`LiveScreen` of a glass that is touched by its keys. `monotonic` is the terminal's clock (s)."""

    def __init__(self, glass: Glass, monotonic: Callable[[], float]) -> None:
        self._glass, self._monotonic = glass, monotonic
        self._lock = threading.Lock()
        self._finger: tuple[float, float, str, float] | None = None  # place, key, since when

    def drawn(self) -> int:
        """See LiveScreen."""
        view = self._glass.view
        left = WARN_BELOW if view is None or view.deadline is None else view.deadline - self._monotonic()
        return self._glass.turns + _EVERY_SECOND * max(0, WARN_BELOW - int(left))

    def shoot(self) -> Shot:
        """See LiveScreen."""
        if self._glass.view is None:
            raise RuntimeError("nothing is shown yet")
        number = self.drawn()
        layout, view = self._glass.page()

        def image() -> Image.Image:
            ground = layout.screen.ground if not layout.overlay else WHITE
            canvas = ImageCanvas(SIZE, layout.style, ground)
            layout.paint(layout.style, canvas)
            if layout.ring is not None:
                layout.ring.draw(layout.style, canvas)
            return canvas.image

        return Shot(number, view.generation, image)

    def finger_down(self, x: float, y: float, generation: int) -> None:
        """See LiveScreen."""
        if self._glass.view is None:
            raise another_picture()
        layout, view = self._glass.page()
        if view.generation != generation:
            raise another_picture()
        place = (x * layout.style.width, y * layout.style.height)
        hit = layout.hit(*place) or layout.hit(*place, slack=4)
        staff = layout.find("staff")
        key = "staff" if staff is not None and staff.box.contains(*place) else hit.names[0] if hit else ""
        with self._lock:
            self._finger = (*place, key, self._monotonic())

    def finger_up(self, x: float, y: float) -> None:
        """See LiveScreen. A finger that has slid off its key chooses nothing."""
        with self._lock:
            finger, self._finger = self._finger, None
        if finger is None or not finger[2]:
            return
        layout, _ = self._glass.page()
        key, widget = finger[2], layout.find(finger[2])
        if widget is None or not widget.box.contains(x * layout.style.width, y * layout.style.height, 10):
            return
        if key == "staff" and self._monotonic() - finger[3] >= STAFF_HOLD:
            self._glass.hold_corner()
        elif key in self._glass.touchable():
            self._glass.press(key)
