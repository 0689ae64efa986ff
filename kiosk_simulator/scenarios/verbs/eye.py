"""What must be seen: on the glass, in the trays, in the machine."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk_simulator.scenarios.stage import Failed, Stage

LIMIT = 900.0
"""Seconds for which `until` waits at most, on the scenario's clock."""


def equal(what: str, found: object, wanted: object) -> None:
    """Raise Failed when something else was found than the scenario says."""
    if found != wanted:
        raise Failed(f"{what}: {found}, not {wanted}")


def sees(stage: Stage, state: str, reason: str = "") -> None:
    """The terminal is in this state, perhaps with this code."""
    view = stage.machine.view
    equal("state", view.state.value, S(state).value)
    if reason:
        equal("code", view.reason.value if view.reason is not None else "none", reason)


def until(stage: Stage, state: str, reason: str = "") -> None:
    """Time passes until the terminal is in this state, perhaps with this code."""
    wanted = S(state)
    stage.machine.until(lambda view: view.state is wanted, LIMIT)
    sees(stage, state, reason)


def says(stage: Stage, text: str) -> None:
    """The page says this, in the visit's language."""
    words = stage.glass.words().replace("\n", "")
    if text.replace(" ", "") not in words.replace(" ", ""):
        raise Failed(f"the page does not say {text!r}")


def offers(stage: Stage, *keys: str) -> None:
    """These keys can be touched."""
    missing = [key for key in keys if key not in stage.glass.touchable()]
    if missing:
        raise Failed(f"no {', '.join(missing)}; there are {', '.join(stage.glass.touchable())}")


def lacks(stage: Stage, *keys: str) -> None:
    """None of these keys can be touched."""
    found = [key for key in keys if key in stage.glass.touchable()]
    if found:
        raise Failed(f"{', '.join(found)} can be touched")


def closed(stage: Stage, service: str, reason: str) -> None:
    """A service cannot begin, because of a device with this code."""
    failing = stage.machine.view.status.closed_by(Service(service))
    equal("code", "none" if failing is None or failing.reason is None else failing.reason.value, reason)


def tray(stage: Stage, yen: str) -> None:
    """So many yen lie in the tray."""
    equal("yen in the tray", sum(stage.environment.changer.tray), int(yen))


def sheets(stage: Stage, number: str) -> None:
    """So many sheets lie in the output tray."""
    equal("sheets in the output tray", len(stage.environment.printer.sheets), int(number))


def slips(stage: Stage, number: str) -> None:
    """So many receipts and slips hang from the printer."""
    equal("slips", len(stage.environment.receipt_printer.receipts), int(number))


def inside(stage: Stage, yen: str) -> None:
    """Of what was inserted, so many yen are still in the machine."""
    changer = stage.environment.changer
    given_back = stage.taken_from_tray + sum(changer.tray)
    equal("yen kept", changer.inserted - given_back, int(yen))
