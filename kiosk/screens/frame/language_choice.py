"""The list of languages, each by its own name."""

from __future__ import annotations

from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Space, Widget, grid
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.text import Text


def language_key(code: str, *, chosen: bool = False) -> Touchable:
    """The key of one language."""
    return Touchable(
        (f"language:{code}",),
        Text(LANGUAGES[code].name, size=theme.LARGE, bold=True, align="center", leading=1.2),
        stroke=theme.PRIMARY if chosen else theme.CONTROL,
        border=3 if chosen else 2,
        pad=(theme.SPACE_2, theme.SPACE_1),
        least=(160, 80),
    )


def language_choice(screen: Screen, style: Style) -> Widget:
    """All languages of this terminal."""
    keys = [
        language_key(code, chosen=code == screen.view.visit.language) for code in screen.context.languages
    ]
    return Column(
        Space(grow=1),
        grid(keys, 1 if style.is_portrait or len(keys) < 4 else 2, theme.SPACE_3),
        Space(grow=1),
    )
