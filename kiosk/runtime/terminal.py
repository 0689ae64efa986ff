"""The terminal: one queue, one thread; the machine decides, the rest listens.

Events come from fingers, devices and the clock. A device's answer and a time-out carry the
generation of the state entry that asked for them; an older generation is dropped, so nothing of
one customer can reach the next.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from typing import Any

import structlog

from kiosk.fsm.brief import Brief
from kiosk.fsm.events import (
    CoinRejected,
    CoinsAccepted,
    Event,
    Faulted,
    MunicipalitiesListed,
    SheetPrinted,
    TimedOut,
)
from kiosk.fsm.machine import KioskMachine, NotExpected
from kiosk.fsm.notices import Notice
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import IDLE, TIMEOUTS
from kiosk.fsm.view import View
from kiosk.runtime.clock import Clock
from kiosk.runtime.clock_monitor import LOOK_INTERVAL, Timekeeper
from kiosk.runtime.logs import described
from kiosk.runtime.terminal_parts import Listener, Task, Watch
from kiosk.runtime.timers import Timers
from kiosk.runtime.workers import Workers

log = structlog.get_logger("terminal")

_ALWAYS_TRUE = (MunicipalitiesListed,)
"""What a poll finds out about the world and not about a visit: it counts also when it comes late."""
_RESTARTS_DEADLINE = (SheetPrinted, CoinsAccepted, CoinRejected)


class CannotGoOn(RuntimeError):
    """The machine raised, and again when it was told so. The message names kind and state only."""


class Terminal:
    """Joins machine, clock, workers, tasks and listeners. `post` and `touched` are thread-safe."""

    def __init__(
        self,
        machine: KioskMachine,
        *,
        clock: Clock,
        workers: Workers,
        tasks: Mapping[str, Task],
        watches: Mapping[str, Watch],
        timekeeper: Timekeeper,
        timeouts: Mapping[str, float] = TIMEOUTS,
        parting: Callable[[S], None] = lambda state: None,
    ) -> None:
        """`parting` is called when the terminal cannot go on, with the state in which it ends."""
        self.machine = machine
        self.listeners: list[Listener] = []
        self._clock = clock
        self._workers = workers
        self._tasks = tasks
        self._watches = watches
        self._timekeeper = timekeeper
        self._timeouts = timeouts
        self._parting = parting
        self._queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._timers = Timers()
        self._deadline: float | None = None
        self._view: View | None = None
        self._running = False
        self._failed = False
        self.view_changed = threading.Condition()

    # --- from any thread ---------------------------------------------------------------------------

    def post(self, event: Event, generation: int | None = None) -> None:
        """Queue an event. With `generation`, it counts only in that state entry."""
        self._queue.put(lambda: self._take(event, generation))

    def touched(self) -> None:
        """Somebody touched the screen: an idle time-out starts anew."""
        self._queue.put(self._restart_idle)

    def look_at_calendar(self) -> None:
        """Clock or calendar was changed, on purpose: look now rather than within the second."""
        self._queue.put(self._look_anew)

    @property
    def view(self) -> View | None:
        """The newest picture; None before the start."""
        return self._view

    @property
    def failed(self) -> bool:
        """True once `run` ended because the terminal could not go on: its process must end, and say so."""
        return self._failed

    def stop(self) -> None:
        """End `run` after what is queued."""
        self._queue.put(self._stop)

    # --- the loop ----------------------------------------------------------------------------------

    def run(self) -> None:
        """Serve until `stop`; the only thread that touches the machine.

        Raises nothing: whatever goes wrong ends it with `failed`.
        """
        try:
            self.start()
            while self._running:
                self._serve_next()
        except BaseException as error:  # noqa: BLE001 - a thread that ends unheard leaves a dead screen lit
            self._part(error)
        finally:
            self._workers.stop()

    def _serve_next(self) -> None:
        due = self._timers.next_due
        wait = None if due is None else max(0.0, due - self._clock.monotonic())
        try:
            call = self._queue.get(timeout=wait)
        except queue.Empty:
            pass
        else:
            call()
        self._timers.fire(self._clock.monotonic())

    def start(self) -> None:
        """Enter the first state."""
        self._running = True
        self._look_at_clock()
        self._enter()
        self._later(LOOK_INTERVAL, self._clock_tick, bound=False)
        self._publish()

    def pump(self) -> None:
        """Do all that is due now, without waiting (headless terminals on a manual clock).

        Raises CannotGoOn, and whatever else `run` would have ended with.
        """
        while True:
            try:
                self._queue.get_nowait()()
            except queue.Empty:
                if not self._timers.fire(self._clock.monotonic()):
                    return

    def next_due(self) -> float | None:
        """Clock time of the next timer, None without one."""
        return self._timers.next_due

    # --- inside ------------------------------------------------------------------------------------

    def _take(self, event: Event, generation: int | None) -> None:
        if generation is not None and generation != self.machine.generation:
            log.info("late_event_dropped", event_type=type(event).__name__, state=self.machine.state)
            return
        before, visit = self.machine.now_in, self.machine.visit
        try:
            entered = self.machine.handle(event)
        except NotExpected:
            log.debug("event_not_expected", event_type=type(event).__name__, state=self.machine.state)
            return
        except Exception as error:  # noqa: BLE001 - whatever happened, the money must be accounted for
            if isinstance(event, Faulted):
                raise CannotGoOn(f"{type(error).__name__} in {self.machine.state}") from None
            self._faulted(error, "machine")
            return
        if self.machine.visit is not visit:
            self._tell(lambda each: each.visit_changed(visit, self.machine.visit))
        if entered:
            log.info("state_entered", state=self.machine.state, before=before.value, on=type(event).__name__)
            self._enter()
        elif isinstance(event, _RESTARTS_DEADLINE):
            self._set_deadline()
        self._publish()

    def _enter(self) -> None:
        generation = self.machine.generation
        self._timers.drop_bound()
        self._set_deadline()
        spec, brief = self.machine.spec, self.machine.brief()
        if spec.task is not None:
            task = self._tasks[spec.task]
            self._workers.submit(task.worker, lambda: task.run(brief), self._answer(generation))
        for name in spec.watches:
            self._poll(self._watches[name], brief)

    def _poll(self, watch: Watch, brief: Brief) -> None:
        answered = threading.Event()

        def silent() -> None:
            if not answered.is_set():
                for event in watch.when_silent:
                    self.post(event, brief.generation)

        def done(events: Any, error: BaseException | None) -> None:
            answered.set()
            if error is not None:
                self._answer(brief.generation)(None, error)
                return
            for event in events:
                self.post(event, None if isinstance(event, _ALWAYS_TRUE) else brief.generation)
            self._queue.put(lambda: self._poll_again(watch, brief))

        if watch.when_silent:
            self._later(watch.patience, silent)
        self._workers.submit(watch.worker, lambda: watch.poll(brief), done)

    def _poll_again(self, watch: Watch, brief: Brief) -> None:
        if brief.generation == self.machine.generation:
            self._later(watch.interval, lambda: self._poll(watch, brief))

    def _answer(self, generation: int) -> Callable[[Any, BaseException | None], None]:
        def done(event: Any, error: BaseException | None) -> None:
            if error is not None:
                self._queue.put(lambda: self._faulted(error, "device", generation))
            elif event is not None:
                self.post(event, generation)

        return done

    def _faulted(self, error: BaseException, where: str, generation: int | None = None) -> None:
        log.error("unexpected_exception", where=where, state=self.machine.state, **described(error))
        self._take(Faulted(), generation)

    def _set_deadline(self) -> None:
        key = self.machine.spec.timeout
        self._deadline = None
        if key is None:
            return
        generation = self.machine.generation
        self._deadline = self._clock.monotonic() + self._timeouts[key]
        self._later(self._timeouts[key], lambda: self._deadline_reached(generation))

    def _deadline_reached(self, generation: int) -> None:
        if generation != self.machine.generation or self._deadline is None:
            return
        if self._clock.monotonic() >= self._deadline:
            self._set_deadline()  # a state that stays is asked again
            self._take(TimedOut(), generation)

    def _restart_idle(self) -> None:
        if self.machine.spec.timeout in IDLE:
            self._set_deadline()
            self._publish()

    def _clock_tick(self) -> None:
        self._look_at_clock()
        self._later(LOOK_INTERVAL, self._clock_tick, bound=False)

    def _look_anew(self) -> None:
        self._timekeeper.trust()
        self._look_at_clock()

    def _look_at_clock(self) -> None:
        for event in self._timekeeper.look(self.machine.standing):
            self._take(event, None)

    def _later(self, seconds: float, call: Callable[[], None], *, bound: bool = True) -> None:
        self._timers.add(self._clock.monotonic() + seconds, call, bound=bound)

    def _publish(self) -> None:
        timeout = self._timeouts.get(self.machine.spec.timeout or "")
        view = self.machine.view(self._deadline, timeout)
        if view == self._view:
            return
        with self.view_changed:
            self._view = view
            self.view_changed.notify_all()
        self._tell(lambda each: each.shown(view))

    def _tell(self, call: Callable[[Listener], None]) -> None:
        for each in self.listeners:
            try:
                call(each)
            except Exception as error:  # noqa: BLE001 - a listener must not stop the terminal
                log.error("listener_failed", listener=type(each).__name__, kind=type(error).__name__)

    def _stop(self) -> None:
        self._running = False

    def _part(self, error: BaseException) -> None:
        """Say that the terminal has ended, before the process does. The journal tells the next start
        what is owed."""
        self._running, self._failed = False, True
        log.critical("terminal_cannot_go_on", state=self.machine.state, **described(error))
        last = View(
            S.OUT_OF_SERVICE, self.machine.generation + 1, stop=Notice.UNEXPECTED, notice=Notice.UNEXPECTED
        )
        with self.view_changed:
            self._view = last
            self.view_changed.notify_all()
        self._tell(lambda each: each.shown(last))
        try:
            self._parting(self.machine.now_in)
        except Exception as failure:  # noqa: BLE001 - the process ends all the same
            log.error("parting_failed", kind=type(failure).__name__)
