"""To a page by the plain way."""

from __future__ import annotations

import shlex

from kiosk_simulator.scenarios.paths import PATHS, steps
from kiosk_simulator.scenarios.stage import Failed, Stage
from kiosk_simulator.scenarios.verbs.eye import sees


def reach(stage: Stage, state: str) -> None:
    """Go the plain way to a page, from the waiting terminal: a resident record, card `normal`, and so on."""
    from kiosk_simulator.scenarios.steps import BY_NAME

    if state not in PATHS:
        raise Failed(f"no way to {state}; known are {', '.join(PATHS)}")
    for step in steps(state):
        name, *words = shlex.split(step)
        BY_NAME[name](stage, *words)
    sees(stage, state)
