"""Makes the body of a page fit: smaller gaps, a smaller picture, none, pages, and only at last smaller text.

The drawing that shows where a hand has to go is worth one page more in larger text.

What is seen is what is touched, so nothing is ever painted over or outside its room. Keys that type are
never on another page than what they type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.screens.frame.cuts import Cut, worst_cut
from kiosk.screens.frame.division import (
    GAP,
    PICTURE_HEIGHT,
    PICTURES,
    Asked,
    Fitted,
    Pager,
    Rooms,
    blocks,
    fits,
    is_touched,
    paged,
    told_and_touched,
)
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box, Column, Widget
from kiosk.screens.toolkit.panes import GAP as PANE_GAP
from kiosk.screens.toolkit.panes import Split
from kiosk.screens.toolkit.theme import Style

__all__ = ("Fitted", "Pager", "Rooms", "fitted", "place")

SHRINKS = (1.0, 0.92, 0.84, 0.76, 0.7)
_SMALLER = (1.45, 1.3, 1.15, 1.0)
_NEARLY = 0.9
"""What belongs together is not divided for a drawing, but set smaller for it by this at most."""


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
    for found in _ways(body, style, Asked(rooms, pager, page), together=together):
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


def _ways(body: Widget, style: Style, asked: Asked, *, together: bool) -> Iterator[Fitted]:
    """Every way in which the body's height and width fit, the best first."""
    if asked.rooms.is_divided:
        if is_touched(body):
            yield from _ways_in(body, style, asked, together=together)
        asked = replace(asked, rooms=Rooms(asked.rooms.both, asked.rooms.both))
    yield from _ways_in(body, style, asked, together=together)


def _ways_in(body: Widget, style: Style, asked: Asked, *, together: bool) -> Iterator[Fitted]:
    scales = (style.text_scale, *(scale for scale in _SMALLER if scale < style.text_scale))
    sizes = [replace(style, text_scale=scale) for scale in scales]
    for sized in sizes:
        yield from _drawn(body, sized, asked.rooms)
        if not together:
            yield from _drawn_or_bare(body, sized, asked)
        elif _has_picture(body):
            for next_size in sizes if isinstance(body, Split) and body.guides else ():
                if _NEARLY * sized.text_scale <= next_size.text_scale < sized.text_scale:
                    yield from _drawn(body, next_size, asked.rooms)
            yield from _whole(body, replace(sized, has_pictures=False), asked.rooms)
    for sized in sizes if together else ():
        yield from paged(body, sized, asked)


def _has_picture(body: Widget) -> bool:
    return any(isinstance(part, Split) and part.is_picture for part in body.walk())


def _drawn(body: Widget, style: Style, rooms: Rooms) -> Iterator[Fitted]:
    """The body as it is, then with less and less of its room for its picture."""
    yield from _whole(body, style, rooms)
    if isinstance(body, Split) and body.is_picture:
        for width in PICTURES:
            if width < body.width:
                yield from _whole(body.with_picture(width, PICTURE_HEIGHT), style, rooms)


def _drawn_or_bare(body: Widget, style: Style, asked: Asked) -> Iterator[Fitted]:
    """Pages with the drawing on each of them, if it costs one page at most; then what there is without it."""
    bare: list[Fitted] = []
    if _has_picture(body):
        bare += _whole(body, replace(style, has_pictures=False), asked.rooms)
    bare += paged(body, style, asked)
    if isinstance(body, Split) and body.guides and style.has_pictures and style.text_scale > 1:
        without = next(filter(_is_good, bare), None)
        most = None if without is None else without.pages + 1
        for found in paged(body, style, asked, drawn=body):
            if most is None or found.pages <= most:
                yield found
    yield from bare


def _is_good(found: Fitted) -> bool:
    place(found)
    return max(found.cut, worst_cut(found.parts)) is Cut.NONE


def _whole(body: Widget, style: Style, rooms: Rooms) -> Iterator[Fitted]:
    densest = replace(style, shrink=SHRINKS[-1])
    if not rooms.is_divided and not fits(body, densest, rooms.controls):
        return  # neither does any other
    for shrink in SHRINKS:
        tried = replace(style, shrink=shrink)
        if rooms.is_divided:
            yield from _divided(body, tried, rooms)
        elif fits(body, tried, rooms.controls):
            yield Fitted(((body, rooms.controls),), tried)


def _divided(body: Widget, style: Style, rooms: Rooms) -> Iterator[Fitted]:
    parts = blocks(body)
    told, touched = told_and_touched(parts)
    read = Column(*told, gap=theme.SPACE_2)
    keys = Column(*touched, gap=GAP, justify="end")
    drawn = _picture_of(body, style)
    picture: tuple[tuple[Widget, Box], ...] = ()
    if drawn is not None and style.is_portrait:
        room = rooms.words
        top = room.y + read.measure(style, room.w)[1] + theme.SPACE_3
        picture = ((drawn.other, replace(room, y=top, h=room.bottom - top)),)
        if room.bottom - top < PICTURE_HEIGHT:
            return
    elif drawn is not None:
        whole, width = rooms.both, min(drawn.width, PICTURES[0])
        picture = ((drawn.other, replace(whole, x=whole.right - width, w=width)),)
        rooms = rooms.narrowed(width + PANE_GAP)
    if not fits(keys, style, rooms.controls):
        return
    whole = rooms.both
    least = keys.measure(style, whole.w)[1]
    above = Box(whole.x, whole.y, whole.w, whole.h - least - GAP)
    if fits(read, style, above):
        height = min(rooms.controls.h, whole.h - GAP - read.measure(style, whole.w)[1])
        below = Box(whole.x, whole.bottom - height, whole.w, height)
        yield Fitted(((read, replace(above, h=whole.h - height - GAP)), (keys, below), *picture), style)


def _picture_of(body: Widget, style: Style) -> Split | None:
    """The body, if it is words beside a picture that is shown: what is touched lies below the words then."""
    return body if isinstance(body, Split) and body.is_picture and style.has_pictures else None
