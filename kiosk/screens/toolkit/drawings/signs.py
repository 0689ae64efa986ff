"""Signs: the issuing centre, a padlock, a caution."""

from __future__ import annotations

import math

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.sketch import Sketch


def centre(to: Sketch) -> None:
    """The terminal querying the issuing centre."""
    to.box(60, 200, 120, 150, theme.SIGN, radius=18)
    to.box(78, 220, 84, 62, theme.TINT_DONE, radius=8)
    for x in (206, 226, 246):
        to.disc(x, 275, 6, theme.PRIMARY)
    to.line([(272, 226), (330, 180), (388, 226)], 10, theme.PRIMARY)
    for x in (290, 330, 370):
        to.line([(x, 246), (x, 316)], 10, theme.PRIMARY)
    to.line([(276, 342), (384, 342)], 10, theme.PRIMARY)


def hidden_hand(to: Sketch) -> None:
    """A padlock."""
    to.box(130, 240, 180, 150, theme.SIGN, radius=24)
    arch = [math.pi * (1 + step / 24) for step in range(25)]
    shackle = [(220 + 55 * math.cos(turn), 200 + 55 * math.sin(turn)) for turn in arch]
    to.line([(165, 240), *shackle, (275, 240)], 16, theme.SIGN)
    to.disc(220, 302, 18, theme.GLOW)
    to.line([(220, 306), (220, 346)], 12, theme.GLOW)


def caution(to: Sketch) -> None:
    """A large caution sign."""
    to.disc(220, 264, 110, theme.CAUTION_GROUND, stroke=theme.CAUTION, border=10)
    to.line([(220, 206), (220, 282)], 20, theme.CAUTION)
    to.line([(220, 324), (220, 325)], 22, theme.CAUTION)
