"""Names on the screens: every character has its own shape, none is a box, and no two names look alike."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
import uharfbuzz
from PIL import ImageStat

from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.files import MINCHO, find_font
from kiosk.screens.frame.styles import page_style
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.messages.certificates import plain_name
from kiosk.screens.samples import sample
from kiosk.screens.toolkit import raster
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.text import break_lines
from kiosk.screens.toolkit.variant_glyphs import VariantFont
from kiosk.screens.toolkit.widgets.text import Text

SIZES = (20, 24, 36)
KATSU = ("葛", *(f"葛{chr(selector)}" for selector in range(0xE0102, 0xE0109)))
"""One character in the shapes that the certificates' font has for it."""


def drawn(text: str, pixels: int = 36, bold: bool = False) -> bytes:
    picture = raster.text(typeface().pieces(text, pixels, bold), "#000000")
    return picture.pixels


@pytest.fixture(scope="module")
def mincho() -> CIDFont:
    return CIDFont.open(find_font(MINCHO))


@pytest.fixture(scope="module")
def gothic() -> frozenset[int]:
    path: Path = typeface().faces[0].regular
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))).unicodes)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_name_with_a_variant_stands_on_one_line_where_it_has_the_room(language: str) -> None:
    style = page_style((1024, 768), language)
    for name in KATSU:
        text = Text(f"見本 {name}子")
        room = style.advance(text.markup, text.size, False) + 1
        text.place(style, Box(0, 0, room, 100))
        (line,) = text.lines
        assert line.width <= room


@pytest.mark.parametrize("pixels", SIZES)
@pytest.mark.parametrize("bold", [False, True])
def test_names_that_differ_in_a_variant_only_are_drawn_differently(pixels: int, bold: bool) -> None:
    shapes = {name: drawn(f"見本{name}子", pixels, bold) for name in KATSU[1:]}
    glyphs = {CIDFont.open(find_font(MINCHO)).glyph(*name) for name in KATSU[1:]}
    assert len(set(shapes.values())) == len(glyphs) > 1
    assert drawn(f"見本{KATSU[0]}子", pixels, bold) not in shapes.values()


def test_a_variant_is_drawn_by_the_glyph_that_paper_has(mincho: CIDFont) -> None:
    (before, variant, after) = typeface().pieces("見" + KATSU[1] + "子", 36, False)
    assert (before.text, variant.text, after.text) == ("見", KATSU[1], "子")
    assert isinstance(variant.font, VariantFont)
    assert variant.font.getlength(variant.text) == pytest.approx(mincho.width(KATSU[1], 36), abs=0.1)
    ink, _, _ = variant.font.mask()
    assert 0.1 < ImageStat.Stat(ink).mean[0] / 255 < 0.6


def test_what_the_screens_typeface_lacks_has_the_shape_of_the_certificates(
    mincho: CIDFont, gothic: frozenset[int]
) -> None:
    chance = random.Random(7)
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(find_font(MINCHO))))
    kanji = sorted(code for code in face.unicodes if 0x4E00 <= code <= 0x9FFF and code not in gothic)
    assert len(kanji) > 5000
    for code in chance.sample(kanji, 200):
        ((text, font),) = typeface().pieces(chr(code), 24, False)
        assert text == chr(code)
        assert not isinstance(font, VariantFont)
        assert Path(font.path).name == MINCHO.name  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rare", ["\U00020bb7", "\U0001b002", "\u9fc4", "\U000233b4"], ids=lambda char: f"{ord(char):X}"
)
def test_a_character_of_another_plane_is_drawn_and_is_no_box(rare: str) -> None:
    box = drawn("\uffff" * 1)
    assert drawn(rare) not in (box, drawn(""), drawn("□"))
    assert len({drawn(each) for each in (rare, "見", "本")}) == 3


def test_what_no_font_has_stands_as_its_code_points_and_stays_different() -> None:
    unknown = ("\U000e1000", "\U0001fae8", "葛\U000e01ef", "山\ufe0f")
    texts = ["".join(piece.text for piece in typeface().pieces(each, 24, False)) for each in unknown]
    assert texts == ["〓E1000", "〓1FAE8", "〓845BE01EF", "〓5C71FE0F"]
    assert len({drawn(each) for each in unknown}) == len(unknown)


def test_a_line_break_never_parts_a_character_from_its_selector() -> None:
    name = "".join(itertools.islice(itertools.cycle(KATSU[1:]), 40))
    for width in range(1, 12):
        for start, end in break_lines(name, "ja", width, lambda a, b: (b - a) / 2):
            assert name[start] not in {mark[1] for mark in KATSU[1:]}
            assert (end - start) % 2 == 0


def test_a_width_is_the_sum_of_what_is_drawn() -> None:
    face = typeface()
    for text in ("見本" + KATSU[2], KATSU[1] * 3, "吉\U00020bb7野"):
        pieces = face.pieces(text, 24, False)
        assert face.advance(text, 24, False) == sum(piece.font.getlength(piece.text) for piece in pieces)


def test_no_character_of_a_name_is_taken_for_emphasis_and_none_is_dropped() -> None:
    name = "見*本^" + KATSU[3]
    assert plain_name(name) == "見＊本＾" + KATSU[3]


def test_a_person_is_offered_by_the_exact_name(mincho: CIDFont) -> None:
    view = sample("options-person")
    names = [name for offer in view.visit.offers for row in offer.options for _, name in row.names]
    assert any("\U000e0100" <= letter <= "\U000e01ef" for name in names for letter in name)
    for name in names:
        assert plain_name(name) == name
        assert mincho.supports(name)
