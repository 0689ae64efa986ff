"""The four-digit PIN of the user-authentication certificate, held so that it can be wiped."""

from __future__ import annotations

from collections.abc import Iterable

PIN_LENGTH = 4
"""Digits of the 利用者証明用 PIN: exactly four, sent to the card as ASCII."""

PIN_TRIES = 3
"""Wrong PINs in a row after which the card blocks itself (specification; read, never counted, here)."""


class Pin:
    """Digits in one bytearray that is overwritten when it is no longer needed.

    A `str` would leave copies in memory that nobody can overwrite, so there is no way
    to get one out; `repr` and `str` show nothing, so no log line can either.
    """

    __slots__ = ("_digits",)

    def __init__(self, digits: Iterable[int]) -> None:
        """Take exactly four digits 0–9; raises ValueError, without naming them, otherwise."""
        self._digits = bytearray(PIN_LENGTH)
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
            self._digits[count] = 0x30 + digit
            count += 1
        if count != PIN_LENGTH:
            raise ValueError("a PIN has exactly four digits")

    @property
    def ascii(self) -> bytearray:
        """The buffer itself, not a copy: four ASCII digits, or zeros once wiped."""
        return self._digits

    @property
    def is_wiped(self) -> bool:
        """True once nothing of the PIN is left in this object."""
        return not any(self._digits)

    def wipe(self) -> None:
        """Overwrite the digits in place."""
        for index in range(len(self._digits)):
            self._digits[index] = 0

    def __repr__(self) -> str:
        return "Pin(****)"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a PIN is never copied, pickled or written")
