"""What is in force at a terminal by command of the fleet server, and the file that has it over a restart.

The first picture waits for it: nothing of messages and wires is loaded with this.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.rules.services import Service

MEMORY_FILE = "fleet.json"
"""Within the state folder."""


@dataclass(frozen=True, slots=True)
class Orders:
    """`maintenance` are days (YYYY-MM-DD) on which nothing but the information is served; with `drained`
    nothing else is served at all. `wanted_settings` is a digest, empty without one."""

    switched_off: tuple[Service, ...] = ()
    maintenance: tuple[str, ...] = ()
    drained: bool = False
    wanted_settings: str = ""


UNREADABLE = Orders(drained=True)
"""In force where it cannot be known what is: the operator may have closed this terminal for a good reason.
Ending the drain opens it again."""


def remembered(path: Path) -> tuple[Mapping[str, Any], Orders]:
    """What became of commands (by id), and the orders in force, as the file at `path` has them.

    Nothing where there is no file. Raises OSError, ValueError, KeyError, TypeError or AttributeError for one
    that cannot be read.
    """
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, Orders()
    dealt: Mapping[str, Any] = dict(found["dealt"].items())
    return dealt, Orders(
        tuple(Service(each) for each in found["switched_off"]),
        tuple(str(each) for each in found["maintenance"]),
        bool(found["drained"]),
        str(found["wanted_settings"]),
    )


def orders_in_force(path: Path) -> Orders:
    """The orders in the file at `path`, UNREADABLE where they cannot be read, which the log is told."""
    try:
        return remembered(path)[1]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return UNREADABLE
