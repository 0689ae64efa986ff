"""The panel for text size, colours, the place of the controls, and sound. It opens on every screen.

What is chosen acts at once, the panel included, and goes back to the default with the visit.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.rules.access import LOUDEST, Access, Colours, TextSize
from kiosk.screens.i18n.words import Phrase, phrase
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, icon_key, toggle
from kiosk.screens.toolkit.widgets.panel import Fixed
from kiosk.screens.toolkit.widgets.text import Text, title

PREFIX = "access:"
_SIZES: dict[TextSize, Phrase] = {
    TextSize.NORMAL: phrase("access", "Normal"),
    TextSize.LARGE: phrase("access", "Large"),
    TextSize.LARGEST: phrase("access", "Largest"),
}
_COLOURS: dict[Colours, Phrase] = {
    Colours.NORMAL: phrase("access", "Normal colours"),
    Colours.CONTRAST: phrase("access", "High contrast"),
    Colours.INVERTED: phrase("access", "Black screen"),
}


def chosen(access: Access, action: str) -> Access:
    """The choices after a touch on `action`, such as `access:text:large`; raises ValueError for no choice."""
    what, _, value = action.removeprefix(PREFIX).partition(":")
    if what == "text":
        return replace(access, text=TextSize(value))
    if what == "colours":
        return replace(access, colours=Colours(value))
    if what == "low":
        return replace(access, is_low=value == "on")
    if what == "speaks":
        return replace(access, speaks=value == "on")
    if what == "volume":
        step = 1 if value == "+" else -1
        return replace(access, volume=max(0, min(LOUDEST, access.volume + step)))
    raise ValueError(f"{action} chooses nothing")


class Loudness(Widget):
    """The volume as bars."""

    def __init__(self, volume: int) -> None:
        self.volume = volume

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return min(width, 26.0 * LOUDEST), 56

    def paint(self, style: Style, canvas: Canvas) -> None:
        for number in range(LOUDEST):
            height = 16 + 9 * number
            bar = Box(self.box.x + 26 * number, self.box.bottom - height - 4, 18, height)
            canvas.box(bar, theme.PRIMARY if number < self.volume else theme.LINE, radius=4)


def access_panel(screen: Screen, style: Style) -> Widget:
    """The body of the panel."""
    words, access = screen.words, screen.view.visit.access
    sizes = [
        toggle(f"access:text:{size.value}", words.of(name), chosen=access.text is size)
        for size, name in _SIZES.items()
    ]
    colours = [
        toggle(f"access:colours:{each.value}", words.of(name), chosen=access.colours is each)
        for each, name in _COLOURS.items()
    ]
    low: list[Widget] = [
        toggle("access:low:off", words.say("access", "Normal positions"), chosen=not access.is_low),
        toggle("access:low:on", words.say("access", "All at the bottom"), chosen=access.is_low),
    ]
    speaks = "off" if access.speaks else "on"
    sound: list[Widget] = [
        icon_key("access:volume:-", "minus", enabled=access.volume > 0),
        Loudness(access.volume),
        icon_key("access:volume:+", "plus", enabled=access.volume < LOUDEST),
        toggle(f"access:speaks:{speaks}", words.say("access", "Spoken guidance"), chosen=access.speaks),
    ]
    return Column(
        title(words.say("access", "Text size, colours and sound")),
        _line(style, words.say("access", "Text size"), sizes),
        _line(style, words.say("access", "Colours"), colours),
        _line(style, words.say("access", "Keys"), low),
        _line(style, words.say("access", "Sound"), sound),
        Text(
            words.say(
                "access",
                "With headphones plugged in, you can use the terminal without looking at it. "
                "These settings are reset when you finish.",
            ),
            size=theme.SECONDARY,
            colour=theme.INK_2,
            leading=1.35,
        ),
        Space(grow=1),
        gap=theme.SPACE_3,
    )


def _line(style: Style, name: str, choices: list[Widget] | list[Touchable]) -> Widget:
    label = Text(name, bold=True, leading=1.3)
    if style.is_portrait or style.text_scale > 1.4:
        return Column(label, Row(*choices, gap=theme.SPACE_2), gap=theme.SPACE_1)
    return Row(Fixed(label, width=170), *choices, gap=theme.SPACE_2)
