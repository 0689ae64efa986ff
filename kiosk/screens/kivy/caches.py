"""What drawing keeps for speed, and how it is forgotten: a name on a screen must not outlast its visit."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.screens.kivy import canvas
from kiosk.screens.toolkit import text
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.widgets import text as text_widget

AFTER_A_VISIT = frozenset({S.ATTRACT, S.CLOSED, S.OUT_OF_SERVICE, S.STAFF_PIN})
"""States that are entered only when nobody's visit is under way."""


def forget() -> None:
    """Empty everything that holds texts: broken lines, phrases, widths and the pictures of the words."""
    text_widget.broken_lines.cache_clear()
    text.parse.cache_clear()
    text.phrases.cache_clear()
    typeface().advance.cache_clear()
    canvas.text_texture.cache_clear()
