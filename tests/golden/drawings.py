"""What chosen pages and certificates draw, as lines of text: every call of the canvas with its values.

Structure is compared and not pixels, because the fonts come from the system's packages and rasterise
differently from release to release. Screens: kind, text, position, size and colour of everything that
is drawn, in logical units. Certificates: the same, in millimetres and points, before a font has a part in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.documents import document
from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.canvas import HAIRLINE, INK, Align, Colour, PageCanvas
from kiosk.rules.access import Access, TextSize
from kiosk.rules.hours.japan_time import JST
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import sample
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit.layout import Box
from tests.support.sample_records import SAMPLES

FOLDER = Path(__file__).parent / "expected"
LANGUAGES = ("ja", "en")
SIZE, PORTRAIT = (1024, 768), (1080, 1920)
PAGES = (
    "attract", "menu", "enter_pin", "options", "pay", "pay-no_notes", "pay-coins", "print_held",
    "take_papers", "refusal", "claim", "maintenance",
)  # fmt: skip
NORMAL = Access()
ELSEWHERE = ("menu", "enter_pin", "order", "pay")
"""Pages in each of the other languages."""
READERS: dict[str, tuple[Access, tuple[int, int], tuple[str, ...]]] = {
    "largest": (Access(TextSize.LARGEST), SIZE, ("menu", "order", "pay", "take_papers")),
    "low": (Access(is_low=True), SIZE, ("enter_pin", "stop_paying", "menu")),
    "portrait": (Access(), PORTRAIT, ("enter_pin", "pay", "take_papers", "attract")),
}
"""Japanese pages for readers with needs of their own."""
OTHERS = ("ja-easy", "zh", "ko", "pt", "es")
CONTEXT = ScreenContext(
    post=lambda event: None,
    clock=lambda: 0.0,
    languages=LANGUAGES,
    simulated=True,
    now=lambda: datetime(2026, 11, 24, 10, 32, 8, tzinfo=JST),
)


def rounded(value: object) -> object:
    """Numbers to one decimal, so that the last bit of a sum does not matter; fonts by name."""
    if isinstance(value, Box):
        return rounded((value.x, value.y, value.w, value.h))
    if isinstance(value, float):
        return round(value, 1)
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, Sequence):
        return [rounded(each) for each in value]
    lines = getattr(value, "lines", None)
    if lines is not None:
        return [list(lines), rounded(float(getattr(value, "size", 0.0)))]
    return type(value).__name__


def face(name: str) -> str:
    """The name of an embedded font without the digest of its file, which changes with its package."""
    return name.rpartition("-")[0]


@dataclass
class Drawing:
    """A canvas of the screens that writes down what is drawn."""

    lines: list[str] = field(default_factory=list)

    def add(self, kind: str, *values: object) -> None:
        """One line for one call."""
        self.lines.append(json.dumps([kind, *(rounded(value) for value in values)], ensure_ascii=False))

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        self.add("box", box, fill, stroke, float(border), float(radius))

    def text(self, text: str, x: float, baseline: float, *, size: float, bold: bool, colour: str) -> None:
        self.add("text", text, float(x), float(baseline), float(size), bold, colour)

    def stroke(self, points: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        self.add("stroke", [[float(x), float(y)] for x, y in points], float(width), colour)

    def arc(self, centre: tuple[float, float], radius: float, width: float, turn: float, colour: str) -> None:
        self.add("arc", [float(each) for each in centre], float(radius), float(width), float(turn), colour)


def page_drawing(
    name: str, language: str, access: Access = NORMAL, size: tuple[int, int] = SIZE
) -> list[str]:
    """What the sample page `name` draws, without the countdown."""
    view = sample(name, language)
    layout = PageLayout(SCREENS[view.state](CONTEXT, view), page_style(size, language, access))
    drawing = Drawing()
    layout.paint(layout.style, drawing)
    return drawing.lines


def certificate_drawing(kind: str, fonts: Fonts) -> list[str]:
    """What the specimen of this kind draws on its pages, above the background."""
    drawing = Drawing()

    class Recorded(PageCanvas):
        """Writes each call down with the defaults it takes, and draws as before; `cell` ends in `text`."""

        def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
            drawing.add("fill", float(x), float(y), float(width), float(height), grey)
            super().fill(x, y, width, height, grey)

        def box(
            self, x: float, y: float, width: float, height: float, *, line: float = HAIRLINE,
            colour: Colour = INK,
        ) -> None:  # fmt: skip
            drawing.add("box", float(x), float(y), float(width), float(height), float(line), colour)
            super().box(x, y, width, height, line=line, colour=colour)

        def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = HAIRLINE) -> None:
            drawing.add("line", float(x1), float(y1), float(x2), float(y2), float(width))
            super().line(x1, y1, x2, y2, width=width)

        def text(
            self, x: float, y: float, text: str, font: CIDFont, size: float, *, align: Align = "left",
            colour: Colour = INK, spacing: float = 0.0,
        ) -> None:  # fmt: skip
            drawing.add(
                "text", text, float(x), float(y), face(font.fontName), float(size), align, colour,
                float(spacing),
            )  # fmt: skip
            super().text(x, y, text, font, size, align=align, colour=colour, spacing=spacing)

        def overprint(self, text: str, font: CIDFont, length: float, angle: float, grey: float) -> None:
            drawing.add("overprint", text, face(font.fontName), float(length), float(angle), grey)
            super().overprint(text, font, length, angle, grey)

        def finish(self) -> None:
            drawing.add("end of page")
            super().finish()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "PageCanvas", Recorded)
        document.render(next(record for each, record in SAMPLES.items() if each.value == kind), fonts)
    return drawing.lines


def drawings() -> Iterator[tuple[str, list[str]]]:
    """Every golden drawing, by the name of its file."""
    for name in PAGES:
        for language in LANGUAGES:
            yield f"page-{name}-{language}", page_drawing(name, language)
    for language in OTHERS:
        for name in ELSEWHERE:
            yield f"page-{name}-{language}", page_drawing(name, language)
    for reader, (access, size, names) in READERS.items():
        for name in names:
            yield f"page-{name}-{reader}", page_drawing(name, "ja", access, size)
    fonts = Fonts.load()
    for kind in SAMPLES:
        yield f"certificate-{kind.value}", certificate_drawing(kind.value, fonts)
