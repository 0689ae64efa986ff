"""What an event is."""

from __future__ import annotations

from kiosk.structs import Struct


class Event(Struct):
    """Base of all events. The class name is the machine's trigger."""

    def discard(self) -> None:
        """The event is not taken: overwrite what only the machine may keep."""
