"""Pictures in the atlas: where they are put, that they stay what they are, and that they are dropped."""

from __future__ import annotations

from itertools import combinations, count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kivy.graphics import InstructionGroup

from kiosk.screens.frame.styles import page_style
from kiosk.screens.kivy.atlas import Atlas, Piece
from kiosk.screens.kivy.canvas import KivyCanvas
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.raster import Picture
from tests.support.screen_harness import SIZE

SIDES = st.tuples(st.integers(1, 900), st.integers(1, 300))
pytestmark = pytest.mark.usefixtures("harness")


def picture(number: int, width: int, height: int) -> Picture:
    return Picture(bytes((number % 251, number // 251, width % 256, 255)) * (width * height), width, height)


def of(piece: Piece) -> bytes:
    """What the texture has where the piece is."""
    pixels, across = piece.texture.pixels, piece.texture.size[0]
    rows = [
        pixels[4 * (y * across + piece.x) : 4 * (y * across + piece.x + piece.width)]
        for y in range(piece.y, piece.y + piece.height)
    ]
    return b"".join(rows)


@given(sides=st.lists(SIDES, max_size=60))
def test_no_picture_lies_on_another_or_beside_its_texture(sides: list[tuple[int, int]]) -> None:
    atlas = Atlas()
    pieces = [
        atlas.piece(number, lambda number=number, size=size: picture(number, *size))  # type: ignore[misc]
        for number, size in enumerate(sides)
    ]
    for piece, size in zip(pieces, sides, strict=True):
        assert (piece.width, piece.height) == size
        assert 0 <= piece.x <= piece.texture.size[0] - piece.width
        assert 0 <= piece.y <= piece.texture.size[1] - piece.height
    for one, other in combinations(pieces, 2):
        apart = (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )
        assert one.texture is not other.texture or apart


def test_every_picture_is_on_the_texture_as_it_was_drawn() -> None:
    atlas, pictures = Atlas(), [picture(n, 3 + 7 * n % 400, 1 + 11 * n % 90) for n in range(300)]
    pieces = [atlas.piece(n, lambda drawn=drawn: drawn) for n, drawn in enumerate(pictures)]  # type: ignore[misc]
    for piece, drawn in list(zip(pieces, pictures, strict=True))[::29]:
        assert of(piece) == drawn.pixels


def test_a_picture_is_drawn_once_until_it_is_forgotten() -> None:
    atlas, drawn = Atlas(), count()

    def draw() -> Picture:
        return picture(next(drawn), 5, 5)

    assert atlas.piece("name", draw) is atlas.piece("name", draw)
    atlas.forget()
    assert len(atlas) == 0
    atlas.piece("name", draw)
    assert next(drawn) == 2


def test_a_picture_larger_than_a_texture_has_one_to_itself() -> None:
    piece = Atlas().piece("wall", lambda: picture(1, 3000, 1500))
    assert (piece.width, piece.height) == (3000, 1500)
    assert of(piece)[:4] == picture(1, 3000, 1500).pixels[:4]


def test_the_oldest_is_dropped_when_there_is_too_much_and_drawn_again_where_it_is_needed() -> None:
    atlas, worked_out = Atlas(), count()
    for number in range(5):
        atlas.piece(number, lambda number=number: picture(number, 2048, 1024))  # type: ignore[misc]
        atlas.frame("frame", lambda: (float(next(worked_out)),))
    assert len(atlas) == 4
    assert next(worked_out) == 2, "what was worked out from pieces goes with the first that is dropped"
    again = atlas.piece(0, lambda: picture(7, 2048, 1024))
    assert of(again)[:4] == picture(7, 1, 1).pixels[:2] + bytes((0, 255))


def test_what_is_worked_out_for_a_page_that_moves_does_not_pile_up() -> None:
    atlas = Atlas()
    for number in range(5000):
        atlas.frame(number, lambda: (0.0,))
    assert len(atlas._frames) <= 512


def test_more_rectangles_than_a_mesh_can_number_are_several_meshes() -> None:
    group = InstructionGroup()
    with KivyCanvas(group, page_style(SIZE, "ja"), SIZE[1]) as canvas:
        for number in range(20_000):
            canvas.box(Box(number % 1000, number // 1000, 1, 1), "#ff0000")
    meshes = [each for each in group.children if type(each).__name__ == "Mesh"]
    assert [len(each.vertices) // 16 for each in meshes] == [16_384, 20_000 - 16_384]
    assert max(meshes[0].indices) == 65_535
