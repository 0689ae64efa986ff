"""All frames of all samples, placed and painted once, with a Brush that remembers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pytest

from kiosk.fsm.view import View
from kiosk.screens.page_layout import Frame
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import samples
from kiosk.screens.screen import Desk
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.theme import look_for
from kiosk.screens.toolkit.widgets.text import Text

SHAPES = ((1024, 768), (1080, 1920), (1920, 1080))
LANGUAGES = ("ja", "en")
DESK = Desk(
    post=lambda event: None,
    clock=lambda: 0.0,
    languages=LANGUAGES,
    simulated=True,
    check_staff_pin=lambda digits: False,
    staff_action=lambda action: None,
)


@dataclass
class Recorder:
    """A Brush that remembers."""

    texts: list[tuple[str, float, float, float, bool, str]] = field(default_factory=list)

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """Not remembered."""

    def text(self, text: str, x: float, baseline: float, *, size: float, bold: bool, colour: str) -> None:
        """Remember a run."""
        self.texts.append((text, x, baseline, size, bold, colour))

    def stroke(self, points: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        """Not remembered."""

    def arc(self, centre: tuple[float, float], radius: float, width: float, turn: float, colour: str) -> None:
        """Not remembered."""


def _every(language: str) -> list[tuple[str, View]]:
    return list(samples(language, every_notice=True))


@lru_cache(maxsize=8)
def frames(language: str, size: tuple[int, int]) -> tuple[tuple[str, Frame, Recorder], ...]:
    """All frames, placed and painted once."""
    made = []
    for name, view in _every(language):
        frame = Frame(SCREENS[view.state](DESK, view), look_for(size, language, typeface()))
        brush = Recorder()
        frame.paint(frame.look, brush)
        made.append((name, frame, brush))
    return tuple(made)


each = pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, size, marks=() if size == SHAPES[0] else pytest.mark.exhaustive)
        for size in SHAPES
        for language in LANGUAGES
    ],
)


def texts_of(frame: Frame) -> list[Text]:
    """Every text of a frame."""
    return [part for part in frame.walk() if isinstance(part, Text)]
