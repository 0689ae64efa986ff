"""A worker whose job does not come back is replaced; the old thread is not heard, nor let at the device."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from kiosk.hardware.leased import LeasedConnection, LeasedPort
from kiosk.hardware.receipt_printer.session import Session
from kiosk.hardware.receipt_printer.transmissions import Transmission
from kiosk.net import lease
from kiosk.net.deadline import call_deadline, connected
from kiosk.net.lease import Lease, LeaseEnded, holding
from kiosk.runtime.workers import ThreadWorkers, WorkerLost

WAIT = 20.0
"""Seconds after which a test gives up on something that takes milliseconds."""
LIMIT = 30.0


@pytest.fixture
def workers() -> Iterator[ThreadWorkers]:
    found = ThreadWorkers()
    yield found
    found.stop()


class Hang:
    """A job that hangs in its device until the test lets it go."""

    def __init__(self) -> None:
        self.begun, self.goes_on, self.over = threading.Event(), threading.Event(), threading.Event()
        self.touched_again = False

    def __call__(self) -> str:
        self.begun.set()
        try:
            self.goes_on.wait(WAIT)
            lease.check()  # what every wire does when it comes back
            self.touched_again = True
            return "late"
        finally:
            self.over.set()


Answers = queue.SimpleQueue[tuple[object, BaseException | None]]


def into(answers: Answers) -> Callable[[object, BaseException | None], None]:
    return lambda result, error: answers.put((result, error))


def test_a_worker_that_hangs_is_replaced_and_what_waits_behind_it_is_done(workers: ThreadWorkers) -> None:
    answers: Answers = queue.SimpleQueue()
    hang = Hang()
    workers.submit("card", hang, into(answers), LIMIT)
    workers.submit("card", lambda: "after", into(answers))
    assert hang.begun.wait(WAIT)
    assert workers.give_up(1000.0) == ()
    assert workers.give_up(1000.0 + LIMIT - 1) == ()
    assert workers.give_up(1000.0 + LIMIT) == ("card",)
    _, error = answers.get(timeout=WAIT)
    assert isinstance(error, WorkerLost)
    assert answers.get(timeout=WAIT) == ("after", None)
    hang.goes_on.set()
    assert hang.over.wait(WAIT)
    workers.submit("card", lambda: "later", into(answers))
    assert answers.get(timeout=WAIT) == ("later", None), "the late result is dropped"
    assert not hang.touched_again


def test_a_worker_that_comes_back_in_time_keeps_its_device(workers: ThreadWorkers) -> None:
    answers: Answers = queue.SimpleQueue()
    for number in range(3):
        hang = Hang()
        workers.submit("card", hang, into(answers), LIMIT)
        assert hang.begun.wait(WAIT)
        assert workers.give_up(100.0 * number) == ()
        hang.goes_on.set()
        assert answers.get(timeout=WAIT) == ("late", None)
    assert workers.give_up(1e6) == ()


def test_a_device_that_hangs_again_and_again_does_not_collect_threads_without_end(
    workers: ThreadWorkers,
) -> None:
    answers: Answers = queue.SimpleQueue()
    now, hangs, replaced = 0.0, [], []
    for _ in range(4):
        hang = Hang()
        hangs.append(hang)
        workers.submit("card", hang, into(answers), LIMIT)
        assert hang.begun.wait(WAIT)
        workers.give_up(now)
        begun = now
        while not workers.give_up(now):
            now += LIMIT
        replaced.append(now - begun)
    assert replaced == [LIMIT, 2 * LIMIT, 4 * LIMIT, 8 * LIMIT]
    for hang in hangs:
        hang.goes_on.set()


def test_stopped_workers_end_also_those_that_replaced_others(workers: ThreadWorkers) -> None:
    answers: Answers = queue.SimpleQueue()
    hang = Hang()
    workers.submit("card", hang, into(answers), LIMIT)
    assert hang.begun.wait(WAIT)
    workers.give_up(0.0)
    workers.give_up(LIMIT)
    fresh = [each for each in threading.enumerate() if each.name == "worker-card"]
    hang.goes_on.set()
    workers.stop()
    for thread in fresh:
        thread.join(WAIT)
        assert not thread.is_alive()


# --- the wires


class Wire:
    """Any device's far end."""

    def __init__(self) -> None:
        self.used = 0

    def write(self, data: bytes) -> None:
        self.used += 1

    def read(self, count: int, timeout: float) -> bytes:
        self.used += 1
        return b""

    def discard(self) -> None:
        self.used += 1

    def transmit(self, apdu: bytes | bytearray) -> bytes:
        self.used += 1
        return b"\x90\x00"


def uses(wire: Wire) -> list[Callable[[], object]]:
    port = LeasedPort(wire)
    return [
        lambda: port.write(b"1"), lambda: port.read(1, 0.1), port.discard,
        lambda: LeasedConnection(wire).transmit(b"1"),
    ]  # fmt: skip


@pytest.mark.parametrize("which", range(4))
def test_a_thread_that_was_given_up_cannot_use_the_wire(which: int) -> None:
    wire, given_up = Wire(), Lease()
    use = uses(wire)[which]
    use()
    with holding(given_up):
        use()
        given_up.end()
        with pytest.raises(LeaseEnded):
            use()
    assert wire.used == 2
    use()  # another thread, or none that was ever leased


@pytest.mark.parametrize("which", range(4))
def test_what_comes_back_after_the_thread_was_given_up_is_not_acted_on(
    which: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire, given_up = Wire(), Lease()

    def hangs(*_: object) -> bytes:
        given_up.end()  # meanwhile
        return b"\x90\x00"

    for name in ("write", "read", "discard", "transmit"):
        monkeypatch.setattr(wire, name, hangs)
    with holding(given_up), pytest.raises(LeaseEnded):
        uses(wire)[which]()


def test_sockets_of_printers_and_centre_are_closed_to_a_thread_that_was_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host, port = listener.getsockname()
        session = Session(host, port, timeout=1.0, patience=1.0, monotonic=lambda: 0.0)
        given_up = Lease()

        def answer(sent: Transmission) -> None:
            return None

        with holding(given_up), call_deadline(5.0):
            line = connected(host, port)
            given_up.end()
            with pytest.raises(LeaseEnded):
                line.sendall(b"POST")
            with pytest.raises(LeaseEnded):
                session.ask(b"\x10\x04\x01", answer, 1.0)
        line.close()
        session.close()
