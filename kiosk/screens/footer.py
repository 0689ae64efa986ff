"""The footer: Back and Finish on the left, the one primary action always in the same place on the right."""

from __future__ import annotations

from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import BUTTON_HEIGHT, plain
from kiosk.screens.toolkit.widgets.text import Text

FOOTER_BELOW = 20.0
REASON_HEIGHT = 36.0


def primary_box(style: Style) -> Box:
    """Where the primary action is on every screen."""
    width = 280.0 if style.is_portrait else 300.0
    top = style.height - BUTTON_HEIGHT - FOOTER_BELOW
    return Box(style.width - theme.SPACE_6 - width, top, width, BUTTON_HEIGHT)


def footer_widgets(screen: Screen, style: Style) -> list[tuple[Widget, Box]]:
    """The widgets of the footer, each with its box."""
    say, place = screen.words.say, primary_box(style)
    small = style.is_portrait
    buttons: list[Widget] = []
    if screen.allows_back:
        buttons.append(plain("back", say("footer", "Back"), icon="back", small=small))
    if screen.allows_end:
        buttons.append(plain("end", screen.end_label(), small=small))
    children: list[tuple[Widget, Box]] = []
    primary, reason = screen.primary(), screen.reason()
    if primary is not None:
        children.append((primary, place))
    left = Box(theme.SPACE_6, place.y, place.x - theme.SPACE_6 - theme.SPACE_3, BUTTON_HEIGHT)
    if reason and primary is None:
        wide = Box(left.x, left.y, place.right - left.x, left.h)
        children.append((Text(reason, size=theme.SECONDARY, colour=theme.INK_2, leading=1.4), wide))
    elif reason and style.is_portrait:
        above = Box(left.x, place.y - REASON_HEIGHT, place.right - left.x, REASON_HEIGHT - 8)
        children.append((Text(reason, size=20, colour=theme.INK_2, align="right", leading=1.3), above))
    elif reason:
        buttons.append(
            Text(reason, size=theme.SECONDARY, colour=theme.INK_2, align="right", leading=1.4, grow=1)
        )
    if buttons:
        children.append((Row(*buttons, gap=theme.SPACE_3), left))
    return children


def footer_top(screen: Screen, style: Style) -> float:
    """y of the top of the footer; in portrait the reason is above the buttons."""
    above = REASON_HEIGHT if style.is_portrait and screen.reason() and screen.primary() is not None else 0
    return primary_box(style).y - above
