"""The four-digit PIN of the user-authentication certificate."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.rules.credentials.secret import Secret

PIN_LENGTH = 4
"""Digits of the 利用者証明用 PIN: exactly four, sent to the card as ASCII."""

PIN_TRIES = 3
"""Consecutive wrong PINs after which the card blocks itself (specification). The remaining tries are read
from the card, never counted here."""


class Pin(Secret):
    """Four digits that can be wiped."""

    __slots__ = ()

    def __init__(self, digits: Iterable[int]) -> None:
        """Take exactly four digits 0–9. Raises ValueError, without quoting them, for anything else."""
        super().__init__(PIN_LENGTH)
        try:
            self._fill(digits)
        except BaseException:
            self.wipe()
            raise

    def _fill(self, digits: Iterable[int]) -> None:
        count = 0
        for digit in digits:
            if count == PIN_LENGTH or not 0 <= digit <= 9:
                raise ValueError("a PIN has exactly four digits")
            self._buffer[count] = 0x30 + digit
            count += 1
        if count != PIN_LENGTH:
            raise ValueError("a PIN has exactly four digits")
