"""What the shop's staff does."""

from __future__ import annotations

from kiosk.config.sections.staff import SPECIMEN_PIN, SPECIMENS
from kiosk.fsm.flow.staff.signing_in import StaffCalled
from kiosk.fsm.states import S
from kiosk.rules.staff import Role
from kiosk_simulator.scenarios.stage import Failed, Stage
from kiosk_simulator.scenarios.verbs.eye import sees
from kiosk_simulator.scenarios.verbs.people import touch, type_text


def call_staff(stage: Stage) -> None:
    """Hold the hidden corner."""
    stage.machine.post(StaffCalled())


def staff_enters(stage: Stage, role: str = Role.TECHNICIAN.value) -> None:
    """Hold the hidden corner and sign in as the specimen person of a role."""
    if stage.machine.state is not S.STAFF_PIN:
        call_staff(stage)
    person = next(each for each in SPECIMENS if each.role is Role(role))
    touch(stage, f"person:{person.id}")
    type_text(stage, SPECIMEN_PIN.decode())
    touch(stage, "next")
    stage.settle()
    sees(stage, S.MAINTENANCE.value)


def staff_settles(stage: Stage, how: str) -> None:
    """Settle the first open case or claim: clear_case, pay_case, pay_claim or close_claim."""
    touch(stage, "page:cases")
    key = next((key for key in stage.glass.touchable() if key.startswith(f"{how}:")), "")
    if not key:
        raise Failed(f"no case for {how}; there are {', '.join(stage.glass.touchable())}")
    touch(stage, key)
    stage.settle()
