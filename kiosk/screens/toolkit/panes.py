"""Arrangements that many pages use: text beside a picture or keypad, sizes by orientation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.layout import Arranged, Box, Column, Row, Space, Widget, grid
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.panel import Fixed
from kiosk.screens.toolkit.widgets.text import Text

GAP = theme.SPACE_5 + 8
_AROUND_A_NAME = 80.0
"""What a key needs beside a word: its padding, its check mark and the gap to the next."""
_SHORT_NAME = 8
"""Characters of a name that looks torn if it takes two lines."""
_HARDLY_HIGHER = 1.25
_LOW_CARD = 80.0
"""23 mm: two rows of cards and the keys between pages fit in the lower half."""
DENSE = 0.7
"""The shrink at which cards are compared: larger text is mostly set this densely."""


class Split(Arranged):
    """Text beside a picture or keys. Where the page is too small for both, a picture is left out.

    Keys below the words are what a low page gets, and one in portrait.
    """

    def __init__(self, words: Widget, other: Widget, width: float, least_height: float) -> None:
        self.words, self.other = words, other
        self.is_picture, self.width = isinstance(other, Picture), width
        self.guides = isinstance(other, Picture) and other.guides
        centred = Column(Space(grow=1), words, Space(grow=1), grow=1)
        self._beside = Row(centred, Fixed(other, width=width), gap=GAP, align="stretch")
        self._below = Column(words, Fixed(other, height=least_height, grow=1), gap=theme.SPACE_5)
        self._alone = Column(words)
        super().__init__(self._beside)

    def with_picture(self, width: float, least_height: float) -> Split:
        """The same words beside a smaller picture."""
        return Split(self.words, self.other, width, least_height)

    def arranged(self, style: Style, width: float) -> Widget:
        """See Arranged."""
        if self.is_picture and not style.has_pictures:
            return self._alone
        return self._below if style.is_portrait else self._beside


def split(
    style: Style, words: Widget, picture: Widget, *, picture_width: float = 440, least_height: float = 300
) -> Split:
    """Text on the left, a picture or keypad on the right; in portrait, one above the other."""
    return Split(words, picture, picture_width, least_height)


def fitted(style: Style, landscape: float, portrait: float) -> float:
    """A size by orientation: in portrait there is more height, and the eye is farther away."""
    return portrait if style.is_portrait else landscape


def card_height(style: Style, landscape: float, portrait: float) -> float:
    """The height of a card by orientation; lower where the lower half of a wide page holds all there is."""
    if style.is_portrait:
        return portrait
    return min(landscape, _LOW_CARD) if style.is_low else landscape


def is_crowded(style: Style) -> bool:
    """Whether keys and larger text share a page that is wide and low: texts make room for each other then."""
    return style.text_scale > 1 and not style.is_portrait


def columns_of(style: Style, names: Sequence[str], most: int) -> int:
    """In how many columns, at most `most`, keys with people's names stand so that no word is cut."""
    words = [word for name in names for word in ([name] if len(name) <= _SHORT_NAME else name.split())]
    widest = max(style.advance(word, style.type_size(theme.BODY), True) for word in words)
    room = style.width - 2 * theme.SPACE_6
    return max(1, min(most, int(room / (widest + _AROUND_A_NAME * style.text_scale))))


def cards(style: Style, children: Sequence[Widget], gap: float) -> Column:
    """Cards to choose from: in portrait in one column, else in two.

    In larger text they are in one if that is hardly higher, or if a word were cut in two.

    Where words are long, a narrow card has many lines, and a page then shows two cards and hides the others.
    Low cards in one column fill a page better than high ones in two.
    """
    two = grid(children, 1 if style.is_portrait else 2, gap)
    if not is_crowded(style):
        return two
    width, dense = style.width - 2 * theme.SPACE_6, replace(style, shrink=DENSE)
    if cuts_a_word(two, dense, width):
        return grid(children, 1, gap)
    needed = two.measure(dense, width)[1] * _HARDLY_HIGHER
    one = grid(children, 1, gap)
    return one if one.measure(dense, width)[1] <= needed else grid(children, 2, gap)


def cuts_a_word(widget: Widget, style: Style, width: float) -> bool:
    """Whether a line of any of its texts goes on with a word that the line before began."""
    widget.place(style, Box(0, 0, width, widget.measure(style, width)[1]))
    return any(line.cuts_word for part in widget.walk() if isinstance(part, Text) for line in part.lines)


def stack(*children: Widget | None, gap: float = theme.SPACE_3, justify: str = "start") -> Column:
    """A column of widgets with the usual gap."""
    return Column(*children, gap=gap, justify=justify)
