"""A card reader whose passing trouble is waited out: a card that another program holds, an odd state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from kiosk.hardware.card.protocol import CardConnection, CardReader, ReaderAmbiguous, ReaderFault
from kiosk.hardware.leased import LeasedConnection
from kiosk.hardware.status import DeviceReport, Media
from kiosk.net import lease

PAUSE = 0.1
"""Seconds between two tries."""


class PatientReader:
    """Implements `CardReader` by asking another one again, for `patience` seconds of trouble without a break.

    A command is never repeated: once connected, an error of the reader is the connection's own. The patience
    is spent once; a reader that stays in trouble fails at once after that, until it has answered again.
    Not thread-safe: one worker owns the reader.
    """

    def __init__(
        self,
        reader: CardReader,
        *,
        patience: float,
        monotonic: Callable[[], float],
        wait: Callable[[float], None],
    ) -> None:
        """`monotonic` is a clock in seconds, `wait` lets them pass."""
        self._reader = reader
        self._patience = patience
        self._monotonic = monotonic
        self._wait = wait
        self._trouble_since: float | None = None

    def media(self) -> Media:
        while True:
            lease.check()
            try:
                media = self._reader.media()
            except ReaderFault as fault:
                if not self._waits_for(fault):
                    raise
            else:
                lease.check()
                self._trouble_since = None
                return media

    def status(self) -> DeviceReport:
        while True:
            report = self._reader.status()
            if report.can_serve:
                self._trouble_since = None
                return report
            if not self._waits():
                return report

    @contextmanager
    def connect(self) -> Iterator[CardConnection]:
        with ExitStack() as stack:
            while True:
                lease.check()
                try:
                    connection = stack.enter_context(self._reader.connect())
                except ReaderFault as fault:
                    if not self._waits_for(fault):
                        raise
                else:
                    break
            self._trouble_since = None
            yield LeasedConnection(connection)

    def _waits_for(self, fault: ReaderFault) -> bool:
        return not isinstance(fault, ReaderAmbiguous) and self._waits()

    def _waits(self) -> bool:
        """Wait a moment, unless the patience is spent."""
        now = self._monotonic()
        if self._trouble_since is None:
            self._trouble_since = now
        if now - self._trouble_since >= self._patience:
            return False
        self._wait(PAUSE)
        return True
