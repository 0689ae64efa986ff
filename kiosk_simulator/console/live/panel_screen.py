"""The glass of the real window: its pixels, and a finger that goes the way of every finger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kiosk.app.panel import Panel
from kiosk_simulator.console.live.screen import Shot, another_picture

if TYPE_CHECKING:
    from PIL import Image

_BESIDE = -1.0
"""Outside the window: a finger that is lifted there has chosen nothing."""


@dataclass(eq=False, slots=True)
class _Touch:
    """What the root widget asks of a touch: a place in pixels from the bottom left."""

    x: float
    y: float
    ud: dict[str, object] = field(default_factory=dict)


class PanelScreen:
    """`LiveScreen` of a panel. Only reading the pixels happens on the screens' thread."""

    def __init__(self, panel: Panel) -> None:
        self._app = panel.app
        self._finger: _Touch | None = None

    def drawn(self) -> int:
        """See LiveScreen."""
        return self._app.flips

    def shoot(self) -> Shot:
        """See LiveScreen."""

        def read(root: Any) -> tuple[bytes, tuple[int, int], int, int]:
            generation = -1 if root.view is None else root.view.generation
            pixels = root.pixels()
            return pixels, (int(root.width), int(root.height)), generation, self._app.flips

        pixels, size, generation, number = self._app.on_glass(read)

        def image() -> Image.Image:
            from PIL import Image

            return Image.frombytes("RGBA", size, pixels, "raw", "RGBA", 0, -1).convert("RGB")

        return Shot(number, generation, image)

    def finger_down(self, x: float, y: float, generation: int) -> None:
        """See LiveScreen."""

        def touch(root: Any) -> None:
            if root.view is None or root.view.generation != generation:
                raise another_picture()
            self._lift(root, _BESIDE, _BESIDE)
            self._finger = _Touch(x * root.width, (1 - y) * root.height)
            root.on_touch_down(self._finger)

        self._app.on_glass(touch)

    def finger_up(self, x: float, y: float) -> None:
        """See LiveScreen."""
        self._app.on_glass(lambda root: self._lift(root, x * root.width, (1 - y) * root.height))

    def _lift(self, root: Any, x: float, y: float) -> None:
        finger, self._finger = self._finger, None
        if finger is not None:
            finger.x, finger.y = x, y
            root.on_touch_up(finger)
