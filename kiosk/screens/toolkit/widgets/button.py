"""Buttons: one look for each role, and the pressed look for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Brush, Part, Row
from kiosk.screens.toolkit.theme import Look
from kiosk.screens.toolkit.widgets.icon import Mark
from kiosk.screens.toolkit.widgets.text import Text

BUTTON_HEIGHT = 80.0


class Touchable(Part):
    """A box that posts its action: fill, border and text colour by role and moment."""

    def __init__(
        self,
        names: Sequence[str],
        inside: Part,
        *,
        fill: str = theme.WHITE,
        stroke: str = theme.CONTROL,
        pressed_fill: str = theme.PRESSED,
        border: float = 2,
        radius: float = theme.RADIUS_BUTTON,
        pad: tuple[float, float] = (theme.SPACE_4, theme.SPACE_1),
        least: tuple[float, float] = (theme.MIN_KEY, theme.MIN_KEY),
        enabled: bool = True,
        grow: float = 0,
        centred: bool = True,
    ) -> None:
        self.names, self.inside, self.enabled, self.grow = tuple(names), inside, enabled, grow
        self.fill, self.stroke, self.pressed_fill = fill, stroke, pressed_fill
        self.border, self.radius, self.pad, self.least, self.centred = border, radius, pad, least, centred

    def parts(self) -> Sequence[Part]:
        return (self.inside,)

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        across, along = (2 * side for side in self.pad)
        w, h = self.inside.natural(look, max(0, width - across))
        return max(self.least[0], w + across), max(self.least[1], h + along)

    def place(self, look: Look, box: Box) -> None:
        super().place(look, box)
        room = box.inset(*self.pad)
        w, h = self.inside.natural(look, room.w)
        w = min(w, room.w) if self.centred else room.w
        self.inside.place(look, Box(room.x + (room.w - w) / 2, room.y + (room.h - h) / 2, w, h))

    def paint(self, look: Look, brush: Brush) -> None:
        fill = self.pressed_fill if self.pressed else self.fill
        brush.box(self.box, fill, stroke=self.stroke, border=self.border, radius=self.radius)
        self.inside.paint(look, brush)


def _label(text: str, size: float, colour: str, ground: str, bold: bool = True) -> Text:
    return Text(text, size=size, bold=bold, colour=colour, align="center", leading=1.2, ground=ground)


def primary(action: str, label: str, *, enabled: bool = True, width: float = 300) -> Touchable:
    """The one action that goes on; grey while it cannot be pressed."""
    fill = theme.PRIMARY if enabled else theme.DISABLED
    colour = theme.WHITE if enabled else theme.DISABLED_TEXT
    return Touchable(
        (action,),
        _label(label, 24, colour, fill),
        fill=fill,
        stroke=fill,
        border=0,
        pressed_fill=theme.PRIMARY_PRESSED,
        least=(width, BUTTON_HEIGHT),
        pad=(theme.SPACE_3, theme.SPACE_1),
        enabled=enabled,
    )


def plain(action: str, label: str, *, sign: str | None = None, small: bool = False) -> Touchable:
    """A secondary action such as もどる and おわる; `small` where the footer is narrow."""
    text = _label(label, 20 if small else 24, theme.INK, theme.WHITE)
    inside: Part = text if sign is None else Row(Mark(sign, size=18, colour=theme.INK), text, gap=6)
    return Touchable(
        (action,),
        inside,
        stroke=theme.INK_2,
        least=(112 if small else 136, BUTTON_HEIGHT),
        pad=(theme.SPACE_3 if small else theme.SPACE_5, theme.SPACE_1),
    )


def key(action: str, label: str, *, size: float = 44, enabled: bool = True) -> Touchable:
    """One key of a keypad; every key looks alike so that nothing betrays what is typed."""
    return Touchable(
        (action,),
        _label(label, size, theme.INK, theme.WHITE),
        radius=theme.RADIUS_BUTTON,
        pad=(theme.SPACE_1, theme.SPACE_1),
        least=(96, 72),
        enabled=enabled,
        grow=1,
    )


def sign_key(action: str, sign: str, *, enabled: bool = True) -> Touchable:
    """A square key with a plus or minus."""
    colour = theme.INK if enabled else theme.CONTROL
    return Touchable(
        (action,),
        Mark(sign, size=28, colour=colour, weight=3.5),
        stroke=theme.CONTROL if enabled else theme.LINE,
        radius=theme.RADIUS_BUTTON,
        least=(76, 68),
        pad=(theme.SPACE_1, theme.SPACE_1),
        enabled=enabled,
    )


def toggle(action: str, label: str, *, chosen: bool, low: bool = False, height: float = 68) -> Touchable:
    """One value of an option; the chosen one has a check mark and a blue border. `low`: where many stand."""
    colour = theme.PRIMARY if chosen else theme.INK
    ground = theme.TINT if chosen else theme.WHITE
    text = _label(label, 20 if low else theme.BODY, colour, ground)
    inside: Part = Row(Mark("check", size=20), text, gap=8) if chosen else text
    return Touchable(
        (action,),
        inside,
        fill=ground,
        stroke=theme.PRIMARY if chosen else theme.CONTROL,
        border=3 if chosen else 2,
        radius=theme.RADIUS_CONTROL,
        least=(120, 54) if low else (150, height),
        pad=(theme.SPACE_3, theme.SPACE_1),
    )


def small(action: str, label: str, *, enabled: bool = True) -> Touchable:
    """A lesser action inside a page; at least 56 px high."""
    colour = theme.INK if enabled else theme.DISABLED_TEXT
    fill = theme.WHITE if enabled else theme.DISABLED
    return Touchable(
        (action,),
        Text(label, size=theme.SECONDARY, bold=True, colour=colour, align="center", leading=1.2, ground=fill),
        fill=fill,
        stroke=theme.INK_2 if enabled else theme.LINE,
        radius=theme.RADIUS_CONTROL,
        least=(140, 56),
        pad=(theme.SPACE_3, 6),
        enabled=enabled,
    )
