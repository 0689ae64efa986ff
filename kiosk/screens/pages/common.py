"""Pieces several screens share: the two-column layout and screens of words beside a picture."""

from __future__ import annotations

from kiosk.fsm.view import View
from kiosk.screens import theme
from kiosk.screens.layout import Column, Part, Row, Space
from kiosk.screens.theme import Look
from kiosk.screens.widgets.panel import Fixed
from kiosk.screens.words import Words

GAP = theme.SPACE_5 + 8


def split(
    look: Look, words: Part, picture: Part, *, picture_width: float = 440, least_height: float = 300
) -> Part:
    """Words at the left and a picture or keypad at the right; upright, one above the other."""
    if look.is_portrait:
        return Column(words, Fixed(picture, height=least_height, grow=1), gap=theme.SPACE_5)
    centred = Column(Space(grow=1), words, Space(grow=1), grow=1)
    return Row(centred, Fixed(picture, width=picture_width), gap=GAP, align="stretch")


def fitted(look: Look, landscape: float, portrait: float) -> float:
    """A size for each way the glass stands: upright there is more height, and the eye is farther away."""
    return portrait if look.is_portrait else landscape


def stack(*parts: Part | None, gap: float = theme.SPACE_3, justify: str = "start") -> Column:
    """Parts below one another, as wide as there is room."""
    return Column(*parts, gap=gap, justify=justify)


def card_place(words: Words, view: View) -> str:
    """The name of the place for the card, as it is written on the machine."""
    if view.settings.card_is_inserted:
        return words.say("machine", "Card slot")
    return words.say("machine", "Card place")
