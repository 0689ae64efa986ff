"""Text and buttons on the deep blue of the full-screen pages."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.text import Text


def deep_text(
    text: str, size: float, *, bold: bool = False, colour: str = theme.DEEP_TEXT, strong: float = 1.0
) -> Text:
    """A centred text on deep blue."""
    return Text(
        text,
        size=size,
        bold=bold,
        colour=colour,
        accent=theme.WHITE,
        strong=strong,
        strong_colour=theme.WHITE,
        align="center",
        leading=1.45,
        ground=theme.DEEP,
    )


def deep_button(action: str, label: str) -> Touchable:
    """A button on deep blue."""
    return Touchable(
        (action,),
        Text(label, size=theme.SECONDARY, bold=True, colour=theme.WHITE, align="center", leading=1.2,
             ground=theme.DEEP_PANEL),
        fill=theme.DEEP_PANEL,
        pressed_fill=theme.PRIMARY_PRESSED,
        stroke=theme.GLOW,
        least=(260, 72),
    )  # fmt: skip


def deep_key(action: str, label: str) -> Touchable:
    """One of several small keys in a row on deep blue."""
    return Touchable(
        (action,),
        Text(label, size=theme.SECONDARY, bold=True, colour=theme.WHITE, align="center", leading=1.2,
             ground=theme.DEEP_PANEL),
        fill=theme.DEEP_PANEL,
        pressed_fill=theme.PRIMARY_PRESSED,
        stroke=theme.GLOW,
        radius=theme.RADIUS_CONTROL,
        pad=(4, 4),
        least=(100, 72),
    )  # fmt: skip
