"""Something to be said."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Utterance:
    """`text` as a synthesiser reads it right, in one of the languages of the screens.

    `fixed`: the text is the same for everybody, so a clip of it may be on the disk. `personal`: a name or a
    number of the shopper, which is spoken into headphones only.
    """

    text: str = field(repr=False)
    language: str
    fixed: bool = False
    personal: bool = False
