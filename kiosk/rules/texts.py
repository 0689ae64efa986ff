"""Texts that others give out and this terminal writes down: in its journal, on a slip, as the name of a job.

What they may consist of is decided here once. A message's edge refuses or normalises what does not fit, so
that no deed is done first and cannot be written down afterwards.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_CODE = 64
LONGEST_NUMBER = 32
"""Characters of a number that a slip has room for in one line."""

_CODE = re.compile(r"[A-Za-z0-9_.:-]{0,64}")
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,31}")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
# The full-width forms of ASCII, and what other programs write for a hyphen or a minus sign.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\uff70"), ord("-")
)
_NEVER_PRINTED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories without a glyph, or that change the direction of their neighbours."""


def is_code(text: str) -> bool:
    """True for at most 64 ASCII letters, digits and `_.:-`: what the journal may hold of a text."""
    return _CODE.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """True for a code of 1 to 32 characters that begins with a letter or a digit."""
    return _NUMBER.fullmatch(text) is not None


def plain_number(text: str) -> str | None:
    """Return a number as people read it out, in ASCII; None when it cannot be written like that.

    Full-width forms become ASCII, blanks around it go, blanks within it and every kind of hyphen become
    one hyphen. Nothing else is changed, so that two numbers stay two.
    """
    plain = _BLANKS.sub("-", text.translate(_PLAIN).strip("\u200b\ufeff \t\r\n\u3000"))
    return plain if is_number(plain) else None


def is_printable(text: str) -> bool:
    """True when every character has a place on paper: no control, format, private or unassigned ones."""
    return all(unicodedata.category(each) not in _NEVER_PRINTED for each in text)
