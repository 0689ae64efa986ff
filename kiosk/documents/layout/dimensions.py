"""The page that all sheets share: where its content may stand. Millimetres from the upper left corner."""

from __future__ import annotations

LEFT, RIGHT = 16.0, 194.0
WIDTH = RIGHT - LEFT
TOP = 46.0
"""Where the content begins on every page, below title and subtitle."""
BOTTOM = 275.0
"""Where it ends on a page that is not the last."""
ATTESTATION_TOP = 224.0
"""Where it ends on the last page, above the sentence of the mayor."""
NOTE_HEIGHT = 5.0
"""Room for 以下余白 or 次のページに続く."""
GAP = 2.6
"""Between two blocks."""
