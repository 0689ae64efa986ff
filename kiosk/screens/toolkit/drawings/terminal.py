"""The whole machine, ours and no maker's, in which the places that matter now are lit and can be numbered.

It is the same on every screen on which a hand has to go somewhere, so that a visit can be followed without
reading. Drawn in a design of 440×528 units, or 440×560 with a caption below.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.sketch import Sketch
from kiosk.structs import Struct

DESIGN, CAPTIONED = (440.0, 528.0), (440.0, 560.0)
"""The design in units, and the one with room for a caption clear of the machine's foot."""
_CAPTION_Y = 526.0
_NUMBER_RADIUS = 30.0


class Place(StrEnum):
    """Where a hand has to go."""

    CARD = "card"
    NOTE = "note"
    COIN = "coin"
    PAPER = "paper"
    CHANGE = "change"
    SLIP = "slip"
    SCREEN = "screen"
    TRAY = "tray"
    """The drawers for A4 paper, for staff."""
    DOOR = "door"
    """The door before coins, notes and receipt paper, for staff."""


class Held(StrEnum):
    """What lies at the place for the card."""

    CARD = "card"
    SMARTPHONE = "smartphone"


class Build(Struct):
    """What this terminal has: a slot or a place for the card, and a slot for notes or none."""

    card_is_inserted: bool = False
    takes_notes: bool = True


class _Spot(Struct):
    x: float
    y: float
    w: float
    h: float


_SPOTS = {
    Place.CARD: _Spot(334, 92, 92, 62),
    Place.NOTE: _Spot(356, 190, 60, 42),
    Place.COIN: _Spot(356, 244, 60, 46),
    Place.SLIP: _Spot(356, 314, 60, 40),
    Place.CHANGE: _Spot(356, 394, 60, 56),
    Place.PAPER: _Spot(66, 196, 172, 46),
    Place.SCREEN: _Spot(104, 10, 208, 118),
    Place.TRAY: _Spot(52, 262, 260, 160),
    Place.DOOR: _Spot(346, 176, 80, 298),
}
_PARTS = (Place.SCREEN, Place.TRAY, Place.DOOR)
"""Parts of the machine itself, on which other places may lie."""


def terminal(
    to: Sketch,
    build: Build,
    lit: Sequence[Place] = (),
    *,
    caption: str = "",
    numbered: bool = False,
    held: Held | None = None,
    moves_in: bool | None = None,
) -> None:
    """The machine with the `lit` places, which `numbered` counts from 1 in their order.

    `held` is drawn in the place for the card; `moves_in` draws an arrow to (True) or from (False) the first
    lit place. `caption` stands below.
    """
    _hull(to, is_lit=Place.SCREEN in lit)
    for part in (Place.TRAY, Place.DOOR):
        if part in lit:
            spot = _SPOTS[part]
            to.box(spot.x, spot.y, spot.w, spot.h, theme.TINT_DONE, stroke=theme.PRIMARY, border=6, radius=12)
    places: list[Place] = [place for place in _SPOTS if place not in _PARTS]
    if not build.takes_notes:
        places.remove(Place.NOTE)
    for place in places:
        _place(to, place, build, is_lit=place in lit)
    if held is Held.CARD:
        _small_card(to)
    elif held is Held.SMARTPHONE:
        _small_smartphone(to)
    if moves_in is not None and lit:
        _arrow(to, lit[0], moves_in=moves_in)
    if numbered:
        for number, place in enumerate(lit, 1):
            _number(to, _SPOTS[place], number)
    if caption:
        to.label(caption, 220, _CAPTION_Y, 430, size=24, bold=True, colour=theme.INK, grows=True)


def _hull(to: Sketch, *, is_lit: bool) -> None:
    line, light, dark = theme.OUTLINE, theme.HULL, theme.HULL_DARK
    edge = theme.PRIMARY if is_lit else line
    to.box(104, 10, 208, 118, theme.WHITE, stroke=edge, border=6 if is_lit else 3, radius=12)
    to.box(118, 22, 180, 94, theme.GLASS, radius=6)
    to.box(160, 48, 96, 8, theme.GLASS_LIGHT, radius=4)
    to.box(150, 68, 116, 8, theme.GLOW, radius=4)
    to.box(36, 128, 292, 30, dark, stroke=line, border=3, radius=12)
    to.box(44, 158, 276, 106, theme.WHITE, stroke=line, border=3, radius=12)
    to.box(52, 262, 260, 82, light, stroke=line, border=3, radius=8)
    to.box(52, 340, 260, 82, light, stroke=line, border=3, radius=8)
    to.box(146, 376, 72, 10, dark, radius=5)
    to.box(52, 418, 260, 56, dark, stroke=line, border=3, radius=8)
    to.box(346, 176, 80, 298, light, stroke=line, border=3, radius=14)


def _place(to: Sketch, place: Place, build: Build, *, is_lit: bool) -> None:
    spot = _SPOTS[place]
    ink = theme.PRIMARY if is_lit else theme.OUTLINE
    if is_lit:
        to.box(
            spot.x - 9,
            spot.y - 9,
            spot.w + 18,
            spot.h + 18,
            theme.TINT,
            stroke=theme.GLOW,
            border=3,
            radius=18,
        )
    ground = theme.TINT_DONE if is_lit else theme.WHITE
    to.box(spot.x, spot.y, spot.w, spot.h, ground, stroke=ink, border=6 if is_lit else 3, radius=10)
    middle_x, middle_y = spot.x + spot.w / 2, spot.y + spot.h / 2
    if place is Place.CARD:
        if build.card_is_inserted:
            to.line([(spot.x + 16, middle_y), (spot.x + spot.w - 16, middle_y)], 6, ink)
        else:
            to.box(spot.x + 14, spot.y + 12, spot.w - 28, spot.h - 24, ground, stroke=ink, border=2, radius=5)
    elif place is Place.COIN:
        to.line([(middle_x, spot.y + 12), (middle_x, spot.y + spot.h - 12)], 7, ink)
    elif place is Place.NOTE:
        to.line([(spot.x + 12, middle_y), (spot.x + spot.w - 12, middle_y)], 7, ink)
    elif place is Place.SLIP:
        to.line([(spot.x + 12, middle_y), (spot.x + spot.w - 12, middle_y)], 5, ink)
        if is_lit:
            _paper(to, spot.x + 16, middle_y, 28, 44)
    elif place is Place.CHANGE:
        curve = [(middle_x - 20, middle_y + 6), (middle_x, middle_y + 16), (middle_x + 20, middle_y + 6)]
        if is_lit:
            for x in (middle_x - 10, middle_x + 10):
                to.disc(x, middle_y - 6, 11, theme.WHITE, stroke=theme.CAUTION_LINE, border=4)
        to.line(curve, 5, ink)
    elif is_lit:
        _paper(to, spot.x + 34, spot.y - 20, spot.w - 68, 56)


def _paper(to: Sketch, x: float, y: float, w: float, h: float) -> None:
    to.box(x, y, w, h, theme.WHITE, stroke=theme.PRIMARY, border=4, radius=4)
    for row in range(2):
        to.box(x + w * 0.2, y + h * (0.3 + 0.28 * row), w * 0.6, max(3.0, h * 0.09), theme.GLOW, radius=2)


def _small_card(to: Sketch) -> None:
    spot = _SPOTS[Place.CARD]
    to.box(spot.x + 10, spot.y + 8, 72, 46, theme.WHITE, stroke=theme.PRIMARY, border=4, radius=7)
    to.box(spot.x + 18, spot.y + 18, 18, 24, theme.LINE, radius=3)
    for row in range(3):
        to.box(spot.x + 42, spot.y + 18 + 10 * row, 32, 4, theme.GLOW, radius=2)


def _small_smartphone(to: Sketch) -> None:
    """Upright and higher than its place, so that nobody takes it for a card."""
    spot = _SPOTS[Place.CARD]
    x, y = spot.x + spot.w / 2 - 23, spot.y - 7
    to.box(x, y, 46, 80, theme.WHITE, stroke=theme.PRIMARY, border=4, radius=10)
    to.box(x + 9, y + 14, 28, 46, theme.TINT_DONE, radius=3)
    to.box(x + 17, y + 7, 12, 3, theme.PRIMARY, radius=1.5)
    for row in range(3):
        to.box(x + 14, y + 24 + 10 * row, 18, 4, theme.GLOW, radius=2)
    to.disc(x + 23, y + 68, 4, theme.PRIMARY)


def _arrow(to: Sketch, place: Place, *, moves_in: bool) -> None:
    """Above the card place, else left of the place."""
    spot = _SPOTS[place]
    if place is Place.CARD:
        x, far, near = spot.x + spot.w / 2, spot.y - 74, spot.y - 16
        start, end = (far, near) if moves_in else (near, far)
        wing = 18 if end > start else -18
        to.line([(x, start), (x, end)], 12, theme.PRIMARY)
        to.line([(x - 18, end - wing), (x, end), (x + 18, end - wing)], 12, theme.PRIMARY)
        return
    y, far, near = spot.y + spot.h / 2, spot.x - 84, spot.x - 20
    start, end = (far, near) if moves_in else (near, far)
    wing = 18 if end > start else -18
    to.line([(start, y), (end, y)], 12, theme.PRIMARY)
    to.line([(end - wing, y - 18), (end, y), (end - wing, y + 18)], 12, theme.PRIMARY)


def _number(to: Sketch, spot: _Spot, number: int) -> None:
    """Left of the place and its glow, so that it hides nothing of either."""
    x, y = max(_NUMBER_RADIUS, spot.x - 14 - _NUMBER_RADIUS), spot.y + spot.h / 2
    to.disc(x, y, _NUMBER_RADIUS, theme.PRIMARY)
    to.label(str(number), x, y, 2 * _NUMBER_RADIUS, size=40, bold=True, colour=theme.WHITE)
