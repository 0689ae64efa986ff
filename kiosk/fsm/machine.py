"""The machine: the one place that decides what comes next.

It owns the visit, takes events, and knows neither devices nor clocks nor screens. Names in the
tables are resolved when it is built, so a misspelt guard cannot wait for a customer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from transitions import Machine

from kiosk.fsm.actions import Actions
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import Event
from kiosk.fsm.flow import STAY, spelled_out
from kiosk.fsm.guards import Guards
from kiosk.fsm.session import FlowSettings, NewId, Standing, Visit
from kiosk.fsm.state_table import STATES, StateSpec
from kiosk.fsm.states import S
from kiosk.fsm.view import StaffView, View

_PASSWORD_HELD = frozenset({S.REPEAT_PASSWORD, S.RESET_PASSWORD, S.READ_SIGNATURE, S.SIGN_APPLICATION})
"""The new password waits for its repetition; otherwise one is held only while the card works with it."""

SPECS: dict[S, StateSpec] = {spec.state: spec for spec in STATES}


class NotExpected(Exception):
    """The event has no row in this state, or no row whose guards hold: it is dropped, and logged."""


class _Machine(Machine):
    """Our callbacks are functions when it is built: none is looked up by name, or written to a log."""

    def callbacks(self, funcs: Iterable[Any], event_data: Any) -> None:
        for func in funcs:
            func(event_data)


class KioskMachine(Guards, Actions):
    """States, visit and standing. Not thread-safe: only the terminal's thread may call it."""

    state: str

    def __init__(self, settings: FlowSettings, new_id: NewId) -> None:
        """`new_id` returns an unguessable id; tests give a predictable one."""
        self.settings = settings
        self.new_id = new_id
        self.visit = Visit("", settings.default_language)
        self.standing = Standing()
        self.generation = 0
        self._machine = _Machine(
            model=self,
            states=[spec.state.value for spec in STATES],
            initial=S.STARTING.value,
            queued=True,
            auto_transitions=False,
            ignore_invalid_triggers=False,
            send_event=True,
            finalize_event=self._finished,
        )
        self._taken = False
        self._triggers: dict[type[Event], Callable[..., Any]] = {}
        self._rows: set[tuple[type[Event], str]] = set()
        for row in spelled_out():
            self._machine.add_transition(
                row.event.trigger(),
                [source.value for source in row.source],
                None if row.dest == STAY else str(row.dest),
                conditions=[self._bound(name) for name in row.only_if],
                unless=[self._bound(name) for name in row.unless],
                before=[self._bound(name) for name in row.then],
                after=None if row.dest == STAY else self._entered,
            )
            self._triggers[row.event] = self._machine.events[row.event.trigger()].trigger
            self._rows |= {(row.event, source.value) for source in row.source}

    @property
    def now_in(self) -> S:
        """The present state."""
        return S(self.state)

    @property
    def spec(self) -> StateSpec:
        """The present state's row of the state table."""
        return SPECS[self.now_in]

    def handle(self, event: Event) -> bool:
        """Take one event. Returns True when a state was entered (also the same one anew).

        Raises NotExpected when the event means nothing here; nothing has changed then.
        """
        before, kind = self.generation, type(event)
        self._taken = False
        if (kind, self.state) in self._rows:
            self._triggers[kind](self, event=event)
        if not self._taken:
            raise NotExpected(f"{kind.__name__} in {self.state}")
        return self.generation != before

    def has_row(self, event: type[Event], state: S) -> bool:
        """True when the table has a row for `event` in `state`, whatever its guards say."""
        return (event, state.value) in self._rows

    def brief(self) -> Brief:
        """The facts for the task of this state's entry."""
        visit, money = self.visit, self.visit.money
        return Brief(
            state=self.now_in,
            generation=self.generation,
            visit=visit.id,
            language=visit.language,
            service=visit.service,
            scope=visit.scope,
            municipality=visit.municipality,
            card_subject=visit.card_subject,
            subject=visit.subject,
            authentication=visit.authentication,
            request=visit.request,
            order=visit.order,
            price=visit.price,
            charges=visit.charges,
            inserted=money.inserted,
            charged=money.charged,
            paid_out=money.paid_out,
            claimed=money.claimed,
            copies_printed=visit.copies_printed,
            staff_action=self.standing.staff_action,
            form=visit.form,
            number=visit.number,
            usable_from=visit.usable_from,
            pin=visit.pin,
            password=visit.password,
        )

    def view(self, deadline: float | None = None, timeout: float | None = None) -> View:
        """A picture for the screens; `deadline` and `timeout` are the terminal's, in seconds."""
        visit, standing, state = self.visit, self.standing, self.now_in
        idle_notice = standing.stop or next(iter(standing.failing.values()), None)
        return View(
            state=state,
            generation=self.generation,
            language=visit.language,
            is_open=standing.may_start,
            hours=self.settings.hours,
            opens_at=standing.opens_at,
            outlooks=standing.outlooks,
            deadline=deadline,
            timeout=timeout,
            card_is_inserted=self.settings.card_is_inserted,
            card_present=visit.card_present,
            service=visit.service,
            scope=visit.scope,
            municipalities=standing.municipalities,
            municipality=visit.municipality,
            tries_left=visit.tries_left,
            offers=visit.offers,
            kind=visit.kind,
            options=visit.options,
            copies=visit.copies,
            max_copies=self.copies_left,
            order=visit.order,
            price=visit.price,
            inserted=visit.money.inserted,
            accepted_denominations=self.settings.denominations,
            acceptable=visit.acceptable,
            coin_rejected=visit.coin_rejected,
            sheets=visit.sheets,
            sheets_printed=visit.sheets_printed,
            paid_out=visit.money.paid_out,
            claimed=visit.money.claimed,
            receipt=visit.receipt,
            stop=standing.stop,
            notice=idle_notice if state is S.OUT_OF_SERVICE else visit.notice,
            again_at=visit.again_at,
            topics=self.settings.topics,
            topic=visit.topic,
            card_state=visit.card_state,
            checked_at=visit.checked_at,
            password_tries=visit.password_tries,
            good_until=visit.good_until,
            registration=visit.registration,
            form=visit.form,
            heads=visit.heads,
            number=visit.number,
            usable_from=visit.usable_from,
            staff=self._staff_view() if state is S.MAINTENANCE else None,
            staff_pin_wrong=standing.staff_pin_wrong,
        )

    def _staff_view(self) -> StaffView:
        lines = tuple(line for _, line in sorted(self.standing.devices.items()))
        return replace(self.standing.staff, devices=lines)

    def _bound(self, name: str) -> Callable[[Any], Any]:
        method: Callable[[Any], Any] = getattr(self, name)
        return lambda data: method(data.kwargs["event"])

    def _finished(self, data: Any) -> None:
        # A queued machine says True to every trigger, also when no row's guards held.
        self._taken = bool(data.result)

    def _entered(self, data: Any) -> None:
        self.generation += 1
        self.visit.coin_rejected = False
        if self.state != S.AUTHENTICATE.value:
            self.visit.wipe_pin()
        if self.state not in _PASSWORD_HELD:
            self.visit.wipe_password()
