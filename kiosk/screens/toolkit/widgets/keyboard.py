"""On-screen keyboards: letters and digits for a password, katakana for a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.kana import HALF_VOICED, SMALL, VOICED
from kiosk.screens.toolkit.layout import Box, Canvas, Column, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.text import Text, one_line_style

_GAP = theme.SPACE_1
_COLUMNS = 10
_WORD = 24.0
"""The size of a word on a key, such as Erase, where the key is wide enough."""
_WORD_PAD = 6.0
"""Left and right of a word, so that it touches neither border."""
KEY_HEIGHT = 62.0
"""Height of a key on 1024×768: about 18 mm. Ten keys share the width of the row."""
TALL_KEY, UPRIGHT_KEY = 70.0, 100.0
"""The same where there is room to spare, and in portrait."""
_UPRIGHT_LARGER = 0.72
"""How much lower a key is in portrait where the text is larger."""


def key_height(style: Style, landscape: float, portrait: float) -> float:
    """The height of a key by orientation; where the text is larger, in landscape the least there may be.

    15 mm are enough for a finger, and the room is needed by what has to be read.
    """
    if style.is_portrait:
        return portrait if style.text_scale == 1 else portrait * _UPRIGHT_LARGER
    return theme.MIN_KEY if style.text_scale > 1 else landscape


LATIN_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
ALPHABETICAL_ROWS = ("1234567890", "ABCDEFGHIJ", "KLMNOPQRS", "TUVWXYZ")
ALPHABETICAL, QWERTY = "abc", "qwerty"
"""The orders of the letters, as in the action `order:…` of the key that changes to it."""
KANA_ROWS = (
    "アカサタナハマヤラワ",
    "イキシチニヒミ　リ　",
    "ウクスツヌフムユルヲ",
    "エケセテネヘメ　レ　",
    "オコソトノホモヨロン",
)
"""The columns of the syllabary from left to right; an ideographic space leaves a gap."""


class KeyLabel(Widget):
    """A label in the reader's text size, or as much of it as lets it stand on one line of its key.

    `smaller` is the same label for where even that is too wide.
    """

    def __init__(self, text: Text, smaller: Text) -> None:
        self.text, self._larger, self._smaller = text, text, smaller

    def children(self) -> Sequence[Widget]:
        return (self.text,)

    def _fitting(self, style: Style, width: float) -> Text:
        plain = replace(style, text_scale=1.0)
        return self._larger if self._larger.measure(plain, style.width)[0] <= width else self._smaller

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        text = self._fitting(style, width)
        return text.measure(one_line_style(text, style, width), width)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        self.text = self._fitting(style, box.w)
        self.text.place(one_line_style(self.text, style, box.w), box)

    def paint(self, style: Style, canvas: Canvas) -> None:
        self.text.paint(style, canvas)


def letter_key(
    action: str,
    label: str,
    *,
    grow: float = 1,
    size: float = 26,
    height: float = KEY_HEIGHT,
    enabled: bool = True,
    chosen: bool = False,
    pad: float = 2,
) -> Touchable:
    """One key; all keys look alike so that nobody can see which is pressed. `chosen` is for an index."""
    colour = theme.CHOSEN_TEXT if chosen else theme.INK if enabled else theme.DISABLED_TEXT
    ground = theme.CHOSEN if chosen else theme.WHITE if enabled else theme.DISABLED
    text, smaller = (
        Text(label, size=each, bold=True, colour=colour, align="center", leading=1.2, ground=ground)
        for each in (size, theme.SMALLEST)
    )
    return Touchable(
        (action,),
        KeyLabel(text, smaller),
        fill=ground,
        stroke=theme.PRIMARY if chosen else theme.CONTROL if enabled else theme.DISABLED_EDGE,
        border=3 if chosen else 2,
        radius=theme.RADIUS_CONTROL,
        pad=(pad, 2),
        least=(44, height),
        enabled=enabled,
        grow=grow,
    )


def _word_key(action: str, label: str, height: float, *, size: float = _WORD) -> Touchable:
    return letter_key(action, label, size=size, height=height, pad=_WORD_PAD)


class KeyRow(Widget):
    """A row of keys on ten equal columns: each key with the number of columns it spans, None for a gap."""

    def __init__(self, *cells: tuple[float, Touchable | None]) -> None:
        self.cells = cells
        self._keys = tuple(key for _, key in cells if key is not None)

    def children(self) -> Sequence[Widget]:
        return self._keys

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return width, max(key.measure(style, width)[1] for key in self._keys)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        step = (box.w + _GAP) / _COLUMNS
        x = box.x
        for columns, key in self.cells:
            if key is not None:
                key.place(style, Box(x, box.y, columns * step - _GAP, box.h))
            x += columns * step

    def paint(self, style: Style, canvas: Canvas) -> None:
        for key in self._keys:
            key.paint(style, canvas)


def latin_keyboard(erase: str, height: float = KEY_HEIGHT, *, alphabetical: bool = False) -> Widget:
    """Keys `letter:<A–Z, 0–9>` in QWERTY order or that of the alphabet, `order:…` for the other order, and
    `erase`; each `height` high."""
    rows = ALPHABETICAL_ROWS if alphabetical else LATIN_ROWS
    numbers, upper, middle, lower = (_letters(row, height) for row in rows)
    order, label = (QWERTY, "QWE") if alphabetical else (ALPHABETICAL, "ABC")
    other = _word_key(f"order:{order}", label, height, size=theme.BODY)
    wide = _word_key("erase", erase, height, size=theme.BODY)
    return Column(
        KeyRow(*numbers),
        KeyRow(*upper),
        KeyRow((0.5, None), *middle),
        KeyRow((1.25, other), *lower, (1.75, wide)),
        gap=_GAP,
    )


def kana_keyboard(erase: str, space: str, height: float = KEY_HEIGHT) -> Widget:
    """Keys `letter:<kana>` in the order of the syllabary, `mark:…` of kana.py, `space`, `erase`."""
    marks = KeyRow(
        (1.6, _word_key(f"mark:{VOICED}", "カ→ガ", height)),
        (1.6, _word_key(f"mark:{HALF_VOICED}", "ハ→パ", height)),
        (1.6, _word_key(f"mark:{SMALL}", "ツ→ッ", height)),
        (1, letter_key("letter:ー", "ー", height=height)),
        (2.2, _word_key("space", space, height)),
        (2, _word_key("erase", erase, height)),
    )
    return Column(*(KeyRow(*_letters(row, height)) for row in KANA_ROWS), marks, gap=_GAP)


def _letters(letters: str, height: float) -> list[tuple[float, Touchable | None]]:
    return [
        (1, None if letter == "　" else letter_key(f"letter:{letter}", letter, height=height))
        for letter in letters
    ]
