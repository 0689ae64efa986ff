"""Cutting fonts: HarfBuzz reads the cut font and finds every outline and width as in the whole one."""

from __future__ import annotations

import random
import struct
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
import reportlab
import uharfbuzz as hb

from kiosk.documents.fonts.files import DOCUMENT_FONTS, GOTHIC, MINCHO, find_font
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.truetype_subset import FontDamaged, TrueTypeSubsetter
from kiosk.documents.printer_test_page import service_page

PATHS = {font.name: find_font(font) for font in DOCUMENT_FONTS}


def outline(font: hb.Font, glyph: int) -> list[object]:
    """The curves of a glyph as HarfBuzz draws them, and its width."""
    drawn: list[object] = [font.get_glyph_h_advance(glyph)]
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, to: to.append(("move", x, y)))
    functions.set_line_to_func(lambda x, y, to: to.append(("line", x, y)))
    functions.set_quadratic_to_func(lambda a, b, x, y, to: to.append(("curve", a, b, x, y)))
    functions.set_close_path_func(lambda to: to.append("close"))
    font.draw_glyph(glyph, functions, drawn)
    return drawn


@pytest.mark.parametrize("name", PATHS)
def test_every_outline_and_width_of_a_cut_font_is_that_of_the_whole(name: str) -> None:
    whole = hb.Font(hb.Face(hb.Blob.from_file_path(str(PATHS[name]))))
    subsetter = TrueTypeSubsetter(PATHS[name])
    chance = random.Random(name)
    glyphs = set(chance.sample(range(whole.face.glyph_count), 1500)) | {0, 1, whole.face.glyph_count - 1}
    subset = subsetter.subset(glyphs)
    cut = hb.Font(hb.Face(hb.Blob(subset.font)))
    assert set(subset.new_ids) >= glyphs
    assert cut.face.glyph_count == len(subset.new_ids)
    assert subset.new_ids[0] == 0
    for old, new in subset.new_ids.items():
        assert outline(cut, new) == outline(whole, old)


def test_composites_bring_what_they_are_made_of() -> None:
    """Our fonts have none today. Vera, which comes with reportlab, makes é of e and an accent."""
    path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    subsetter = TrueTypeSubsetter(path)
    whole = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    made = [glyph for glyph in range(whole.face.glyph_count) if subsetter._read(glyph).components]
    assert whole.get_nominal_glyph(ord("é")) in made
    for glyph in made:
        subset = subsetter.subset([glyph])
        assert len(subset.new_ids) > 2
        cut = hb.Font(hb.Face(hb.Blob(subset.font)))
        assert outline(cut, subset.new_ids[glyph]) == outline(whole, glyph)


def test_an_empty_document_has_a_font_of_notdef_alone() -> None:
    subset = TrueTypeSubsetter(PATHS[MINCHO.name]).subset([])
    assert subset.new_ids == {0: 0}
    assert hb.Face(hb.Blob(subset.font)).glyph_count == 1


def test_checksums_and_directory_are_those_of_the_format() -> None:
    font = TrueTypeSubsetter(PATHS[GOTHIC.name]).subset(range(40)).font
    count, search, selector, shift = struct.unpack_from(">4H", font, 4)
    assert (count, search, selector, shift) == (6, 64, 2, 32)
    tags = []
    for number in range(count):
        tag, checksum, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        tags.append(tag)
        assert offset % 4 == 0
        table = font[offset : offset + length] + bytes(-length % 4)
        assert checksum == sum(struct.unpack(f">{len(table) // 4}I", table)) & 0xFFFFFFFF
    assert tags == sorted(tags) == [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"]


@pytest.mark.parametrize("glyph", [-1, 65_535])
def test_a_glyph_that_the_font_does_not_have_is_refused(glyph: int) -> None:
    with pytest.raises(FontDamaged, match="cannot be read"):
        TrueTypeSubsetter(PATHS[GOTHIC.name]).subset([glyph])


def test_a_damaged_font_is_refused_and_never_crashes(tmp_path: Path) -> None:
    """What names a font's parts is changed at random: either a font comes out, or the refusal."""
    path, chance = tmp_path / "font.ttf", random.Random(7)
    whole = bytearray(TrueTypeSubsetter(PATHS[GOTHIC.name]).subset(range(200)).font)
    refused = 0
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 4, 40))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged[: chance.choice((len(damaged), chance.randrange(1, len(damaged))))])
        try:
            TrueTypeSubsetter(path).subset(range(200))
        except FontDamaged:
            refused += 1
    assert 0 < refused < 300


def test_a_font_of_postscript_outlines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "font.otf"
    path.write_bytes(b"OTTO" + bytes(100))
    with pytest.raises(FontDamaged, match="no TrueType outlines"):
        TrueTypeSubsetter(path)


def test_poppler_and_qpdf_take_a_page_with_cut_fonts(fonts: Fonts, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(service_page(fonts, issued_at=datetime(2026, 11, 29, 12), terminal="T-1"))  # noqa: DTZ001
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    drawn = subprocess.run(["pdftoppm", "-r", "50", path, tmp_path / "page"], check=True, capture_output=True)
    assert drawn.stderr == b""
    fonts_used = subprocess.run(["pdffonts", path], check=True, capture_output=True).stdout.decode()
    assert all(" yes yes yes " in line for line in fonts_used.splitlines()[2:])
