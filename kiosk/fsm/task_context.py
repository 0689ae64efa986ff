"""What a task may know: the visit as it was when its state was entered, by reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.fsm.staff_report import StaffOrder
from kiosk.fsm.states import S
from kiosk.fsm.visit import Secrets, Visit


@dataclass(frozen=True, slots=True)
class TaskContext:
    """The facts for one task or poll.

    `order` is what staff ordered, `by` the id of the person who did, or who is signing in. `started` is False
    until a start-up was carried out to its end. `wanted()` turns False, on any thread, once the state that
    asked has gone: a task that was held up must begin no further movement then.
    """

    state: S
    generation: int
    visit: Visit
    secrets: Secrets = field(default_factory=Secrets, repr=False, compare=False)
    order: StaffOrder = field(default_factory=StaffOrder)
    by: str = ""
    started: bool = False
    wanted: Callable[[], bool] = field(default=lambda: True, repr=False, compare=False)
