"""Distributes the content of a certificate over pages, and draws the note at the end of each page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.layout.dimensions import ATTESTATION_TOP, BOTTOM, NOTE_HEIGHT
from kiosk.documents.pdf.canvas import PAGE_WIDTH, SOFT, PageCanvas

_END_NOTE = "以　下　余　白"
_TURN_NOTE = "（ 次 の ペ ー ジ に 続 く ）"


class Piece(Protocol):
    """A block that is never split across pages."""

    @property
    def height(self) -> float:
        """Height in millimetres, including the gap after it."""

    @property
    def repeated_height(self) -> float:
        """Height in millimetres of the heading repeated above it at the top of a further page."""


P = TypeVar("P", bound=Piece)


def one_a_page(pieces: Sequence[P], *, top: float) -> tuple[tuple[P, ...], ...]:
    """Return each piece on a page of its own, below `top` millimetres, with room for the attestation.

    Raises DoesNotFit for a piece that leaves no room for it.
    """
    if any(top + piece.height + NOTE_HEIGHT > ATTESTATION_TOP for piece in pieces):
        raise DoesNotFit("a block is higher than a page")
    return tuple((piece,) for piece in pieces)


def paginate(pieces: Sequence[P], *, first: float, further: float) -> tuple[tuple[P, ...], ...]:
    """Return the pieces of each page, in order; the last page leaves room for the attestation.

    `first` and `further` are the tops of the pieces on the first and on further pages, in millimetres.
    The first page may have no piece; the last page always has one, so that the attestation is never on
    a page of its own. Where only the attestation needs the last page, it begins with a whole group (a piece
    that repeats nothing) if that leaves at least half of the page before it. Raises DoesNotFit for a piece
    higher than a page.
    """
    rest = list(pieces)
    pages: list[tuple[P, ...]] = []
    while True:
        used = further + (rest[0].repeated_height if rest else 0) if pages else first
        if used + sum(piece.height for piece in rest) + NOTE_HEIGHT <= ATTESTATION_TOP:
            return (*pages, tuple(rest))
        taken = _taken(rest, BOTTOM - NOTE_HEIGHT - used, len(rest) - 1)
        if taken == len(rest) - 1:
            taken = _before_last_group(rest, ATTESTATION_TOP - NOTE_HEIGHT - further)
        if not taken and (pages or len(rest) <= 1):
            raise DoesNotFit("a block is higher than a page")
        pages.append(tuple(rest[:taken]))
        del rest[:taken]


def _taken(pieces: Sequence[Piece], room: float, most: int) -> int:
    count, used = 0, 0.0
    while count < most and used + pieces[count].height <= room:
        used += pieces[count].height
        count += 1
    return count


def _before_last_group(pieces: Sequence[Piece], room: float) -> int:
    """Return how many of the pieces stay on a page, so that the rest fits into `room` on the last one."""
    most = len(pieces) - 1
    half = sum(piece.height for piece in pieces) / 2
    moved = 0.0
    for at in range(most, 0, -1):
        moved += pieces[at].height
        if moved > min(half, room):
            break
        if not pieces[at].repeated_height:
            return at
    return most


def draw_end_note(canvas: PageCanvas, fonts: Fonts, top: float, *, last: bool) -> None:
    """Write below the content whether it ends here or continues on the next page."""
    note = _END_NOTE if last else _TURN_NOTE
    canvas.text(PAGE_WIDTH / 2, top + 1.8, note, fonts.mincho, 8, align="centre", colour=SOFT)
