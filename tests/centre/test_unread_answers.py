"""A centre that says more than it was asked: nothing of it is taken for the answer to the next request."""

from __future__ import annotations

import contextlib
import io
import socket
import ssl
import threading
from collections.abc import Iterator

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.transport import TlsFiles
from kiosk_simulator.pki.authority import Pki

HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"


def answer(*, in_service: bool, size: int = 0) -> bytes:
    """An answer about the centre's health; blanks make it `size` bytes long."""
    body = b'{"in_service":true}' if in_service else b'{"in_service":false}'
    while len(whole := HEAD.format(len(body)).encode() + body) < size:
        body += b" " * max(1, size - len(whole) - 2)
    return whole


UNASKED = answer(in_service=False)
FULL_BUFFER = answer(in_service=True, size=io.DEFAULT_BUFFER_SIZE)
"""Fills what is read at once: the rest waits decrypted in the TLS library and does not show on the socket."""


@pytest.fixture
def chatty(pki: Pki, request: pytest.FixtureRequest) -> Iterator[str]:
    """A TLS server that sends the test's bytes to the first connection at once, and then keeps it open."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pki.tls.server_certificate, pki.tls.server_key)
    listener = socket.create_server(("127.0.0.1", 0))
    open_links: list[ssl.SSLSocket] = []

    def serve() -> None:
        with contextlib.suppress(OSError):  # the client went away, or the test is over
            for said in (request.param, answer(in_service=True)):
                raw, _ = listener.accept()
                with context.wrap_socket(raw, server_side=True) as link:
                    open_links.append(link)
                    link.recv(65536)
                    link.sendall(said)
                    link.recv(65536)  # until the client asks again, or closes

    worker = threading.Thread(target=serve, daemon=True)
    worker.start()
    yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    for each in (listener, *open_links):
        with contextlib.suppress(OSError):  # closed already
            each.shutdown(socket.SHUT_RDWR)  # wakes the worker
    listener.close()
    worker.join(60)


@pytest.mark.parametrize(
    "chatty",
    [answer(in_service=True) + UNASKED, FULL_BUFFER + UNASKED],
    ids=["in the buffer", "behind the buffer"],
    indirect=True,
)
def test_an_answer_that_nobody_asked_for_is_not_taken_for_the_next_one(chatty: str, tls: TlsFiles) -> None:
    client = CentreClient(chatty, tls, connect_timeout=1, read_timeout=1)
    client.health()
    client.health()  # raises if the answer is the one that says that the centre is out of service
    client.close()


def test_the_samples_are_as_long_as_they_should_be() -> None:
    assert len(FULL_BUFFER) == io.DEFAULT_BUFFER_SIZE
