"""The hoppers together: what they hold by the journal's rows, what they can pay, and payouts still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.hardware.cash.hopper import MOST_EXTRA, Hopper
from kiosk.hardware.cash.protocol import CashFault, CashUncertain, Dispensed, MovementLog, OpenPayout


class HopperBank:
    """The payout half of `CashUnit`. Counts come from the journal's rows: hoppers only have level sensors."""

    def __init__(self, hoppers: Sequence[Hopper]) -> None:
        self._hoppers = {hopper.denomination: hopper for hopper in hoppers}
        self._stock: dict[int, int] = dict.fromkeys(self._hoppers, 0)
        self._failing: set[int] = set()
        self._silent: set[int] = set()
        """Hoppers that did not answer when all were asked last."""
        self._open: dict[int, tuple[OpenPayout, MovementLog]] = {}

    def connect(self) -> dict[str, int]:
        """Identify all hoppers; returns their serial numbers by name. Raises CashFault."""
        serials = {}
        for yen, hopper in self._hoppers.items():
            hopper.connect()
            serials[f"hopper-{yen}"] = hopper.serial
        return serials

    # --- what they hold

    def load(self, stock: Mapping[int, int]) -> None:
        """Set the pieces to those of the journal."""
        self._stock = {denomination: stock.get(denomination, 0) for denomination in self._hoppers}

    def stock(self) -> dict[int, int]:
        """Pieces by denomination."""
        return dict(self._stock)

    def count(self, denomination: int, pieces: int) -> None:
        """Set the pieces in one hopper."""
        self._stock[denomination] = pieces

    def takes(self, denomination: int) -> bool:
        """Add a coin that fell into its hopper; False when there is no hopper for it."""
        if denomination not in self._stock:
            return False
        self._stock[denomination] += 1
        return True

    # --- what they can pay

    def payable(self) -> dict[int, int]:
        """The stock without the hoppers that failed since `restore` or did not answer `ask_all`.

        While a payout is open, another from the same hopper would make its count ambiguous.
        """
        out = self._failing | self._silent | {payout.denomination for payout in self.open_payouts()}
        return {yen: pieces for yen, pieces in self._stock.items() if yen not in out}

    def ask_all(self) -> None:
        """Ask every hopper to answer: one that is silent now cannot be counted on."""
        self._silent = {yen for yen, hopper in self._hoppers.items() if not hopper.answers()}

    @property
    def has_failed(self) -> bool:
        """True when a hopper failed in a payout since `restore`."""
        return bool(self._failing)

    def restore(self) -> None:
        """Use every hopper again but those with an open payout."""
        self._failing = {payout.denomination for payout in self.open_payouts()}
        self._silent = set()

    def low(self) -> list[int]:
        """Denominations whose level sensor says low. Raises CashFault when a hopper is silent."""
        return [yen for yen, hopper in self._hoppers.items() if hopper.is_low()]

    # --- payouts

    def dispense(self, log: MovementLog, denomination: int, pieces: int) -> Dispensed:
        """Pay out 1–255 pieces from one hopper; raises as `CashUnit.dispense`."""
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

    def open_payouts(self) -> tuple[OpenPayout, ...]:
        """As `CashUnit.open_payouts`."""
        return tuple(payout for payout, _ in self._open.values())

    def recount(self) -> dict[int, int]:
        """As `CashUnit.recount`."""
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

    def paid_since(self, denomination: int, total: int) -> int:
        """As `CashUnit.paid_since`."""
        return self._hoppers[denomination].count_at_rest(total)
