"""Divides the body of a page into pages: what stands on which, and where the keys between them are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.screens.frame.cuts import Cut, worst_cut
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Column, Row, Space, Widget
from kiosk.screens.toolkit.panes import GAP as PANE_GAP
from kiosk.screens.toolkit.panes import Split
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.panel import Fixed, Hairline

_PAGED_SHRINKS = (0.88, 0.7)
GAP = theme.SPACE_3
_LEAST_FILLED = 0.45
"""The share of the height that a first page has to fill; with less it looks like the end of the matter."""
PICTURES, PICTURE_HEIGHT = (300.0, 240.0), 240.0
"""How wide a picture is where words need the room beside it, and the least height between words and keys."""
_UPRIGHT_SHARE = 0.36
"""Of the height of an upright page that is divided, for a picture on each of its pages."""
_TYPING = ("digit:", "letter:", "mark:")


Pager = Callable[[int, int], Widget]
"""Makes the keys between pages, for a page from 0 and how many there are. Their height is always the same."""
Parts = tuple[tuple[Widget, Box], ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A body that fits: its parts with their boxes, its style, and which of how many pages this is."""

    parts: Parts
    style: Style
    page: int = 0
    pages: int = 1
    fits: bool = True
    cut: Cut = Cut.NONE
    """The worst on any of the pages: which way is taken must not depend on the page that is shown."""
    turn: Callable[[int], Parts] | None = None
    """Makes the parts of another page; None where there is only one."""

    def turned(self, page: int) -> Fitted:
        """The same with another of its pages, which still has to be placed."""
        return self if self.turn is None else replace(self, parts=self.turn(page), page=page)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Makes the parts of a page: its column, the keys between pages below, and what stands on every page."""

    columns: Sequence[Widget]
    flow: Box
    below: Box
    pager: Pager
    beside: Parts

    def __call__(self, page: int) -> Parts:
        keys = self.pager(page, len(self.columns))
        return (self.columns[page], self.flow), (keys, self.below), *self.beside


@dataclass(frozen=True, slots=True)
class Rooms:
    """Where a body may be: `controls` for what is touched, `words` for what is only read.

    Both are the same room except on a page that keeps its controls low.
    """

    words: Box
    controls: Box

    @property
    def is_divided(self) -> bool:
        """True when text and controls have rooms of their own."""
        return self.words != self.controls

    @property
    def both(self) -> Box:
        """The room from the first to the last."""
        return Box(self.words.x, self.words.y, self.words.w, self.controls.bottom - self.words.y)

    def narrowed(self, width: float) -> Rooms:
        """Both, with `width` less on their right."""
        return Rooms(*(replace(room, w=room.w - width) for room in (self.words, self.controls)))


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a body may be, the keys between its pages, and which of them is shown."""

    rooms: Rooms
    pager: Pager
    page: int


def fits(widget: Widget, style: Style, room: Box) -> bool:
    """Whether it is neither higher nor wider than its room."""
    width, height = widget.measure(style, room.w)
    return height <= room.h and width <= room.w + 0.5


def told_and_touched(parts: Sequence[Widget]) -> tuple[list[Widget], list[Widget]]:
    """What is only read, and what is touched: its rows stand apart and need no lines between them."""
    told: list[Widget] = []
    touched: list[Widget] = []
    latest = told
    for part in parts:
        if not isinstance(part, Hairline):
            latest = touched if is_touched(part) else told
            latest.append(part)
        elif latest is told:
            told.append(part)
    return told, touched


def is_touched(widget: Widget) -> bool:
    """Whether anything in it can be touched."""
    return any(part.names for part in widget.walk())


def _is_chosen(widget: Widget) -> bool:
    return any(part.names and part.enabled and not part.is_aside for part in widget.walk())


def blocks(widget: Widget) -> list[Widget]:
    """The parts of a body from top to bottom that may stand on different pages."""
    if isinstance(widget, Split):
        other = [] if widget.is_picture else [widget.other]
        return [*blocks(widget.words), *other]
    if isinstance(widget, Column):
        return [block for child in widget.children() for block in blocks(child)]
    if isinstance(widget, Row):
        within = [child for child in widget.children() if not isinstance(child, Space)]
        if len(within) == 1 and isinstance(within[0], Fixed):
            return blocks(within[0].inside)  # one column in the middle
    return [] if isinstance(widget, Space) else [widget]


def paged(body: Widget, style: Style, asked: Asked, *, drawn: Split | None = None) -> Iterator[Fitted]:
    """Every way to divide the body into pages that fit, that with the fewest first.

    With `drawn` its picture stands on each of them.
    """
    parts = blocks(body)
    if any(name.startswith(_TYPING) for part in body.walk() for name in part.names):
        return
    dense = [replace(style, shrink=shrink, has_pictures=drawn is not None) for shrink in _PAGED_SHRINKS]
    found = (
        _on_pages(parts, tried, asked, around)
        for tried in dense
        for around in _rooms_around(drawn, tried, asked)
    )
    # Most texts are no smaller in the denser one, but more of what there is to choose is on the first page.
    yield from sorted((each for each in found if each is not None), key=lambda each: each.pages)


def _on_pages(
    parts: Sequence[Widget], tried: Style, asked: Asked, around: tuple[Rooms, Parts]
) -> Fitted | None:
    (inner, beside), rooms = around, asked.rooms
    read, flowing = told_and_touched(parts) if rooms.is_divided else ([], parts)
    keys = _height_of_pager(asked, 2, tried) + GAP
    if read and not fits(Column(*read, gap=GAP), tried, inner.words):
        return None
    room = inner.controls
    pages = _in_pages(flowing, tried, replace(room, h=room.h - keys))
    if pages is None:
        return None
    if all(part.is_spare for part in pages[-1]):
        pages.pop()
    if len(pages) < 2 and not (read or beside):
        whole = Column(*pages[0], gap=GAP)
        return Fitted(((whole, room),), tried) if fits(whole, tried, room) else None
    page = max(0, min(asked.page, len(pages) - 1))
    height = _height_of_pager(asked, len(pages), tried)
    flow = replace(room, h=room.h - height - GAP)
    columns = [Column(*each, gap=GAP) for each in pages]
    for column in columns:
        column.place(tried, flow)
    cut = worst_cut((column, flow) for column in columns)
    if _is_bare(pages, tried, flow):
        cut = max(cut, Cut.BARE_PAGE)
    if read:
        beside += ((Column(*read, gap=GAP), inner.words),)
    below = replace(rooms.both, y=rooms.both.bottom - height, h=height)
    turn = _Turn(columns, flow, below, asked.pager, beside)
    return Fitted(turn(page), tried, page, len(pages), cut=cut, turn=turn)


def _rooms_around(drawn: Split | None, style: Style, asked: Asked) -> Iterator[tuple[Rooms, Parts]]:
    """What a picture on every page leaves, with where it is: at the right, upright above the keys between
    pages, there as high as it looks well or as low as it can be."""
    rooms, whole = asked.rooms, asked.rooms.both
    if drawn is None:
        yield rooms, ()
        return
    below = _height_of_pager(asked, 2, style) + GAP
    if not style.is_portrait:
        width = min(drawn.width, PICTURES[0])
        box = Box(whole.right - width, whole.y, width, whole.h - below)
        yield rooms.narrowed(width + PANE_GAP), ((drawn.other, box),)
    elif not rooms.is_divided:
        for height in (max(PICTURE_HEIGHT, _UPRIGHT_SHARE * whole.h), PICTURE_HEIGHT):
            left = replace(whole, h=whole.h - height - GAP)
            box = replace(whole, y=whole.bottom - below - height, h=height)
            yield Rooms(left, left), ((drawn.other, box),)


def _height_of_pager(asked: Asked, pages: int, style: Style) -> float:
    """Of the highest: digits differ in width."""
    width = asked.rooms.controls.w
    return max(asked.pager(each, pages).measure(style, width)[1] for each in range(pages))


def _is_bare(pages: Sequence[Sequence[Widget]], style: Style, room: Box) -> bool:
    """Whether the first page is nearly empty, or hides that there is something that can be chosen."""
    touched = [any(_is_chosen(part) for part in page) for page in pages]
    if any(touched):
        return not touched[0]
    return Column(*pages[0], gap=GAP).measure(style, room.w)[1] < _LEAST_FILLED * room.h


def _in_pages(parts: Sequence[Widget], style: Style, room: Box) -> list[list[Widget]] | None:
    """The parts page by page, None where one part alone is too large."""
    gap = style.space(GAP)
    pages: list[list[Widget]] = [[]]
    used = 0.0
    for part in parts:
        wide, high = part.measure(style, room.w)
        if high > room.h or wide > room.w + 0.5:
            return None
        if pages[-1] and used + gap + high > room.h:
            pages.append([])
            used = 0.0
        used += high + (gap if pages[-1] else 0)
        pages[-1].append(part)
    return pages
