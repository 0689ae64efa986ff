"""Makes the body of a page fit: smaller gaps, no picture, then pages, and only at last smaller text.

What is seen is what is touched, so nothing is ever painted over or outside its room. Keys that type are
never on another page than what they type.
"""

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

SHRINKS = (1.0, 0.92, 0.84, 0.76, 0.7)
_PAGED_SHRINKS = (0.88, 0.7)
_SMALLER = (1.45, 1.3, 1.15, 1.0)
_GAP = theme.SPACE_3
_LEAST_FILLED = 0.45
"""The share of the height that a first page has to fill; with less it looks like the end of the matter."""
_PICTURE, _PICTURE_HEIGHT = 300.0, 240.0
"""The most that a picture takes beside words and the keys below them, and the least between the two."""
_TYPING = ("digit:", "letter:", "mark:")

Pager = Callable[[int, int], Widget]
"""Makes the keys between pages, for a page from 0 and how many there are. Their height is always the same."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A body that fits: its parts with their boxes, its style, and which of how many pages this is."""

    parts: tuple[tuple[Widget, Box], ...]
    style: Style
    page: int = 0
    pages: int = 1
    fits: bool = True
    cut: Cut = Cut.NONE
    """The worst on any of the pages: which way is taken must not depend on the page that is shown."""
    turn: Callable[[int], tuple[tuple[Widget, Box], ...]] | None = None
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
    beside: tuple[tuple[Widget, Box], ...]

    def __call__(self, page: int) -> tuple[tuple[Widget, Box], ...]:
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


def fitted(
    body: Widget, style: Style, rooms: Rooms, pager: Pager, page: int, *, together: bool = False
) -> Fitted:
    """`body` in its rooms, the best way there is; `page` is brought into the range of the pages there are.

    With `together` its text is set smaller before it is divided into pages.
    A way in which a word is cut in two is taken only when there is no other, and one with a bare first page
    only when that would not help either.
    """
    spare: Fitted | None = None
    least = Cut.OUTSIDE
    for found in _ways(body, style, rooms, pager, page, together=together):
        place(found)
        cut = max(found.cut, worst_cut(found.parts))
        if cut is Cut.NONE:
            return found
        if cut < least:
            spare, least = found, cut
    if spare is None:
        last = replace(style, text_scale=1.0, shrink=SHRINKS[-1], has_pictures=False)
        spare = Fitted(((body, rooms.controls),), last, fits=False)
    place(spare)
    return spare


def place(fitted_body: Fitted) -> None:
    """Give every part its box."""
    for widget, box in fitted_body.parts:
        widget.place(fitted_body.style, box)


def _ways(
    body: Widget, style: Style, rooms: Rooms, pager: Pager, page: int, *, together: bool
) -> Iterator[Fitted]:
    """Every way in which the body's height and width fit, the best first."""
    if rooms.is_divided:
        if any(part.names for part in body.walk()):
            yield from _ways_in(body, style, rooms, pager, page, together=together)
        rooms = Rooms(rooms.both, rooms.both)
    yield from _ways_in(body, style, rooms, pager, page, together=together)


def _ways_in(
    body: Widget, style: Style, rooms: Rooms, pager: Pager, page: int, *, together: bool
) -> Iterator[Fitted]:
    scales = (style.text_scale, *(scale for scale in _SMALLER if scale < style.text_scale))
    sizes = [replace(style, text_scale=scale) for scale in scales]
    for sized in sizes:
        yield from _whole(body, sized, rooms)
        if not together:
            yield from _paged(body, sized, rooms, pager, page)
    for sized in sizes if together else ():
        yield from _paged(body, sized, rooms, pager, page)


def _whole(body: Widget, style: Style, rooms: Rooms) -> Iterator[Fitted]:
    has_picture = any(isinstance(part, Split) and part.is_picture for part in body.walk())
    for pictures in (True, False) if has_picture else (True,):
        densest = replace(style, shrink=SHRINKS[-1], has_pictures=pictures)
        if not rooms.is_divided and not _fits(body, densest, rooms.controls):
            continue  # neither does any other
        for shrink in SHRINKS:
            tried = replace(style, shrink=shrink, has_pictures=pictures)
            if rooms.is_divided:
                yield from _divided(body, tried, rooms)
            elif _fits(body, tried, rooms.controls):
                yield Fitted(((body, rooms.controls),), tried)


def _fits(widget: Widget, style: Style, room: Box) -> bool:
    width, height = widget.measure(style, room.w)
    return height <= room.h and width <= room.w + 0.5


def _divided(body: Widget, style: Style, rooms: Rooms) -> Iterator[Fitted]:
    parts = blocks(body)
    told, touched = _told_and_touched(parts)
    read = Column(*told, gap=theme.SPACE_2)
    keys = Column(*touched, gap=_GAP, justify="end")
    drawn = _picture_of(body, style)
    picture: tuple[tuple[Widget, Box], ...] = ()
    if drawn is not None and style.is_portrait:
        room = rooms.words
        top = room.y + read.measure(style, room.w)[1] + theme.SPACE_3
        picture = ((drawn.other, replace(room, y=top, h=room.bottom - top)),)
        if room.bottom - top < _PICTURE_HEIGHT:
            return
    elif drawn is not None:
        whole, width = rooms.both, min(drawn.width, _PICTURE)
        picture = ((drawn.other, replace(whole, x=whole.right - width, w=width)),)
        rooms = rooms.narrowed(width + PANE_GAP)
    if not _fits(keys, style, rooms.controls):
        return
    whole = rooms.both
    least = keys.measure(style, whole.w)[1]
    above = Box(whole.x, whole.y, whole.w, whole.h - least - _GAP)
    if _fits(read, style, above):
        height = min(rooms.controls.h, whole.h - _GAP - read.measure(style, whole.w)[1])
        below = Box(whole.x, whole.bottom - height, whole.w, height)
        yield Fitted(((read, replace(above, h=whole.h - height - _GAP)), (keys, below), *picture), style)


def _picture_of(body: Widget, style: Style) -> Split | None:
    """The body, if it is words beside a picture that is shown: what is touched lies below the words then."""
    return body if isinstance(body, Split) and body.is_picture and style.has_pictures else None


def _told_and_touched(parts: Sequence[Widget]) -> tuple[list[Widget], list[Widget]]:
    """What is only read, and what is touched: its rows stand apart and need no lines between them."""
    told: list[Widget] = []
    touched: list[Widget] = []
    latest = told
    for part in parts:
        if not isinstance(part, Hairline):
            latest = touched if _is_touched(part) else told
            latest.append(part)
        elif latest is told:
            told.append(part)
    return told, touched


def _is_touched(widget: Widget) -> bool:
    return any(part.names for part in widget.walk())


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


def _paged(body: Widget, style: Style, rooms: Rooms, pager: Pager, page: int) -> Iterator[Fitted]:
    parts = blocks(body)
    if any(name.startswith(_TYPING) for part in body.walk() for name in part.names):
        return
    dense = [replace(style, shrink=shrink, has_pictures=False) for shrink in _PAGED_SHRINKS]
    found = (_on_pages(parts, tried, rooms, pager, page) for tried in dense)
    # Most texts are no smaller in the denser one, but more of what there is to choose is on the first page.
    yield from sorted((each for each in found if each is not None), key=lambda each: each.pages)


def _on_pages(parts: Sequence[Widget], tried: Style, rooms: Rooms, pager: Pager, page: int) -> Fitted | None:
    read, flowing = _told_and_touched(parts) if rooms.is_divided else ([], parts)
    if read and not _fits(Column(*read, gap=_GAP), tried, rooms.words):
        return None
    pages = _in_pages(flowing, tried, rooms.controls, pager)
    if pages is None:
        return None
    page = max(0, min(page, len(pages) - 1))
    every = (pager(number, len(pages)) for number in range(len(pages)))
    height = max(each.measure(tried, rooms.controls.w)[1] for each in every)  # digits differ in width
    room = rooms.controls
    flow = Box(room.x, room.y, room.w, room.h - height - _GAP)
    columns = [Column(*each, gap=_GAP) for each in pages]
    for column in columns:
        column.place(tried, flow)
    cut = worst_cut((column, flow) for column in columns)
    if _is_bare(pages, tried, flow):
        cut = max(cut, Cut.BARE_PAGE)
    beside = ((Column(*read, gap=_GAP), rooms.words),) if read else ()
    below = Box(room.x, room.bottom - height, room.w, height)
    turn = _Turn(columns, flow, below, pager, beside)
    return Fitted(turn(page), tried, page, len(pages), cut=cut, turn=turn)


def _is_bare(pages: Sequence[Sequence[Widget]], style: Style, room: Box) -> bool:
    """Whether the first page is nearly empty, or hides that there is something to choose."""
    touched = [any(_is_touched(part) for part in page) for page in pages]
    if any(touched):
        return not touched[0]
    return Column(*pages[0], gap=_GAP).measure(style, room.w)[1] < _LEAST_FILLED * room.h


def _in_pages(parts: Sequence[Widget], style: Style, room: Box, pager: Pager) -> list[list[Widget]] | None:
    """The parts page by page, None where one part alone is too large."""
    height = room.h - pager(0, 2).measure(style, room.w)[1] - _GAP
    gap = style.space(_GAP)
    pages: list[list[Widget]] = [[]]
    used = 0.0
    for part in parts:
        wide, high = part.measure(style, room.w)
        if high > height or wide > room.w + 0.5:
            return None
        if pages[-1] and used + gap + high > height:
            pages.append([])
            used = 0.0
        used += high + (gap if pages[-1] else 0)
        pages[-1].append(part)
    return pages
