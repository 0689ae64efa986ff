"""Tags and notice boxes: always text and an icon, never colour alone."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text

_ROLES = {
    "success": (theme.SUCCESS, theme.SUCCESS_GROUND, "check"),
    "caution": (theme.CAUTION, theme.CAUTION_GROUND, "alert"),
    "error": (theme.ERROR, theme.ERROR_GROUND, "alert"),
    "info": (theme.PRIMARY, theme.TINT, "info"),
}


def tag(role: str, text: str, *, size: float = theme.SECONDARY) -> Widget:
    """A short label with its icon; `role` is success, caution, error or info."""
    colour, ground, icon = _ROLES[role]
    inside = Row(
        Icon(icon, size=size, colour=colour, weight=2.2, grows=True),
        Text(text, size=size, bold=True, colour=colour, ground=ground, leading=1.3),
        gap=6,
    )
    panel = Panel(inside, fill=ground, radius=theme.RADIUS_TAG, pad=(10, 3))
    return Row(panel)


def notice_box(role: str, heading: str, text: str = "") -> Widget:
    """A prominent notice; `role` as in `tag`."""
    colour, ground, icon = _ROLES[role]
    words = Column(
        Text(heading, size=theme.BODY, bold=True, colour=colour, ground=ground, leading=1.35),
        Text(text, size=theme.SECONDARY, ground=ground) if text else None,
        grow=1,
    )
    return Panel(
        Row(Icon(icon, size=26, colour=colour, weight=3, grows=True), words, gap=theme.SPACE_2),
        fill=ground,
        stroke=colour,
        border=2,
        radius=theme.RADIUS_BUTTON,
        pad=(theme.SPACE_3, theme.SPACE_2),
    )


def advice_box(heading: str, text: str, contact: str = "") -> Widget:
    """What to do now."""
    return Panel(
        Column(
            Text(heading, size=theme.BODY, bold=True, ground=theme.TINT, leading=1.35),
            Text(text, size=20, ground=theme.TINT, leading=1.55),
            Text(contact, size=20, ground=theme.TINT, strong=1.1, leading=1.55) if contact else None,
            gap=4,
        ),
        fill=theme.TINT,
        stroke=theme.PRIMARY,
        border=2,
        pad=(theme.SPACE_4 + 2, theme.SPACE_3),
    )
