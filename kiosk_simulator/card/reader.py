"""An in-process card reader for a software card, with faults that QA can switch."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kiosk.hardware.card.protocol import CardConnection, CardRemoved, ReaderFault
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus, Media
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.faults import NeverAnswers

RESET_RETRY_COUNTER = 0x2C
"""INS of the command that sets a new password."""
ODD_LOOK = 11
"""Every eleventh look finds an odd state, where the reader has them."""


class SoftwareReader:
    """CardReader without hardware. Safe to use from several threads.

    `delay` is the time in seconds added to each APDU, `wait` lets it pass (a manual clock has its own), and
    `now` is that clock in seconds;
    `on_change` is called after a card was placed or removed.
    """

    def __init__(
        self,
        *,
        wait: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
        on_change: Callable[[], None] | None = None,
    ) -> None:
        self._lock = threading.RLock()
        self._wait = wait
        self._now = now
        self._on_change = on_change
        self._card: SoftwareJpkiCard | None = None
        self._insertion = 0
        self._connected = False
        self._gone_unannounced = False
        self._remove_in: tuple[int, bool] | None = None
        self._remove_at: tuple[int, bool] | None = None
        self._hang_in: int | None = None
        self.is_hanging = False
        """True while a caller is blocked by it."""
        self._recovered = threading.Event()
        self._held_until = 0.0
        self._looks = 0
        self.odd_looks = False
        """Whether one look in ODD_LOOK finds the reader in a state that means nothing."""
        self.delay = 0.0
        self.offline = False
        self.blocks = False
        """Whether a hanging reader blocks its caller until it recovers, as a real one does; otherwise
        it raises NeverAnswers, for a terminal whose workers run in the caller's thread."""
        self.apdus_sent = 0

    @property
    def card(self) -> SoftwareJpkiCard | None:
        """The card on the reader."""
        return self._card

    def insert(self, card: SoftwareJpkiCard) -> None:
        """Put a card on the reader, after removing any card that is on it."""
        with self._lock:
            self._take()
            self._card = card
            self._insertion += 1
        self._changed()

    def remove(self) -> None:
        """Remove the card, possibly in the middle of a command sequence; cancels a scheduled pull."""
        with self._lock:
            self._take()
            self._remove_in = self._remove_at = None
        self._changed()

    def remove_after_apdu(self, count: int | None, *, answered: bool = True) -> None:
        """Pull the card once, after `count` more APDUs (0: before the next one); None cancels this.

        With `answered` False the card executes the last of them, but its answer is lost: a PIN try may
        have been spent without the terminal knowing.
        """
        with self._lock:
            self._remove_in = None if count is None else (count, answered)

    @property
    def removal(self) -> tuple[int, bool] | None:
        """(APDUs until the card is pulled, whether the last is answered); None when it is not pulled."""
        return self._remove_in

    def remove_at_instruction(self, instruction: int | None, *, carried_out: bool = False) -> None:
        """Pull the card once, at the next command with this INS byte; None cancels this.

        With `carried_out` the command takes effect and only its answer is lost; otherwise it never
        reaches the card.
        """
        with self._lock:
            self._remove_at = None if instruction is None else (instruction, carried_out)

    @property
    def removal_at(self) -> tuple[int, bool] | None:
        """(INS byte at which the card is pulled, whether it takes effect); None when it is not pulled."""
        return self._remove_at

    def hang_after_apdu(self, count: int | None) -> None:
        """After `count` more APDUs the reader hangs until `recover` (None: it answers again)."""
        with self._lock:
            self._hang_in = count
            if count is None:
                self._recovered.set()
            else:
                self._recovered.clear()

    @property
    def hang_in(self) -> int | None:
        """APDUs until the reader hangs (0: it hangs now), None when it does not."""
        return self._hang_in

    def recover(self) -> None:
        """Switch all faults off; the card is not moved."""
        with self._lock:
            self._remove_in = self._remove_at = None
            self.hang_after_apdu(None)
            self.offline = self.odd_looks = False
            self._held_until = 0.0

    def hold_for(self, seconds: float) -> None:
        """Another program holds the card for so long: a sharing violation for everybody else."""
        self._held_until = self._now() + seconds

    @property
    def is_held(self) -> bool:
        """True while another program holds the card."""
        return self._now() < self._held_until

    def media(self) -> Media:
        """See CardReader."""
        if self.offline:
            raise ReaderFault("the simulated reader is offline")
        self._looks += 1
        if self.odd_looks and self._looks % ODD_LOOK == 0:
            raise ReaderFault("the simulated reader is in an odd state")
        return Media.PRESENT if self._card is not None else Media.NOT_PRESENT

    def status(self) -> DeviceReport:
        """See CardReader."""
        if self.offline:
            return DeviceReport(DeviceStatus.OFFLINE, Detail.SERVICE_STOPPED)
        return DeviceReport(DeviceStatus.ONLINE)

    @contextmanager
    def connect(self) -> Iterator[CardConnection]:
        """See CardReader."""
        with self._lock:
            if self.offline:
                raise ReaderFault("the simulated reader is offline")
            if self._card is None:
                raise CardRemoved("no card on the simulated reader")
            if self._connected or self.is_held:
                raise ReaderFault("the card is in use")
            self._connected = True
            card, insertion = self._card, self._insertion
            card.power_on()
        try:
            yield _Connection(self, card, insertion)
        finally:
            with self._lock:
                self._connected = False
                card.power_off()

    def _exchange(self, card: SoftwareJpkiCard, insertion: int, apdu: bytes) -> bytes:
        if card.delay + self.delay:
            self._wait(card.delay + self.delay)
        try:
            with self._lock:
                return self._exchange_locked(card, insertion, apdu)
        except NeverAnswers:
            if not self.blocks:
                raise
            self.is_hanging = True
            self._recovered.wait()
            self.is_hanging = False
            raise ReaderFault("the simulated reader was reset") from None
        finally:
            if self._gone_unannounced:
                self._gone_unannounced = False
                self._changed()

    def _exchange_locked(self, card: SoftwareJpkiCard, insertion: int, apdu: bytes) -> bytes:
        if self.offline:
            raise ReaderFault("the simulated reader went offline")
        if self._hang_in is not None:
            if self._hang_in == 0:
                raise NeverAnswers("the simulated reader hangs")
            self._hang_in -= 1
        due = self._remove_at is not None and apdu[1:2] == bytes((self._remove_at[0],))
        carried_out = due and self._remove_at is not None and self._remove_at[1]
        if (self._remove_in is not None and self._remove_in[0] == 0) or (due and not carried_out):
            self._pull()
        if self._card is not card or self._insertion != insertion:
            raise CardRemoved("the card left the simulated reader")
        self.apdus_sent += 1
        answer = card.transmit(apdu)
        if carried_out:
            self._pull()
            raise CardRemoved("the card left the simulated reader before it answered")
        self._count_down_to_removal()
        return answer

    def _count_down_to_removal(self) -> None:
        if self._remove_in is None:
            return
        count, answered = self._remove_in
        self._remove_in = (count - 1, answered)
        if count > 1:
            return
        self._pull()
        if not answered:
            raise CardRemoved("the card left the simulated reader before it answered")

    def _take(self) -> None:
        if self._card is not None:
            self._card.power_off()
        self._card = None

    def _pull(self) -> None:
        self._take()
        self._remove_in = self._remove_at = None
        self._gone_unannounced = True

    def _changed(self) -> None:
        if self._on_change is not None:
            self._on_change()


class _Connection:
    """Usable until its first failure, like a PC/SC handle."""

    def __init__(self, reader: SoftwareReader, card: SoftwareJpkiCard, insertion: int) -> None:
        self._reader = reader
        self._card = card
        self._insertion = insertion
        self._dead: CardRemoved | ReaderFault | None = None

    def transmit(self, apdu: bytes | bytearray) -> bytes:
        """See CardConnection."""
        if self._dead is not None:
            raise self._dead.with_traceback(None)
        try:
            return self._reader._exchange(self._card, self._insertion, bytes(apdu))
        except (CardRemoved, ReaderFault) as error:
            self._dead = error
            raise
