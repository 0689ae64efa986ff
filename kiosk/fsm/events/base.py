"""What every event is: a small frozen fact whose class name is the machine's trigger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""

    @classmethod
    def trigger(cls) -> str:
        """The machine's trigger for this class, such as `pin_entered` for PinEntered."""
        return _snake_case(cls.__name__)


@cache
def _snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
