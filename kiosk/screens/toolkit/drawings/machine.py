"""Coins, the cash unit, the printer and its sheets, the coin tray."""

from __future__ import annotations

import math

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.sketch import Sketch

COIN_COLOURS = {10: "#a34100", 50: "#6b6b6b", 100: "#6b6b6b", 500: "#876800"}
NOTE_COLOUR = "#115a36"


def coin(to: Sketch, x: float, y: float, radius: float, value: int) -> None:
    """A coin with its value."""
    to.disc(x, y, radius, theme.WHITE, stroke=COIN_COLOURS.get(value, theme.INK_2), border=radius * 0.16)
    to.label(str(value), x, y, radius * 1.7, size=26, bold=True, colour=theme.INK)


def insert_money(
    to: Sketch, label: str, *, value: int | None, note_label: str = "", note: bool = False
) -> None:
    """The cash unit, with a coin going in unless `value` is None.

    `note_label` names the note slot of a unit that has one; it is lit, with a note before it, for `note`.
    """
    if value is not None:
        coin(to, 220, 112, 44, value)
    to.box(90, 176, 260, 300, theme.MACHINE, radius=28)
    window = 78 if note_label else 110
    to.box(136, 216, 168, window, theme.MACHINE_DARK, radius=16)
    to.box(210, 226 if note_label else 244, 20, 58, theme.GLOW, radius=10)
    to.box(136, 360, 168, 24, theme.MACHINE_DARK, radius=12)
    to.label(label, 220, 324 if note_label else 422, 240)
    if note:
        to.box(150, 368, 140, 8, theme.GLOW, radius=4)
        to.box(160, 372, 120, 50, theme.WHITE, stroke=NOTE_COLOUR, border=5, radius=8)
        to.label("1,000", 220, 397, 110, bold=True, colour=theme.INK)
    if note_label:
        to.label(note_label, 220, 448 if note else 418, 240)
    if value is not None:
        to.arrow(220, 168, 220)


def money_comes(to: Sketch, label: str) -> None:
    """Coins falling into the tray."""
    to.box(90, 130, 260, 270, theme.MACHINE, radius=28)
    to.box(136, 164, 168, 28, theme.MACHINE_DARK, radius=14)
    to.label(label, 220, 236, 240)
    to.box(112, 288, 216, 88, theme.MACHINE_DARK, stroke=theme.GLOW, border=3, radius=18)
    for x, y, value in ((160, 334, 100), (220, 330, 500), (280, 336, 50)):
        coin(to, x, y, 28, value)
    to.arrow(220, 412, 478)


def _sheet(to: Sketch, x: float, y: float, w: float, h: float) -> None:
    to.box(x, y, w, h, theme.WHITE, stroke=theme.PRIMARY, border=4, radius=8)
    to.box(x + 24, y + 30, w - 48, 10, theme.PRIMARY, radius=5)
    for row, share in enumerate((1.0, 0.78, 0.9)):
        to.box(x + 24, y + 56 + 20 * row, (w - 48) * share, 8, theme.LINE, radius=4)


def printer(to: Sketch, label: str, *, held: bool = False) -> None:
    """The printer with a sheet coming out, or with a caution sign."""
    to.box(80, 130, 280, 200, theme.MACHINE, radius=28)
    to.label(label, 220, 176, 250)
    to.box(126, 242, 188, 18, theme.MACHINE_DARK, radius=9)
    _sheet(to, 146, 248, 148, 170)
    if held:
        to.disc(322, 318, 44, theme.CAUTION_GROUND, stroke=theme.CAUTION, border=5)
        to.line([(322, 296), (322, 322)], 9, theme.CAUTION)
        to.line([(322, 340), (322, 341)], 9, theme.CAUTION)


def printer_checked(to: Sketch, label: str) -> None:
    """The printer being prepared."""
    to.box(80, 130, 280, 200, theme.MACHINE, radius=28)
    to.label(label, 220, 176, 250)
    to.box(126, 242, 188, 18, theme.MACHINE_DARK, radius=9)
    for step, x in enumerate((150, 220, 290)):
        to.disc(x, 394, 14, theme.PRIMARY if step == 0 else (theme.GLOW if step == 1 else theme.TINT_DONE))


def centre(to: Sketch) -> None:
    """The terminal querying the issuing centre."""
    to.box(60, 200, 120, 150, theme.MACHINE, radius=18)
    to.box(78, 220, 84, 62, theme.TINT_DONE, radius=8)
    for x in (206, 226, 246):
        to.disc(x, 275, 6, theme.PRIMARY)
    to.line([(272, 226), (330, 180), (388, 226)], 10, theme.PRIMARY)
    for x in (290, 330, 370):
        to.line([(x, 246), (x, 316)], 10, theme.PRIMARY)
    to.line([(276, 342), (384, 342)], 10, theme.PRIMARY)


def hidden_hand(to: Sketch) -> None:
    """A padlock."""
    to.box(130, 240, 180, 150, theme.MACHINE, radius=24)
    arch = [math.pi * (1 + step / 24) for step in range(25)]
    shackle = [(220 + 55 * math.cos(turn), 200 + 55 * math.sin(turn)) for turn in arch]
    to.line([(165, 240), *shackle, (275, 240)], 16, theme.MACHINE)
    to.disc(220, 302, 18, theme.GLOW)
    to.line([(220, 306), (220, 346)], 12, theme.GLOW)


def caution(to: Sketch) -> None:
    """A large caution sign."""
    to.disc(220, 264, 110, theme.CAUTION_GROUND, stroke=theme.CAUTION, border=10)
    to.line([(220, 206), (220, 282)], 20, theme.CAUTION)
    to.line([(220, 324), (220, 325)], 22, theme.CAUTION)


def slip(to: Sketch, label: str) -> None:
    """The receipt printer with a slip."""
    to.box(90, 130, 260, 150, theme.MACHINE, radius=28)
    to.label(label, 220, 174, 240)
    to.box(156, 222, 128, 16, theme.MACHINE_DARK, radius=8)
    _sheet(to, 170, 228, 100, 220)
