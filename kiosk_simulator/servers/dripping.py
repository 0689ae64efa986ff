"""Answers over HTTP that never come to their end, though no single wait is long (RFC 9112)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

INTERVAL = 0.05
"""Seconds between two drops."""
_DROPS = 10_000


class Drip(StrEnum):
    """Where the answer never ends."""

    HEAD = "head"
    """The status line and the header come byte by byte."""
    CONTINUE = "continue"
    """`100 Continue` again and again."""
    CHUNK_EXTENSION = "chunk_extension"
    """The body is chunks of one byte with an extension each."""
    TRAILER = "trailer"
    """Trailer fields follow each other after the last chunk."""


def drip(send: Callable[[bytes], object], how: Drip, body: bytes, wait: Callable[[float], object]) -> None:
    """Send an answer in drops until the other side hangs up, which raises OSError."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    if how is Drip.CONTINUE:
        first, drop = b"", b"HTTP/1.1 100 Continue\r\n\r\n"
    elif how is Drip.HEAD:
        first, drop = head + b"X-Slow: ", b"x"
    elif how is Drip.CHUNK_EXTENSION:
        first, drop = chunked, b"1;slow=yes\r\nx\r\n"
    else:
        size = b"%x\r\n" % len(body)
        first, drop = chunked + size + body + b"\r\n0\r\n", b"X-Slow: yes\r\n"
    send(first)
    for _ in range(_DROPS):
        send(drop)
        wait(INTERVAL)
