"""The password of the signature certificate (署名用電子証明書のパスワード).

Source of the rule: the authority's page on passwords: 6 to 16 of A–Z and 0–9, at least one letter and
one digit; a lower-case letter that is typed counts as its upper-case letter.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.rules.credentials.secret import Secret

SHORTEST_PASSWORD = 6
LONGEST_PASSWORD = 16

PASSWORD_TRIES = 5
"""Wrong passwords in a row after which the card blocks itself (specification; read, never counted, here)."""

_DIGITS = range(0x30, 0x3A)
_LETTERS = range(0x41, 0x5B)
_LOWER = range(0x61, 0x7B)


@dataclass(frozen=True, slots=True)
class PasswordMarks:
    """Which rules what was typed keeps so far: shown while typing."""

    has_length: bool
    has_letter: bool
    has_digit: bool

    @property
    def all_kept(self) -> bool:
        """True when it may become a password."""
        return self.has_length and self.has_letter and self.has_digit


def raised(code: int) -> int | None:
    """The ASCII code as the card knows it (a–z become A–Z); None for what no password may hold."""
    if code in _LOWER:
        return code - 0x20
    return code if code in _DIGITS or code in _LETTERS else None


def marks(codes: Sequence[int]) -> PasswordMarks:
    """Return which rules the typed ASCII `codes` keep."""
    known = [raised(code) for code in codes]
    return PasswordMarks(
        has_length=SHORTEST_PASSWORD <= len(known) <= LONGEST_PASSWORD and None not in known,
        has_letter=any(code in _LETTERS for code in known if code),
        has_digit=any(code in _DIGITS for code in known if code),
    )


class Password(Secret):
    """6 to 16 characters of A–Z and 0–9 that can be wiped.

    An old password is for the card to judge: only a new one must mix letters and digits (`is_mixed`).
    """

    __slots__ = ()

    def __init__(self, codes: Iterable[int]) -> None:
        """Take ASCII codes; raises ValueError, without naming them, unless length and characters fit."""
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
            # A buffer that is cut short may be moved, and its old place keeps what was typed.
            self.wipe()
        self._buffer = exact

    @property
    def is_mixed(self) -> bool:
        """True when it holds a letter and a digit, as a new password must."""
        return marks(self._buffer).all_kept

    def same_as(self, other: Password) -> bool:
        """True when both hold the same characters and neither is wiped."""
        return not self.is_wiped and hmac.compare_digest(self._buffer, other.ascii)
