"""Events: a touch, a device's result, a time-out. Small, frozen, and all that reaches the machine.

Here are those that several services have in common; each service's own are in its module of `flow`.
"""

from __future__ import annotations

from dataclasses import field

from kiosk.fsm.event import Event
from kiosk.fsm.reasons import Reason
from kiosk.rules.credentials.password import Password

# --- touches -----------------------------------------------------------------------------------------


class Agreed(Event):
    """同意する."""


class Back(Event):
    """もどる."""


class Ended(Event):
    """おわる: the shopper ends the visit; what was paid in comes back."""


class Acknowledged(Event):
    """The one button of a notice: understood, or everything taken."""


class LastTryAccepted(Event):
    """The shopper knows that one more wrong PIN or password locks it, and goes on."""


class PasswordEntered(Event):
    """A password was typed and confirmed: the new one, its repetition, or the card's own.

    The machine owns it from here and wipes it.
    """

    password: Password = field(repr=False, compare=False)

    def discard(self) -> None:
        self.password.wipe()


# --- the card ----------------------------------------------------------------------------------------


class CardSet(Event):
    """Media became present on the reader."""


class CardGone(Event):
    """Media is no longer present."""


class CardRefused(Event):
    """The card cannot be used; nothing was spent on it."""

    reason: Reason


class PasswordRefused(Event):
    """The card refused its signature password and has `tries_left` (0 means locked)."""

    tries_left: int


# --- results -----------------------------------------------------------------------------------------


class Refused(Event):
    """The visit cannot go on for this `reason`; no money was taken."""

    reason: Reason


class ReceiptPrinted(Event):
    """The receipt or claim slip came out, or did not (`printed` False)."""

    printed: bool


# --- the terminal ------------------------------------------------------------------------------------


class TimedOut(Event):
    """The time-out of this state's entry ran out."""


class Faulted(Event):
    """Something unexpected was raised; the traceback is in the log, redacted."""

    reason: Reason = Reason.UNEXPECTED
