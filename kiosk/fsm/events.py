"""Events: a touch, a device's result, a time-out. Small, frozen, and all that reaches the machine.

Here are those that several services have in common; each service's own are in its module of `flow`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.fsm.reasons import Reason
from kiosk.rules.credentials.password import Password


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events. The class name is the machine's trigger."""

    def discard(self) -> None:
        """The event is not taken: overwrite what only the machine may keep."""


# --- touches -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agreed(Event):
    """同意する."""


@dataclass(frozen=True, slots=True)
class Back(Event):
    """もどる."""


@dataclass(frozen=True, slots=True)
class Ended(Event):
    """おわる: the shopper ends the visit; what was paid in comes back."""


@dataclass(frozen=True, slots=True)
class Acknowledged(Event):
    """The one button of a notice: understood, or everything taken."""


@dataclass(frozen=True, slots=True)
class LastTryAccepted(Event):
    """The shopper knows that one more wrong PIN or password locks it, and goes on."""


@dataclass(frozen=True, slots=True)
class PasswordEntered(Event):
    """A password was typed and confirmed: the new one, its repetition, or the card's own.

    The machine owns it from here and wipes it.
    """

    password: Password = field(repr=False, compare=False)

    def discard(self) -> None:
        self.password.wipe()


# --- the card ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardSet(Event):
    """Media became present on the reader."""


@dataclass(frozen=True, slots=True)
class CardGone(Event):
    """Media is no longer present."""


@dataclass(frozen=True, slots=True)
class CardRefused(Event):
    """The card cannot be used; nothing was spent on it."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class PasswordRefused(Event):
    """The card refused its signature password and has `tries_left` (0 means locked)."""

    tries_left: int


# --- results -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """The visit cannot go on for this `reason`; no money was taken."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class ReceiptPrinted(Event):
    """The receipt or claim slip came out, or did not (`printed` False)."""

    printed: bool


# --- the terminal ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimedOut(Event):
    """The time-out of this state's entry ran out."""


@dataclass(frozen=True, slots=True)
class Faulted(Event):
    """Something unexpected was raised; the traceback is in the log, redacted."""

    reason: Reason = Reason.UNEXPECTED
