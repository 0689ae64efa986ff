"""From SDL's events to touches: each finger its own, and a pointer whose button may get lost."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.fsm.events import Agreed
from kiosk.fsm.flow.certificates import OrderConfirmed
from kiosk.screens.kivy.panel_input import PanelProvider, holds_events
from kiosk.screens.kivy.sdl import loaded_sdl
from kiosk.screens.samples import sample
from tests.monkey.panel import FingerEvent
from tests.support.screen_harness import SIZE, ScreenHarness

DOWN, UP, MOTION = 0x700, 0x701, 0x702
FINGERS, POINTER = "finger", "pointer"


class Panel:
    """Fingers and a pointer that reach the window as those of a real panel do."""

    def __init__(self, provider: PanelProvider) -> None:
        self.provider, self._sdl = provider, loaded_sdl()

    def finger(self, what: int, number: int, place: tuple[int, int]) -> None:
        """Let SDL report a finger at a pixel (origin top left)."""
        x, y = (one / whole for one, whole in zip(place, SIZE, strict=True))
        assert self._sdl is not None
        event = FingerEvent(type=what, touch=1, finger=number, x=x, y=y, pressure=1)
        self._sdl.SDL_PushEvent(ctypes.byref(event))

    def pointer(self, what: str, place: tuple[int, int]) -> None:
        """Let the window report its pointer's button at a pixel."""
        from kivy.core.window import Window

        Window.dispatch(what, *place, "left", [])

    def turn(self) -> None:
        """One turn of the loop: dispatch what is there, then look what SDL has."""
        from kivy.base import EventLoop
        from kivy.core.window import Window

        EventLoop.dispatch_input()
        for _ in range(3):  # SDL ends a round of polling at a mark that an earlier one may have left
            Window.mainloop()


@pytest.fixture
def panel(harness: ScreenHarness) -> Iterator[Panel]:
    """The input of the running terminal; the window of the harness has none."""
    from kivy.base import EventLoop

    provider = PanelProvider("panel", "disable_multitouch")
    EventLoop.add_input_provider(provider)
    provider.start()
    yield Panel(provider)
    provider.stop()
    EventLoop.remove_input_provider(provider)
    EventLoop.input_events.clear()


def where(harness: ScreenHarness, action: str) -> tuple[int, int]:
    """The pixel to touch."""
    place = harness.app.locate(action)
    assert place is not None
    return place


def test_a_finger_of_sdl_acts(harness: ScreenHarness, panel: Panel) -> None:
    harness.show(sample("consent"))
    for what in (DOWN, MOTION, UP):
        panel.finger(what, 1, where(harness, "agree"))
    panel.turn()
    panel.turn()
    assert harness.posted == [Agreed()]


def test_a_second_finger_acts_while_the_first_one_rests(harness: ScreenHarness, panel: Panel) -> None:
    harness.show(sample("enter_pin"))
    panel.finger(DOWN, 1, (3, 400))
    for digit in (7, 7):
        panel.finger(DOWN, 2, where(harness, f"digit:{digit}"))
        panel.finger(UP, 2, where(harness, f"digit:{digit}"))
    panel.turn()
    panel.turn()
    assert harness.app.root.screen.digits.typed == [7, 7]


def test_a_finger_that_comes_down_twice_was_lifted_without_a_word(
    harness: ScreenHarness, panel: Panel
) -> None:
    harness.show(sample("enter_pin"))
    panel.finger(DOWN, 1, where(harness, "digit:1"))
    panel.turn()
    panel.turn()
    panel.finger(DOWN, 1, where(harness, "digit:2"))
    panel.finger(UP, 1, where(harness, "digit:2"))
    panel.turn()
    panel.turn()
    assert harness.app.root.screen.digits.typed == [2]
    assert not any(widget.pressed for widget in harness.app.root.layout.walk())


def test_a_lifting_without_a_beginning_is_nobodys(harness: ScreenHarness, panel: Panel) -> None:
    harness.show(sample("consent"))
    panel.finger(UP, 9, where(harness, "agree"))
    panel.turn()
    panel.turn()
    assert harness.posted == []


@pytest.mark.parametrize("on_a_new_screen", [False, True])
def test_a_pointers_lost_release_costs_no_press_on_the_same_spot(
    harness: ScreenHarness, panel: Panel, on_a_new_screen: bool
) -> None:
    harness.show(sample("consent"))
    place = where(harness, "agree")
    panel.pointer("on_mouse_down", place)
    panel.turn()
    if on_a_new_screen:
        harness.show(sample("order"))  # its primary action is in the same place
    panel.pointer("on_mouse_down", place)
    panel.turn()
    panel.pointer("on_mouse_up", place)
    panel.turn()
    assert harness.posted == [OrderConfirmed() if on_a_new_screen else Agreed()]
    assert not panel.provider.touches


@pytest.mark.parametrize("device", [FINGERS, POINTER])
def test_the_loop_can_know_that_a_release_waits_to_be_dispatched(
    harness: ScreenHarness, panel: Panel, device: str
) -> None:
    harness.show(sample("consent"))
    assert not holds_events()
    if device == FINGERS:
        panel.finger(DOWN, 1, (3, 400))
        panel.turn()
    else:
        panel.pointer("on_mouse_down", (3, 400))
    assert holds_events()
    panel.turn()
    assert not holds_events()


def test_sdl_makes_no_pointer_of_the_fingers_that_are_taken(panel: Panel) -> None:
    sdl = loaded_sdl()
    assert sdl is not None
    sdl.SDL_GetHint.restype = ctypes.c_char_p
    assert sdl.SDL_GetHint(b"SDL_TOUCH_MOUSE_EVENTS") == b"0"


def test_the_window_has_its_own_handle_back_afterwards(harness: ScreenHarness) -> None:
    from kivy.core.window import Window

    inner: Any = Window._win
    provider = PanelProvider("panel", "disable_multitouch")
    provider.start()
    assert Window._win is not inner
    assert Window._win.window_size == inner.window_size
    provider.stop()
    assert Window._win is inner
