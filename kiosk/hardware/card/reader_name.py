"""Which of the readers that PC/SC lists is meant: exactly one, or an error that names the trouble.

pcsc-lite ends a name with two hexadecimal numbers: that of the reader, which changes when it is plugged in
again, and that of its slot, which does not ("ACS ACR39U 00 01"). Windows ends it with one that changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

INDEX = r" [0-9A-F]{2}(?= [0-9A-F]{2}$)| [0-9]+$"
"""The part of a name that says nothing; a setting."""


class NoSuchReader(ValueError):
    """No reader of that name is plugged in."""


class SeveralReaders(ValueError):
    """More than one reader or slot is meant: which one has the card's place only staff can say."""


def choose(names: Sequence[str], wanted: str | None, index: str = INDEX) -> str:
    """Return the name of the one reader that `wanted` means: None for the only one there is.

    `wanted` is a whole name, or its beginning; `index` is the pattern of the number in a name that changes.
    A whole name comes first, then the same name with another number, then one that begins with it. Raises
    NoSuchReader and SeveralReaders.
    """
    if wanted is None:
        return _only(names)
    if wanted in names:
        return wanted
    same = [name for name in names if _without_index(name, index) == _without_index(wanted, index)]
    return _only(same or [name for name in names if name.startswith(wanted)])


def _without_index(name: str, index: str) -> str:
    return re.sub(index, "", name, count=1)


def _only(names: Sequence[str]) -> str:
    if not names:
        raise NoSuchReader("no such reader")
    if len(names) > 1:
        raise SeveralReaders(f"{len(names)} readers are meant")
    return names[0]
