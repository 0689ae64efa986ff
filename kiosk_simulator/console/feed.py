"""Tells every open page what changed: one thread looks, each page's stream hears."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

import structlog

from kiosk_simulator.console.snapshot import Json

log = structlog.get_logger("console")

INTERVAL = 0.1
"""Seconds between looks while a page is open: counts that no device announces change too."""
_HEARTBEAT = 10.0


class Feed:
    """`changed` is thread-safe and never blocks; `stream` is one page's endless text/event-stream."""

    def __init__(self, take: Callable[[], Json], timing: Callable[[], Json]) -> None:
        self._take, self._timing = take, timing
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._pages: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self._newest: Json = {}
        self._version = 0
        self._ending = False
        self._thread = threading.Thread(target=self._look, name="console feed", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and every stream."""
        self._ending = True
        self._wake.set()
        self._thread.join()
        self._tell()

    def changed(self) -> None:
        """Getter now."""
        self._wake.set()

    def state(self) -> Json:
        """How everything stands now."""
        return {**self._looked(), **self._timing()}

    async def stream(self) -> AsyncIterator[str]:
        """Yield the state now and after each change, and a comment when nothing happens for long."""
        with self._page() as news:
            seen = 0  # no look yet
            yield "retry: 500\n\n"
            while not self._ending:
                news.clear()
                if self._version != seen:
                    seen = self._version
                    yield f"data: {json.dumps({**self._newest, **self._timing()}, ensure_ascii=False)}\n\n"
                    continue
                try:
                    await asyncio.wait_for(news.wait(), _HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"

    @contextmanager
    def _page(self) -> Iterator[asyncio.Event]:
        news = asyncio.Event()
        with self._lock:
            self._pages[news] = asyncio.get_running_loop()
        self._wake.set()
        try:
            yield news
        finally:
            with self._lock:
                del self._pages[news]

    def _look(self) -> None:
        while not self._ending:
            self._wake.wait(INTERVAL if self._pages else None)
            self._wake.clear()
            if self._ending:
                return
            try:
                self._looked()
            except Exception as error:  # noqa: BLE001 - one failed look must not end the console
                log.error("console_look_failed", kind=type(error).__name__)

    def _looked(self) -> Json:
        with self._lock:
            found = self._take()
            if found != self._newest:
                self._newest = found
                self._version += 1
                self._tell_locked()
            return found

    def _tell(self) -> None:
        with self._lock:
            self._tell_locked()

    def _tell_locked(self) -> None:
        for news, loop in self._pages.items():
            loop.call_soon_threadsafe(news.set)
