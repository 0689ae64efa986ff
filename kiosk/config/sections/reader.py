"""The section [reader] of kiosk.toml: the card reader."""

from __future__ import annotations

import re

from kiosk.config.sections.base import Section, checks, setting
from kiosk.hardware.card.reader_name import INDEX


class Reader(Section):
    """The card reader. `kiosk devices` lists the PC/SC readers by name."""

    kind: str = setting("simulated", "`simulated` or `pcsc`.", pattern="^(simulated|pcsc)$", example="pcsc")
    name: str = setting("", "The reader's PC/SC name, as `kiosk devices` prints it; empty: the only one.")
    index: str = setting(
        INDEX,
        "Regular expression of the number in a PC/SC name that changes when the reader is plugged in again.",
    )
    inserted: bool = setting(False, "Cards are put into a slot instead of onto the reader.")
    patience: float = setting(
        3.0,
        "How long trouble is waited for that passes, such as another program that holds the card.",
        unit="seconds", proposal=True, ge=0, le=10,
    )  # fmt: skip
    unseen_patience: float = setting(
        60.0,
        "How long a shopper whose card the reader can no longer see is asked for it, before staff is called.",
        unit="seconds", proposal=True, ge=10, le=600,
    )  # fmt: skip

    @checks("index")
    @staticmethod
    def _is_a_pattern(value: str) -> str:
        try:
            re.compile(value)
        except re.error:
            raise ValueError("not a regular expression") from None
        return value
