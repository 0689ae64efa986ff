"""What is in force at a terminal by command of the fleet server."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.rules.services import Service


@dataclass(frozen=True, slots=True)
class Orders:
    """`maintenance` are days (YYYY-MM-DD) on which nothing but the information is served; with `drained`
    nothing else is served at all. `wanted_settings` is a digest, empty without one."""

    switched_off: tuple[Service, ...] = ()
    maintenance: tuple[str, ...] = ()
    drained: bool = False
    wanted_settings: str = ""
