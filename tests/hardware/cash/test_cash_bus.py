"""The bus master: three tries, a reply only from whom was asked, and a port that may come and go."""

from __future__ import annotations

import os
import pty
import tty
from pathlib import Path

import pytest

from kiosk.hardware.cash.bus import Bus, SerialPort
from kiosk.hardware.cash.cctalk import Frame, Header, decode, encode
from kiosk.hardware.cash.protocol import CashRefused, CashSilent
from kiosk_simulator.cash.devices import Refusal, SimulatedAcceptor, SimulatedHopper
from kiosk_simulator.cash.line import PtyLine
from tests.support.cash_wire import Trouble, Wire


class Scripted:
    """A port that answers each request with the next of `replies`."""

    def __init__(self, *replies: bytes) -> None:
        self.replies = list(replies)
        self.requests = 0
        self._buffer = b""

    def write(self, data: bytes) -> None:
        self.requests += 1
        self._buffer = self.replies.pop(0) if self.replies else b""

    def read(self, count: int, timeout: float) -> bytes:
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def discard(self) -> None:
        self._buffer = b""


GOOD = encode(Frame(1, 2, Header.REPLY, b"ok"))


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\x01",
        GOOD[:-1],
        GOOD[:-1] + b"\x00",
        encode(Frame(1, 3, Header.REPLY, b"ok")),
        encode(Frame(9, 2, Header.REPLY, b"ok")),
        encode(Frame(1, 2, 77, b"ok")),
        encode(Frame(1, 2, Header.REPLY, b"late")),
    ],
    ids=[
        "silence",
        "one byte",
        "cut",
        "checksum",
        "other device",
        "other host",
        "no reply",
        "length",
    ],
)
def test_what_is_no_reply_to_this_request_is_asked_for_again(bad: bytes) -> None:
    port = Scripted(bad, bad, GOOD)
    assert Bus(port).ask(2, Header.SIMPLE_POLL, length=2) == b"ok"
    assert port.requests == 3
    with pytest.raises(CashSilent):
        Bus(Scripted(bad, bad, bad, GOOD)).ask(2, Header.SIMPLE_POLL, length=2)


@pytest.mark.parametrize("header", [Header.NAK, Header.BUSY])
def test_a_refusal_that_passes_is_waited_for(header: Header) -> None:
    refusal = encode(Frame(1, 2, header))
    port = Scripted(refusal, refusal, GOOD)
    assert Bus(port).ask(2, Header.SIMPLE_POLL) == b"ok"
    assert port.requests == 3


@pytest.mark.parametrize("header", [Header.NAK, Header.BUSY])
def test_a_refusal_that_lasts_is_told_apart_from_silence(header: Header) -> None:
    port = Scripted(*[encode(Frame(1, 2, header))] * 4)
    with pytest.raises(CashRefused):
        Bus(port).ask(2, Header.SIMPLE_POLL)
    assert port.requests == 3


def test_a_refused_movement_is_not_sent_again_by_the_bus() -> None:
    port = Scripted(encode(Frame(1, 3, Header.NAK)), GOOD)
    with pytest.raises(CashRefused):
        Bus(port).ask(3, Header.DISPENSE_HOPPER_COINS, tries=1)
    assert port.requests == 1


def test_bytes_of_an_earlier_reply_are_thrown_away() -> None:
    wire = Wire([SimulatedAcceptor()])
    wire._line._buffer = GOOD * 3
    assert Bus(wire).ask(2, Header.REQUEST_CATEGORY) == b"Coin Acceptor"


def test_a_slave_answers_only_what_it_can_read_and_what_is_for_it() -> None:
    class Refusing(SimulatedAcceptor):
        def answer(self, header: int, data: bytes) -> bytes:
            raise Refusal

    wire = Wire([Refusing(address=9)])
    with pytest.raises(CashRefused):
        Bus(wire).ask(9, Header.SIMPLE_POLL)
    with pytest.raises(CashSilent):
        Bus(wire).ask(2, Header.SIMPLE_POLL)
    wire.plan = lambda number: Trouble.REQUEST_DAMAGED
    with pytest.raises(CashSilent):
        Bus(wire).ask(9, Header.SIMPLE_POLL)


@pytest.mark.parametrize("device", [SimulatedAcceptor(), SimulatedHopper(2, 100, 0, lambda yen: None)])
def test_simulated_devices_answer_a_poll_and_keep_silent_on_unknown_commands(
    device: SimulatedAcceptor | SimulatedHopper,
) -> None:
    bus = Bus(Wire([device]))
    assert bus.ask(2, Header.SIMPLE_POLL) == b""
    with pytest.raises(CashSilent):
        bus.ask(2, Header.RESET)


def test_a_port_that_is_not_there_is_silence_and_not_a_crash(tmp_path: Path) -> None:
    port = SerialPort(str(tmp_path / "unplugged"))
    with pytest.raises(CashSilent):
        Bus(port).ask(2, Header.SIMPLE_POLL)
    port.close()


def test_an_adapter_that_was_unplugged_works_again_once_it_is_back(tmp_path: Path) -> None:
    name = tmp_path / "cash"
    first = PtyLine([SimulatedAcceptor()])
    name.symlink_to(first.name)
    port = SerialPort(str(name))
    bus = Bus(port)
    assert bus.ask(2, Header.REQUEST_CATEGORY) == b"Coin Acceptor"
    first.close()
    name.unlink()
    with pytest.raises(CashSilent):
        bus.ask(2, Header.REQUEST_CATEGORY)
    second = PtyLine([SimulatedAcceptor()])
    name.symlink_to(second.name)
    assert bus.ask(2, Header.REQUEST_CATEGORY) == b"Coin Acceptor"
    port.close()
    second.close()


def test_a_reply_that_stops_in_the_middle_ends_after_the_reply_time() -> None:
    master, slave = pty.openpty()
    tty.setraw(slave)
    port = SerialPort(os.ttyname(slave))
    port.write(b"?")
    os.write(master, GOOD[:4])
    assert port.read(2, 0.2) == GOOD[:2]
    assert port.read(5, 0.05) == GOOD[2:4]
    port.close()
    os.close(master)
    os.close(slave)


def test_slaves_behind_a_pty_forget_a_request_that_was_cut_off() -> None:
    line = PtyLine([SimulatedAcceptor()])
    port = SerialPort(line.name)
    request = encode(Frame(2, 1, Header.REQUEST_CATEGORY))
    port.write(request[:3])
    with pytest.raises(CashSilent):
        Bus(port).ask(2, Header.SIMPLE_POLL, tries=1)  # its bytes end the broken frame
    assert decode(Bus(port).ask(2, Header.REQUEST_CATEGORY) and GOOD).data == b"ok"
    port.close()
    line.close()
