"""The footer: Back and Finish on the left, the one primary action always in the same place on the right.

In portrait each has the full width of the glass: the primary action above, Back and Finish below it.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.screens.frame.header import low_buttons
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import BUTTON_HEIGHT, plain
from kiosk.screens.toolkit.widgets.text import Text
from kiosk.structs import Struct

FOOTER_BELOW = 20.0
_GAP = theme.SPACE_2
_MOST_LINES = 2
"""Of a reason beside the primary action: more would be a column of single words."""


class Footer(Struct):
    """The widgets of a footer, each with its box, and the top of the highest; `primary` is one of them."""

    widgets: tuple[tuple[Widget, Box], ...]
    top: float
    primary: Widget | None = None


def _height(style: Style) -> float:
    """Of one row: two lines of a large label fit."""
    return BUTTON_HEIGHT if style.text_scale < 1.5 else 104.0


def primary_box(style: Style) -> Box:
    """Where the primary action is on every screen."""
    height = _height(style)
    if style.is_portrait:
        width = style.width - 2 * theme.SPACE_6
        return Box(theme.SPACE_6, style.height - FOOTER_BELOW - 2 * height - _GAP, width, height)
    width = min(300 * style.text_scale, 420)
    return Box(style.width - theme.SPACE_6 - width, style.height - height - FOOTER_BELOW, width, height)


def _leaving(screen: Screen, *, small: bool = False) -> list[Widget]:
    say = screen.words.say
    buttons: list[Widget] = []
    if screen.allows_back:
        buttons.append(plain("back", say("footer", "Back"), icon="back", small=small))
    if screen.allows_end:
        buttons.append(plain("end", screen.end_label(), small=small))
    return buttons


def _reason(text: str, align: str) -> Text:
    return Text(
        text,
        size=theme.SECONDARY,
        colour=theme.INK_2,
        align=align,
        leading=1.3,
        grow=1,
        strong=1.2,
        strong_colour=theme.INK,
    )


def _reasons(screen: Screen) -> list[Text]:
    """What may stand beside or above the primary action: its place is kept while somebody types."""
    return [_reason(text, "left") for text in {screen.reason(), *screen.reasons()} if text]


def _fits_beside(text: Text, style: Style, room: Box) -> bool:
    return len(text.broken(style, room.w)) <= _MOST_LINES and text.measure(style, room.w)[1] <= room.h


def _above(screen: Screen, style: Style, below: Box, align: str) -> tuple[list[tuple[Widget, Box]], float]:
    """The reason just above `below`, if there is one now, and the top of the place that is kept for it."""
    kept = max((text.measure(style, below.w)[1] for text in _reasons(screen)), default=0.0)
    if not kept:
        return [], below.y
    text = _reason(screen.reason(), align)
    height = text.measure(style, below.w)[1]
    bottom = below.y - theme.SPACE_1
    shown = [(text, Box(below.x, bottom - height, below.w, height))] if screen.reason() else []
    return list(shown), bottom - kept


def footer_of(screen: Screen, style: Style, *, more_time: bool = False) -> Footer:
    """The footer of a page; with `more_time` where its time runs out."""
    lay_out = _portrait if style.is_portrait else _landscape
    return lay_out(screen, style, more_time=more_time)


def _landscape(screen: Screen, style: Style, *, more_time: bool) -> Footer:
    place, primary = primary_box(style), screen.primary()
    widgets: list[tuple[Widget, Box]] = []
    end = place.right if primary is None else place.x - theme.SPACE_3
    left = Box(theme.SPACE_6, place.y, end - theme.SPACE_6, place.h)
    buttons, beside = _leaving(screen), False
    for small in (False, True) if style.is_low else ():
        more = [*_leaving(screen, small=small), *low_buttons(screen, more_time=more_time)]
        if sum(each.measure(style, left.w)[0] + theme.SPACE_3 for each in more) <= left.w:
            buttons, beside = more, True
            break
    if primary is not None:
        widgets.append((primary, place))
    top = place.y
    # The reason stands beside the buttons where it fits in two lines, else above them.
    free = left.w - sum(button.measure(style, left.w)[0] + theme.SPACE_3 for button in buttons)
    align = "right" if primary is not None else "left"
    if free > 120 and all(_fits_beside(text, style, Box(0, 0, free, place.h)) for text in _reasons(screen)):
        buttons += [_reason(screen.reason(), align)] if screen.reason() else []
    else:
        shown, top = _above(
            screen, style, replace(place, x=theme.SPACE_6, w=place.right - theme.SPACE_6), align
        )
        widgets += shown
    if buttons:
        widgets.append((Row(*buttons, gap=theme.SPACE_3, align="stretch"), left))
    if not beside:
        top = _add_low_buttons(screen, style, widgets, top, more_time=more_time)
    return Footer(tuple(widgets), top, primary)


def _add_low_buttons(
    screen: Screen, style: Style, widgets: list[tuple[Widget, Box]], top: float, *, more_time: bool
) -> float:
    """Above the footer, where a seated person reaches them; returns the top of the highest widget."""
    if style.is_low:
        width = style.width - 2 * theme.SPACE_6
        row = Row(Space(grow=1), *low_buttons(screen, more_time=more_time), gap=theme.SPACE_3)
        height = row.measure(style, width)[1]
        top -= height + theme.SPACE_1
        widgets.append((row, Box(theme.SPACE_6, top, width, height)))
    return top


def _portrait(screen: Screen, style: Style, *, more_time: bool) -> Footer:
    place, primary = primary_box(style), screen.primary()
    widgets: list[tuple[Widget, Box]] = []
    buttons = _leaving(screen)
    bottom = style.height - FOOTER_BELOW
    top = bottom
    if buttons:
        for button in buttons:
            button.grow = 1
        top = bottom - place.h
        widgets.append((Row(*buttons, gap=_GAP, align="stretch"), Box(place.x, top, place.w, place.h)))
    if primary is not None:
        top = place.y
        widgets.append((primary, place))
    shown, top = _above(screen, style, replace(place, y=top), "center")
    widgets += shown
    top = _add_low_buttons(screen, style, widgets, top, more_time=more_time)
    return Footer(tuple(widgets), top, primary)
