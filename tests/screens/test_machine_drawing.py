"""The drawing of the machine: its caption stands clear of its foot, and numbers hide none of its places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from kiosk.screens.frame.styles import page_style
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.drawings.terminal import Place
from kiosk.screens.toolkit.layout import Box
from tests.support.page_layouts import CONTEXT, Recorder

SHAPES = ((360, 300), (360, 540), (440, 440), (624, 300), (624, 420))
CAP_HEIGHT = 0.75
"""Of a digit or capital, as a share of the size of the type."""


@dataclass
class Painted(Recorder):
    """A recorder of boxes with their fill and edge too."""

    boxes: list[tuple[Box, str, str | None]] = field(default_factory=list)

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """Record the box."""
        self.boxes.append((box, fill, stroke))


def _painted(shape: tuple[int, int], *lit: Place, text_scale: float = 1, caption: str = "") -> Painted:
    view = sample("take_papers", "en")
    style = replace(page_style((1080, 1920), "en"), text_scale=text_scale)
    picture = SCREENS[view.state](CONTEXT, view).machine(*lit, caption=caption, numbered=not caption)
    canvas = Painted()
    picture.place(style, Box(0, 0, *shape))
    picture.paint(style, canvas)
    return canvas


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("text_scale", [1, 1.3, 1.6])
def test_the_caption_stands_clear_of_the_machines_foot(shape: tuple[int, int], text_scale: float) -> None:
    canvas = _painted(shape, Place.CARD, text_scale=text_scale, caption="Card reader")
    [(_, _, baseline, size, _, _)] = canvas.texts
    foot = max(box.bottom for box, _, _ in canvas.boxes[1:])  # above the ground
    assert baseline - CAP_HEIGHT * size >= foot + 8
    assert baseline <= shape[1] - 4


@pytest.mark.parametrize("shape", SHAPES)
def test_numbers_stand_beside_the_places_and_are_large_enough_to_be_read(shape: tuple[int, int]) -> None:
    canvas = _painted(shape, Place.CHANGE, Place.SLIP)
    discs = [box for box, fill, _ in canvas.boxes if fill == theme.PRIMARY]
    glows = [box for box, _, edge in canvas.boxes if edge == theme.GLOW]
    assert len(discs) == len(glows) == 2
    for disc, (text, _, _, size, _, _) in zip(discs, canvas.texts, strict=True):
        assert text in {"1", "2"}
        assert disc.h >= 1.4 * size
        assert all(disc.right < glow.x for glow in glows)
    assert all(size >= min(24, 40 * shape[1] / 528) for _, _, _, size, _, _ in canvas.texts)
