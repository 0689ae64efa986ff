"""`kiosk run` with a terminal that cannot go on: `python failing_terminal.py HOW`.

HOW is `machine` (it raises, and again when it is told so), `loop` (anything else of the terminal's thread
raises), or `stuck` (as `machine`, and the window does not close either).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from kiosk.app import serve
from kiosk.app.cli import main
from kiosk.fsm.event import Event
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import TerminalStatus
from kiosk.runtime.clock_monitor import ClockMonitor
from kiosk.screens.kivy.app import KioskApp

handle, look = KioskMachine.handle, ClockMonitor.look


def failing_handle(machine: KioskMachine, event: Event) -> bool:
    if machine.state is S.ATTRACT:
        raise ZeroDivisionError
    return handle(machine, event)


def failing_look(monitor: ClockMonitor, status: TerminalStatus) -> Iterator[Event]:
    """Well at the start, then not: the clock is looked at once a second."""
    setattr(ClockMonitor, "look", broken_look)  # noqa: B010 - the type of a method cannot be assigned
    return look(monitor, status)


def broken_look(monitor: ClockMonitor, status: TerminalStatus) -> Iterator[Event]:
    raise ZeroDivisionError


def never_closing(app: KioskApp) -> None:
    """The window stays."""


how = sys.argv.pop(1)
if how == "loop":
    setattr(ClockMonitor, "look", failing_look)  # noqa: B010
else:
    setattr(KioskMachine, "handle", failing_handle)  # noqa: B010
if how == "stuck":
    setattr(KioskApp, "close", never_closing)  # noqa: B010
    serve.LAST_PATIENCE = 0.5
sys.argv += ["run", "--no-browser"]
main()
