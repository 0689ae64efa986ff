"""Kivy input provider for the touch panel: multitouch, and a mouse whose release may get lost.

On Linux Kivy drops SDL's finger events and uses the mouse that SDL synthesises from them, which
follows one finger only: a resting hand would make the panel unresponsive. So finger events are taken
where Kivy polls SDL, and SDL is told not to synthesise a mouse, or each touch would arrive twice. A
real mouse still works. Relies on private names of Kivy 2.3.1 (pinned); if any is missing, SDL's
synthesised mouse is used.
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
"""Name of this provider in Kivy's configuration."""

_LOST = "lost"
_FINGERS = ("fingerdown", "fingermotion", "fingerup")


def is_lost(touch: Any) -> bool:
    """True when the touch ends only because its release was never reported: nothing was chosen."""
    return _LOST in touch.ud


def holds_events() -> bool:
    """Whether an input provider has read events that the loop has not dispatched yet.

    Other kinds of providers are checked for the queues that Kivy's own providers have.
    """
    if EventLoop.input_events:
        return True
    return any(
        getattr(provider, queue, None)
        for provider in EventLoop.input_providers
        for queue in ("waiting_event", "q", "queue")
    )


class FingerEvent(MotionEvent):  # type: ignore[misc]
    """The touch of one finger; its position is a fraction (0–1) of the window, from the bottom left."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, is_touch=True, type_id="touch", **options)
        self.profile = ("pos",)

    def depack(self, args: Any) -> None:
        self.sx, self.sy = args
        super().depack(args)


class _WindowWithFingers:
    """Wraps Kivy's handle of the SDL window; `poll` passes finger events to `take`."""

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
    """Mouse and fingers of the panel."""

    def __init__(self, device: str, args: str) -> None:
        super().__init__(device, args)
        self._fingers: dict[int, FingerEvent] = {}

    def start(self) -> None:
        super().start()
        window, sdl = EventLoop.window, loaded_sdl()
        if sdl is not None and hasattr(getattr(window, "_win", None), "poll"):
            sdl.SDL_SetHint(b"SDL_TOUCH_MOUSE_EVENTS", b"0")
            window._win = _WindowWithFingers(window._win, self.take)
        else:
            log.warning("single fingers cannot be told apart here; the pointer follows one of them")

    def stop(self) -> None:
        super().stop()
        window = EventLoop.window
        if isinstance(getattr(window, "_win", None), _WindowWithFingers):
            window._win = window._win._inner

    def find_touch(self, win: Any, x: float, y: float) -> None:
        # Every press begins a touch, even if the release of the previous one was never reported.
        return None

    def on_mouse_press(self, win: Any, x: float, y: float, button: str, modifiers: Any) -> None:
        for touch in list(self.touches.values()):  # one mouse, one touch
            touch.ud[_LOST] = True
            self.remove_touch(win, touch)
        super().on_mouse_press(win, x, y, button, modifiers)

    def take(self, what: str, finger: int, x: float, y: float, *_pressure: float) -> None:
        """Take a finger event of SDL; the position is a fraction (0–1) of the window, from the top left."""
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
