"""Paging: every piece once and in order, no page overfull, the sentence never alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.layout.dimensions import ATTESTATION_TOP, BOTTOM, NOTE_HEIGHT, TOP
from kiosk.documents.layout.pagination import paginate


@dataclass(frozen=True)
class Piece:
    number: int
    height: float
    repeated_height: float = 0.0


HEIGHTS = st.lists(st.tuples(st.floats(1, 120), st.floats(0, 20)), min_size=1, max_size=60)


@given(heights=HEIGHTS, first=st.floats(TOP, 100))
def test_pieces_keep_their_order_and_their_room(heights: list[tuple[float, float]], first: float) -> None:
    pieces = [Piece(number, *height) for number, height in enumerate(heights)]
    pages = paginate(pieces, first=first, further=TOP)
    assert [piece for page in pages for piece in page] == pieces
    assert pages[-1]
    assert all(pages[1:])
    for number, page in enumerate(pages):
        used = (TOP + page[0].repeated_height) if number else first
        used += sum(piece.height for piece in page) + NOTE_HEIGHT
        assert used <= (ATTESTATION_TOP if page is pages[-1] else BOTTOM) + 1e-6


def test_a_piece_that_fits_with_the_sentence_needs_one_page() -> None:
    room = ATTESTATION_TOP - NOTE_HEIGHT - TOP
    assert len(paginate([Piece(0, room / 2), Piece(1, room / 2)], first=TOP, further=TOP)) == 1
    assert len(paginate([Piece(0, room / 2), Piece(1, room / 2 + 1)], first=TOP, further=TOP)) == 2


def test_a_piece_higher_than_a_page_is_refused() -> None:
    for pieces in ([Piece(0, 230.0)], [Piece(0, 5.0), Piece(1, 230.0)]):
        with pytest.raises(DoesNotFit):
            paginate(pieces, first=TOP, further=TOP)


def test_the_last_page_begins_with_a_whole_group_and_not_with_its_last_line() -> None:
    """A page that the attestation alone makes too full: three groups of three, of which one moves."""
    room = (ATTESTATION_TOP - NOTE_HEIGHT - TOP) / 9 + 1
    pieces = [Piece(number, room, 0.0 if number % 3 == 0 else 5.0) for number in range(9)]
    first, last = paginate(pieces, first=TOP, further=TOP)
    assert [piece.number for piece in last] == [6, 7, 8]
    assert first == tuple(pieces[:6])


def test_a_group_of_more_than_half_a_page_is_divided() -> None:
    room = (ATTESTATION_TOP - NOTE_HEIGHT - TOP) / 9 + 1
    pieces = [Piece(number, room, 0.0 if number in (0, 3) else 5.0) for number in range(9)]
    assert [piece.number for piece in paginate(pieces, first=TOP, further=TOP)[-1]] == [8]
