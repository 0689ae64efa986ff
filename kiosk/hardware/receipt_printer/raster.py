"""A picture as ESC/POS raster commands (GS v 0), packed by Pillow in one step.

python-escpos takes every picture through RGBA, grey and an inversion; a slip is black and white already.
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

BAND = 960
"""Rows of one GS v 0 at most, as python-escpos sends them: a printer prints a band before it has the next,
and few have a buffer for 65,535 rows."""

_PRINT_RASTER = b"\x1dv0\x00"  # GS v 0, m = 0: one dot of the picture is one of the head


def raster(image: Image.Image) -> bytes:
    """Return the commands that print a 1-bit image, 255 = paper. Raises ValueError for another mode."""
    if image.mode != "1":
        raise ValueError(f"a picture of mode {image.mode}, not of one bit")
    return b"".join(_bands(image))


def _bands(image: Image.Image) -> Iterator[bytes]:
    width = (image.width + 7) // 8
    dots = image.tobytes("raw", "1;I")  # inverted: a set bit is ink
    for top in range(0, image.height, BAND):
        rows = min(BAND, image.height - top)
        yield _PRINT_RASTER + width.to_bytes(2, "little") + rows.to_bytes(2, "little")
        yield dots[top * width : (top + rows) * width]
