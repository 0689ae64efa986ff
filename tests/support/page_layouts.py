"""The layouts of all sample views, placed and painted once on a recording canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pytest

from kiosk.fsm.view import View
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.page_layout import PageLayout
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import samples
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.theme import style_for
from kiosk.screens.toolkit.widgets.text import Text

SHAPES = ((1024, 768), (1080, 1920), (1920, 1080))
CONTEXT = ScreenContext(
    post=lambda event: None,
    clock=lambda: 0.0,
    languages=tuple(LANGUAGES),
    simulated=True,
    check_staff_pin=lambda digits: False,
)


@dataclass
class Recorder:
    """A Canvas that records texts."""

    texts: list[tuple[str, float, float, float, bool, str]] = field(default_factory=list)

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """Not recorded."""

    def text(self, text: str, x: float, baseline: float, *, size: float, bold: bool, colour: str) -> None:
        """Record a run of text."""
        self.texts.append((text, x, baseline, size, bold, colour))

    def stroke(self, points: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        """Not recorded."""

    def arc(self, centre: tuple[float, float], radius: float, width: float, turn: float, colour: str) -> None:
        """Not recorded."""


def _every(language: str) -> list[tuple[str, View]]:
    return list(samples(language, every_reason=True))


@lru_cache(maxsize=8)
def layouts(language: str, size: tuple[int, int]) -> tuple[tuple[str, PageLayout, Recorder], ...]:
    """All layouts, placed and painted once."""
    made = []
    for name, view in _every(language):
        layout = PageLayout(SCREENS[view.state](CONTEXT, view), style_for(size, language, typeface()))
        canvas = Recorder()
        layout.paint(layout.style, canvas)
        made.append((name, layout, canvas))
    return tuple(made)


each = pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, size, marks=() if size == SHAPES[0] else pytest.mark.exhaustive)
        for size in SHAPES
        for language in LANGUAGES
    ],
)


def texts_of(layout: PageLayout) -> list[Text]:
    """Every text of a layout."""
    return [widget for widget in layout.walk() if isinstance(widget, Text)]
