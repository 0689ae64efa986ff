"""Staff at the running terminal between two scenarios: settles, fills the hoppers, and puts it in service."""

from __future__ import annotations

from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk_simulator.cash.changer import INITIAL_COINS
from kiosk_simulator.console.scenarios.bench import NOTICED, Bench
from kiosk_simulator.console.scenarios.eyes import sees
from kiosk_simulator.console.scenarios.hands import staff_enters


def needs_staff(bench: Bench) -> bool:
    """Whether the terminal does not wait for a shopper, or could soon give no change."""
    hoppers = bench.environment.changer.hoppers.values()
    return bench.view.state is not S.ATTRACT or any(each.coins < INITIAL_COINS // 2 for each in hoppers)


def put_in_service(bench: Bench) -> None:
    """What staff does until the terminal waits for a shopper. Raises Failed when it does not come to that."""
    staff_enters(bench)
    bench.until(lambda: bench.view.status.staff.coins != ())
    bench.settle(NOTICED)  # what is open is listed as well by then
    for case in bench.view.status.staff.cases:
        _act(bench, StaffAction.CLEAR_CASE, case.visit)
    for yen in bench.environment.changer.hoppers:
        bench.actions.fill_hopper(yen, INITIAL_COINS)
    _act(bench, StaffAction.FILL_COINS)
    if bench.view.status.clock_doubted:
        _act(bench, StaffAction.CONFIRM_CLOCK)
    bench.terminal.touched()
    bench.terminal.post(StaffLeft(in_service=True))
    sees(bench, S.ATTRACT.value)


def _act(bench: Bench, action: StaffAction, case: str = "") -> None:
    bench.terminal.touched()
    bench.terminal.post(StaffActed(action, case))
    bench.settle(NOTICED)
    bench.until(lambda: bench.view.status.staff.working is None)
