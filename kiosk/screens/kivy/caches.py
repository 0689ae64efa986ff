"""Clears the drawing caches after a visit: no shopper's name may stay in them."""

from __future__ import annotations

from kiosk.documents.fonts.files import Script
from kiosk.fsm.states import S
from kiosk.screens.kivy.canvas import ATLAS
from kiosk.screens.toolkit import text
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.widgets import text as text_widget

AFTER_A_VISIT = frozenset({S.ATTRACT, S.CLOSED, S.OUT_OF_SERVICE, S.STAFF_PIN})
"""States that are entered only while no visit is in progress."""


def forget() -> None:
    """Clear every cache that holds texts: broken lines, phrases, widths and rendered text."""
    text_widget.set_text.cache_clear()
    text.parse.cache_clear()
    text.phrases.cache_clear()
    for script in Script:
        typeface(script).advance.cache_clear()
    ATLAS.forget()
