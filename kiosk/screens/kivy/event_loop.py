"""An idle loop that sleeps in SDL until something happens, instead of polling sixty times a second.

Kivy's own loop sleeps before it polls for input, so a tap waits up to two frames and an idle
terminal still wakes 60 times a second. This replacement relies on private names of Kivy 2.3.1 (pinned);
if any is missing, Kivy's own loop stays in place.
"""

from __future__ import annotations

import ctypes
import logging
import time
from collections.abc import Callable
from typing import Any

from kiosk.screens.kivy.sdl import loaded_sdl

log = logging.getLogger(__name__)

_USER_EVENT = 0x8000  # SDL_USEREVENT
_IDLE_CAP = 60.0
"""Seconds. Whatever happens ends the sleep; this is for what nobody has thought of."""

_AWAKE = 6
"""Frames to stay awake after an event: one polls SDL, the next dispatches, and handlers may need a few
more. Queues that can be inspected are checked as well; this covers what cannot be inspected."""


class _SdlEvent(ctypes.Structure):
    """SDL_Event: a type in a union of 56 bytes (64 leaves room for newer releases)."""

    _fields_ = [("type", ctypes.c_uint32), ("padding", ctypes.c_uint8 * 60)]


def stock_wake() -> None:
    """Does nothing: Kivy's own loop polls."""


def event_driven(fps: int = 60) -> Callable[[], None]:
    """Make the loop event-driven; returns a thread-safe function that wakes it.

    Call once, after the window exists and before the loop runs. Without SDL or Kivy's
    private names Kivy's own loop stays and the returned function does nothing.
    """
    from kivy.cache import Cache
    from kivy.clock import Clock
    from kivy.core.window import Window

    from kiosk.screens.kivy.panel_input import holds_events

    sdl = loaded_sdl()
    clock: Any = Clock._get_current_object() if hasattr(Clock, "_get_current_object") else Clock
    needed = ("_last_tick", "_dt", "time", "get_min_timeout", "idle")
    if sdl is None or any(not hasattr(clock, name) for name in needed):
        log.warning("the event-driven loop is not possible here; the stock loop polls")
        return stock_wake
    wait = sdl.SDL_WaitEventTimeout
    wait.argtypes = [ctypes.c_void_p, ctypes.c_int]
    push = sdl.SDL_PushEvent
    push.argtypes = [ctypes.POINTER(_SdlEvent)]
    busy_frames = 0

    def idle() -> float:
        nonlocal busy_frames
        now: float = clock.time()
        frame = max(0.0, 1.0 / fps - (now - clock._last_tick))
        if busy_frames:
            busy_frames -= 1
        elif not holds_events():  # events already read from SDL do not end its wait
            due = 0.0 if Window.canvas.needs_redraw else clock.get_min_timeout()
            delay = frame if due <= now else min(_IDLE_CAP, max(frame, due - now))
            if delay <= frame:
                time.sleep(delay)
            elif wait(None, int(delay * 1000) + 1):
                busy_frames = _AWAKE
        current: float = clock.time()
        clock._dt = current - clock._last_tick
        clock._last_tick = current
        return current

    def wake() -> None:
        push(ctypes.byref(_SdlEvent(type=_USER_EVENT)))

    clock.idle = idle
    # It would draw a frame every second to look through Kivy's caches of images, in which nothing is kept.
    Clock.unschedule(getattr(Cache, "_purge_by_timeout", None))
    return wake
