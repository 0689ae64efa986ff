"""The colours of the themes: what each design token is drawn as.

Widgets name tokens; the canvas looks them up, so a page needs no second set of colours. Both themes beside
the normal one keep every text at 10:1 or more. In both, what is chosen is filled and what is disabled is not:
two greys are not told apart by those who need them. Pages on deep blue have 15:1 already and stay as they
are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.screens.toolkit import theme

_BLACK, _WHITE, _ACCENT = "#000000", "#ffffff", "#ffe380"
_PALE = "#ededed"
"""The ground of panels and tags in high contrast: without one their texts are indented for no reason."""
_NIGHT, _NIGHT_2, _NIGHT_LINE = "#1c1c1c", "#333333", "#bfbfbf"

_CONTRAST = {
    theme.INK: _BLACK, theme.INK_2: _BLACK, theme.LINE: _BLACK, theme.CONTROL: _BLACK,
    theme.PRIMARY: "#00007a", theme.PRIMARY_PRESSED: _BLACK,
    theme.TINT: _PALE, theme.TINT_DONE: "#d4d4d4", theme.FIELD: _PALE, theme.PRESSED: "#d4d4d4",
    theme.SUCCESS: "#003b1e", theme.SUCCESS_GROUND: _PALE,
    theme.CAUTION: "#3d2f00", theme.CAUTION_GROUND: _PALE, theme.CAUTION_LINE: "#3d2f00",
    theme.ERROR: "#6b0000", theme.ERROR_GROUND: _PALE,
    theme.DISABLED: _WHITE, theme.DISABLED_TEXT: "#3d3d3d", theme.DISABLED_EDGE: "#a6a6a6",
    theme.CHOSEN: "#00007a", theme.CHOSEN_TEXT: _WHITE,
    theme.MACHINE: _BLACK, theme.MACHINE_DARK: _BLACK, theme.SIGN: _BLACK,
    theme.OUTLINE: _BLACK, theme.HULL: _WHITE, theme.HULL_DARK: "#d4d4d4",
}  # fmt: skip

_INVERTED = {
    theme.WHITE: _BLACK, theme.INK: _WHITE, theme.INK_2: _WHITE, theme.LINE: _NIGHT_LINE,
    theme.CONTROL: _WHITE, theme.PRIMARY: _ACCENT, theme.PRIMARY_PRESSED: _WHITE,
    theme.TINT: _NIGHT, theme.TINT_DONE: _NIGHT_2, theme.FIELD: _NIGHT, theme.PRESSED: _NIGHT_2,
    theme.SUCCESS: "#a8f0c6", theme.SUCCESS_GROUND: _NIGHT,
    theme.CAUTION: _ACCENT, theme.CAUTION_GROUND: _NIGHT, theme.CAUTION_LINE: _ACCENT,
    theme.ERROR: "#ffc2c2", theme.ERROR_GROUND: _NIGHT,
    theme.DISABLED: _BLACK, theme.DISABLED_TEXT: "#c7c7c7", theme.DISABLED_EDGE: "#555555",
    theme.CHOSEN: _WHITE, theme.CHOSEN_TEXT: _BLACK,
    theme.DEEP: _ACCENT, theme.DEEP_PANEL: _BLACK, theme.DEEP_TEXT: _WHITE, theme.SUN: _ACCENT,
    theme.MACHINE: _NIGHT_2, theme.MACHINE_DARK: _BLACK, theme.GLOW: _ACCENT,
    theme.SIGN: "#a6a6a6",
    theme.COPPER: "#ffa05c", theme.NICKEL: "#d9d9d9", theme.BRASS: "#ffd23d", theme.NOTE: "#8be0af",
    theme.OUTLINE: _NIGHT_LINE, theme.HULL: _NIGHT, theme.HULL_DARK: _NIGHT_2,
}  # fmt: skip

PALETTES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"normal": {}, "contrast": _CONTRAST, "inverted": _INVERTED}
)
"""By the name of the theme: the colour of each token that differs from the normal theme."""


def colour_of(palette: str, token: str) -> str:
    """The colour of a token in a theme; raises KeyError for a theme that does not exist."""
    return PALETTES[palette].get(token, token)
