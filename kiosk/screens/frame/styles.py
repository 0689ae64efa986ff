"""The style of a page: of a window's size, a language, and how its reader wants to see it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.rules.access import Access
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.theme import Style, style_for

_NORMAL = Access()


def page_style(size: tuple[int, int], language: str, access: Access = _NORMAL) -> Style:
    """The style for a window of `size` pixels; raises FontsMissing, and KeyError for an unknown language."""
    style = style_for(size, language, typeface(LANGUAGES[language].script))
    return replace(style, text_scale=access.text.factor, palette=access.colours.value, is_low=access.is_low)
