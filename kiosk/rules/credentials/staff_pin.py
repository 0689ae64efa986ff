"""The staff PIN: six digits or more."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.rules.credentials.secret import Secret

LEAST_DIGITS, MOST_DIGITS = 6, 12
"""Digits of a staff PIN. NIST SP 800-63B (5.1.1.1) asks for six of a PIN that is chosen at random."""


class StaffPin(Secret):
    """Six to twelve digits that can be wiped."""

    __slots__ = ("_count",)

    def __init__(self, digits: Iterable[int]) -> None:
        """Take the digits 0–9. Raises ValueError, without quoting them, for anything else."""
        super().__init__(MOST_DIGITS)
        self._count = 0
        try:
            self._fill(digits)
        except BaseException:
            self.wipe()
            raise

    @property
    def digits(self) -> memoryview:
        """The digits as ASCII, in place: what is wiped is gone here as well."""
        return memoryview(self._buffer)[: self._count]

    def _fill(self, digits: Iterable[int]) -> None:
        for digit in digits:
            if self._count == MOST_DIGITS or not 0 <= digit <= 9:
                raise ValueError("a staff PIN has six to twelve digits")
            self._buffer[self._count] = 0x30 + digit
            self._count += 1
        if self._count < LEAST_DIGITS:
            raise ValueError("a staff PIN has six to twelve digits")
