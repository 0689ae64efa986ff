"""What a task may know: the visit as it was when its state was entered, by reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.fsm.states import S
from kiosk.fsm.visit import Secrets, Visit


@dataclass(frozen=True, slots=True)
class TaskContext:
    """The facts for one task or poll.

    `case` is the visit whose case staff is clearing, else empty. `started` is False until a start-up was
    carried out to its end. `wanted()` turns False, on any thread, once
    the state that asked has gone: a task that was held up must begin no further movement then.
    """

    state: S
    generation: int
    visit: Visit
    secrets: Secrets = field(default_factory=Secrets, repr=False, compare=False)
    case: str = ""
    started: bool = False
    wanted: Callable[[], bool] = field(default=lambda: True, repr=False, compare=False)
