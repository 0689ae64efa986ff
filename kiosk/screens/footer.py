"""The footer: back and end at the left, the one primary action always in the same place at the right."""

from __future__ import annotations

from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Part, Row
from kiosk.screens.toolkit.theme import Look
from kiosk.screens.toolkit.widgets.button import BUTTON_HEIGHT, plain
from kiosk.screens.toolkit.widgets.text import Text

FOOTER_BELOW = 20.0
REASON_HEIGHT = 36.0


def primary_box(look: Look) -> Box:
    """The place of the primary action on every screen."""
    width = 280.0 if look.is_portrait else 300.0
    top = look.height - BUTTON_HEIGHT - FOOTER_BELOW
    return Box(look.width - theme.SPACE_6 - width, top, width, BUTTON_HEIGHT)


def footer_parts(screen: Screen, look: Look) -> list[tuple[Part, Box]]:
    """The parts of the footer with their places."""
    say, place = screen.words.say, primary_box(look)
    small = look.is_portrait
    buttons: list[Part] = []
    if screen.allows_back:
        buttons.append(plain("back", say("footer", "Back"), sign="back", small=small))
    if screen.allows_end:
        buttons.append(plain("end", screen.end_label(), small=small))
    parts: list[tuple[Part, Box]] = []
    primary, reason = screen.primary(), screen.reason()
    if primary is not None:
        parts.append((primary, place))
    left = Box(theme.SPACE_6, place.y, place.x - theme.SPACE_6 - theme.SPACE_3, BUTTON_HEIGHT)
    if reason and primary is None:
        wide = Box(left.x, left.y, place.right - left.x, left.h)
        parts.append((Text(reason, size=theme.SECONDARY, colour=theme.INK_2, leading=1.4), wide))
    elif reason and look.is_portrait:
        above = Box(left.x, place.y - REASON_HEIGHT, place.right - left.x, REASON_HEIGHT - 8)
        parts.append((Text(reason, size=20, colour=theme.INK_2, align="right", leading=1.3), above))
    elif reason:
        buttons.append(
            Text(reason, size=theme.SECONDARY, colour=theme.INK_2, align="right", leading=1.4, grow=1)
        )
    if buttons:
        parts.append((Row(*buttons, gap=theme.SPACE_3), left))
    return parts


def footer_top(screen: Screen, look: Look) -> float:
    """Where the footer begins: upright, the reason stands above the buttons."""
    above = REASON_HEIGHT if look.is_portrait and screen.reason() and screen.primary() is not None else 0
    return primary_box(look).y - above
