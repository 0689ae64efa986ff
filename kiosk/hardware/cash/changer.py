"""The coin changer: one acceptor and its hoppers as a single cash unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kiosk.hardware.cash.coin_acceptor import CoinAcceptor, Credits
from kiosk.hardware.cash.hopper import TOTALS, Hopper
from kiosk.hardware.cash.protocol import CashFault, CashUncertain, DepositReport, MovementLog
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
        self._log: MovementLog | None = None
        self._inserted = 0
        self._acceptable: tuple[int, ...] = ()
        self._polls = 0

    def load_counts(self, stock: Mapping[int, int], cash_box: int) -> None:
        """Set the counts, at start-up or after staff have counted. `cash_box` is in yen."""
        self._stock = {denomination: stock.get(denomination, 0) for denomination in self._hoppers}
        self._cash_box = cash_box

    def connect(self) -> None:
        """Identify all devices without accepting coins yet. Raises CashFault."""
        if not self._connected:
            self._acceptor.connect()
            for hopper in self._hoppers.values():
                hopper.connect()
            self._connected = True

    def report(self) -> DeviceReport:
        try:
            self.connect()
            self._sweep()
            if self._log is None and self._acceptor.inhibits() != SHUT:
                self._acceptor.accept(())  # commands were lost: the slot is open though nobody pays
            low = [hopper.denomination for hopper in self._hoppers.values() if hopper.is_low()]
        except CashFault:
            self._connected = False
            return DeviceReport(DeviceStatus.OFFLINE, Detail.CASH_SILENT)
        return DeviceReport(DeviceStatus.ONLINE, Detail.COINS_LOW if low else Detail.NONE)

    def event_counter(self) -> int:
        self.connect()
        self._sweep()
        return self._acceptor.counter()

    def stock(self) -> Mapping[int, int]:
        return dict(self._stock)

    def cash_box(self) -> int:
        return self._cash_box

    def deposit(self) -> int:
        return self._inserted

    def begin_deposit(self, log: MovementLog, acceptable: tuple[int, ...]) -> None:
        self.connect()
        self._log, self._inserted, self._polls = log, 0, 0
        self._sweep()
        self.set_acceptable(acceptable)

    def set_acceptable(self, acceptable: tuple[int, ...]) -> None:
        self._acceptor.accept(acceptable)
        self._acceptable = acceptable

    def poll(self) -> DepositReport:
        self._polls += 1
        if self._polls % POLLS_BEFORE_REFRESH == 0:
            self._acceptor.accept(self._acceptable)
        found = self._acceptor.poll()
        self._credit(found)
        return DepositReport(self._inserted, found.rejected > 0)

    def fix_deposit(self) -> DepositReport:
        self.set_acceptable(())
        quiet = 0
        while quiet < QUIET_POLLS:
            self._wait(QUIET_INTERVAL)
            found = self._acceptor.poll()
            self._credit(found)
            quiet = 0 if found.coins else quiet + 1
        self._log = None
        return DepositReport(self._inserted)

    def credit_missed(self, log: MovementLog, last_counter: int) -> None:
        """Credit coins that were inserted after `last_counter` while the terminal was down."""
        self.connect()
        self._log = log
        try:
            self._credit(self._acceptor.read_from(last_counter))
        finally:
            self._log = None

    def paid_since(self, denomination: int, total: int) -> int:
        """Return how many coins the hopper has paid out since its own count was `total`."""
        self.connect()
        return (self._hoppers[denomination].total_paid() - total) % TOTALS

    def dispense(self, log: MovementLog, denomination: int, pieces: int) -> int:
        hopper = self._hoppers[denomination]
        total = hopper.total_paid()
        intent = log.hopper_intended(denomination, pieces, total)
        try:
            paid = hopper.dispense(pieces, total)
        except CashUncertain:
            raise  # the intent stays open: nobody knows yet
        except CashFault:
            log.hopper_paid(intent, denomination, 0)  # nothing has moved
            raise
        log.hopper_paid(intent, denomination, paid)
        self._stock[denomination] -= paid
        return paid

    def count(self, denomination: int, pieces: int) -> None:
        self._stock[denomination] = pieces

    def _sweep(self) -> None:
        """Record coins that were inserted while none should be accepted: they belong to no deposit."""
        log, self._log = self._log, None
        try:
            self._credit(self._acceptor.poll())
        except CashUncertain:
            self._acceptor.accept(())  # a reset or lost events, but no deposit is affected
        finally:
            self._log = log

    def _credit(self, found: Credits) -> None:
        # Sums first: if a row cannot be written to disk, the customer is still owed every coin.
        rows = []
        for coin in found.coins:
            in_hopper = coin.hopper and coin.denomination in self._stock
            if in_hopper:
                self._stock[coin.denomination] += 1
            else:
                self._cash_box += coin.denomination
            if self._log is not None:
                self._inserted += coin.denomination
            rows.append((coin.denomination, coin.counter, in_hopper))
        log = self._log or self._strays
        for row in rows:
            log.coin_accepted(*row)
        if found.lost or found.unvalued:
            raise CashUncertain("the coin acceptor took coins that cannot be counted")
        if found.faults:
            raise CashFault(f"the coin acceptor reports fault {found.faults[0]}")
