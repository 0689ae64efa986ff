"""`kiosk run` with a terminal that cannot go on: `python failing_terminal.py HOW`.

HOW is `machine` (it raises, and again when it is told so), `loop` (anything else of the terminal's thread
raises), or `stuck` (as `machine`, and the window does not close either).
"""

from __future__ import annotations

import sys

from kiosk.app import serve
from kiosk.app.cli import main
from kiosk.fsm.events import Event
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.states import S
from kiosk.runtime.clock_monitor import ClockMonitor
from kiosk.screens.kivy.app import KioskApp

handle, look = KioskMachine.handle, ClockMonitor.look


def failing_handle(machine: KioskMachine, event: Event) -> bool:
    if machine.state is S.ATTRACT:
        raise ZeroDivisionError
    return handle(machine, event)


def failing_look(timekeeper: ClockMonitor, standing: object) -> object:
    """Well at the start, then not: the clock is looked at once a second."""
    ClockMonitor.look = lambda *_arguments: 1 / 0  # type: ignore[method-assign,assignment]
    return look(timekeeper, standing)  # type: ignore[arg-type]


how = sys.argv.pop(1)
if how == "loop":
    ClockMonitor.look = failing_look  # type: ignore[method-assign,assignment]
else:
    KioskMachine.handle = failing_handle  # type: ignore[method-assign]
if how == "stuck":
    KioskApp.close = lambda app: None  # type: ignore[method-assign]
    serve.LAST_PATIENCE = 0.5
sys.argv += ["run", "--no-browser"]
main()
