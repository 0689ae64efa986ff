"""What a slip says, from the top down, before anybody knows whether it is drawn or sent as text.

Sizes and distances are in dots of the drawing (8 dots/mm); the text mode makes of them what it can.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.documents.receipts.captions import Caption

Words = str | Caption
"""What is printed as it is, or in the visit's language."""


@dataclass(frozen=True, slots=True)
class Space:
    """A vertical space."""

    dots: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line across the full width."""

    heavy: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Centred:
    """A centred text, smaller or on several lines if it is long."""

    text: Words
    size: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """White on black across the full width."""

    text: str
    size: int = 30


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text across the full width, on as many lines as it needs."""

    text: Words
    size: int = 24


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value on one line, the caption of size `small` under the label."""

    label: str
    caption: Words
    value: str
    size: int = 26
    bold: bool = False
    small: int = 20


Part = Space | Rule | Centred | Bar | Paragraph | Pair
Slip = tuple[Part, ...]
