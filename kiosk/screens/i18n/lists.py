"""Several things in one sentence, as a language lists them: `a, b and c`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.screens.i18n.words import Words

_SPANISH_I = re.compile(r"h?[ií](?!e)", re.IGNORECASE)
"""How a word begins before which Spanish says e in place of y."""


def listed(words: Words, things: Sequence[str]) -> str:
    """All the things; empty for none."""
    if len(things) < 2:
        return "".join(things)
    *others, last = things
    first = words.say("summary", ", ").join(others)
    if words.language.iso == "es" and _SPANISH_I.match(last):
        return f"{first} e {last}"
    return words.say("summary", "{first} and {last}", first=first, last=last)
