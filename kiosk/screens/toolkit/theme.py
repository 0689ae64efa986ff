"""Design tokens: colours, type scale, spacing and radii, in logical units.

One logical unit is one pixel on a 1024×768 panel (3.4 px/mm on 15 inches). The design follows
デジタル庁デザインシステム; its colours are darkened here where they do not reach a contrast of 7:1 as
text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kiosk.screens.toolkit.fonts import Typeface
from kiosk.screens.toolkit.variant_glyphs import clusters

WHITE = "#ffffff"
INK, INK_2 = "#1a1a1a", "#4d4d4d"
LINE, CONTROL = "#cccccc", "#767676"
PRIMARY, PRIMARY_PRESSED = "#0017c1", "#00118f"
TINT, TINT_DONE, FIELD = "#e8f1fe", "#d9e6ff", "#f2f6fe"
SUCCESS, SUCCESS_GROUND = "#0c472a", "#e6f5ec"
CAUTION, CAUTION_GROUND, CAUTION_LINE = "#5c4700", "#fbf5e0", "#b08900"
ERROR, ERROR_GROUND = "#8c0000", "#fdeeee"
DEEP, DEEP_TEXT, DEEP_PANEL = "#000060", "#dfe8ff", "#0b0b85"
SUN = "#ffe380"
"""For notices on deep blue."""
DISABLED, DISABLED_TEXT, DISABLED_EDGE = "#e6e6e6", "#474747", "#cccccd"
CHOSEN, CHOSEN_TEXT = "#e8f1ff", "#0017c2"
"""A value that is chosen among others: by day like what is tinted, in high contrast a plain dark fill."""
MACHINE, MACHINE_DARK, GLOW = "#333333", "#1b1b1b", "#7096f8"
SIGN = "#2f2f2f"
"""Signs such as a padlock: dark by day, light by night."""
COPPER, NICKEL, BRASS, NOTE = "#a34100", "#6b6b6b", "#876800", "#115a36"
"""The edges of coins and notes that are accepted."""
PRESSED = "#dfe6f5"
OUTLINE, HULL, HULL_DARK = "#8c97ad", "#f4f6fb", "#e2e8f2"
GLASS, GLASS_LIGHT = "#000061", "#fefefe"
"""The machine in drawings: its lines, its panels, and its own screen, dark in every theme."""

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    (INK, WHITE), (INK_2, WHITE), (PRIMARY, WHITE), (WHITE, PRIMARY), (WHITE, PRIMARY_PRESSED),
    (INK, TINT), (INK_2, TINT), (PRIMARY, TINT), (INK, FIELD), (INK_2, FIELD), (PRIMARY, FIELD),
    (PRIMARY, TINT_DONE), (SUCCESS, SUCCESS_GROUND), (INK, SUCCESS_GROUND), (CAUTION, CAUTION_GROUND),
    (INK, CAUTION_GROUND),
    (ERROR, ERROR_GROUND), (INK, ERROR_GROUND), (WHITE, DEEP), (DEEP_TEXT, DEEP), (WHITE, DEEP_PANEL),
    (DEEP_TEXT, DEEP_PANEL),
    (DISABLED_TEXT, DISABLED), (DEEP_TEXT, MACHINE_DARK), (DEEP_TEXT, MACHINE), (DEEP, WHITE),
    (INK, PRESSED), (PRIMARY, PRESSED), (CAUTION, WHITE), (SUN, DEEP), (ERROR, FIELD), (CAUTION, FIELD),
    (CHOSEN_TEXT, CHOSEN),
)  # fmt: skip
"""Every (text, ground) pair the screens use; a test keeps each at 7:1 or more."""

TITLE, LARGE, BODY, SECONDARY, SMALLEST = 36.0, 26.0, 22.0, 20.0, 20.0
LARGEST_TYPE = 58.0
"""Large text makes nothing larger than this that is not larger already: a title must still be a few lines."""
SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5, SPACE_6 = 8.0, 12.0, 16.0, 24.0, 32.0, 48.0
RADIUS_TAG, RADIUS_CONTROL, RADIUS_BUTTON, RADIUS_CARD, RADIUS_PICTURE = 8.0, 12.0, 16.0, 20.0, 28.0
LEAST_GAP = 7.0
"""2 mm on a 15-inch panel of 1024×768: the least distance of two keys."""
MIN_KEY = 51.0
"""15 mm on a 15-inch panel of 1024×768: the smallest touch target."""
CARD_HEIGHT = 112.0


class Shape(StrEnum):
    """The orientation of the screen."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


@dataclass(frozen=True)
class Style:
    """What widgets need in order to measure and place themselves.

    `scale` is pixels per logical unit, `width` and `height` are logical units. `text_scale` (1–1.6) is the
    reader's choice of text size; `palette` names the colours (see `palettes`); `is_low` keeps the controls in
    the lower half. `shrink` (0.7–1) and pages without pictures are for what would not fit.
    """

    shape: Shape
    scale: float
    width: float
    height: float
    language: str
    typeface: Typeface
    shrink: float = 1.0
    text_scale: float = 1.0
    palette: str = "normal"
    is_low: bool = False
    has_pictures: bool = True

    @property
    def is_portrait(self) -> bool:
        """True in portrait, where panes are stacked."""
        return self.shape is Shape.PORTRAIT

    def type_size(self, size: float) -> float:
        """`size` after shrinking, never below 20, in the reader's text size."""
        shrunk = max(SMALLEST, size * self.shrink)
        return max(shrunk, min(shrunk * self.text_scale, LARGEST_TYPE))

    def space(self, size: float) -> float:
        """A gap or padding after shrinking; 2 mm between keys always remain."""
        return max(min(size, LEAST_GAP), size * self.shrink)

    @property
    def setting(self) -> Style:
        """What breaking a text into lines depends on: the same for all ways of making a page fit."""
        return _setting(self.shape, self.scale, (self.width, self.height), self.language, self.typeface)

    def advance(self, text: str, size: float, bold: bool) -> float:
        """Logical width of `text` set at `size`."""
        return self.typeface.advance(text, self.pixels(size), bold) / self.scale

    def advances(self, text: str, size: float, bold: bool) -> Iterator[tuple[str, float]]:
        """Each character of `text`, with its variation selector, and its own logical width."""
        advance, pixels, scale = self.typeface.advance, self.pixels(size), self.scale
        for base, selector in clusters(text):
            cluster = base + selector
            yield cluster, advance(cluster, pixels, bold) / scale

    def pixels(self, size: float) -> int:
        """Pixels of a type size."""
        return max(1, round(size * self.scale))


@lru_cache(maxsize=64)
def _setting(
    shape: Shape, scale: float, size: tuple[float, float], language: str, typeface: Typeface
) -> Style:
    return Style(shape, scale, *size, language, typeface)


def style_for(size: tuple[int, int], language: str, typeface: Typeface, shrink: float = 1.0) -> Style:
    """The style for a window of `size` pixels: at least 1024×768 logical units, in portrait 720×1280."""
    width, height = size
    shape = Shape.PORTRAIT if height > width else Shape.LANDSCAPE
    least = (720, 1280) if shape is Shape.PORTRAIT else (1024, 768)
    scale = min(width / least[0], height / least[1])
    return Style(shape, scale, width / scale, height / scale, language, typeface, shrink)


@lru_cache(maxsize=256)
def rgb(colour: str) -> tuple[int, int, int]:
    """`#rrggbb` as three numbers 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours, 1–21."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in rgb(colour)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
