"""The words of one fault, and the faults that are a hand's doing rather than a device's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class FaultText:
    """`ja` and `en` are names; `when` is the moment to switch the fault on, `seen` the expected result."""

    ja: str
    en: str
    when: str
    seen: str


class ReaderSwitch(StrEnum):
    """Faults of the card reader, and ways to pull the card."""

    OFFLINE = "offline"
    """The reader is unplugged."""
    HANG = "hang"
    """After the given number of APDUs, nothing is answered until it is switched off."""
    HELD = "held"
    """Another program holds the card for this many seconds."""
    ODD_LOOKS = "odd_looks"
    """Every eleventh look finds the reader in a state that means nothing."""
    SLOW = "slow"
    """Every APDU takes this many seconds longer."""
    PULL = "pull"
    """The card is pulled once, after the given number of APDUs."""
    PULL_UNANSWERED = "pull_unanswered"
    """As `pull`, but the answer to the last APDU is lost: a PIN try may have been spent unnoticed."""

    PULL_AT_RESET = "pull_at_reset"
    """The card is pulled once, just before the command that sets a new password."""
    PULL_AFTER_RESET = "pull_after_reset"
    """As `pull_at_reset`, but the command takes effect and only its answer is lost."""


class SlipSwitch(StrEnum):
    """A fault of the receipt printer that has an amount."""

    ENDS_IN_SLIP = "ends_in_slip"
    """The paper ends after this many dot rows (8 a millimetre), in the middle of a slip."""
