"""The interface of a cash unit; its verbs follow the UnifiedPOS CashChanger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kiosk.hardware.status import DeviceError, DeviceReport


class CashFault(DeviceError):
    """The cash unit failed, but everything it did before is known."""


class CashSilent(CashFault):
    """A device on the bus does not answer."""


class CashUncertain(CashFault):
    """An unknown number of coins may have moved: events were lost or a payout cannot be read back."""


@dataclass(frozen=True, slots=True)
class DepositReport:
    """State of the deposit: `inserted` yen so far, and whether a coin was `rejected` since the last poll."""

    inserted: int
    rejected: bool = False


class MovementLog(Protocol):
    """Where the unit records every coin, before and after it moves."""

    def coin_accepted(self, denomination: int, counter: int, hopper: bool) -> None:
        """A coin of `denomination` yen was credited; `counter` is the acceptor's event counter (1–255).

        `hopper` is False for a coin that went to the cash box.
        """

    def hopper_intended(self, denomination: int, pieces: int, total: int) -> int:
        """A hopper is about to pay out `pieces`; `total` is its own count before. Returns the intent's id."""

    def hopper_paid(self, intent: int, denomination: int, pieces: int) -> None:
        """The hopper has paid out `pieces`."""


class CashUnit(Protocol):
    """A coin changer. Not thread-safe: one worker owns it. Every method but `report` may raise CashFault."""

    def report(self) -> DeviceReport:
        """Query every device on the bus and return the status. Never raises."""

    def event_counter(self) -> int:
        """Read the coin acceptor's event counter: 0 after a reset, then 1–255, then 1 again."""

    def stock(self) -> Mapping[int, int]:
        """Return the pieces in the hoppers by denomination, as counted by the journal's rows."""

    def cash_box(self) -> int:
        """Return the yen in the cash box."""

    def begin_deposit(self, log: MovementLog, acceptable: tuple[int, ...]) -> None:
        """Open a deposit and accept coins of these denominations."""

    def set_acceptable(self, acceptable: tuple[int, ...]) -> None:
        """Change the accepted denominations; an empty tuple accepts none."""

    def poll(self) -> DepositReport:
        """Credit coins inserted since the last poll; call every 200 ms while a deposit is open."""

    def fix_deposit(self) -> DepositReport:
        """Stop accepting coins, credit those still on their way, and close the deposit."""

    def deposit(self) -> int:
        """Return the yen credited to the latest deposit, without querying a device."""

    def dispense(self, log: MovementLog, denomination: int, pieces: int) -> int:
        """Pay out 1–255 pieces from one hopper and return how many reached the tray (may be fewer)."""

    def count(self, denomination: int, pieces: int) -> None:
        """Set the number of pieces in a hopper, counted by staff or known from an empty hopper."""
