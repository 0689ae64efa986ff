"""How a terminal is mended after a cell: faults end, trays are emptied, and staff comes only if it must."""

from __future__ import annotations

from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk_simulator.cash.changer import INITIAL_COINS
from kiosk_simulator.console.switches import FULL_TRAY, clear_faults
from kiosk_simulator.scenarios.stage import Stage
from tests.support.shopper import take_all, wait_for
from tests.support.staff import signs_in

PATIENCE = 240.0
"""Seconds in which a terminal that comes back by itself has come back, once its devices are well."""
LOST = 1500.0
"""Seconds after which a program that hangs has been replaced, whatever it was doing."""
VISITS_OF_STAFF = 3


def mend(stage: Stage) -> str:
    """Mend everything; returns "" when the terminal came back by itself, and "staff" when it had to be put
    back in service."""
    environment = stage.environment
    environment.reader.remove()
    clear_faults(environment)
    environment.printer.set_paper(FULL_TRAY)
    while environment.printer.print_sheet():
        stage.settle()  # what the printer still holds comes out
    stage.journal.cause = None
    stage.workers.broken.clear()
    stage.workers.stuck.clear()
    stage.closures.open_again()
    stage.kiosk.terminal.look_at_calendar()
    take_all(stage)
    if wait_for(stage, lambda: serves(stage), PATIENCE):
        return _filled(stage, "")
    if stage.workers.hung and wait_for(stage, lambda: serves(stage), LOST):
        return _filled(stage, "")
    for _ in range(VISITS_OF_STAFF):
        staff_comes(stage)
        if wait_for(stage, lambda: serves(stage), PATIENCE):
            break
    return "staff"


def serves(stage: Stage) -> bool:
    """Whether somebody could buy a certificate now, with change; not while a program hangs unnoticed."""
    view = stage.machine.view
    closed = view.status.closed_by(Service.CERTIFICATES)
    return view.state is S.ATTRACT and closed is None and not stage.workers.hung


def _filled(stage: Stage, who: str) -> str:
    """Hoppers that a visit or a fault has emptied are filled, so that the next one gets change."""
    hoppers = stage.environment.changer.hoppers.values()
    if any(hopper.coins < INITIAL_COINS // 2 for hopper in hoppers):
        staff_comes(stage)
        wait_for(stage, lambda: serves(stage), PATIENCE)
    return who


def staff_comes(stage: Stage) -> None:
    """Sign in, settle what is open, fill the hoppers, say that the clock is right, and return to service."""
    machine, changer = stage.machine, stage.environment.changer
    call, pin, _admitted = signs_in()
    machine.post(call)
    machine.post(pin)
    if not wait_for(stage, lambda: machine.state is S.MAINTENANCE, 30.0):
        return
    machine.advance(2.0)
    for case in machine.view.status.staff.cases:
        machine.post(StaffActed(StaffAction.CLEAR_CASE, case.visit))
        machine.advance(2.0)
    for yen in changer.hoppers:
        changer.fill(yen, INITIAL_COINS)
    machine.post(StaffActed(StaffAction.FILL_COINS))
    machine.advance(5.0)
    if machine.view.status.clock_doubted:
        machine.post(StaffActed(StaffAction.CONFIRM_CLOCK))
        machine.advance(2.0)
    machine.post(StaffLeft(in_service=True))
    machine.advance(2.0)
