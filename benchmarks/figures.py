"""Figures: medians of interleaved rounds, ratios, and the table they are printed in.

A machine's speed drifts, sometimes threefold within an hour, so a figure means something only
beside another taken in the same minute: subjects take turns, and what is reported is the ratio.
"""

from __future__ import annotations

import random
import statistics
import unicodedata
from collections.abc import Callable, Mapping, Sequence

Row = tuple[str, ...]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0–1) of `values` do not exceed (nearest rank); ValueError without values."""
    if not values or not 0 <= share <= 1:
        raise ValueError("a percentile needs values and a share from 0 to 1")
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 1)  # rounded up
    return ordered[max(0, int(rank) - 1)]


def interleaved(
    subjects: Mapping[str, Callable[[], float]], rounds: int, seed: int = 1
) -> dict[str, list[float]]:
    """Run every subject once a round, in an order drawn anew for each; returns the figures by subject."""
    order = list(subjects)
    found: dict[str, list[float]] = {name: [] for name in order}
    chance = random.Random(seed)
    for _ in range(rounds):
        chance.shuffle(order)
        for name in order:
            found[name].append(subjects[name]())
    return found


def ratios(figures: Mapping[str, Sequence[float]], subject: str, peer: str) -> list[float]:
    """`subject` ÷ `peer`, round by round: what drifts between rounds falls out."""
    return [one / other for one, other in zip(figures[subject], figures[peer], strict=True)]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def spread(values: Sequence[float]) -> str:
    """Smallest and largest value, as text."""
    return f"{short(min(values))} – {short(max(values))}"


def short(value: float) -> str:
    """A figure with three digits that count."""
    if value == 0:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:.{digits}f}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def table(head: Row, rows: Sequence[Row]) -> str:
    """Columns side by side: the first to the left, the others to the right."""
    widths = [max(_width(row[column]) for row in (head, *rows)) for column in range(len(head))]

    def line(row: Row) -> str:
        cells = [
            text + " " * (width - _width(text)) if column == 0 else " " * (width - _width(text)) + text
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  ".join(cells).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join((line(head), rule, *map(line, rows)))
