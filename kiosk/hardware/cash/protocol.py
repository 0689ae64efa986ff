"""The interface of a cash unit; its verbs follow the UnifiedPOS CashChanger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kiosk.hardware.status import DeviceError, DeviceReport
from kiosk.structs import Struct


class CashFault(DeviceError):
    """The cash unit failed, but everything it did before is known."""


class CashSilent(CashFault):
    """A device on the bus does not answer."""


class CashRefused(CashFault):
    """A device on the bus refused a command (NAK), or was busy for longer than it is waited for."""


class CashUncertain(CashFault):
    """A payout that cannot be read back: `counted` coins are out for certain, the others perhaps."""

    def __init__(self, message: str, counted: int = 0) -> None:
        super().__init__(message)
        self.counted = counted


class DepositReport(Struct):
    """State of the deposit.

    `inserted` is in yen so far, `rejected` says whether a coin was returned since the last poll, and
    `note_returned` whether a note was. `uncounted` is True once money may have been inserted that nobody can
    count: events were lost in a reset, a coin or note was kept without credit, or more was credited than
    anybody can have inserted.

    `undecided` asks for `set_acceptable`: a note is held in escrow, or has left it. While one is held,
    no coin is let in, so that the decision is about a sum that does not move.
    """

    inserted: int
    rejected: bool = False
    uncounted: bool = False
    note_returned: bool = False
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Why coins may be inside that are not credited: numbers of events, as the acceptor reported them.

    `lost` were overwritten before they were read, `unvalued` were coins at a position without a yen value,
    `kept` were kept without credit, `implausible` were more than anybody can have inserted; `reset` is
    True when the acceptor forgot its events.
    """

    lost: int = 0
    unvalued: int = 0
    kept: int = 0
    implausible: int = 0
    reset: bool = False

    def __bool__(self) -> bool:
        return self.reset or self.lost + self.unvalued + self.kept + self.implausible > 0


@dataclass(frozen=True, slots=True)
class UncountedNotes:
    """Why notes may be inside that are not credited, as the note validator reported them.

    `lost` events were overwritten before they were read, `unvalued` notes were stacked without a value in
    yen, `stuck` notes were in escrow or on their way from it, and neither stacked nor returned as far as
    the device tells; `implausible` were more than anybody can have inserted, and `doubtful` were
    credited before the device reported a fraud. `reset` is True when it forgot a note on its way.
    """

    lost: int = 0
    unvalued: int = 0
    stuck: int = 0
    implausible: int = 0
    doubtful: int = 0
    reset: bool = False

    def __bool__(self) -> bool:
        counts = self.lost + self.unvalued + self.stuck + self.implausible + self.doubtful
        return self.reset or counts > 0


class Dispensed(Struct):
    """The result of a payout, by the hopper's own count.

    `pieces` reached the tray, more than asked included. `is_empty` is True when the hopper itself ended
    the payout because no further coin came.
    """

    pieces: int
    is_empty: bool = False


class OpenPayout(Struct):
    """A payout that could not be read back: `counted` of its `pieces` are out for certain.

    `total` is the hopper's own count before it, and `intent` the row that announced it.
    """

    denomination: int
    pieces: int
    total: int
    intent: int
    counted: int

    @property
    def unknown(self) -> int:
        """Yen that may be out or not."""
        return (self.pieces - self.counted) * self.denomination


class MovementLog(Protocol):
    """Where the unit records every coin, before and after it moves."""

    def coin_accepted(self, denomination: int, counter: int, hopper: bool) -> None:
        """A coin of `denomination` yen was credited; `counter` is the acceptor's event counter (1–255).

        `hopper` is False for a coin that went to the cash box.
        """

    def hopper_intended(self, denomination: int, pieces: int, total: int) -> int:
        """A hopper is about to pay out `pieces`; `total` is its own count before. Returns the intent's id."""

    def hopper_counted(self, intent: int, denomination: int, pieces: int) -> None:
        """The hopper has counted `pieces` of this payout so far, and is still paying."""

    def hopper_paid(self, intent: int, denomination: int, pieces: int) -> None:
        """The hopper has paid out `pieces`."""

    def coins_uncounted(self, counter: int, uncounted: Uncounted) -> None:
        """Coins may have been inserted that are not credited; `counter` is the acceptor's event counter."""

    def acceptor_reported(self, code: int) -> None:
        """The acceptor reported an event that is neither a coin nor a returned one (ccTalk event code)."""

    def note_intended(self, denomination: int, counter: int) -> int | None:
        """A note in escrow is about to be stacked; `counter` is the validator's event counter (0–255).

        Returns the intent's id, or None when it cannot be written down: then the note is returned.
        """

    def note_stacked(self, intent: int | None, denomination: int, counter: int) -> None:
        """The note is in the stacker and credited. `intent` is None when the validator was not asked."""

    def note_returned(self, intent: int) -> None:
        """A note that was to be stacked went back to the shopper, and is not credited."""

    def notes_uncounted(self, counter: int, uncounted: UncountedNotes) -> None:
        """Notes may be inside that are not credited; `counter` is the validator's event counter."""

    def validator_reported(self, code: int) -> None:
        """The validator reported a fault, a fraud, or its stacker (ccTalk event code)."""


class CashUnit(Protocol):
    """A coin changer, which may take notes. Not thread-safe: one worker owns it. Every method but `report`
    may raise CashFault."""

    def report(self) -> DeviceReport:
        """Query every device on the bus and return the status. Never raises."""

    def event_counter(self) -> int:
        """Read the coin acceptor's event counter: 0 after a reset, then 1–255, then 1 again."""

    def stock(self) -> Mapping[int, int]:
        """Return the pieces in the hoppers by denomination, as counted by the journal's rows."""

    def payable(self) -> Mapping[int, int]:
        """Return `stock` without the hoppers that failed in a payout since `restore`, or are known not to
        answer."""

    def takes_notes(self) -> bool:
        """True while notes of 1,000 yen can be taken in: a validator answers and its stacker has room."""

    def restore(self) -> None:
        """Use every hopper again: staff have looked at those that failed."""

    def cash_box(self) -> int:
        """Return the yen in the cash box and the note stacker."""

    def begin_deposit(self, log: MovementLog, acceptable: tuple[int, ...], limit: int) -> None:
        """Open a deposit and accept coins and notes of these denominations.

        More than `limit` yen cannot have been inserted: what the acceptor credits beyond it is not
        believed.
        """

    def set_acceptable(self, acceptable: tuple[int, ...]) -> None:
        """Change the accepted denominations; an empty tuple accepts none.

        Decides about a note in escrow: the next `poll` stacks it when it is acceptable, and returns it when
        it is not.
        """

    def poll(self) -> DepositReport:
        """Credit coins inserted, and notes stacked, since the last poll; call every 200 ms while a deposit
        is open."""

    def fix_deposit(self) -> DepositReport:
        """Stop accepting, credit what is still on its way, return a note in escrow, and close the deposit."""

    def deposit(self) -> int:
        """Return the yen credited to the latest deposit, without querying a device."""

    def dispense(self, log: MovementLog, denomination: int, pieces: int) -> Dispensed:
        """Pay out 1–255 pieces from one hopper.

        Raises CashUncertain when the outcome cannot be read back, any other CashFault only when no coin
        has moved. A hopper that failed is not in `payable` until `restore`.
        """

    def open_payouts(self) -> tuple[OpenPayout, ...]:
        """Return the payouts of this start that still have no result, oldest first."""

    def recount(self) -> Mapping[int, int]:
        """Ask the hoppers of open payouts for their counts once more, and log what can be read now.

        Returns the pieces that are out by the intent of each payout that has its result now.
        """

    # --- at the start

    def expect(self, serials: Mapping[str, int]) -> None:
        """Serve only with devices of these serial numbers, by their names on the bus; empty: with any.

        `report` says when another device answers, until `accept_devices`.
        """

    def accept_devices(self) -> None:
        """Staff have counted the hoppers: the devices that answer now are the ones to expect."""

    def serials(self) -> Mapping[str, int]:
        """Return the serial numbers of the devices that answered last; empty before they have."""

    def load_counts(self, stock: Mapping[int, int], cash_box: int) -> None:
        """Set the counts to those of the journal, at the start. `cash_box` is in yen."""

    def credit_missed(self, log: MovementLog, last_counter: int) -> None:
        """Credit coins that were inserted after `last_counter` while the terminal was down.

        Raises CashUncertain when there may be more of them than can be counted.
        """

    def note_since(self, counter: int) -> bool:
        """Return whether the note that was in escrow at the validator's event `counter` is in the stacker.

        One that is still in escrow is returned. Raises CashUncertain when the validator does not know.
        """

    def paid_since(self, denomination: int, total: int) -> int:
        """Stop the hopper; return how many coins it has paid out since its own count was `total`."""

    def count(self, denomination: int, pieces: int) -> None:
        """Set the number of pieces in a hopper, counted by staff or known from an empty hopper."""
