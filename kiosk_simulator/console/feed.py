"""Server-sent events for the open pages: one thread polls the state, and each page has a stream."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from kiosk.logs import Log
from kiosk_simulator.console.snapshot import Json

log = Log()

INTERVAL = 0.1
"""Seconds between polls while a page is open: some counts change without notification."""
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
        self._thread = threading.Thread(target=self._run, name="console feed", daemon=True)

    def start(self) -> None:
        """Start polling."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the thread and every stream."""
        self._ending = True
        self._wake.set()
        self._thread.join()
        self._notify()

    def changed(self) -> None:
        """Poll now."""
        self._wake.set()

    def state(self) -> Json:
        """The current state."""
        return {**self._poll(), **self._timing()}

    async def stream(self) -> AsyncIterator[str]:
        """Yield the state now and after each change, and a heartbeat comment while nothing happens."""
        with self._page() as update:
            seen = 0  # no poll yet
            yield "retry: 500\n\n"
            while not self._ending:
                update.clear()
                if self._version != seen:
                    seen = self._version
                    yield f"data: {json.dumps({**self._newest, **self._timing()}, ensure_ascii=False)}\n\n"
                    continue
                try:
                    await asyncio.wait_for(update.wait(), _HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"

    @contextmanager
    def _page(self) -> Iterator[asyncio.Event]:
        update = asyncio.Event()
        with self._lock:
            self._pages[update] = asyncio.get_running_loop()
        self._wake.set()
        try:
            yield update
        finally:
            with self._lock:
                del self._pages[update]

    def _run(self) -> None:
        while not self._ending:
            self._wake.wait(INTERVAL if self._pages else None)
            self._wake.clear()
            if self._ending:
                return
            try:
                self._poll()
            except Exception as error:  # noqa: BLE001 - one failed poll must not end the console
                log.error("console_poll_failed", kind=type(error).__name__)

    def _poll(self) -> Json:
        with self._lock:
            found = self._take()
            if found != self._newest:
                self._newest = found
                self._version += 1
                self._notify_locked()
            return found

    def _notify(self) -> None:
        with self._lock:
            self._notify_locked()

    def _notify_locked(self) -> None:
        for update, loop in self._pages.items():
            loop.call_soon_threadsafe(update.set)
