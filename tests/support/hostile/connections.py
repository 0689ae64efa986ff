"""Clients with a good certificate that speak no HTTP, drip, or open connection after connection."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator

from kiosk_servers.serving.connections import MOST_CONNECTIONS


def port_of(url: str) -> int:
    """The port of a server on this machine."""
    return int(url.rpartition(":")[2])


def no_http(get: str, post: str) -> dict[str, bytes]:
    """What is no request of a protocol with these paths, by name."""
    to_get = b"GET " + get.encode() + b" HTTP/1.1\r\nHost: a\r\n"
    to_post = b"POST " + post.encode() + b" HTTP/1.1\r\nHost: a\r\n"
    return {
        "zeros": b"\x00" * 512,
        "empty lines": b"\r\n" * 200,
        "no target": b"GET\r\n\r\n",
        "another version": b"GET / HTTP/9.9\r\nConnection: close\r\n\r\n",
        "no host": b"GET / HTTP/1.1\r\n\r\n",
        "negative length": to_post + b"Content-Length: -1\r\n\r\n",
        "two lengths": to_post + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "bad chunk": to_post + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "gzip": to_post + b"Transfer-Encoding: gzip\r\n\r\n",
        "long head": to_get + b"X-A: " + b"b" * 1_000_000 + b"\r\n\r\n",
        "PUT": b"PUT " + post.encode() + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "another path": b"GET /v1/../secrets HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "TLS in TLS": b"\x16\x03\x01\x02\x00" * 50,
    }


def dripping(post: str) -> dict[str, bytes]:
    """How a request to this path begins that never ends, by what drips."""
    head = b"POST " + post.encode() + b" HTTP/1.1\r\nHost: localhost\r\n"
    return {
        "head": head + b"X-Slow: ",
        "body": head + b'Content-Length: 60000\r\n\r\n{"visit":"',
        "nothing": b"",
    }


def answer_to(port: int, context: ssl.SSLContext, data: bytes) -> bytes:
    """What came back until the server closed the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
        answer = b""
        with (
            contextlib.suppress(ConnectionError, ssl.SSLError),
            context.wrap_socket(link, server_hostname="localhost") as secured,
        ):
            secured.sendall(data)
            while chunk := secured.recv(4096):
                answer += chunk
    return answer


def status_of(answer: bytes) -> int:
    """Its status, 0 for no answer."""
    return int(answer.split(b" ")[1]) if answer else 0


def seconds_of_drips(
    port: int, context: ssl.SSLContext, beginning: bytes, number: int, meanwhile: Callable[[], None]
) -> list[float]:
    """How long each of so many connections stood that send a byte now and then, and never a whole request."""
    ended: list[float] = []

    def drip() -> None:
        began = time.monotonic()
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port), timeout=60) as link,
            context.wrap_socket(link, server_hostname="localhost") as secured,
        ):
            secured.sendall(beginning)
            secured.settimeout(0.3)
            while time.monotonic() - began < 60:
                try:
                    if not secured.recv(1):
                        break
                except TimeoutError:
                    secured.sendall(b"a" if beginning else b"")
        ended.append(time.monotonic() - began)

    drips = [threading.Thread(target=drip) for _ in range(number)]
    for each in drips:
        each.start()
    meanwhile()
    for each in drips:
        each.join(90)
    return ended


@contextlib.contextmanager
def many_connections(port: int, context: ssl.SSLContext, path: str) -> Iterator[int]:
    """Twenty more than one client may have; yields how many of them are served. The newest always is."""

    def is_served(link: ssl.SSLSocket) -> bool:
        with contextlib.suppress(OSError):
            link.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            answer = b""
            while (end := answer.find(b"\r\n\r\n")) < 0 or len(answer) < end + 4 + _length(answer[:end]):
                if not (chunk := link.recv(4096)):
                    return False
                answer += chunk
            return answer.startswith(b"HTTP/1.1 ")
        return False

    with contextlib.ExitStack() as links:
        opened: list[ssl.SSLSocket] = []
        for _ in range(MOST_CONNECTIONS + 20):
            link = links.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            opened.append(links.enter_context(context.wrap_socket(link, server_hostname="localhost")))
            assert is_served(opened[-1]), "the newest is let in"
        yield sum(map(is_served, opened))


def body_without_end(port: int, context: ssl.SSLContext, path: str, longest: int) -> bytes:
    """What is answered to a body that says a million megabytes, once a little more than `longest` came."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as link,
        context.wrap_socket(link, server_hostname="localhost") as secured,
    ):
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {10**12}\r\n\r\n"
        secured.sendall(head.encode() + b" " * (longest + 20_000))
        return secured.recv(4096)


def _length(head: bytes) -> int:
    lines = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    return next(int(value) for name, _, value in lines if name == b"content-length")
