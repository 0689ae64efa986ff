"""What money and paper did. Amounts are yen."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.fsm.events.base import Event
from kiosk.fsm.notices import Notice


@dataclass(frozen=True, slots=True)
class DepositOpened(Event):
    """Coins are accepted; `acceptable` lists the denominations, in yen, that may be inserted now."""

    acceptable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoinsAccepted(Event):
    """`inserted` is the whole deposit so far in yen; `acceptable` as in DepositOpened."""

    inserted: int
    acceptable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoinRejected(Event):
    """A coin came back to the shopper (worn, foreign, or not acceptable now)."""


@dataclass(frozen=True, slots=True)
class DepositFixed(Event):
    """Nothing is accepted any more; `inserted` yen is final and counted.

    `payable` is False when the change for it could not be paid out (several coins fell
    in between two polls): then everything goes back.
    """

    inserted: int
    payable: bool = True


@dataclass(frozen=True, slots=True)
class CashFailed(Event):
    """The cash unit failed; `inserted` yen is what is known to have been taken in."""

    notice: Notice
    inserted: int


@dataclass(frozen=True, slots=True)
class Settled(Event):
    """Change or refund is out.

    `paid_out` yen reached the tray; `claimed` yen could not be paid and goes on a claim slip.
    """

    paid_out: int
    claimed: int


@dataclass(frozen=True, slots=True)
class ReceiptPrinted(Event):
    """The receipt or claim slip came out, or did not (`printed` False)."""

    printed: bool


@dataclass(frozen=True, slots=True)
class SheetPrinted(Event):
    """Sheet `sheet` (1…) of the order is out; `copies` whole certificates are complete so far."""

    sheet: int
    copies: int


@dataclass(frozen=True, slots=True)
class PrintCompleted(Event):
    """Every certificate of the order is out."""

    copies: int


@dataclass(frozen=True, slots=True)
class PrintHeld(Event):
    """The printer waits for staff (paper, jam); the job is kept and can go on."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class PrintResumed(Event):
    """The printer is ready again."""


@dataclass(frozen=True, slots=True)
class PrintFailed(Event):
    """Printing ended early; `copies` whole certificates are out, the rest is void."""

    notice: Notice
    copies: int
