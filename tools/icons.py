"""Turns the Lucide icons in assets/icons into strokes: python tools/icons.py write | check.

The screens draw strokes and read no SVG; `assets/icons/strokes.json` holds each icon as polylines whose
coordinates are fractions of its square. A curve becomes pieces that are no further than TOLERANCE of the
square from it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from svgelements import SVG, Close, Line, Move, Shape
from svgelements import Path as SvgPath

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "icons"
STROKES = FOLDER / "strokes.json"
TOLERANCE = 0.002
SIDE = 24.0
"""The side of Lucide's square in its own units."""

LUCIDE = {
    "check": "check",
    "next": "chevron-right",
    "back": "chevron-left",
    "plus": "plus",
    "minus": "minus",
    "cross": "x",
    "sheet": "file-text",
    "slip": "receipt-text",
    "card": "id-card",
    "yen": "japanese-yen",
    "clock": "clock",
    "telephone": "phone",
    "house": "house",
    "book": "book-open",
    "key": "key-round",
    "phone": "smartphone",
    "globe": "globe",
    "magnifier": "search",
}
"""The name on our screens, and Lucide's file."""
OWN = {
    "alert": [[[0.5, 0.14], [0.5, 0.6]], [[0.5, 0.86], [0.5, 0.87]]],
    "info": [[[0.5, 0.4], [0.5, 0.86]], [[0.5, 0.13], [0.5, 0.14]]],
}
"""Bare marks, which Lucide has inside a circle only; the tags of the screens bring their own ground."""

Polyline = list[list[float]]


def polylines(file: Path) -> list[Polyline]:
    """The strokes of one SVG file."""
    found: list[Polyline] = []
    for element in SVG.parse(str(file)).elements():
        if isinstance(element, Shape):
            for part in SvgPath(element).as_subpaths():
                found.append(_flattened(SvgPath(part)))
    return found


def _flattened(path: SvgPath) -> Polyline:
    points: list[tuple[float, float]] = []
    for segment in path:
        if isinstance(segment, Move | Line | Close):
            points.append((segment.end.x, segment.end.y))
        else:
            steps = max(2, round((segment.length() / SIDE / TOLERANCE / 8) ** 0.5 * 2))
            points += [(at.x, at.y) for at in (segment.point(step / steps) for step in range(1, steps + 1))]
    return [[round(x / SIDE, 4), round(y / SIDE, 4)] for x, y in points]


def content() -> str:
    """The text of `strokes.json`."""
    strokes = {name: polylines(FOLDER / f"{file}.svg") for name, file in LUCIDE.items()} | OWN
    lines = [f"  {json.dumps(name)}: {json.dumps(strokes[name])}" for name in sorted(strokes)]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    """Write the file, or say with status 1 that it is not current."""
    if sys.argv[1:] == ["write"]:
        STROKES.write_text(content(), encoding="utf-8")
        return 0
    if sys.argv[1:] == ["check"]:
        if STROKES.read_text(encoding="utf-8") == content():
            return 0
        sys.stderr.write("assets/icons/strokes.json is not current: run tools/icons.py write\n")
        return 1
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
