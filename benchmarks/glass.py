"""An X screen looked at pixel by pixel, and touched through XTEST; the same for every subject."""

from __future__ import annotations

import time
from collections.abc import Callable

from PIL import Image
from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest

Colour = tuple[int, int, int]
Point = tuple[int, int]

HOLD = 0.06
"""Seconds that the finger stays down where nothing is measured."""
INTERVAL = 0.0005
"""Seconds between two looks at a pixel; with the round trip to the X server about 1 ms."""
_STEP, _AROUND = 8, 3


class NeverShown(RuntimeError):
    """The picture did not come; the message says how long it was waited for."""


class Glass:
    """One X display."""

    def __init__(self, name: str, size: tuple[int, int]) -> None:
        self._display = Display(name)
        self._root = self._display.screen().root
        self._size = size

    def pixel(self, point: Point) -> Colour:
        """The colour at `point`, from the top left."""
        data = self._root.get_image(*point, 1, 1, X.ZPixmap, 0xFFFFFFFF).data
        return data[2], data[1], data[0]

    def picture(self) -> Image.Image:
        """All that is shown."""
        width, height = self._size
        data = self._root.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF).data
        return Image.frombytes("RGB", self._size, data, "raw", "BGRX")

    def settled(self, still: float = 0.5, patience: float = 20.0) -> Image.Image:
        """The picture once nothing but a countdown has changed for `still` seconds."""
        end = time.monotonic() + patience
        last, since = self.picture(), time.monotonic()
        while time.monotonic() < end:
            now = self.picture()
            if _differences(last, now) > 40:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > still:
                return now
            time.sleep(0.05)
        raise NeverShown(f"the picture changed for {patience:.0f} s")

    def seen(self, point: Point, wanted: Callable[[Colour], bool], patience: float) -> float:
        """Wait until the colour at `point` is as wanted; returns when (perf_counter), or NeverShown."""
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            if wanted(self.pixel(point)):
                return time.perf_counter()
            time.sleep(INTERVAL)
        raise NeverShown(f"not shown within {patience:.0f} s")

    def touch(self, point: Point, hold: float = HOLD) -> float:
        """Touch, and lift after `hold` seconds; returns when the finger left the glass (perf_counter)."""
        xtest.fake_input(self._display, X.MotionNotify, x=point[0], y=point[1])
        xtest.fake_input(self._display, X.ButtonPress, 1)
        self._display.sync()
        time.sleep(hold)
        lifted = time.perf_counter()
        xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.flush()
        return lifted

    def close(self) -> None:
        """Leave the display."""
        self._display.close()


def marker(before: Image.Image, after: Image.Image, away_from: Point | None = None) -> Point:
    """A point where the two pictures differ most, in the middle of a plain spot in both.

    It is at least 110 rows away from `away_from`: a pressed key may change its own colour.
    Raises ValueError when there is none.
    """
    best, found = 0, None
    width, height = before.size
    for y in range(_STEP, height - _STEP, _STEP):
        if away_from is not None and abs(y - away_from[1]) < 110:
            continue
        for x in range(_STEP, width - _STEP, _STEP):
            one, other = _rgb(before, x, y), _rgb(after, x, y)
            distance = sum(abs(a - b) for a, b in zip(one, other, strict=True))
            if distance > best and _is_plain(before, x, y) and _is_plain(after, x, y):
                best, found = distance, (x, y)
    if found is None or best < 12:
        raise ValueError("no plain spot tells the two pictures apart")
    return found


def _rgb(picture: Image.Image, x: int, y: int) -> Colour:
    red, green, blue = picture.getpixel((x, y))[:3]  # type: ignore[index]
    return int(red), int(green), int(blue)


def _is_plain(picture: Image.Image, x: int, y: int) -> bool:
    here = _rgb(picture, x, y)
    around = ((-_AROUND, -_AROUND), (-_AROUND, _AROUND), (_AROUND, -_AROUND), (_AROUND, _AROUND))
    return all(_rgb(picture, x + right, y + down) == here for right, down in around)


def _differences(one: Image.Image, other: Image.Image) -> int:
    """On how many of a raster's points two pictures differ."""
    small = one.size[0] // _STEP, one.size[1] // _STEP
    pairs = zip(
        one.resize(small, Image.Resampling.NEAREST).tobytes(),
        other.resize(small, Image.Resampling.NEAREST).tobytes(),
        strict=True,
    )
    return sum(a != b for a, b in pairs)
