"""A choice: a touchable card with title, explanation and price."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Canvas, Column, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.text import Text

_BADGE, _LEAST_BADGE = 76, 56
"""A badge makes no card higher than it has to be."""


class Badge(Widget):
    """A rounded square with an icon or a number."""

    def __init__(
        self, icon: str, *, size: float = _BADGE, fill: str = theme.TINT_DONE, colour: str = theme.PRIMARY
    ) -> None:
        self.size, self.fill = size, fill
        self.inside: Widget
        if icon.isdigit():
            self.inside = Text(
                icon, size=size * 0.5, bold=True, colour=colour, align="center", leading=1.2, ground=fill
            )
        else:
            self.inside = Icon(icon, size=size * 0.62, colour=colour, weight=max(2.5, size * 0.05))

    def children(self) -> tuple[Widget, ...]:
        return (self.inside,)

    def measure(self, style: Style, width: float) -> tuple[float, float]:
        return self.size, self.size

    def place(self, style: Style, box: Box) -> None:
        super().place(style, box)
        height = self.inside.measure(style, box.w)[1]
        self.inside.place(style, Box(box.x, box.y + (box.h - height) / 2, box.w, height))

    def paint(self, style: Style, canvas: Canvas) -> None:
        canvas.box(self.box, self.fill, radius=min(theme.RADIUS_CARD, self.size * 0.26))
        self.inside.paint(style, canvas)


def choice(
    action: str,
    title: str,
    explanation: str = "",
    *,
    price: str = "",
    badge: str = "",
    title_size: float = theme.LARGE,
    height: float = theme.CARD_HEIGHT,
    enabled: bool = True,
    strong: bool = False,
    arrow: bool = False,
) -> Touchable:
    """A card to choose. `price` is markup with the number as ^…^; a disabled card says why in its text."""
    ground = theme.TINT if strong else (theme.WHITE if enabled else theme.DISABLED)
    ink = theme.INK if enabled else theme.DISABLED_TEXT
    ink_2 = theme.INK_2 if enabled else theme.DISABLED_TEXT
    words = Column(
        Text(title, size=title_size, bold=True, colour=ink, leading=1.35, ground=ground),
        Text(explanation, size=theme.SECONDARY, colour=ink_2, leading=1.45, ground=ground)
        if explanation
        else None,
        gap=2,
        grow=1,
    )
    cost = Text(price, size=20, bold=True, colour=ink, strong=1.5, ground=ground) if price else None
    icon = Icon("next", size=24, grows=True) if arrow else None
    ensign = (
        Badge(badge, size=min(_BADGE, max(_LEAST_BADGE, height - 2 * theme.SPACE_2)),
              fill=theme.PRIMARY if strong else theme.TINT_DONE if enabled else theme.DISABLED,
              colour=theme.WHITE if strong else theme.PRIMARY if enabled else theme.DISABLED_TEXT)
        if badge else None
    )  # fmt: skip
    return Touchable(
        (action,),
        Row(ensign, words, cost, icon, gap=theme.SPACE_4),
        fill=ground,
        stroke=theme.PRIMARY if strong else (theme.CONTROL if enabled else theme.DISABLED_EDGE),
        radius=theme.RADIUS_CARD,
        pad=(theme.SPACE_4 + 2, theme.SPACE_2),
        least=(200, height),
        enabled=enabled,
        centred=False,
    )
