"""A connection that can say once more what it said last."""

from __future__ import annotations

import asyncio
from typing import Any


class Recorded:
    """A transport that remembers the last answer it sent. All else is the transport's own."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._last = bytearray()

    def write(self, data: bytes) -> None:
        """Send, and remember."""
        self._last += data
        self._transport.write(data)

    def next_request(self, *, repeats: bool) -> None:
        """A request comes in: what was sent before is forgotten, or `repeats` ahead of its own answer."""
        last, self._last = bytes(self._last), bytearray()
        if repeats:
            self._transport.write(last)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
