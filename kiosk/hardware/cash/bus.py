"""The master's side of the ccTalk bus: one request, one reply, at most three tries.

A slave ignores a corrupted request, so a missing reply and a corrupted one are treated alike. A reply is
not numbered: one that comes late would be taken for the answer to the next request. After a failed
exchange the line must therefore be silent before the next one, a reply must have the length that its
command demands, and before another request the device answers a poll whose reply cannot be confused.
A request that moves coins is never repeated here: its driver must read the counters first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from kiosk.hardware.cash.cctalk import HOST, MAX_DATA, Frame, FrameError, Header, decode, encode, frame_length
from kiosk.hardware.cash.protocol import CashFault, CashRefused, CashSilent

if TYPE_CHECKING:
    from serial import Serial

REPLY_TIMEOUT = 0.2
"""Seconds to wait for the first byte of a reply; most arrive within 10 ms."""
TRIES = 3
SYNCHRONISING_TRIES = 3
SILENCE = 0.1
"""Seconds without a byte after which a line counts as silent: a slave pauses less than 50 ms within a frame
and begins its reply within 10 ms."""
SERIAL_BYTES = 3
LONGEST_NOISE = 1024
MOST_READS = 16
"""Bytes, and reads, after which a line that never falls silent is given up: four frames of the greatest
length, or about three seconds of single bytes that drip in."""


class Port(Protocol):
    """A serial line at 9600 8N1."""

    def write(self, data: bytes) -> None:
        """Send bytes."""

    def read(self, count: int, timeout: float) -> bytes:
        """Return up to `count` bytes; fewer when the line is silent for `timeout` seconds."""

    def discard(self) -> None:
        """Discard received bytes that have not been read."""


class Bus:
    """Master of one ccTalk line. Not thread-safe: one worker owns it."""

    def __init__(self, port: Port, *, echo: bool = False) -> None:
        """`echo`: the adapter uses one wire, so the host first reads back its own bytes."""
        self._port = port
        self._echo = echo
        self._unanswered: set[int] = set()
        """Devices with a reply outstanding since they were last synchronised."""

    def ask(
        self,
        address: int,
        header: Header,
        data: bytes = b"",
        *,
        tries: int = TRIES,
        length: int | None = None,
    ) -> bytes:
        """Send a command and return the data of the reply.

        A reply whose data is not `length` bytes long belongs to another request and is discarded.
        Raises CashRefused if the device refuses or is busy in the last of `tries` attempts, and CashSilent
        if no valid reply arrives.
        """
        if address in self._unanswered:
            # A device that hears but is not heard must still get the command that stops it.
            with contextlib.suppress(CashSilent, CashRefused):
                self.synchronise(address)
        return self._ask(Frame(address, HOST, header, data), tries, length)

    def synchronise(self, address: int) -> None:
        """Make sure that no reply of the device is still to come; called before a movement.

        Costs nothing unless a reply was missed since the last call. Raises as `ask`.
        """
        if address in self._unanswered:
            # Its reply has no data: whatever comes with data belongs to an earlier request.
            self._ask(Frame(address, HOST, Header.SIMPLE_POLL), SYNCHRONISING_TRIES, 0)
            self._unanswered.discard(address)

    def _ask(self, request: Frame, tries: int, length: int | None) -> bytes:
        address, name = request.destination, Header(request.header).name
        refused = False
        for _ in range(tries):
            try:
                reply = self._exchange(request, length)
            except FrameError:
                self._unanswered.add(address)
                refused = False
            else:
                if reply.header == Header.REPLY:
                    return reply.data
                refused = True  # it often passes, and nothing was carried out: the command may be sent again
            self._await_silence()
        if refused:
            raise CashRefused(f"ccTalk device {address} refused command {name}")
        raise CashSilent(f"ccTalk device {address} does not answer {name}")

    def _exchange(self, request: Frame, length: int | None) -> Frame:
        raw = encode(request)
        self._port.discard()
        self._port.write(raw)
        received = b""
        for _ in range(MOST_READS):
            more = self._port.read(2 if not received else _missing(received), REPLY_TIMEOUT)
            received += more
            rest = _after_echo(received, raw) if self._echo else received
            for frame in _frames(rest):
                if (frame.destination, frame.source) != (HOST, request.destination):
                    continue
                if frame.header in (Header.NAK, Header.BUSY) or (
                    frame.header == Header.REPLY and length in (None, len(frame.data))
                ):
                    return frame
            if not more or len(received) >= LONGEST_NOISE:
                break
        raise FrameError("no reply to this request")

    def _await_silence(self) -> None:
        for _ in range(MOST_READS):
            if not self._port.read(MAX_DATA, SILENCE):
                return


def read_serial(bus: Bus, address: int) -> int:
    """Read a device's serial number (24 bits) twice, because much depends on it; 0 if it has none.

    Raises CashFault if it does not answer or gives two different numbers.
    """
    try:
        first, second = (bus.ask(address, Header.REQUEST_SERIAL_NUMBER) for _ in range(2))
    except CashRefused:
        return 0
    if first != second:
        raise CashFault(f"ccTalk device {address} gave two different serial numbers")
    return int.from_bytes(first[:SERIAL_BYTES], "little") if len(first) >= SERIAL_BYTES else 0


def _frames(received: bytes) -> Iterator[Frame]:
    """Yield the sound frames in `received`, wherever they begin: an adapter may add stray bytes.

    They may overlap: a stray zero before a reply makes a sound frame of its own out of both.
    """
    for start in range(len(received) - 4):
        with contextlib.suppress(FrameError):
            yield decode(received[start : start + frame_length(received[start:])])


def _missing(received: bytes) -> int:
    """Bytes that the frame which may have begun last still lacks; at least one."""
    for start in range(max(0, len(received) - MAX_DATA - 5), len(received) - 1):
        lacking = start + frame_length(received[start:]) - len(received)
        if received[start] == HOST and lacking > 0:
            return lacking
    return 1


def _after_echo(received: bytes, raw: bytes) -> bytes:
    """What follows the host's own bytes on a line of one wire; nothing before they are complete."""
    _, echo, rest = received.partition(raw)
    return rest if echo else b""


class SerialPort:
    """A real serial device or a pty, through pyserial.

    It is opened at the first request and reopened after a failure, so that an adapter works again once
    it is plugged back in. Every method raises CashSilent if the port does not exist.
    """

    def __init__(self, name: str) -> None:
        """`name` is the device file or COM port, which is not opened yet."""
        self._name = name
        self._serial: Serial | None = None

    def write(self, data: bytes) -> None:
        with self._guarded() as port:
            port.write(data)

    def read(self, count: int, timeout: float) -> bytes:
        with self._guarded() as port:
            port.timeout = timeout
            return bytes(port.read(count))

    def discard(self) -> None:
        with self._guarded() as port:
            port.reset_input_buffer()

    def close(self) -> None:
        """Release the device; the next request opens it again."""
        if self._serial is not None:
            self._serial.close()
            self._serial = None

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[Serial]:
        import serial

        try:
            if self._serial is None:
                self._serial = serial.Serial(self._name, 9600, timeout=REPLY_TIMEOUT, write_timeout=1.0)
            yield self._serial
        except _gone_errors() as error:
            self.close()
            raise CashSilent("the serial port of the cash unit is gone") from error


def _gone_errors() -> tuple[type[Exception], ...]:
    """What a missing port raises: pyserial's own errors are OSErrors, but flushing raises termios.error."""
    try:
        import termios
    except ImportError:  # no such module on Windows
        return (OSError,)
    return (OSError, termios.error)
