"""What a terminal that cannot go on still does: shut the slot for coins, and leave a row behind.

Neither needs the other: a journal that is full must not keep the slot open, nor a cash unit that hangs
the row from being written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from kiosk.fsm.states import S
from kiosk.hardware.cash.protocol import CashUnit
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.logs import Log
from kiosk.runtime.workers import Workers

PATIENCE = 3.0
"""Seconds for the cash unit to take the command: three tries on the bus and what was waiting before it."""

log = Log()


def parting(workers: Workers, cash: CashUnit, journal: Journal) -> Callable[[S], None]:
    """Return what the terminal calls last, with the state in which it ended. It never raises."""

    def part(state: S) -> None:
        shut = threading.Event()

        def done(_result: object, error: BaseException | None) -> None:
            if error is not None:
                log.error("slot_not_shut", kind=type(error).__name__)
            shut.set()

        workers.submit("cash", lambda: cash.set_acceptable(()), done)
        try:
            journal.append(Kind.TERMINAL_FAILED, {"state": state.value})
        except Exception as error:  # noqa: BLE001 - the journal may be what failed
            log.error("row_not_written", kind=type(error).__name__)
        if not shut.wait(PATIENCE):
            log.error("slot_not_shut", kind="silent")

    return part
