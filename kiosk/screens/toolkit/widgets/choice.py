"""A choice is a whole card: title, explanation and what it costs."""

from __future__ import annotations

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Brush, Column, Part, Row
from kiosk.screens.toolkit.theme import Look
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.icon import Mark
from kiosk.screens.toolkit.widgets.text import Text


class Badge(Part):
    """A rounded square with a sign (see marks), or a number."""

    def __init__(
        self, sign: str, *, size: float = 76, fill: str = theme.TINT_DONE, colour: str = theme.PRIMARY
    ) -> None:
        self.size, self.fill = size, fill
        self.inside: Part
        if sign.isdigit():
            self.inside = Text(
                sign, size=size * 0.5, bold=True, colour=colour, align="center", leading=1.2, ground=fill
            )
        else:
            self.inside = Mark(sign, size=size * 0.62, colour=colour, weight=max(2.5, size * 0.05))

    def parts(self) -> tuple[Part, ...]:
        return (self.inside,)

    def natural(self, look: Look, width: float) -> tuple[float, float]:
        return self.size, self.size

    def place(self, look: Look, box: Box) -> None:
        super().place(look, box)
        height = self.inside.natural(look, box.w)[1]
        self.inside.place(look, Box(box.x, box.y + (box.h - height) / 2, box.w, height))

    def paint(self, look: Look, brush: Brush) -> None:
        brush.box(self.box, self.fill, radius=min(theme.RADIUS_CARD, self.size * 0.26))
        self.inside.paint(look, brush)


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
    """A card to choose. `price` is markup with the number as ^…^; a card that is off says why itself."""
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
    mark = Mark("next", size=24) if arrow else None
    ensign = (
        Badge(badge, fill=theme.PRIMARY if strong else theme.TINT_DONE,
              colour=theme.WHITE if strong else theme.PRIMARY)
        if badge else None
    )  # fmt: skip
    return Touchable(
        (action,),
        Row(ensign, words, cost, mark, gap=theme.SPACE_4),
        fill=ground,
        stroke=theme.PRIMARY if strong else (theme.CONTROL if enabled else theme.LINE),
        radius=theme.RADIUS_CARD,
        pad=(theme.SPACE_4 + 2, theme.SPACE_2),
        least=(200, height),
        enabled=enabled,
        centred=False,
    )
