"""The coin changer: one acceptor, its hoppers and perhaps a note slot as a single cash unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kiosk.hardware.cash.coin_acceptor import CoinAcceptor, Credits
from kiosk.hardware.cash.hopper import Hopper
from kiosk.hardware.cash.hopper_bank import HopperBank
from kiosk.hardware.cash.note_slot import NoteSlot
from kiosk.hardware.cash.note_validator import ACCEPTED as NOTE
from kiosk.hardware.cash.protocol import (
    CashFault,
    CashUncertain,
    DepositReport,
    Dispensed,
    MovementLog,
    OpenPayout,
    Uncounted,
)
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus

POLLS_BEFORE_REFRESH = 25
"""The acceptor's inhibits are written again every 25 polls (5 s): a reset before the first coin cannot
be detected."""
SHUT = (0, False)
"""The acceptor's inhibits while no deposit is open: no position, and none at all."""
QUIET_POLLS = 2
QUIET_INTERVAL = 0.2
"""A deposit is closed after this many polls without a new coin, this many seconds apart: a coin that was
accepted just before is still rolling."""
LATE_COINS = 3
"""Coins that may still be rolling when the slot is confirmed shut. What an acceptor credits beyond them is
not believed: a device that invents events must not keep a deposit open for ever."""


class OtherDevice(CashFault):
    """A device was exchanged: its counters say nothing about what the journal knows."""


class CoinChanger:
    """Implements `CashUnit`. Counts come from the journal's rows, as the devices only have sensors."""

    def __init__(
        self,
        acceptor: CoinAcceptor,
        hoppers: Sequence[Hopper],
        wait: Callable[[float], None],
        strays: MovementLog,
        notes: NoteSlot | None = None,
    ) -> None:
        """`wait` sleeps for seconds; `strays` records what was inserted while no deposit was open."""
        self._acceptor = acceptor
        self._wait = wait
        self._strays = strays
        self._hoppers = HopperBank(hoppers)
        self._notes = notes or NoteSlot(None, wait, strays)
        self._cash_box = 0
        self._connected = False
        self._expected: dict[str, int] = {}
        self._noted: dict[str, int] = {}
        self._serials: dict[str, int] = {}
        self._fault_reported = False
        self._log: MovementLog | None = None
        self._inserted = 0
        self._limit: int | None = None
        self._uncounted = False
        self._acceptable: tuple[int, ...] = ()
        self._polls = 0

    def expect(self, serials: Mapping[str, int]) -> None:
        self._expected = self._noted = dict(serials)

    def serials(self) -> Mapping[str, int]:
        return dict(self._serials)

    def load_counts(self, stock: Mapping[int, int], cash_box: int) -> None:
        self._hoppers.load(stock)
        self._cash_box, self._notes.stacked = cash_box, 0

    def connect(self) -> None:
        """Identify all devices without accepting coins yet.

        Raises CashFault, and OtherDevice if one was exchanged since its serial number was noted.
        """
        if self._connected:
            return
        self._acceptor.connect()
        self._pin({"acceptor": self._acceptor.serial(), **self._hoppers.connect()})
        self._connected = True

    def _pin(self, serials: Mapping[str, int]) -> None:
        """Raise OtherDevice unless these devices are those that are expected; from now on they are."""
        if other := [name for name in serials if self._expected.get(name, serials[name]) != serials[name]]:
            raise OtherDevice(f"another device than before answers as {', '.join(other)}")
        self._serials = {**self._serials, **serials}
        self._expected = {**self._expected, **serials}

    def report(self) -> DeviceReport:
        try:
            self.connect()
            self._sweep()
            if self._log is None and self._acceptor.inhibits() != SHUT:
                self._acceptor.accept(())  # commands were lost: the slot is open though nobody pays
            if self._fault_reported:
                self._fault_reported = self._acceptor.self_check() != 0
            low = self._hoppers.low()
            notes = self._notes.report()
            self._pin(self._notes.serials())
        except OtherDevice:
            return DeviceReport(DeviceStatus.USER_ERROR, Detail.OTHER_DEVICE)
        except CashFault:
            self._connected = False
            return DeviceReport(DeviceStatus.OFFLINE, Detail.CASH_SILENT)
        if self._fault_reported:
            return DeviceReport(DeviceStatus.HARDWARE_ERROR, Detail.ACCEPTOR_FAULT)
        if self._hoppers.has_failed:
            return DeviceReport(DeviceStatus.ONLINE, Detail.HOPPER_FAILED)
        if notes is not Detail.NONE:
            return DeviceReport(DeviceStatus.ONLINE, notes)  # coins go on
        return DeviceReport(DeviceStatus.ONLINE, Detail.COINS_LOW if low else Detail.NONE)

    def event_counter(self) -> int:
        self.connect()
        self._sweep()
        return self._acceptor.counter()

    def stock(self) -> Mapping[int, int]:
        return self._hoppers.stock()

    def payable(self) -> Mapping[int, int]:
        return self._hoppers.payable()

    def takes_notes(self) -> bool:
        return self._notes.takes

    def cash_box(self) -> int:
        return self._cash_box + self._notes.stacked

    def deposit(self) -> int:
        return self._inserted + self._notes.credited

    def begin_deposit(self, log: MovementLog, acceptable: tuple[int, ...], limit: int) -> None:
        # First of all: what fails below must not leave the deposit of an earlier visit to be paid back.
        self._log, self._inserted, self._limit, self._uncounted, self._polls = None, 0, limit, False, 0
        self._notes.begin(log, self._has_room_for)
        try:
            self.connect()
            self._sweep()
        except CashFault:
            self._notes.end()
            raise
        self._log = log
        self.set_acceptable(acceptable)

    def set_acceptable(self, acceptable: tuple[int, ...]) -> None:
        try:
            self._notes.accept(NOTE in acceptable)
        finally:  # the one must not keep the other open
            self._accept_coins(acceptable)
        self._acceptable = acceptable

    def _accept_coins(self, acceptable: tuple[int, ...]) -> None:
        self._notice_reset()  # the inhibits that are set now are what would tell of it
        coins = () if self._notes.is_busy else tuple(yen for yen in acceptable if yen != NOTE)
        self._acceptor.accept(coins)

    def poll(self) -> DepositReport:
        self._polls += 1
        if self._polls % POLLS_BEFORE_REFRESH == 0:
            self._accept_coins(self._acceptable)
        was_busy = self._notes.is_busy
        coins = self._acceptor.poll()
        self._credit(coins)
        notes = self._notes.poll(coins=bool(coins.coins))
        if self._notes.is_busy and not was_busy:
            self._accept_coins(())  # what a note is decided about must not move
        if self._notes.is_undecided:
            self._hoppers.ask_all()
        return replace(
            self._so_far(),
            rejected=coins.rejected > 0,
            note_returned=notes.returned,
            undecided=notes.left or self._notes.is_undecided,
        )

    def fix_deposit(self) -> DepositReport:
        try:
            self._notes.accept(False)
            self._notes.finish()
        finally:  # whatever holds up a note, the coins are shut and counted
            self._accept_coins(())
            self._acceptable = ()
            self._credit(self._acceptor.poll())  # inserted before the slot was shut, in any number
        quiet, late = 0, LATE_COINS
        while quiet < QUIET_POLLS:
            self._wait(QUIET_INTERVAL)
            found = self._acceptor.poll()
            believed = found.coins[:late]
            late -= len(believed)
            self._credit(replace(found, coins=believed), implausible=len(found.coins) - len(believed))
            self._notes.finish()  # one may have been on its way in
            quiet = 0 if believed else quiet + 1
        self._log = None
        self._notes.end()
        return self._so_far()

    def _so_far(self) -> DepositReport:
        return DepositReport(self.deposit(), uncounted=self._uncounted or self._notes.uncounted)

    def _has_room_for(self, yen: int) -> bool:
        """Whether anybody can have inserted so much more into this deposit."""
        return self._log is None or self._limit is None or self.deposit() + yen <= self._limit

    def credit_missed(self, log: MovementLog, last_counter: int) -> None:
        self.connect()
        self._log, self._limit, self._uncounted = log, None, False
        try:
            self._credit(self._acceptor.read_from(last_counter))
        finally:
            self._log = None
        if self._uncounted:
            raise CashUncertain("the coin acceptor took coins that cannot be counted")

    def paid_since(self, denomination: int, total: int) -> int:
        self.connect()
        return self._hoppers.paid_since(denomination, total)

    def note_since(self, counter: int) -> bool:
        return self._notes.stacked_since(counter, self._noted.get("validator"))

    def dispense(self, log: MovementLog, denomination: int, pieces: int) -> Dispensed:
        return self._hoppers.dispense(log, denomination, pieces)

    def count(self, denomination: int, pieces: int) -> None:
        self._hoppers.count(denomination, pieces)

    def open_payouts(self) -> tuple[OpenPayout, ...]:
        return self._hoppers.open_payouts()

    def recount(self) -> Mapping[int, int]:
        return self._hoppers.recount()

    def restore(self) -> None:
        self._hoppers.restore()

    def accept_devices(self) -> None:
        self._expected = {}
        self._notes.staff_has_looked()

    def _notice_reset(self) -> None:
        """Find a reset that the event counter cannot show, because it was 0 before: the inhibits are gone."""
        if self._log is not None and self._acceptor.was_reset():
            self._credit(Credits(reset=True))

    def _sweep(self) -> None:
        """Record coins that were inserted while none should be accepted: they belong to no deposit."""
        log, self._log = self._log, None
        try:
            self._credit(self._acceptor.poll())
        finally:
            self._log = log

    def _credit(self, found: Credits, implausible: int = 0) -> None:
        # Sums first: if a row cannot be written to disk, the customer is still owed every coin.
        rows = []
        for coin in found.coins:
            if not self._has_room_for(coin.denomination):
                implausible += 1
                continue
            in_hopper = coin.hopper and self._hoppers.takes(coin.denomination)
            if not in_hopper:
                self._cash_box += coin.denomination
            if self._log is not None:
                self._inserted += coin.denomination
            rows.append((coin.denomination, coin.counter, in_hopper))
        uncounted = Uncounted(found.lost, found.unvalued, found.kept, implausible, found.reset)
        self._uncounted |= bool(uncounted)
        log = self._log or self._strays
        for row in rows:
            log.coin_accepted(*row)
        if uncounted:
            log.coins_uncounted(found.counter, uncounted)
        for code in found.faults:
            log.acceptor_reported(code)
        if found.faults:
            self._fault_reported = True
            raise CashFault(f"the coin acceptor reports fault {found.faults[0]}")
