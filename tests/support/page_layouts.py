"""The layouts of all sample views, placed and painted once on a recording canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import pytest

from kiosk.fsm.view import View
from kiosk.rules.hours.japan_time import JST
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import samples
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit.layout import Box, Widget
from kiosk.screens.toolkit.widgets.text import Text

SHAPES = ((1024, 768), (1080, 1920), (1920, 1080))
CONTEXT = ScreenContext(
    post=lambda event: None,
    clock=lambda: 0.0,
    languages=tuple(LANGUAGES),
    simulated=True,
    now=lambda: datetime(2026, 11, 24, 10, 32, 8, tzinfo=JST),
)


@dataclass
class Recorder:
    """A Canvas that records texts and arcs."""

    texts: list[tuple[str, float, float, float, bool, str]] = field(default_factory=list)
    arcs: list[tuple[tuple[float, float], float]] = field(default_factory=list)

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
        """Record the centre and the radius."""
        self.arcs.append((centre, radius))


def _every(language: str) -> list[tuple[str, View]]:
    return list(samples(language, every_reason=True))


_KEPT: list[Callable[[], None]] = []


def keep(forget_one: Callable[[], None]) -> None:
    """Let `forget` call this too: it clears a cache of something that was made from the layouts."""
    _KEPT.append(forget_one)


def forget() -> None:
    """Forget all layouts, and what was made from them."""
    layouts.cache_clear()
    for forget_one in _KEPT:
        forget_one()


@lru_cache(maxsize=len(SHAPES))
def layouts(language: str, size: tuple[int, int]) -> tuple[tuple[str, PageLayout, Recorder], ...]:
    """All layouts, placed and painted once."""
    made = []
    for name, view in _every(language):
        layout = PageLayout(SCREENS[view.state](CONTEXT, view), page_style(size, language))
        canvas = Recorder()
        layout.paint(layout.style, canvas)
        made.append((name, layout, canvas))
    return tuple(made)


def together(language: str) -> pytest.MarkDecorator:
    """For tests that look at the pages of one language: one worker takes them all, one after another.

    To lay all pages out takes longer than to look at them.
    """
    return pytest.mark.xdist_group(f"pages in {language}")


each = pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(
            language,
            size,
            marks=(
                together(language),
                pytest.mark.cost(18),
                *(() if size == SHAPES[0] else (pytest.mark.exhaustive,)),
            ),
        )
        for size in SHAPES
        for language in LANGUAGES
    ],
)
"""Every language on every shape of the glass."""


def in_languages(languages: Iterable[str]) -> pytest.MarkDecorator:
    """Some languages, for tests that look at one shape of the glass."""
    return pytest.mark.parametrize(
        "language", [pytest.param(language, marks=together(language)) for language in languages]
    )


each_language = in_languages(LANGUAGES)
"""Every language, for tests that look at one shape of the glass."""


def texts_of(layout: Widget) -> list[Text]:
    """Every text of a layout."""
    return [widget for widget in layout.walk() if isinstance(widget, Text)]
