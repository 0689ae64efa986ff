"""Dimensions that all certificates share, in millimetres from the upper left corner."""

from __future__ import annotations

LEFT, RIGHT = 16.0, 194.0
WIDTH = RIGHT - LEFT
TOP = 46.0
"""Top of the content on every page, below title and subtitle."""
BOTTOM = 275.0
"""Bottom of the content on every page but the last."""
ATTESTATION_TOP = 224.0
"""Bottom of the content on the last page, above the mayor's attestation."""
NOTE_HEIGHT = 5.0
"""Height of the note 以下余白 or 次のページに続く."""
GAP = 2.6
"""Between two blocks."""
