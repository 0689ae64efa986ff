"""The coin changer: one acceptor and its hoppers as a single cash unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kiosk.hardware.cash.coin_acceptor import CoinAcceptor, Credits
from kiosk.hardware.cash.hopper import MOST_EXTRA, Hopper
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
    ) -> None:
        """`wait` sleeps for seconds; `strays` records coins that were inserted while no deposit was open."""
        self._acceptor = acceptor
        self._wait = wait
        self._strays = strays
        self._hoppers = {hopper.denomination: hopper for hopper in hoppers}
        self._stock: dict[int, int] = dict.fromkeys(self._hoppers, 0)
        self._cash_box = 0
        self._connected = False
        self._expected: dict[str, int] = {}
        self._serials: dict[str, int] = {}
        self._failing: set[int] = set()
        self._open: dict[int, tuple[OpenPayout, MovementLog]] = {}
        self._fault_reported = False
        self._log: MovementLog | None = None
        self._inserted = 0
        self._limit: int | None = None
        self._uncounted = False
        self._acceptable: tuple[int, ...] = ()
        self._polls = 0

    def expect(self, serials: Mapping[str, int]) -> None:
        self._expected = dict(serials)

    def serials(self) -> Mapping[str, int]:
        return dict(self._serials)

    def load_counts(self, stock: Mapping[int, int], cash_box: int) -> None:
        self._stock = {denomination: stock.get(denomination, 0) for denomination in self._hoppers}
        self._cash_box = cash_box

    def connect(self) -> None:
        """Identify all devices without accepting coins yet.

        Raises CashFault, and OtherDevice if one was exchanged since its serial number was noted.
        """
        if self._connected:
            return
        self._acceptor.connect()
        serials = {"acceptor": self._acceptor.serial()}
        for yen, hopper in self._hoppers.items():
            hopper.connect()
            serials[f"hopper-{yen}"] = hopper.serial
        if other := [name for name in serials if self._expected.get(name, serials[name]) != serials[name]]:
            raise OtherDevice(f"another device than before answers as {', '.join(other)}")
        self._serials = self._expected = serials
        self._connected = True

    def report(self) -> DeviceReport:
        try:
            self.connect()
            self._sweep()
            if self._log is None and self._acceptor.inhibits() != SHUT:
                self._acceptor.accept(())  # commands were lost: the slot is open though nobody pays
            if self._fault_reported:
                self._fault_reported = self._acceptor.self_check() != 0
            low = [hopper.denomination for hopper in self._hoppers.values() if hopper.is_low()]
        except OtherDevice:
            return DeviceReport(DeviceStatus.USER_ERROR, Detail.OTHER_DEVICE)
        except CashFault:
            self._connected = False
            return DeviceReport(DeviceStatus.OFFLINE, Detail.CASH_SILENT)
        if self._fault_reported:
            return DeviceReport(DeviceStatus.HARDWARE_ERROR, Detail.ACCEPTOR_FAULT)
        if self._failing:
            return DeviceReport(DeviceStatus.ONLINE, Detail.HOPPER_FAILED)
        return DeviceReport(DeviceStatus.ONLINE, Detail.COINS_LOW if low else Detail.NONE)

    def event_counter(self) -> int:
        self.connect()
        self._sweep()
        return self._acceptor.counter()

    def stock(self) -> Mapping[int, int]:
        return dict(self._stock)

    def payable(self) -> Mapping[int, int]:
        # While a payout is open, another from the same hopper would make its count ambiguous.
        busy = self._failing | {payout.denomination for payout in self.open_payouts()}
        return {yen: pieces for yen, pieces in self._stock.items() if yen not in busy}

    def cash_box(self) -> int:
        return self._cash_box

    def deposit(self) -> int:
        return self._inserted

    def begin_deposit(self, log: MovementLog, acceptable: tuple[int, ...], limit: int) -> None:
        # First of all: what fails below must not leave the deposit of an earlier visit to be paid back.
        self._log, self._inserted, self._limit, self._uncounted, self._polls = None, 0, limit, False, 0
        self.connect()
        self._sweep()
        self._log = log
        self.set_acceptable(acceptable)

    def set_acceptable(self, acceptable: tuple[int, ...]) -> None:
        self._acceptor.accept(acceptable)
        self._acceptable = acceptable

    def poll(self) -> DepositReport:
        self._polls += 1
        if self._polls % POLLS_BEFORE_REFRESH == 0:
            self._notice_reset()
            self._acceptor.accept(self._acceptable)
        found = self._acceptor.poll()
        self._credit(found)
        return DepositReport(self._inserted, found.rejected > 0, self._uncounted)

    def fix_deposit(self) -> DepositReport:
        self._notice_reset()
        self.set_acceptable(())
        self._credit(self._acceptor.poll())  # inserted before the slot was shut, in any number
        quiet, late = 0, LATE_COINS
        while quiet < QUIET_POLLS:
            self._wait(QUIET_INTERVAL)
            found = self._acceptor.poll()
            believed = found.coins[:late]
            late -= len(believed)
            self._credit(replace(found, coins=believed), implausible=len(found.coins) - len(believed))
            quiet = 0 if believed else quiet + 1
        self._log = None
        return DepositReport(self._inserted, uncounted=self._uncounted)

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
        return self._hoppers[denomination].count_at_rest(total)

    def dispense(self, log: MovementLog, denomination: int, pieces: int) -> Dispensed:
        hopper = self._hoppers[denomination]
        try:
            total = hopper.total_paid()
        except CashFault:
            self._failing.add(denomination)
            raise
        intent = log.hopper_intended(denomination, pieces, total)

        def counted(so_far: int) -> None:
            self._open[intent] = OpenPayout(denomination, pieces, total, intent, so_far), log
            log.hopper_counted(intent, denomination, so_far)

        # Open from here on: a thread that hangs in the payout and is given up leaves it to be recounted.
        self._open[intent] = OpenPayout(denomination, pieces, total, intent, 0), log
        try:
            dispensed = hopper.dispense(pieces, total, counted)
        except CashUncertain as error:
            self._failing.add(denomination)
            # The intent stays open: nobody knows yet.
            self._open[intent] = OpenPayout(denomination, pieces, total, intent, error.counted), log
            raise
        except CashFault:
            self._failing.add(denomination)
            del self._open[intent]
            log.hopper_paid(intent, denomination, 0)  # nothing has moved
            raise
        del self._open[intent]
        if not dispensed.is_empty and dispensed.pieces != pieces:
            self._failing.add(denomination)
        self._stock[denomination] -= dispensed.pieces
        log.hopper_paid(intent, denomination, dispensed.pieces)
        return dispensed

    def count(self, denomination: int, pieces: int) -> None:
        self._stock[denomination] = pieces

    def open_payouts(self) -> tuple[OpenPayout, ...]:
        return tuple(payout for payout, _ in self._open.values())

    def recount(self) -> Mapping[int, int]:
        results: dict[int, int] = {}
        for intent, (payout, log) in tuple(self._open.items()):
            try:
                pieces = self._hoppers[payout.denomination].count_at_rest(payout.total)
            except CashFault:
                continue
            if not payout.counted <= pieces <= payout.pieces + MOST_EXTRA:
                continue  # another hopper, or one that forgot: its count says nothing about this payout
            del self._open[intent]
            self._stock[payout.denomination] -= pieces
            log.hopper_paid(intent, payout.denomination, pieces)
            results[intent] = pieces
        return results

    def restore(self) -> None:
        self._failing = {payout.denomination for payout in self.open_payouts()}

    def accept_devices(self) -> None:
        self._expected = {}

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
            deposit = self._inserted + coin.denomination
            if self._log is not None and self._limit is not None and deposit > self._limit:
                implausible += 1
                continue
            in_hopper = coin.hopper and coin.denomination in self._stock
            if in_hopper:
                self._stock[coin.denomination] += 1
            else:
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
