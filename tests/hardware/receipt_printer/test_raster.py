"""Pictures become exactly the bytes that python-escpos makes of them."""

from __future__ import annotations

import random

import pytest
from escpos.printer import Dummy
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kiosk.hardware.receipt_printer.escpos_library import cut
from kiosk.hardware.receipt_printer.raster import BAND, raster


def by_the_library(image: Image.Image) -> bytes:
    printer = Dummy(profile="TM-T20II")
    printer.image(image)
    commands: bytes = printer.output
    return commands


def noise(width: int, height: int, seed: int) -> Image.Image:
    row = (width + 7) // 8
    return Image.frombytes("1", (width, height), random.Random(seed).randbytes(row * height))


@given(width=st.integers(1, 576), height=st.integers(1, 80), seed=st.integers(0, 2**32))
@settings(max_examples=60)
def test_any_dots_become_the_bytes_of_the_library(width: int, height: int, seed: int) -> None:
    image = noise(width, height, seed)
    assert raster(image) == by_the_library(image)


@pytest.mark.parametrize("height", [1, BAND - 1, BAND, BAND + 1, 2 * BAND, 2500])
def test_a_long_slip_is_sent_in_the_same_bands(height: int) -> None:
    image = noise(576, height, height)
    assert raster(image) == by_the_library(image)


def test_a_part_of_a_picture_and_a_drawing_become_the_bytes_of_the_library() -> None:
    drawing = Image.new("1", (575, 300), 255)
    ImageDraw.Draw(drawing).ellipse((3, 5, 570, 290), fill=0)
    for image in (drawing, drawing.crop((1, 7, 574, 205)), Image.new("1", (576, 40), 0)):
        assert raster(image) == by_the_library(image)


def test_grey_is_no_ink_that_a_thermal_head_could_print() -> None:
    with pytest.raises(ValueError, match="mode L"):
        raster(Image.new("L", (576, 10)))


def test_the_paper_is_cut_as_the_library_cuts_it() -> None:
    printer = Dummy(profile="TM-T20II")
    printer.cut()
    assert cut("TM-T20II") == printer.output == b"\x1bd\x06\x1dV\x00"
