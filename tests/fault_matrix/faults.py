"""Every fault: the switches of the QA guide, empty trays and hoppers, programs, journal, power and clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from kiosk.journal.faults import Cause
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.console.switches import switches
from kiosk_simulator.environment import Environment
from kiosk_simulator.scenarios.stage import Stage
from kiosk_simulator.scenarios.workers import DEVICES
from tests.support.shopper import do

JOURNAL_CAUSES = (Cause.FULL, Cause.LOCKED, Cause.READ_ONLY, Cause.DAMAGED, Cause.MISSING, Cause.NEWER)
JUMP = 7200
"""Seconds by which the clock goes wrong: more than its tolerance, and within the day's hours."""
_WIRES = {"reader": "card", "sound": "sound", "receipt": "receipt", "printer": "printer", "centre": "centre"}

_LINE_TO_THE_CENTRE = frozenset(
    f"centre.{each}"
    for each in ("down", "out_of_service", "gateway_page", "slow", "garbage", "wrong_type", "half_answer")
)
"""Faults of the centre that spoil every answer, not only those of its services."""


class PowerCut(BaseException):
    """The plug was pulled. Not an `Exception`, so that no handler of the terminal catches it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`set` lets it happen. `wire` is what must be asked before it can be noticed (see `wires`); empty for
    what is there at once. `group` is the table in which it stands."""

    name: str
    group: str
    wire: str
    set: Callable[[Stage], None]


def faults(environment: Environment) -> tuple[Fault, ...]:
    """All of them, in the order of the page."""
    return tuple(_all(environment))


def _all(environment: Environment) -> Iterator[Fault]:
    for name in switches(environment):
        device = name.partition(".")[0]
        wire = _WIRES.get(device) or f"cash:{_address(environment.changer, device)}"
        if device == "centre" and name not in _LINE_TO_THE_CENTRE:
            wire = "centre:services"
        yield Fault(name, device.partition("-")[0], wire, partial(do, step=f"fault {name}"))
    for yen, hopper in environment.changer.hoppers.items():
        yield Fault(
            f"hopper-{yen}.no_coins", "hopper", f"cash:{hopper.address}", partial(do, step=f"coins {yen} 0")
        )
    yield Fault("hoppers.no_coins", "hopper", "cash", _no_coins)
    yield Fault("printer.no_paper", "printer", "printer", partial(do, step="paper 0"))
    yield Fault("phone.reservation_gone", "phone", "centre:services", _forget_reservations)
    for device in (*DEVICES, "sound"):
        yield Fault(f"{device}.stuck", "program", f"worker:{device}", partial(_hangs, device=device))
        yield Fault(f"{device}.breaks", "program", f"worker:{device}", partial(_breaks, device=device))
    for cause in JOURNAL_CAUSES:
        yield Fault(
            f"journal.{cause.value}", "journal", "journal", partial(do, step=f"journal {cause.value}")
        )
    yield Fault("power.cut", "power", "", _cut_power)
    yield Fault("power.cut_devices_too", "power", "", _cut_all_power)
    yield Fault("clock.fast", "clock", "", partial(_jump, seconds=JUMP))
    yield Fault("clock.slow", "clock", "", partial(_jump, seconds=-JUMP))


def _address(changer: SimulatedChanger, device: str) -> int:
    if device == "acceptor":
        return changer.acceptor.address
    if device == "validator":
        return changer.validator.address
    return changer.hoppers[int(device.partition("-")[2])].address


def _no_coins(stage: Stage) -> None:
    for yen in stage.environment.changer.hoppers:
        do(stage, f"coins {yen} 0")


def _forget_reservations(stage: Stage) -> None:
    database = stage.environment.centre.database
    if database is not None:
        database.rows("DELETE FROM reservation")


def _hangs(stage: Stage, device: str) -> None:
    stage.workers.stuck[device] = 1


def _breaks(stage: Stage, device: str) -> None:
    stage.workers.broken[device] = 1
    stage.expects_errors = True


def _jump(stage: Stage, seconds: float) -> None:
    stage.clock.jump(timedelta(seconds=seconds))


def _cut_power(stage: Stage) -> None:
    raise PowerCut


def _cut_all_power(stage: Stage) -> None:
    raise PowerCut("the devices have lost theirs too")
