"""The section [cash] of kiosk.toml: coin changer and note validator."""

from __future__ import annotations

from kiosk.config.sections.base import Section, checks, setting
from kiosk.rules.money import COINS, NOTE

HOPPER_ADDRESSES = frozenset(range(3, 11))
"""Bus addresses of the category "Payout" (ccTalk Generic Specification 4.7, part 3)."""
LOWEST_VALIDATOR = 40
"""Addresses of the category "Bill Validator" are 40 to 47 (ibid.)."""


class Cash(Section):
    """The devices on the ccTalk bus. `kiosk devices` lists them by address."""

    port: str = setting(
        "simulated", "`simulated`, or the serial port of the bus.", example="/dev/serial/by-id/usb-cctalk"
    )
    echo: bool = setting(False, "true where the line sends back what is written on it (a single wire).")
    hoppers: dict[int, int] = setting(
        {yen: 3 + i for i, yen in enumerate(COINS)},
        "Yen to bus address (3 to 10, ccTalk 4.7 part 3), one line a hopper.",
    )
    notes: int = setting(
        40, "Bus address of the note validator (40 to 47), 0 for a terminal without one.", ge=0, le=47
    )
    denominations: tuple[int, ...] = setting(
        COINS, "Coins that are accepted at all.", unit="yen", min_length=1
    )
    fill_to: int = setting(
        40, "Pieces to which staff fills each hopper.", unit="pieces", proposal=True, ge=1, le=2000
    )
    most_overpaid: int = setting(
        1000,
        "Nobody can insert more than the price and this; what is credited beyond it is not believed.",
        unit="yen", proposal=True, ge=490, le=10_000,
    )  # fmt: skip
    failed_polls: int = setting(
        3, "Failures of the bus in a row that are waited for while coins are inserted.",
        unit="polls", proposal=True, ge=1, le=50,
    )  # fmt: skip
    fix_attempts: int = setting(
        30, "Attempts, a second apart, to close a deposit on a bus in trouble.",
        unit="attempts", proposal=True, ge=1, le=600,
    )  # fmt: skip
    payout_attempts: int = setting(
        30, "Attempts, a second apart, to read back a hopper that fell silent in a payout.",
        unit="attempts", proposal=True, ge=1, le=600,
    )  # fmt: skip

    @property
    def accepted(self) -> tuple[int, ...]:
        """Coins and notes that are accepted at all, in yen, smallest first."""
        return (*self.denominations, NOTE) if self.notes else self.denominations

    @checks()
    def _is_yen_at_hopper_addresses(self) -> None:
        if not {*self.denominations, *self.hoppers} <= {*COINS}:
            raise ValueError(f"coins are {', '.join(map(str, COINS))} yen")
        addresses = self.hoppers.values()
        if len(set(addresses)) != len(addresses) or not set(addresses) <= HOPPER_ADDRESSES:
            raise ValueError("every hopper needs its own address from 3 to 10")
        if self.notes and self.notes < LOWEST_VALIDATOR:
            raise ValueError("notes is the note validator's address from 40 to 47, or 0 for none")
        if self.notes and self.most_overpaid < NOTE - min(COINS):
            raise ValueError(f"with notes most_overpaid is at least {NOTE - min(COINS)}")
