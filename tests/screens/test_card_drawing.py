"""The drawing of the card: what is printed on it stays on it, however small the picture is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from kiosk.screens.frame.styles import page_style
from kiosk.screens.toolkit.drawings.card import CARD_TITLE, card_alone
from kiosk.screens.toolkit.layout import Box
from tests.support.page_layouts import Recorder


@dataclass
class Painted(Recorder):
    """A recorder of boxes too."""

    boxes: list[Box] = field(default_factory=list)

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """Record the box."""
        self.boxes.append(box)


@pytest.mark.parametrize("side", range(120, 620, 20))
def test_the_title_stays_on_the_card_or_is_left_out(side: int) -> None:
    style = replace(page_style((1080, 1920), "pt"), text_scale=1.6)
    picture, canvas = card_alone(), Painted()
    picture.place(style, Box(0, 0, side, side))
    picture.paint(style, canvas)
    card = canvas.boxes[1]  # above the ground
    for text, x, _, size, bold, _ in canvas.texts:
        assert card.x < x
        assert x + style.advance(text, size, bold) < card.right
    if side >= 440:
        assert [text for text, *_ in canvas.texts] == [CARD_TITLE]


def test_the_card_fills_the_width_of_its_picture() -> None:
    picture, canvas = card_alone(), Painted()
    picture.place(page_style((1024, 768), "ja"), Box(0, 0, 340, 480))
    picture.paint(page_style((1024, 768), "ja"), canvas)
    assert max(box.w for box in canvas.boxes[1:]) > 0.8 * 340
