"""Which characters a font has: the same as HarfBuzz says, and never a crash of a broken file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from struct import pack, unpack_from

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.fonts.character_map import CharacterMap, UnusableFont
from kiosk.documents.fonts.files import (
    GOTHIC,
    GOTHIC_BOLD,
    MINCHO,
    SANS,
    SANS_BOLD,
    SANS_INDEX,
    FontFile,
    find_font,
)

FONTS = [
    *((each, 0) for each in (GOTHIC, GOTHIC_BOLD, MINCHO)),
    *((each, index) for each in (SANS, SANS_BOLD) for index in SANS_INDEX.values()),
]
BASIC, ALL = 0x1_0000, 0x11_0000


def known(path: Path, index: int, end: int = ALL) -> set[int]:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index)
    font = uharfbuzz.Font(face)
    return {code for code in face.unicodes if code < end and font.get_nominal_glyph(code)}


def found(path: Path, index: int = 0) -> set[int]:
    characters = CharacterMap(path, index)
    return {code for code in range(ALL) if code in characters}


def cmap(font: FontFile) -> bytes:
    data = find_font(font).read_bytes()
    for each in range(unpack_from(">H", data, 4)[0]):
        tag, at, length = unpack_from(">4s4xII", data, 12 + 16 * each)
        if tag == b"cmap":
            return data[at : at + length]
    raise AssertionError


def segments(font: FontFile) -> bytes:
    """The cmap with its tables of format 4 alone."""
    table = cmap(font)
    records = [unpack_from(">HHI", table, 4 + 8 * each) for each in range(unpack_from(">H", table, 2)[0])]
    kept = [each for each in records if unpack_from(">H", table, each[2])[0] == 4]
    assert kept
    head = 4 + 8 * len(kept)
    moved = b"".join(pack(">HHI", platform, encoding, at + head) for platform, encoding, at in kept)
    return pack(">HH", 0, len(kept)) + moved + table


def written(folder: Path, table: bytes) -> Path:
    path = folder / "one.ttf"
    path.write_bytes(pack(">4sH6x4s4xII", b"\0\1\0\0", 1, b"cmap", 28, len(table)) + table)
    return path


@pytest.mark.parametrize(("font", "index"), FONTS)
def test_a_font_has_the_characters_that_harfbuzz_finds_in_it(font: FontFile, index: int) -> None:
    assert found(find_font(font), index) == known(find_font(font), index)


@pytest.mark.parametrize("font", [GOTHIC, MINCHO])
def test_an_older_table_has_those_of_the_basic_plane(font: FontFile, tmp_path: Path) -> None:
    assert found(written(tmp_path, segments(font))) == known(find_font(font), 0, BASIC)


@pytest.mark.parametrize("data", [b"", b"ttcf", b"\0\1\0\0", b"no font at all", bytes(500)])
def test_a_file_that_is_no_font_is_refused_by_its_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(data)
    with pytest.raises(UnusableFont, match=r"^broken\.ttf: "):
        CharacterMap(path)


@pytest.mark.parametrize("make", [cmap, segments])
@given(data=st.data())
def test_a_broken_table_is_refused_or_answers(
    tmp_path_factory: pytest.TempPathFactory, make: Callable[[FontFile], bytes], data: st.DataObject
) -> None:
    table = bytearray(make(GOTHIC))
    for _ in range(data.draw(st.integers(1, 8))):
        table[data.draw(st.integers(0, 400))] = data.draw(st.integers(0, 255))
    cut = bytes(table[: data.draw(st.integers(0, len(table)))])
    try:
        characters = CharacterMap(written(tmp_path_factory.mktemp("font"), cut))
    except UnusableFont:
        return
    for code in data.draw(st.lists(st.integers(0, ALL - 1), min_size=20, max_size=50)):
        assert (code in characters) in (True, False)
