"""What a person asked of the simulator and cannot have, in the two languages of its pages."""

from __future__ import annotations


class Refusal(ValueError):
    """`str` of it is English; `ja` says the same in Japanese."""

    def __init__(self, en: str, ja: str) -> None:
        super().__init__(en)
        self.ja = ja
