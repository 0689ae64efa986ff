"""One connection to the printer, held from the first question on: one question, then its answer.

Some printers hear nothing for half a minute after each connection, and most serve one connection only. A
connection is therefore made once and kept while the printer may still answer on it. Before a question
the line must be silent: what came unasked, or late, is not the answer to it.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import TypeVar

from kiosk.hardware.receipt_printer.protocol import ReceiptPrinterUnreachable
from kiosk.hardware.receipt_printer.transmissions import Kind, Splitter, Transmission
from kiosk.net import lease

T = TypeVar("T")

SILENCE = 0.05
"""Seconds without a byte after which a line counts as silent: the bytes of one transmission follow each
other at once."""
LONGEST_NOISE = 4096
LONGEST_UNREST = 1.0
"""Bytes, and seconds, after which a line that does not fall silent is given up."""


class ConnectionLost(ReceiptPrinterUnreachable):
    """The connection was refused or broken."""


class Unanswered(ReceiptPrinterUnreachable):
    """The printer did not answer in time; the connection may still be good."""


class Noise(ReceiptPrinterUnreachable):
    """What comes is nothing that a printer sends, or does not stop: it is no answer to anything."""


class Session:
    """The connection to `host`:`port`. Not thread-safe.

    `patience` is in seconds on the clock `monotonic`: a printer that has been silent for longer, since it
    was connected or last answered, is connected anew at the next question.
    """

    def __init__(
        self, host: str, port: int, *, timeout: float, patience: float, monotonic: Callable[[], float]
    ) -> None:
        """`timeout` is in seconds, for connecting."""
        self._address = host, port
        self._timeout = timeout
        self._patience = patience
        self._monotonic = monotonic
        self._socket: socket.socket | None = None
        self._splitter = Splitter()
        self._is_quiet = True
        self._heard = 0.0
        self._has_answered = False

    @property
    def is_connected(self) -> bool:
        """True while a connection is held, as far as is known."""
        return self._socket is not None

    @property
    def may_be_deaf(self) -> bool:
        """True for a connection on which the printer has never answered, and may still begin to."""
        return self.is_connected and not self._has_answered

    def ask(
        self,
        question: bytes,
        answer: Callable[[Transmission], T | None],
        seconds: float,
        foreign: tuple[Kind, ...] = (Kind.STRAY,),
    ) -> T:
        """Send `question`; return what `answer` makes of the first transmission that it accepts.

        Raises Noise when only `foreign` comes, Unanswered after `seconds`, and ConnectionLost.
        """
        try:
            line = self._socket or self._connect()
            self._await_silence(line)
            self._send(line, question, seconds)
            return self._await(line, answer, seconds, foreign)
        except OSError as error:
            self.close()
            raise ConnectionLost(f"the receipt printer: {type(error).__name__}") from error
        except Noise:
            self.close()
            raise
        except Unanswered:
            self._is_quiet = False
            if self._monotonic() - self._heard >= self._patience:
                self.close()
            raise

    def close(self) -> None:
        """Give the connection up; the next question makes another."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _connect(self) -> socket.socket:
        line = socket.create_connection(self._address, self._timeout)
        # Otherwise Nagle's algorithm delays each short command by 40 ms.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket, self._heard = line, self._monotonic()
        self._is_quiet, self._has_answered = True, False
        self._splitter.forget()
        return line

    def _await_silence(self, line: socket.socket) -> None:
        """Read what came unasked. Costs nothing unless something did, or an answer is outstanding."""
        end, noise = time.monotonic() + LONGEST_UNREST, 0
        while data := self._received(line, 0.0 if self._is_quiet else SILENCE):
            self._is_quiet = False
            noise += len(data)
            if noise >= LONGEST_NOISE or time.monotonic() >= end:
                raise Noise("the receipt printer does not stop sending")
        self._splitter.forget()
        self._is_quiet = True

    @staticmethod
    def _send(line: socket.socket, question: bytes, seconds: float) -> None:
        lease.check()
        line.settimeout(seconds)  # the whole of sendall, also for a printer whose buffer is full
        try:
            line.sendall(question)
        except TimeoutError as error:
            raise Unanswered("the receipt printer takes no more data") from error

    def _await(
        self,
        line: socket.socket,
        answer: Callable[[Transmission], T | None],
        seconds: float,
        foreign: tuple[Kind, ...],
    ) -> T:
        end, stray = time.monotonic() + seconds, False
        while (left := end - time.monotonic()) > 0:
            sent = self._splitter.feed(self._received(line, left))
            for index, each in enumerate(sent):
                if (found := answer(each)) is not None:
                    self._heard, self._has_answered = self._monotonic(), True
                    self._is_quiet = index == len(sent) - 1
                    return found
                stray |= each.kind in foreign
        if stray:
            raise Noise("the receipt printer sends what is no answer")
        raise Unanswered("the receipt printer does not answer")

    @staticmethod
    def _received(line: socket.socket, seconds: float) -> bytes:
        """What arrives within `seconds`; empty when nothing does. Raises OSError at the connection's end."""
        line.settimeout(seconds)
        try:
            data = line.recv(4096)
        except (TimeoutError, BlockingIOError):
            data = None
        lease.check()
        if data is None:
            return b""
        if not data:
            raise ConnectionResetError("the printer closed the connection")
        return data
