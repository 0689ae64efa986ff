"""The password of the signature certificate (署名用電子証明書のパスワード).

Source of the rule: the authority's page on passwords: 6 to 16 characters of A–Z and 0–9, at least one
letter and one digit; a lower-case letter counts as its upper-case letter.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence

from kiosk.rules.credentials.secret import Secret
from kiosk.structs import Struct

SHORTEST_PASSWORD = 6
LONGEST_PASSWORD = 16

PASSWORD_TRIES = 5
"""Consecutive wrong passwords after which the card blocks itself (specification). The remaining tries are
read from the card, never counted here."""

_DIGITS = range(0x30, 0x3A)
_LETTERS = range(0x41, 0x5B)
_LOWER = range(0x61, 0x7B)


class PasswordMarks(Struct):
    """Which rules the typed characters satisfy so far, shown while typing."""

    has_length: bool
    has_letter: bool
    has_digit: bool

    @property
    def all_kept(self) -> bool:
        """True if the characters are valid as a new password."""
        return self.has_length and self.has_letter and self.has_digit


def raised(code: int) -> int | None:
    """Convert an ASCII code to upper case; None for a character that is not allowed in a password."""
    if code in _LOWER:
        return code - 0x20
    return code if code in _DIGITS or code in _LETTERS else None


def marks(codes: Sequence[int]) -> PasswordMarks:
    """Return which rules the typed ASCII `codes` satisfy."""
    known = [raised(code) for code in codes]
    return PasswordMarks(
        has_length=SHORTEST_PASSWORD <= len(known) <= LONGEST_PASSWORD and None not in known,
        has_letter=any(code in _LETTERS for code in known if code),
        has_digit=any(code in _DIGITS for code in known if code),
    )


class Password(Secret):
    """6 to 16 characters of A–Z and 0–9 that can be wiped.

    Only a new password must have both letters and digits (`is_mixed`); the card judges an existing one.
    """

    __slots__ = ()

    def __init__(self, codes: Iterable[int]) -> None:
        """Take ASCII codes. Raises ValueError, without quoting them, for a wrong length or character."""
        super().__init__(LONGEST_PASSWORD)
        count = 0
        try:
            for code in codes:
                upper = raised(code)
                if upper is None or count == LONGEST_PASSWORD:
                    raise ValueError("a password has 6 to 16 letters and digits")
                self._buffer[count] = upper
                count += 1
            if count < SHORTEST_PASSWORD:
                raise ValueError("a password has 6 to 16 letters and digits")
            exact = bytearray(count)
            for index in range(count):
                exact[index] = self._buffer[index]
        finally:
            # Truncating the buffer could move it and leave what was typed at its old address.
            self.wipe()
        self._buffer = exact

    @property
    def is_mixed(self) -> bool:
        """True if it has a letter and a digit, as a new password must."""
        return marks(self._buffer).all_kept

    def same_as(self, other: Password) -> bool:
        """True if both have the same characters and neither is wiped."""
        return not self.is_wiped and hmac.compare_digest(self._buffer, other.ascii)
