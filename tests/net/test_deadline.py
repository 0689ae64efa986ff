"""Sockets that obey the deadline of a call, and are ordinary ones outside of it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator

import pytest

from kiosk.net.deadline import BoundedSocket, bound_context, call_deadline, connected, time_left
from kiosk_simulator.pki.authority import Pki

SHORT, LONG = 0.2, 30.0


@pytest.fixture
def ends() -> Iterator[tuple[BoundedSocket, socket.socket]]:
    """A connection: the near end obeys deadlines."""
    near, far = socket.socketpair()
    with BoundedSocket(fileno=near.detach()) as ours, far:
        ours.settimeout(LONG)
        yield ours, far


def drops(far: socket.socket, ended: threading.Event) -> threading.Thread:
    def send() -> None:
        while not ended.wait(SHORT / 10):
            far.sendall(b"x")

    thread = threading.Thread(target=send)
    thread.start()
    return thread


def test_drops_do_not_prolong_a_call(ends: tuple[BoundedSocket, socket.socket]) -> None:
    ours, far = ends
    ended, began = threading.Event(), time.monotonic()
    sender = drops(far, ended)
    with pytest.raises(TimeoutError), call_deadline(SHORT), ours.makefile("rb") as stream:
        stream.read(1_000_000)
    assert SHORT <= time.monotonic() - began < SHORT + 1.0
    ended.set()
    sender.join()


def test_sending_ends_with_the_call_when_nobody_reads(ends: tuple[BoundedSocket, socket.socket]) -> None:
    ours, _ = ends
    with pytest.raises(TimeoutError), call_deadline(SHORT):
        ours.sendall(bytes(50_000_000))
    with pytest.raises(TimeoutError), call_deadline(SHORT):
        ours.send(b"the buffers are full")


def test_the_usual_time_out_is_back_after_the_call(ends: tuple[BoundedSocket, socket.socket]) -> None:
    ours, far = ends
    with call_deadline(SHORT):
        far.sendall(b"one")
        assert ours.recv(3) == b"one"
        assert (ours.gettimeout() or 0) <= SHORT
    far.sendall(b"two")
    assert ours.recv(3) == b"two"
    assert ours.gettimeout() == LONG


def test_a_shorter_usual_time_out_counts_within_a_call(ends: tuple[BoundedSocket, socket.socket]) -> None:
    ours, _ = ends
    ours.settimeout(SHORT)
    began = time.monotonic()
    with pytest.raises(TimeoutError), call_deadline(LONG):
        ours.recv(1)
    assert time.monotonic() - began < LONG / 2


def test_a_socket_that_does_not_block_is_left_alone(ends: tuple[BoundedSocket, socket.socket]) -> None:
    ours, _ = ends
    ours.setblocking(False)
    with call_deadline(LONG), pytest.raises(BlockingIOError):
        ours.recv(1)


def test_a_deadline_inside_another_never_ends_later() -> None:
    with call_deadline(SHORT):
        with call_deadline(LONG):
            assert (time_left(None) or LONG) <= SHORT
        assert time_left(SHORT / 100) == SHORT / 100
    assert time_left(None) is None
    with call_deadline(0), pytest.raises(TimeoutError):
        time_left(LONG)


def test_several_addresses_that_do_not_answer_share_the_time_of_the_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as deaf, contextlib.ExitStack() as waiting:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        address = (socket.AF_INET, socket.SOCK_STREAM, 0, "", deaf.getsockname())
        for _ in range(4):  # the queue of connections that nobody accepts is full: later ones wait
            other = waiting.enter_context(socket.socket())
            other.setblocking(False)
            other.connect_ex(deaf.getsockname())
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [address] * 5)
        began = time.monotonic()
        with pytest.raises(TimeoutError), call_deadline(SHORT):
            connected("printer.example", 631)
        assert SHORT <= time.monotonic() - began < 2 * SHORT


def test_the_next_address_is_tried_when_one_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed, socket.create_server(("127.0.0.1", 0)) as listening:
        closed.bind(("127.0.0.1", 0))
        addresses = [
            (socket.AF_INET, socket.SOCK_STREAM, 0, "", each.getsockname()) for each in (closed, listening)
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)
        with call_deadline(LONG), connected("printer.example", 631) as link:
            assert link.getpeername() == listening.getsockname()
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses[:1])
        with call_deadline(LONG), pytest.raises(ConnectionRefusedError):
            connected("printer.example", 631)


def test_a_handshake_in_silence_ends_with_the_call(pki: Pki) -> None:
    context = bound_context(ssl.create_default_context(cafile=str(pki.tls.ca)))
    near, far = socket.socketpair()
    near.settimeout(LONG)
    began = time.monotonic()
    with far, near, pytest.raises(TimeoutError), call_deadline(SHORT):
        context.wrap_socket(near, server_hostname="localhost")
    assert time.monotonic() - began < SHORT + 1.0
