"""What may not happen on any page, whoever reads it, told in words: so many pages are checked at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.theme import MIN_KEY, SMALLEST
from kiosk.screens.toolkit.widgets.button import Touchable
from tests.support.page_layouts import Recorder, texts_of

LEAST_DISTANCE = 6.8
"""2 mm on a 15-inch panel of 1024×768: the least distance of two keys."""


def complaints(layout: PageLayout, canvas: Recorder) -> Iterator[str]:
    """Everything that is wrong with a page that was placed and painted."""
    if not layout.fits:
        yield "does not fit"
    yield from _texts(layout)
    yield from _parts(layout)
    yield from _overlaps("text", texts_of(layout), 1)
    keys = [each for each in layout.walk() if isinstance(each, Touchable) and each.names[0] != "start"]
    yield from _overlaps("key", keys, 1)
    yield from _too_near(keys)
    for key in keys:
        if min(key.box.w, key.box.h) < MIN_KEY:
            yield f"key {key.names[0]} is {key.box.w:.0f}×{key.box.h:.0f}"
    for text, x, baseline, size, bold, _ in canvas.texts:
        right = x + layout.style.advance(text, size, bold)
        if x < 0 or right > layout.style.width + 0.5 or not size * 0.8 < baseline < layout.style.height:
            yield f"{text} is off the glass"
        if size < SMALLEST:
            yield f"{text} is set at {size:.1f}"
        if not layout.style.typeface.covers(text.replace("\u00a0", ""), bold):
            yield f"{text} has a character of no typeface"


def _texts(layout: PageLayout) -> Iterator[str]:
    for text in texts_of(layout):
        wide = max((line.width for line in text.lines), default=0)
        high = sum(line.height for line in text.lines)
        if wide > text.box.w + 0.6 or high > text.box.h + 0.6:
            yield f"{plain(text.markup)} is larger than its box"


def _parts(holder: Widget) -> Iterator[str]:
    room = holder.box
    for widget in holder.children():
        box = widget.box
        inside = box.x >= room.x - 1 and box.y >= room.y - 1
        if not (inside and box.right <= room.right + 1 and box.bottom <= room.bottom + 1):
            yield f"{type(widget).__name__} stands out of {type(holder).__name__}: {box} {room}"
        yield from _parts(widget)


def _overlaps(what: str, widgets: Sequence[Widget], tolerance: float) -> Iterator[str]:
    for number, one in enumerate(widgets):
        for other in widgets[number + 1 :]:
            across = min(one.box.right, other.box.right) - max(one.box.x, other.box.x)
            along = min(one.box.bottom, other.box.bottom) - max(one.box.y, other.box.y)
            if across > tolerance and along > tolerance:
                yield f"two {what}s overlap: {one.box} {other.box}"


def _too_near(keys: Sequence[Widget]) -> Iterator[str]:
    for number, one in enumerate(keys):
        for other in keys[number + 1 :]:
            across = max(one.box.x, other.box.x) - min(one.box.right, other.box.right)
            along = max(one.box.y, other.box.y) - min(one.box.bottom, other.box.bottom)
            if max(across, along) < LEAST_DISTANCE:
                yield f"{one.names[0]} and {other.names[0]} are {max(across, along):.1f} apart"
