"""A panel whose fingers reach the window as those of a real one do: as events of SDL."""

from __future__ import annotations

import ctypes

from kiosk.screens.kivy.panel_input import PanelProvider
from kiosk.screens.kivy.sdl import loaded_sdl

SIZE = (1024, 768)
_DOWN, _UP, _MOTION = 0x700, 0x701, 0x702


class FingerEvent(ctypes.Structure):
    """SDL_TouchFingerEvent in the 128 bytes that SDL copies from (its own union has 56)."""

    _fields_ = [
        ("type", ctypes.c_uint32),
        ("timestamp", ctypes.c_uint32),
        ("touch", ctypes.c_int64),
        ("finger", ctypes.c_int64),
        *((name, ctypes.c_float) for name in ("x", "y", "dx", "dy", "pressure")),
        ("window", ctypes.c_uint32),
        ("padding", ctypes.c_uint8 * 80),
    ]


def _at_once() -> float:
    """Kivy's clock between two frames, turned by hand: it must not wait for the next one."""
    from kivy.clock import Clock

    now: float = Clock.time()
    Clock._dt, Clock._last_tick = now - Clock._last_tick, now
    return now


class FingerPanel:
    """Fingers by number; places are pixels from the top left."""

    def __init__(self) -> None:
        """Attach the production's provider to the open window."""
        from kivy.base import EventLoop
        from kivy.clock import Clock

        Clock.idle = _at_once
        self._sdl = loaded_sdl()
        self._provider = PanelProvider("panel", "disable_multitouch")
        EventLoop.add_input_provider(self._provider)
        self._provider.start()

    def close(self) -> None:
        """Detach it."""
        from kivy.base import EventLoop

        self._provider.stop()
        EventLoop.remove_input_provider(self._provider)
        EventLoop.input_events.clear()

    def down(self, finger: int, place: tuple[float, float]) -> None:
        """A finger comes down."""
        self._push(_DOWN, finger, place)

    def move(self, finger: int, place: tuple[float, float]) -> None:
        """A finger slides."""
        self._push(_MOTION, finger, place)

    def up(self, finger: int, place: tuple[float, float]) -> None:
        """A finger is lifted."""
        self._push(_UP, finger, place)

    def _push(self, what: int, finger: int, place: tuple[float, float]) -> None:
        x, y = (one / whole for one, whole in zip(place, SIZE, strict=True))
        if self._sdl is None:
            raise RuntimeError("SDL is not loaded")
        event = FingerEvent(type=what, touch=1, finger=finger, x=x, y=y, pressure=1)
        self._sdl.SDL_PushEvent(ctypes.byref(event))

    def turn(self) -> None:
        """One turn of the loop without waiting: what SDL has is taken and dispatched."""
        from kivy.base import EventLoop
        from kivy.clock import Clock
        from kivy.core.window import Window

        Window.mainloop()
        EventLoop.dispatch_input()
        Clock.tick()
