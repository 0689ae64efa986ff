"""What the service manager hears on a real socket, and that it is not fed by half a terminal."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.app.watchdog import ServiceManager, Watchdog

FED = b"WATCHDOG=1"


@pytest.fixture
def manager_socket(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(20)
        yield listener


def environment(listener: socket.socket, **more: str) -> dict[str, str]:
    return {"NOTIFY_SOCKET": listener.getsockname(), "WATCHDOG_USEC": "60000000"} | more


class HandTurnedLoop:
    """Calls what it was asked to when it is turned; one that hangs is never turned."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def call(self, function: Callable[[], None]) -> None:
        self.waiting.append(function)

    def turn(self) -> None:
        waiting, self.waiting = self.waiting, []
        for each in waiting:
            each()


def test_each_state_is_a_line_of_one_datagram(manager_socket: socket.socket) -> None:
    ServiceManager(environment(manager_socket)).tell(READY=1, STATUS="two\nlines")
    assert manager_socket.recv(1000) == b"READY=1\nSTATUS=two lines", "a value cannot bring a line of its own"


def test_a_name_in_the_abstract_namespace_is_reached_too() -> None:
    name = f"certificate-kiosk-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(f"\0{name}")
        listener.settimeout(20)
        ServiceManager({"NOTIFY_SOCKET": f"@{name}"}).tell(STOPPING=1)
        assert listener.recv(1000) == b"STOPPING=1"


def test_nobody_who_listens_and_one_who_is_gone_trouble_nobody(tmp_path: Path) -> None:
    ServiceManager({}).tell(READY=1)
    ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "gone")}).tell(READY=1)


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ({"WATCHDOG_USEC": "30000000"}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
def test_the_watchdog_is_fed_only_when_it_is_meant(given: dict[str, str], seconds: float | None) -> None:
    assert ServiceManager(given).watchdog == seconds


@pytest.mark.parametrize("hangs", [0, 1])
def test_one_loop_that_hangs_starves_it_however_often_the_other_turns(
    manager_socket: socket.socket, hangs: int
) -> None:
    loops = HandTurnedLoop(), HandTurnedLoop()
    manager_socket.setblocking(False)
    dog = Watchdog(ServiceManager(environment(manager_socket)), tuple(each.call for each in loops))
    dog.ask()
    assert not dog.look(), "nothing has turned"
    for loop in loops:
        loop.turn()
    assert dog.look()
    assert manager_socket.recv(1000) == FED
    for _ in range(5):
        loops[1 - hangs].turn()
        assert not dog.look()
    with pytest.raises(BlockingIOError):
        manager_socket.recv(1000)
    loops[hangs].turn()
    assert dog.look()
    assert manager_socket.recv(1000) == FED


def test_it_feeds_by_itself_while_both_turn_and_no_more_once_one_hangs(manager_socket: socket.socket) -> None:
    """With threads: the loops answer at once, then the second hangs in a call."""
    hangs = threading.Event()
    asked_while_hanging = threading.Event()

    def second(function: Callable[[], None]) -> None:
        if hangs.is_set():
            asked_while_hanging.set()
        else:
            function()

    quick = ServiceManager(environment(manager_socket, WATCHDOG_USEC="40000"))
    dog = Watchdog(quick, (lambda function: function(), second))
    dog.start()
    try:
        assert [manager_socket.recv(1000) for _ in range(3)] == [FED] * 3
        hangs.set()
        assert asked_while_hanging.wait(60)
        manager_socket.setblocking(False)
        while True:  # what was sent before it hung
            try:
                assert manager_socket.recv(1000) == FED
            except BlockingIOError:
                break
        assert not any(dog.look() for _ in range(10))
        with pytest.raises(BlockingIOError):
            manager_socket.recv(1000)
    finally:
        dog.stop()
