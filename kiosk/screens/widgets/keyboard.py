"""Keyboards on the screen: letters and digits for a password, katakana for a name."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens import theme
from kiosk.screens.kana import HALF_VOICED, SMALL, VOICED
from kiosk.screens.layout import Column, Part, Row, Space
from kiosk.screens.widgets.button import Touchable
from kiosk.screens.widgets.text import Text

_GAP = theme.SPACE_1
KEY_HEIGHT = 62.0

LATIN_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
KANA_ROWS = (
    "アカサタナハマヤラワ",
    "イキシチニヒミ　リ　",
    "ウクスツヌフムユルヲ",
    "エケセテネヘメ　レ　",
    "オコソトノホモヨロン",
)
"""Columns of the syllabary, read from the left; an ideographic space leaves a place free."""


def letter_key(
    action: str, label: str, *, grow: float = 1, size: float = 26, enabled: bool = True
) -> Touchable:
    """One key; every key looks alike so that nothing betrays what is typed."""
    colour = theme.INK if enabled else theme.DISABLED_TEXT
    return Touchable(
        (action,),
        Text(label, size=size, bold=True, colour=colour, align="center", leading=1.2),
        radius=theme.RADIUS_CONTROL,
        pad=(2, 2),
        least=(44, KEY_HEIGHT),
        enabled=enabled,
        grow=grow,
    )


def latin_keyboard(erase: str) -> Part:
    """Keys `letter:<A–Z, 0–9>` in the order of a typewriter, and `erase`."""
    rows: list[Part] = [_row(LATIN_ROWS[0]), _row(LATIN_ROWS[1])]
    half = Space(grow=0.5)
    rows.append(_row(LATIN_ROWS[2], before=(half,), after=(half,)))
    wide = letter_key("erase", erase, grow=2, size=20)
    rows.append(_row(LATIN_ROWS[3], before=(Space(grow=1),), after=(wide,)))
    return Column(*rows, gap=_GAP)


def kana_keyboard(erase: str, space: str, small: str) -> Part:
    """Keys `letter:<kana>` in the order of the syllabary, `mark:…` of kana.py, `space`, `erase`."""
    rows: list[Part] = [_row(row) for row in KANA_ROWS]
    marks = Row(
        letter_key(f"mark:{VOICED}", "カ→ガ", size=20, grow=1.3),
        letter_key(f"mark:{HALF_VOICED}", "ハ→パ", size=20, grow=1.3),
        letter_key(f"mark:{SMALL}", small, size=20, grow=1.5),
        letter_key("letter:ー", "ー"),
        letter_key("space", space, size=20, grow=3),
        letter_key("erase", erase, size=20, grow=2),
        gap=_GAP,
        align="stretch",
    )
    return Column(*rows, marks, gap=_GAP)


def _row(letters: str, before: Sequence[Part] = (), after: Sequence[Part] = ()) -> Part:
    keys: list[Part] = [
        Space(grow=1) if letter == "　" else letter_key(f"letter:{letter}", letter) for letter in letters
    ]
    return Row(*before, *keys, *after, gap=_GAP, align="stretch")
