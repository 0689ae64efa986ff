"""Buttons: one style per role, and a pressed style for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.label import Label
from kiosk.screens.toolkit.widgets.text import Text

BUTTON_HEIGHT = 80.0
_STEPS = (24.0, theme.BODY, theme.SECONDARY)
_LONG_NAME = 24
"""Characters of a name that fills its key from edge to edge."""
_RING = 0.9
"""How large the ring of what is not chosen is, as a share of a check mark."""


class Touchable(Widget):
    """A box that can be touched and then sends its action to the screen.

    `roomy` is added to `pad` where the text is not larger: larger text needs the room itself.
    """

    def __init__(
        self,
        names: Sequence[str],
        inside: Widget,
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
        roomy: tuple[float, float] = (0, 0),
    ) -> None:
        self.names, self.inside, self.enabled, self.grow = tuple(names), inside, enabled, grow
        self.fill, self.stroke, self.pressed_fill = fill, stroke, pressed_fill
        self.border, self.radius, self.pad, self.least, self.centred = border, radius, pad, least, centred
        self._roomy = roomy

    def _padding(self, style: Style) -> tuple[float, float]:
        if style.text_scale > 1:
            return self.pad
        return self.pad[0] + self._roomy[0], self.pad[1] + self._roomy[1]

    def children(self) -> Sequence[Widget]:
        return (self.inside,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        across, along = (2 * side for side in self._padding(style))
        w, h = self.inside.measure(style, max(0, width - across))
        return max(self.least[0], w + across), max(self.least[1], h + along)

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        room = box.inset(*self._padding(style))
        w, h = self.inside.measure(style, room.w)
        w = min(w, room.w) if self.centred else room.w
        self.inside.place(style, Box(room.x + (room.w - w) / 2, room.y + (room.h - h) / 2, w, h))

    def paint(self, style: Style, canvas: Canvas) -> None:
        fill = self.pressed_fill if self.pressed else self.fill
        canvas.box(self.box, fill, stroke=self.stroke, border=self.border, radius=self.radius)
        self.inside.paint(style, canvas)


def _label(text: str, size: float, colour: str, ground: str, bold: bool = True) -> Text:
    return Text(text, size=size, bold=bold, colour=colour, align="center", leading=1.2, ground=ground)


def _stepped(text: str, colour: str, ground: str) -> Label:
    """A label for a key whose height is given: two lines stand in it with room above and below."""
    return Label(*(_label(text, size, colour, ground) for size in _STEPS))


def primary(action: str, label: str, *, enabled: bool = True, width: float = 300) -> Touchable:
    """The primary action; grey while disabled."""
    fill = theme.PRIMARY if enabled else theme.DISABLED
    colour = theme.WHITE if enabled else theme.DISABLED_TEXT
    return Touchable(
        (action,),
        _stepped(label, colour, fill),
        fill=fill,
        stroke=fill if enabled else theme.DISABLED_EDGE,
        border=0 if enabled else 2,
        pressed_fill=theme.PRIMARY_PRESSED,
        least=(width, BUTTON_HEIGHT),
        pad=(theme.SPACE_3, theme.SPACE_1),
        enabled=enabled,
    )


def plain(action: str, label: str, *, icon: str | None = None, small: bool = False) -> Touchable:
    """A secondary action such as もどる or おわる; `small` where the footer is narrow."""
    text = _label(label, 20, theme.INK, theme.WHITE) if small else _stepped(label, theme.INK, theme.WHITE)
    inside: Widget = (
        text if icon is None else Row(Icon(icon, size=18, colour=theme.INK, grows=True), text, gap=6)
    )
    return Touchable(
        (action,),
        inside,
        stroke=theme.INK_2,
        least=(112 if small else 136, BUTTON_HEIGHT),
        pad=(theme.SPACE_3 if small else theme.SPACE_5, theme.SPACE_1),
    )


def key(action: str, label: str, *, size: float = 44, enabled: bool = True) -> Touchable:
    """One key of a keypad; all keys look alike so that nobody can see which is pressed."""
    return Touchable(
        (action,),
        _label(label, size, theme.INK, theme.WHITE),
        radius=theme.RADIUS_BUTTON,
        pad=(theme.SPACE_1 / 2, theme.SPACE_1),
        least=(96, 60),
        enabled=enabled,
        grow=1,
    )


def icon_key(action: str, icon: str, *, enabled: bool = True) -> Touchable:
    """A square key with a plus or minus."""
    colour = theme.INK if enabled else theme.DISABLED_TEXT
    return Touchable(
        (action,),
        Icon(icon, size=28, colour=colour, weight=3.5),
        fill=theme.WHITE if enabled else theme.DISABLED,
        stroke=theme.CONTROL if enabled else theme.DISABLED_EDGE,
        radius=theme.RADIUS_BUTTON,
        least=(76, 68),
        pad=(theme.SPACE_1, theme.SPACE_1),
        enabled=enabled,
    )


class _Unchecked(Icon):
    """A ring in the place of a check mark, so that the label stands still when it comes."""

    def paint(self, style: Style, canvas: Canvas) -> None:
        side = min(self.measure(style, self.box.w)) * _RING
        x, y = self.box.middle
        ring = Box(x - side / 2, y - side / 2, side, side)
        canvas.box(ring, theme.WHITE, stroke=theme.CONTROL, border=2, radius=side / 2)


def toggle(action: str, label: str, *, chosen: bool, low: bool = False, height: float = 68) -> Touchable:
    """One value of an option; the chosen one has a check mark and is filled. `low` saves room."""
    colour = theme.CHOSEN_TEXT if chosen else theme.INK
    ground = theme.CHOSEN if chosen else theme.WHITE
    text = _label(label, 20 if low else theme.BODY, colour, ground)
    mark = (Icon if chosen else _Unchecked)("check", size=20, colour=colour, grows=True)
    return Touchable(
        (action,),
        Row(mark, text, gap=6),
        fill=ground,
        stroke=theme.PRIMARY if chosen else theme.CONTROL,
        border=3 if chosen else 2,
        radius=theme.RADIUS_CONTROL,
        least=(120, 54) if low else (150, height),
        pad=(theme.SPACE_1, theme.SPACE_1),
        roomy=(theme.SPACE_1, 0) if len(label) > _LONG_NAME else (0, 0),
    )


def tab(action: str, label: str, *, chosen: bool) -> Touchable:
    """One of several pages to go to; the one that is shown is dark on light turned round."""
    fill = theme.PRIMARY if chosen else theme.WHITE
    return Touchable(
        (action,),
        _label(label, theme.SECONDARY, theme.WHITE if chosen else theme.INK, fill),
        fill=fill,
        stroke=theme.PRIMARY if chosen else theme.CONTROL,
        pressed_fill=theme.PRIMARY_PRESSED if chosen else theme.PRESSED,
        radius=theme.RADIUS_CONTROL,
        least=(120, 54),
        pad=(4, 2),
    )


def small(action: str, label: str, *, enabled: bool = True) -> Touchable:
    """A minor action inside a page; at least 56 logical units high."""
    colour = theme.INK if enabled else theme.DISABLED_TEXT
    fill = theme.WHITE if enabled else theme.DISABLED
    return Touchable(
        (action,),
        Text(label, size=theme.SECONDARY, bold=True, colour=colour, align="center", leading=1.2, ground=fill),
        fill=fill,
        stroke=theme.INK_2 if enabled else theme.DISABLED_EDGE,
        radius=theme.RADIUS_CONTROL,
        least=(140, 56),
        pad=(theme.SPACE_3, 6),
        roomy=(0, 4),
        enabled=enabled,
    )
