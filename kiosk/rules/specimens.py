"""Which records a terminal takes: specimens, real ones, or both."""

from __future__ import annotations

from enum import Enum, auto


class Specimens(Enum):
    """What `record.specimen` must be. Only a simulation takes both."""

    REFUSED = auto()
    TAKEN = auto()
    REQUIRED = auto()

    def refuse(self, *, specimen: bool) -> bool:
        """True when a record that is one, or is none, must not be printed."""
        return self is (Specimens.REFUSED if specimen else Specimens.REQUIRED)
