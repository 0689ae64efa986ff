"""Pictures of the glass for open pages: only while one watches, and a few a second at most."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from kiosk_simulator.console.live.screen import LiveScreen

INTERVAL = 0.25
"""Seconds between two pictures at least, however many pages watch."""
PATIENCE = 8.0
"""Seconds for which a page's question stays open while the glass shows the same."""
_LOOK = 0.05
"""Seconds between two looks at the number of the picture, which cost nothing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as PNG. `name` is its own over restarts of the terminal; `generation` is its view's."""

    name: str
    generation: int
    png: bytes


class ScreenPictures:
    """Shares the newest picture among the pages; to be used on one event loop.

    `monotonic` and `wait` count seconds.
    """

    def __init__(
        self,
        screen: LiveScreen,
        monotonic: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._screen = screen
        self._monotonic = monotonic
        self._wait = wait
        self._run = secrets.token_hex(4)
        self._lock = asyncio.Lock()
        self._newest: Picture | None = None
        self._taken_at = -INTERVAL
        self._watching = 0

    async def after(self, seen: str, is_gone: Callable[[], Awaitable[bool]]) -> Picture | None:
        """The newest picture as soon as it is not `seen`; None when it still is after `PATIENCE` seconds, or
        when whoever asked `is_gone` meanwhile.

        Raises RuntimeError before there is a screen, and TimeoutError when the screens do not answer.
        """
        end = self._monotonic() + PATIENCE
        with self._watched():
            while self._name(self._screen.drawn()) == seen:
                if self._monotonic() >= end or await is_gone():
                    return None
                await self._wait(_LOOK)
            async with self._lock:
                if self._newest is None or self._newest.name != self._name(self._screen.drawn()):
                    await self._wait(max(0.0, self._taken_at + INTERVAL - self._monotonic()))
                    self._taken_at = self._monotonic()
                    self._newest = await asyncio.to_thread(self._take)
                return self._newest

    @contextmanager
    def _watched(self) -> Iterator[None]:
        self._watching += 1
        try:
            yield
        finally:
            self._watching -= 1
            if not self._watching:
                self._newest = None  # of what one shopper saw nothing stays here

    def _name(self, number: int) -> str:
        return f"{self._run}-{number}"

    def _take(self) -> Picture:
        shot = self._screen.shoot()
        stream = BytesIO()
        shot.image().save(stream, "PNG", compress_level=1)
        return Picture(self._name(shot.number), shot.generation, stream.getvalue())
