"""Finds texts that do not fit where they were placed, and words that are cut in two."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from kiosk.screens.toolkit.layout import Box, Widget
from kiosk.screens.toolkit.widgets.text import Text

_TOLERANCE = 0.6


class Cut(IntEnum):
    """What is wrong with a text that was placed."""

    NONE = 0
    WORD = 1
    """A word is continued on the next line."""
    BARE_PAGE = 2
    """A nearly empty first page, or one that hides that there is something to choose."""
    OUTSIDE = 3
    """The text is larger than its box."""


def worst_cut(parts: Iterable[tuple[Widget, Box]]) -> Cut:
    """The worst that happened to any text; the parts must have been placed."""
    return max((_worst_inside(part) for part, _ in parts), default=Cut.NONE)


def _worst_inside(widget: Widget) -> Cut:
    worst = _cut_of(widget) if isinstance(widget, Text) else Cut.NONE
    room = widget.box
    for child in widget.children():
        box = child.box
        if box.right > room.right + 1 or box.bottom > room.bottom + 1 or box.x < room.x - 1:
            return Cut.OUTSIDE
        worst = max(worst, _worst_inside(child))
    return worst


def _cut_of(text: Text) -> Cut:
    if not text.lines:
        return Cut.NONE
    wide = max(line.width for line in text.lines)
    high = sum(line.height for line in text.lines)
    if wide > text.box.w + _TOLERANCE or high > text.box.h + _TOLERANCE:
        return Cut.OUTSIDE
    return Cut.WORD if any(line.cuts_word for line in text.lines) else Cut.NONE
