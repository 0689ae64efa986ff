"""The voice and the four keys on the panel: physical keys, the corners of the screen, and a dark screen.

What is said and which action is reached is `kiosk.screens.spoken`; here are only Kivy's keys and touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kivy.clock import Clock
from kivy.core.window import Keyboard, Window

from kiosk.fsm.flow.menu import AccessChosen
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.i18n.words import words_in
from kiosk.screens.kivy.fingers import Finger
from kiosk.screens.spoken.guide import Guide
from kiosk.screens.spoken.keys import HOLD, KEYS, TYPED, Key, corner_at
from kiosk.voice.service import Voice

if TYPE_CHECKING:
    from kiosk.screens.kivy.root_widget import RootWidget

_NAMES: dict[int, str] = {code: name for name, code in Keyboard.keycodes.items()}


class SpokenGuidance:
    """Joins a guide to the root widget."""

    def __init__(self, root: RootWidget, voice: Voice) -> None:
        self.guide = Guide(voice, lambda access: root.context.post(AccessChosen(access)))
        self._root = root
        self._down: set[int] = set()
        Window.bind(on_key_down=self._key_down, on_key_up=self._key_up)

    @property
    def is_dark(self) -> bool:
        """True while nothing is to be seen."""
        return self.guide.settings.dark

    def present(self, layout: PageLayout) -> None:
        """A page was laid out."""
        self.guide.present(layout, words_in(layout.screen.view.visit.language))

    # --- touches -----------------------------------------------------------------------------------

    def takes_touch(self, x: float, y: float) -> bool:
        """Whether a touch is for the four keys: in a corner, and anywhere on a dark screen."""
        settings = self.guide.settings
        return settings.four_keys and (settings.dark or self._corner(x, y) is not None)

    def finger(self, touch: Any, x: float, y: float) -> Finger:
        """Act on such a touch; the finger stands for nothing when it is lifted."""
        finger, key = Finger(touch, ""), self._corner(x, y)
        if key is not None:
            self._root.activity()
            self._press(key)
            self.begin_hold(finger, x, y)
        if key is Key.REPEAT:
            finger.hold = Clock.schedule_once(self._darken, HOLD)
        return finger

    def begin_hold(self, finger: Finger, x: float, y: float) -> None:
        """A finger that stays in the bottom left corner turns guidance without eyes on or off."""
        if self._corner(x, y) is Key.PREVIOUS:
            finger.hold = Clock.schedule_once(self._held, HOLD)

    def _held(self, _seconds: float) -> None:
        self._root.forget_fingers()
        self.guide.switch()

    def _darken(self, _seconds: float) -> None:
        self._root.forget_fingers()
        self.guide.darken()

    def _corner(self, x: float, y: float) -> Key | None:
        layout = self._root.layout
        return None if layout is None else corner_at(x, y, layout.box.w, layout.box.h)

    # --- physical keys -----------------------------------------------------------------------------

    def _key_down(self, _window: Any, code: int, _scancode: int, text: str | None, _modifiers: Any) -> bool:
        if code in self._down:
            return True  # a key that is held down is one key press
        self._down.add(code)
        name, letter = _NAMES.get(code, ""), (text or "").upper()
        if name in KEYS:
            self._root.activity()
            self._press(KEYS[name])
        elif name in TYPED or len(letter) == 1:
            self._root.activity()
            self.guide.touched()
            for action in (TYPED.get(name, ""), f"digit:{letter}", f"letter:{letter}"):
                if self._root.layout is not None and self._root.layout.find(action) is not None:
                    self._root.press(action)
                    break
        else:
            return False
        return True

    def _key_up(self, _window: Any, code: int, *_more: Any) -> None:
        self._down.discard(code)

    def _press(self, key: Key) -> None:
        action = self.guide.key(key)
        if action:
            self._root.press(action)
