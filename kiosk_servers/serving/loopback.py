"""A uvicorn server on 127.0.0.1 in a thread: `start` returns once it listens, `stop` does not wait."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading

import uvicorn

_START_TIMEOUT = 20.0


class LoopbackServer:
    """Serves one uvicorn configuration at a time. `name` names the thread."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    def start(self, config: uvicorn.Config, port: int = 0, listener: socket.socket | None = None) -> int:
        """Serve on `port` (0: a free one) and return the port once connections are accepted.

        A `listener` listens already; it is closed with the server.
        Raises RuntimeError when it is already running or does not start, OSError when the port is taken.
        """
        if self._thread is not None:
            raise RuntimeError(f"the {self._name} runs already")
        if listener is None:
            listener = socket.create_server(("127.0.0.1", port))
        # asyncio sets this only on sockets with an explicit protocol; without it responses wait 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server = self._server = _Server(config)
        self._thread = threading.Thread(
            target=lambda: server.run(sockets=[listener]), name=self._name, daemon=True
        )
        self._thread.start()
        if not server.ready.wait(_START_TIMEOUT):
            raise RuntimeError(f"the {self._name} did not start")
        return int(listener.getsockname()[1])

    def stop(self) -> None:
        """Stop serving and abort open requests. Does nothing when it is not running."""
        if self._server is None or self._thread is None:
            return
        self._server.end()
        self._thread.join()
        self._server = self._thread = None


class _Server(uvicorn.Server):
    """uvicorn that signals when it is ready, and stops immediately instead of at its next tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        config.date_header = False  # it would stay that of the start
        super().__init__(config)
        self.ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop
        self._ended: asyncio.Event

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        await super().startup(sockets=sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        # uvicorn ticks ten times a second, for a Date header and for signals: neither is wanted here.
        await self.on_tick(0)
        await self._ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0)
        for connection in list(self.server_state.connections):
            connection.transport.abort()  # otherwise it waits for peers that do not close
        await asyncio.sleep(0)

    def end(self) -> None:
        self.should_exit = True
        with contextlib.suppress(RuntimeError):  # it has already ended
            self._loop.call_soon_threadsafe(self._ended.set)
