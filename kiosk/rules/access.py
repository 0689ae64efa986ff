"""How a shopper wants to see, hear and reach the terminal. Part of the visit, so it ends with it.

Practice of VVSG 2.0 (7.1) and WCAG 2.2: text size, colours and volume can be changed on every screen and
go back to the default after each session.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LOUDEST = 5


class TextSize(StrEnum):
    """The size of the text on the screens."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"

    @property
    def factor(self) -> float:
        """By how much the text is larger than normal."""
        return {"normal": 1.0, "large": 1.3, "largest": 1.6}[self.value]


class Colours(StrEnum):
    """The colours of the screens. Both others have a contrast of at least 10:1."""

    NORMAL = "normal"
    CONTRAST = "contrast"
    """Black on white, with strong lines."""
    INVERTED = "inverted"
    """White on black."""


@dataclass(frozen=True, slots=True)
class Access:
    """One shopper's choices. `volume` is 0 (off) to LOUDEST.

    `is_low` keeps all controls in the lower half, for a seated person; `speaks` turns spoken guidance on;
    `is_eyes_free` is the use by four keys and ear alone, for which `is_dark` blanks the screen.
    With `alphabetical` the letters of a keyboard stand in the order of the alphabet. Raises ValueError for
    a volume out of range.
    """

    text: TextSize = TextSize.NORMAL
    colours: Colours = Colours.NORMAL
    is_low: bool = False
    volume: int = 3
    speaks: bool = False
    is_eyes_free: bool = False
    is_dark: bool = False
    alphabetical: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.volume <= LOUDEST:
            raise ValueError(f"volume {self.volume} is not within 0–{LOUDEST}")
