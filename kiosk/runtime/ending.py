"""The end of the process that staff asked for: who ends it learns how."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field

RESTART = os.EX_TEMPFAIL
"""Exit status of a terminal that staff wants started again at once."""


@dataclass(slots=True)
class Ending:
    """`again` is None until staff asked, then whether the terminal is to be started again.

    `listeners` are called once, from the worker's thread, and must not block.
    """

    again: bool | None = None
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def ask(self, again: bool) -> None:
        """Staff wants the process to end."""
        if self.again is not None:
            return
        self.again = again
        for listener in self.listeners:
            listener()

    @property
    def status(self) -> int:
        """The exit status that tells the service manager."""
        return RESTART if self.again else 0
