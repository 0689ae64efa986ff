"""Kivy's input from the touch panel: every finger by itself, and a pointer whose button may get lost.

On Linux Kivy drops SDL's fingers and takes the pointer that SDL makes of them, which follows one
finger only: a resting hand would make the panel deaf. So the fingers are taken where Kivy polls
SDL, and SDL is told to make no pointer of them, or each would come twice. A real pointer still
works. It leans on private names of Kivy 2.3.1 (pinned); when any is missing SDL's pointer stays.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from kivy.base import EventLoop
from kivy.input.factory import MotionEventFactory
from kivy.input.motionevent import MotionEvent
from kivy.input.providers.mouse import MouseMotionEventProvider

from kiosk.screens.kivy.sdl import loaded_sdl

log = logging.getLogger(__name__)

PROVIDER = "panel"
"""Name for Kivy's configuration."""

_LOST = "lost"
_FINGERS = ("fingerdown", "fingermotion", "fingerup")


def is_lost(touch: Any) -> bool:
    """True when the touch ends because its lifting was never reported: nobody has chosen anything."""
    return _LOST in touch.ud


def holds_events() -> bool:
    """Whether an input provider has read events that the loop has yet to dispatch.

    Providers of other kinds are asked for the queues that Kivy's own ones have.
    """
    if EventLoop.input_events:
        return True
    return any(
        getattr(provider, queue, None)
        for provider in EventLoop.input_providers
        for queue in ("waiting_event", "q", "queue")
    )


class FingerEvent(MotionEvent):  # type: ignore[misc]
    """One finger's touch; place as shares of the window, from the bottom left."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, is_touch=True, type_id="touch", **options)
        self.profile = ("pos",)

    def depack(self, args: Any) -> None:
        self.sx, self.sy = args
        super().depack(args)


class _Fingered:
    """Kivy's handle of the SDL window, whose `poll` hands the fingers over."""

    def __init__(self, inner: Any, take: Callable[..., None]) -> None:
        self._inner, self._take = inner, take

    def poll(self) -> Any:
        event = self._inner.poll()
        if event and event[0] in _FINGERS:
            self._take(*event)
            return None
        return event

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class PanelProvider(MouseMotionEventProvider):  # type: ignore[misc]
    """The pointer and the fingers of the panel."""

    def __init__(self, device: str, args: str) -> None:
        super().__init__(device, args)
        self._fingers: dict[int, FingerEvent] = {}

    def start(self) -> None:
        super().start()
        window, sdl = EventLoop.window, loaded_sdl()
        if sdl is not None and hasattr(getattr(window, "_win", None), "poll"):
            sdl.SDL_SetHint(b"SDL_TOUCH_MOUSE_EVENTS", b"0")
            window._win = _Fingered(window._win, self.take)
        else:
            log.warning("single fingers cannot be told apart here; the pointer follows one of them")

    def stop(self) -> None:
        super().stop()
        window = EventLoop.window
        if isinstance(getattr(window, "_win", None), _Fingered):
            window._win = window._win._inner

    def find_touch(self, win: Any, x: float, y: float) -> None:
        # A press begins a touch, also where the one before was never seen to be lifted.
        return None

    def on_mouse_press(self, win: Any, x: float, y: float, button: str, modifiers: Any) -> None:
        for touch in list(self.touches.values()):  # one pointer, one touch
            touch.ud[_LOST] = True
            self.remove_touch(win, touch)
        super().on_mouse_press(win, x, y, button, modifiers)

    def take(self, what: str, finger: int, x: float, y: float, *_pressure: float) -> None:
        """SDL's event of a finger: place as shares of the window, from the top left."""
        known, place = self._fingers.get(finger), (x, 1 - y)
        if what == "fingerdown":
            if known is not None:
                known.ud[_LOST] = True
                self._lift(finger, known)
            self._fingers[finger] = touch = FingerEvent(self.device, self.create_event_id(), place)
            self.waiting_event.append(("begin", touch))
        elif known is not None:
            known.move(place)
            if what == "fingerup":
                self._lift(finger, known)

    def _lift(self, finger: int, touch: FingerEvent) -> None:
        del self._fingers[finger]
        touch.update_time_end()
        self.waiting_event.append(("end", touch))


MotionEventFactory.register(PROVIDER, PanelProvider)
