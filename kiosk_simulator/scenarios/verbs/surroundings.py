"""What happens around the terminal: time, hours, clock, power, and its settings."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.fsm.flow.operation import EndAsked
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.rules.hours.calendar import Closure
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Service
from kiosk_simulator.cash.devices import CoinFault
from kiosk_simulator.scenarios.stage import Failed, Stage

LOOK = 1.5
"""Seconds within which the terminal has looked at clock and calendar."""
_EVER = timedelta(days=1)


def wait(stage: Stage, seconds: str) -> None:
    """Let time pass."""
    stage.settle(float(seconds))


def time_out(stage: Stage) -> None:
    """Do nothing until the time of this state is over."""
    key = stage.kiosk.terminal.machine.spec.timeout
    if key is None:
        raise Failed("this state waits as long as it takes")
    stage.settle(TIMEOUTS[key] + 0.1)


def time(stage: Stage, at: str) -> None:
    """Set the time of day, HH:MM, or day and time, 'YYYY-MM-DD HH:MM', on purpose."""
    if "-" in at:
        moment = datetime.fromisoformat(at).replace(tzinfo=JST)
    else:
        hour, _, minute = at.partition(":")
        moment = stage.clock.now().replace(hour=int(hour), minute=int(minute), second=0)
    stage.clock.set(moment)
    stage.kiosk.terminal.look_at_calendar()
    stage.settle(LOOK)


def close(stage: Stage, minutes: str = "0", service: str = "") -> None:
    """Close a service, by default all but the information, in so many minutes."""
    start = stage.clock.now() + timedelta(minutes=float(minutes))
    services = frozenset({Service(service)}) if service else frozenset[Service]()
    stage.closures.close(Closure(start, start + _EVER, services))
    stage.kiosk.terminal.look_at_calendar()
    stage.settle(LOOK)


def open_again(stage: Stage) -> None:
    """End every closure that `close` made."""
    stage.closures.open_again()
    stage.kiosk.terminal.look_at_calendar()
    stage.settle(LOOK)


def clock_jumps(stage: Stage, seconds: str) -> None:
    """Let the clock go wrong by so many seconds at once."""
    stage.clock.jump(timedelta(seconds=float(seconds)))
    stage.settle(LOOK)


def power_cut(stage: Stage, devices: str = "") -> None:
    """The power fails and comes back; with `devices` the cash unit forgets what it counted."""
    if devices:
        changer = stage.environment.changer
        changer.acceptor.faults.add(CoinFault.RESETS)
        changer.validator.power_cut()
        for hopper in changer.hoppers.values():
            hopper.power_cut()
    stage.starts()


def restart_with(stage: Stage, section: str, *values: str) -> None:
    """Start again with settings of kiosk.toml: a section, then NAME=VALUE."""
    stage.starts({section: dict(each.split("=", 1) for each in values)})


def told_to_end(stage: Stage) -> None:
    """The terminal's program is told to end (SIGTERM): nobody is let in any more, and a visit is finished."""
    stage.machine.post(EndAsked())
    stage.settle()
