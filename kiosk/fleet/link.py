"""The link to the fleet server: a thread of its own, which no visit ever waits for.

What the server has of the journal it says itself, so a row is sent until it is acknowledged, whatever dies in
between. The journal is read from its file on a connection of its own, as any other program reads it.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.centre.errors import CentreError, CentreUnreachable
from kiosk.fleet.client import FleetClient
from kiosk.fleet.machine import FleetMachine
from kiosk.fleet.memory import FleetMemory
from kiosk.fleet.messages import (
    MOST_ROWS,
    Consumables,
    Heartbeat,
    HeartbeatAnswer,
    HopperMessage,
    JournalHead,
    OpenMatters,
)
from kiosk.journal.faults import JournalFault
from kiosk.journal.inspection import JournalReader
from kiosk.logs import Log, described

log = Log()
RECONNECT = 300.0
"""Seconds over which terminals spread after an outage: the server is not to meet all of them at once."""
FIRST_ROUND = 60.0
"""Seconds over which they spread after a start: a power cut may have been the whole town's."""
_JITTER = 0.1
_MOST_REQUESTS = 20
"""Requests with rows in one round: 4,000 rows, more than two weeks of a terminal."""


@dataclass(slots=True)
class FleetLink:
    """`round` is one exchange; `start` goes on with it in a thread. `program` is the version, `settings` the
    digest of the settings in force. `chance` gives numbers from 0 up to 1."""

    client: FleetClient
    journal: JournalReader
    memory: FleetMemory
    machine: FleetMachine
    program: str
    settings: str
    chance: Callable[[], float] = random.random
    reconnect: float = RECONNECT
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _silent: bool = False

    def start(self) -> None:
        """Begin, once, some time from now."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="fleet", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after what is under way."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def round(self) -> float:
        """Say how the terminal is, hear what it is to do, send rows; returns the seconds to the next round.

        Raises nothing: a server that is away is no trouble of the terminal's.
        """
        try:
            answer = self._exchange()
        except (CentreError, JournalFault, OSError) as error:
            if not self._silent:
                log.warning("fleet_server_away", **described(error))
            self._silent = True
            self.client.close()
            return self._wait_after(error)
        except Exception as error:  # noqa: BLE001 - the terminal serves on, and the next round tries again
            log.error("fleet_round_failed", **described(error))
            return self.reconnect * self.chance()
        if self._silent:
            log.info("fleet_server_back")
        self._silent = False
        return answer.interval * (1 - _JITTER + 2 * _JITTER * self.chance())

    def _wait_after(self, error: Exception) -> float:
        """Some time by chance within `reconnect`; what a server that is out of service asks for, and a little
        more by chance, but no longer than that."""
        asked = error.retry_after if isinstance(error, CentreUnreachable) else None
        if asked is None:
            return self.reconnect * self.chance()
        return min(asked * (1 + 2 * _JITTER * self.chance()), self.reconnect)

    def _exchange(self) -> HeartbeatAnswer:
        said = self._heartbeat()
        answer = self.client.heartbeat(said)
        self.memory.told(said.acknowledged)
        for command in answer.commands:
            if not self.memory.knows(command.id):
                self.machine.order(command)
        if said.journal is not None:
            self._send_rows(said.journal, answer.cursor)
        return answer

    def _send_rows(self, head: JournalHead, cursor: int) -> None:
        for _ in range(_MOST_REQUESTS):
            if cursor >= head.seq or self._ended.is_set():
                return
            rows = self.journal.stored(cursor, MOST_ROWS)
            before, cursor = cursor, self.client.send(head.journal, rows) if rows else cursor
            if cursor <= before:
                return  # the server has raised an alarm, and takes nothing before somebody has seen to it

    def _heartbeat(self) -> Heartbeat:
        facts = self.machine.facts()
        consumables, matters, head = Consumables(), OpenMatters(), None
        try:
            balances, accounts = self.journal.balances(), self.journal.accounts().values()
            witness = self.journal.witness()
        except JournalFault:
            pass  # its own check says so, and keeps the terminal out of service
        else:
            hoppers = tuple(
                HopperMessage(denomination=yen, pieces=max(0, pieces))
                for yen, pieces in sorted(balances.pieces.items())
            )
            consumables = Consumables(hoppers=hoppers, cash_box=max(0, balances.cash_box))
            claims = [yen for each in accounts for yen in each.claims.values()]
            matters = OpenMatters(
                cases=sum(each.needs_staff for each in accounts), claims=len(claims), claimed=sum(claims)
            )
            head = JournalHead(journal=witness.journal, seq=witness.head.seq, hash=witness.head.hash.hex())
        orders = self.memory.orders
        return Heartbeat(
            program=self.program,
            settings=self.settings,
            wanted_settings=orders.wanted_settings,
            state=facts.state,
            reason=facts.reason,
            switched_off=tuple(sorted({*facts.switched_off, *orders.switched_off})),
            maintenance=orders.maintenance,
            drained=orders.drained,
            devices=facts.devices,
            consumables=consumables,
            open=matters,
            journal=head,
            acknowledged=self.memory.acknowledgements(),
        )

    def _run(self) -> None:
        wait = FIRST_ROUND * self.chance()
        while not self._ended.wait(wait):
            wait = max(1.0, self.round())
        self.client.close()
