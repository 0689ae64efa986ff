"""The machine: the one place that decides what comes next.

It owns the visit, takes events, and knows neither devices nor clocks nor screens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import cast

from transitions import EventData, Machine

from kiosk.fsm.event import Event
from kiosk.fsm.flow import TABLE
from kiosk.fsm.model import FlowSettings, Model, NewId
from kiosk.fsm.staff_report import StaffOrder, StaffReport
from kiosk.fsm.state_table import STATES, StateSpec, TaskName
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.terminal_status import TerminalStatus
from kiosk.fsm.transition import STAY, Guard, Row, spell_out
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit

_PASSWORD_HELD = frozenset({S.REPEAT_PASSWORD, S.RESET_PASSWORD, S.READ_SIGNATURE, S.SIGN_APPLICATION})
"""The new password waits for its repetition; otherwise one is held only while the card works with it."""

SPECS: dict[S, StateSpec] = {spec.state: spec for spec in STATES}

Callback = Callable[[EventData], bool | None]


class NotExpected(Exception):
    """The event has no row in this state, or no row whose guards hold: it is dropped, and logged."""


class _Machine(Machine):
    """Calls functions only: none is looked up by name, or written to a log."""

    def callbacks(self, funcs: Iterable[str | Callback], event_data: EventData) -> None:
        for func in cast("Iterable[Callback]", funcs):
            func(event_data)


class KioskMachine:
    """States, visit and status. Not thread-safe: only the terminal's thread may call it."""

    def __init__(self, settings: FlowSettings, new_id: NewId, table: Iterable[Row] = TABLE) -> None:
        """`new_id` returns an unguessable id; tests give a predictable one."""
        self.model = Model(settings, new_id)
        self.generation = 0
        self._taken = False
        self._triggers: dict[type[Event], Callable[..., bool]] = {}
        self._rows: set[tuple[type[Event], S]] = set()
        self._machine = _Machine(
            model=self.model,
            states=list(S),
            initial=S.STARTING,
            queued=True,
            auto_transitions=False,
            ignore_invalid_triggers=False,
            send_event=True,
            finalize_event=self._finished,
        )
        for row in spell_out(table):
            self._add(row)

    @property
    def state(self) -> S:
        """The present state."""
        return self.model.state

    @property
    def visit(self) -> Visit:
        """The present visit, or that of nobody."""
        return self.model.visit

    @property
    def status(self) -> TerminalStatus:
        """What outlives the visit."""
        return self.model.status

    @property
    def spec(self) -> StateSpec:
        """The present state's row of the state table; in maintenance mode its task is the button's."""
        spec = SPECS[self.state]
        return replace(spec, task=self.status.order.task) if spec.task is TaskName.LIST_CASES else spec

    def handle(self, event: Event) -> bool:
        """Take one event. Returns True when a state was entered (also the same one anew).

        Raises NotExpected when the event means nothing here; nothing has changed then.
        """
        before, kind = self.generation, type(event)
        self._taken = False
        if (kind, self.state) in self._rows:
            self._triggers[kind](self.model, event=event)
        if not self._taken:
            raise NotExpected(f"{kind.__name__} in {self.state}")
        return self.generation != before

    def take_ended(self) -> Visit | None:
        """Return, once, the visit that the last event ended, as it was at its end."""
        ended, self.model.ended = self.model.ended, None
        return ended

    def has_row(self, event: type[Event], state: S) -> bool:
        """True when the table has a row for `event` in `state`, whatever its guards say."""
        return (event, state) in self._rows

    def task_context(self) -> TaskContext:
        """The facts for the task and the polls of this state's entry."""
        status = self.status
        person = status.signed_in
        return TaskContext(
            self.state,
            self.generation,
            self.visit,
            self.model.secrets,
            status.order,
            person.id if person is not None else status.sign_in.person,
            status.started,
        )

    def view(
        self,
        deadline: float | None = None,
        timeout: float | None = None,
        since: float | None = None,
        expected: float | None = None,
    ) -> View:
        """A picture for the screens; all times are the terminal's, in seconds, as in View."""
        return View(
            self.state,
            self.generation,
            self.visit,
            self.status,
            self.model.settings,
            deadline,
            timeout,
            since,
            expected,
        )

    def _add(self, row: Row) -> None:
        trigger = row.event.__name__

        def bound(guard: Guard[Event]) -> Callback:
            return lambda data: guard(self.model, data.kwargs["event"])

        def take(data: EventData) -> None:
            row.take(self.model, data.kwargs["event"])

        self._machine.add_transition(
            trigger,
            list(row.source),
            None if row.dest is STAY else row.dest,
            conditions=[bound(guard) for guard in row.when],
            unless=[bound(guard) for guard in row.unless],
            before=[take],
            after=[] if row.dest is STAY else [self._entered],
        )
        self._triggers[row.event] = self._machine.events[trigger].trigger
        self._rows |= {(row.event, source) for source in row.source}

    def _finished(self, data: EventData) -> None:
        # A queued machine returns True for every trigger, also when no row's guards held.
        self._taken = bool(data.result)

    def _entered(self, data: EventData) -> None:
        self.generation += 1
        model = self.model
        money = model.visit.money
        if money.coin_rejected or money.note_rejected:
            model.visit = replace(model.visit, money=replace(money, coin_rejected=False, note_rejected=False))
        if self.state is not S.AUTHENTICATE:
            model.secrets = model.secrets.wipe_pin()
        if self.state not in _PASSWORD_HELD:
            model.secrets = model.secrets.wipe_password()
        if self.state is not S.STAFF_CHECK:
            model.secrets = model.secrets.wipe_staff_pin()
        if self.state is not S.MAINTENANCE and model.status.signed_in is not None:
            model.status = replace(model.status, signed_in=None, staff=StaffReport(), order=StaffOrder())
