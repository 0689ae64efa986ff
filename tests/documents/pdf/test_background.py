"""The ground pattern: even to the eye, words to a copier, one image a document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageFilter

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.background import (
    CELL,
    COLUMNS,
    FINE,
    ROWS,
    STANDARD,
    background_pixels,
)
from kiosk.rules.record import CertificateRecord


@pytest.fixture(scope="module")
def ground(fonts: Fonts) -> Image.Image:
    return Image.frombytes("1", (COLUMNS * CELL, ROWS * CELL), background_pixels(fonts.gothic_bold.path))


def _ink(cell: tuple[bytes, ...]) -> int:
    return sum(byte.bit_count() for row in cell for byte in row)


def test_both_cells_hold_the_same_ink() -> None:
    assert _ink(FINE) == _ink(STANDARD.cell()) == 36


def test_the_field_is_even(ground: Image.Image) -> None:
    cells = ground.convert("L").resize((COLUMNS, ROWS), Image.Resampling.BOX)
    lowest, highest = cells.getextrema()
    assert highest - lowest <= 1  # type: ignore[operator]


def test_a_copier_brings_out_words(ground: Image.Image, fonts: Fonts) -> None:
    """A copier blurs and drops what is faint: fine dots go, coarse dots stay."""
    part = ground.crop((0, 0, 80 * CELL, 60 * CELL)).convert("L")
    copied = part.filter(ImageFilter.GaussianBlur(2.2)).point(lambda grey: 255 * (grey > 110))
    kept = copied.resize((80, 60), Image.Resampling.BOX)
    words = sum(kept.histogram()[1:])
    assert 0.03 * 80 * 60 < words < 0.5 * 80 * 60
    coarse = sum(
        part.crop((x * CELL, y * CELL, (x + 1) * CELL, (y + 1) * CELL)).getpixel((12, 9)) == 255
        for x in range(80)
        for y in range(60)
    )
    assert words == coarse


def test_the_image_is_stored_once(fonts: Fonts, make_record: Callable[..., CertificateRecord]) -> None:
    one, three = render(make_record(1), fonts).pdf, render(make_record(13), fonts).pdf
    assert one.count(b"/ImageMask") == three.count(b"/ImageMask") == 1
    assert len(one) < 60_000
