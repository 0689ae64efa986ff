"""What the rest of the program knows of a cash unit; verbs after the UnifiedPOS CashChanger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kiosk.hardware.status import DeviceError, DeviceReport


class CashFault(DeviceError):
    """The cash unit does not work; what it did before is known."""


class CashSilent(CashFault):
    """A device on the bus does not answer."""


class CashUncertain(CashFault):
    """Coins may have moved that nobody can count: events were lost or a payout cannot be read back."""


@dataclass(frozen=True, slots=True)
class DepositReport:
    """One look at the deposit: `inserted` yen so far; `rejected`: a coin came back since the last look."""

    inserted: int
    rejected: bool = False


class MovementLog(Protocol):
    """Where the unit writes every coin, before and after it moves. Amounts are pieces and yen."""

    def coin_accepted(self, denomination: int, counter: int, hopper: bool) -> None:
        """A coin was credited; `counter` is the acceptor's event counter (1–255)."""

    def hopper_intended(self, denomination: int, pieces: int, total: int) -> int:
        """A hopper is about to pay `pieces`; `total` is its own count before. Returns the intent's id."""

    def hopper_paid(self, intent: int, denomination: int, pieces: int) -> None:
        """What really came out."""


class CashUnit(Protocol):
    """A coin changer. Not thread-safe: one worker owns it. Every method may raise CashFault."""

    def report(self) -> DeviceReport:
        """Ask every device on the bus; never raises."""

    def event_counter(self) -> int:
        """The coin acceptor's event counter: 0 after a reset, then 1–255 and again 1."""

    def stock(self) -> Mapping[int, int]:
        """Pieces in the payout hoppers by denomination, as counted by the journal's rows."""

    def cash_box(self) -> int:
        """Yen in the cash box."""

    def begin_deposit(self, log: MovementLog, acceptable: tuple[int, ...]) -> None:
        """Accept coins of these denominations from now on."""

    def set_acceptable(self, acceptable: tuple[int, ...]) -> None:
        """Change what is accepted; an empty tuple accepts nothing."""

    def poll(self) -> DepositReport:
        """Credit what fell in since the last look (call every 200 ms while a deposit is open)."""

    def fix_deposit(self) -> DepositReport:
        """Accept nothing any more, credit coins still on their way, and close the deposit."""

    def deposit(self) -> int:
        """Yen credited to the deposit last begun; asks no device."""

    def dispense(self, log: MovementLog, denomination: int, pieces: int) -> int:
        """Pay out 1–255 pieces from one hopper; returns how many reached the tray (may be fewer)."""

    def count(self, denomination: int, pieces: int) -> None:
        """Staff, or an empty hopper, says how many pieces there are."""
