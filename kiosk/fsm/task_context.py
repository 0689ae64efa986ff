"""What a task may know: the visit as it was when its state was entered, by reference."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.fsm.states import S
from kiosk.fsm.visit import Secrets, Visit


@dataclass(frozen=True, slots=True)
class TaskContext:
    """The facts for one task or poll. `case` is the visit whose case staff is clearing, else empty.

    `started` is False until a start-up was carried out to its end.
    """

    state: S
    generation: int
    visit: Visit
    secrets: Secrets = field(default_factory=Secrets, repr=False, compare=False)
    case: str = ""
    started: bool = False
