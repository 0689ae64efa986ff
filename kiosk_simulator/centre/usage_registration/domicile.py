"""Comparing a registered domicile (本籍) with what a shopper entered.

A register has 見本町一丁目２番地３, in kanji or full-width digits; the screens return a town from the
index, and numbers joined by hyphens: 2-3.
"""

from __future__ import annotations

import re
import unicodedata

from kiosk.rules.usage_registration import is_lot

_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")}
_MYRIAD = "万"
_NUMBER = re.compile(rf"[0-9{''.join(_DIGITS)}十百千{_MYRIAD}]+")
_BELOW_MYRIAD = re.compile(r"(?:([1-9]?)千)?(?:([1-9]?)百)?(?:([1-9]?)十)?([1-9]?)")
# One of these separates two numbers of a lot; の may follow: 2番地の3.
_SEPARATOR = re.compile(r"(?:丁目|番地|番|号|[-‐‑‒–—―−ー])?[のノ之]?")


def number_of(text: str) -> int | None:
    """The value of a number in digits (of any width) or kanji; None for anything else.

    十二, 一二 and １２ are all twelve; notations are not mixed, except for units (2千).
    """
    text = unicodedata.normalize("NFKC", text)
    text = "".join(str(_DIGITS[each]) if each in _DIGITS else each for each in text)
    if text.isascii() and text.isdigit():
        return int(text)
    myriads, found, rest = text.rpartition(_MYRIAD)
    high = _below_myriad(myriads) if found else 0
    low = 0 if found and not rest else _below_myriad(rest)
    return None if high is None or low is None else high * 10_000 + low


def _below_myriad(text: str) -> int | None:
    match = _BELOW_MYRIAD.fullmatch(text)
    if match is None or not text:
        return None
    *figures, ones = match.groups()
    in_units = zip((1000, 100, 10), figures, strict=True)
    # A unit without a digit counts once: 十 is ten.
    return sum(unit * int(figure or 1) for unit, figure in in_units if figure is not None) + int(ones or 0)


def lot_of(text: str) -> str | None:
    """The lot as the screens return it: `2-3` for ２番地の３ or 二番３号; None for anything else."""
    text = unicodedata.normalize("NFKC", text)
    numbers: list[str] = []
    position = 0
    while position < len(text):
        match = _NUMBER.match(text, position)
        value = number_of(match[0]) if match else None
        if match is None or value is None:
            return None
        numbers.append(str(value))
        separator = _SEPARATOR.match(text, match.end())
        position = separator.end() if separator else match.end()
        if position == match.end() != len(text):
            return None
    lot = "-".join(numbers)
    return lot if is_lot(lot) else None


def town_of(text: str) -> str:
    """A town's name with its numbers in digits, for comparison: 見本町一丁目 equals 見本町１丁目."""

    def in_digits(match: re.Match[str]) -> str:
        value = number_of(match[0])
        return match[0] if value is None else str(value)

    return _NUMBER.sub(in_digits, unicodedata.normalize("NFKC", text))


def fits(domicile: str, place: str, town: str, lot: str) -> bool:
    """True when `domicile` (本籍) is `town` and `lot` in `place` (prefecture and municipality)."""
    if not domicile.startswith(place):
        return False
    rest = domicile.removeprefix(place)
    # The end of the town's name is not marked, and either part may contain a number.
    return any(
        lot_of(rest[end:]) == lot and town_of(rest[:end]) == town_of(town) for end in range(1, len(rest))
    )


def same_reading(one: str, other: str) -> bool:
    """True when two readings in katakana are equal except for spaces; an empty reading equals none."""
    first, second = (re.sub(r"\s", "", unicodedata.normalize("NFKC", each)) for each in (one, other))
    return bool(first) and first == second
