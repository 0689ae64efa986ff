"""The terminal: one queue, one thread; the machine decides, the rest listens.

Events come from fingers, devices and the clock. A device's answer and a time-out carry the
generation of the state entry that asked for them; an older generation is dropped, so nothing of
one customer can reach the next.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.fsm.event import Event
from kiosk.fsm.events import Faulted, TimedOut
from kiosk.fsm.flow.payment import CoinRejected, CoinsAccepted
from kiosk.fsm.flow.printing import JobAdvanced, SheetPrinted
from kiosk.fsm.machine import KioskMachine, NotExpected
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import PRINTING, RESTING
from kiosk.fsm.state_table import PollName, TaskName
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.terminal_status import TerminalStatus
from kiosk.fsm.timeouts import DEVICE, FIRST_WAITS, IDLE, SHEET, TIMEOUTS
from kiosk.fsm.view import View
from kiosk.logs import Log, described
from kiosk.net import lease
from kiosk.runtime.clock import Clock
from kiosk.runtime.clock_monitor import ClockMonitor
from kiosk.runtime.clock_ticks import ClockTicks
from kiosk.runtime.listeners import Listeners
from kiosk.runtime.polling import Polling
from kiosk.runtime.terminal_parts import Poll, Task
from kiosk.runtime.timers import Timers
from kiosk.runtime.wait_times import WaitTimes
from kiosk.runtime.workers import LIMIT, WorkerLost, Workers

log = Log()

GRACE = 10.0
"""Seconds beyond its state's time-out in which a task may still come back before its worker is replaced."""
_RESTARTS_DEADLINE = (SheetPrinted, JobAdvanced, CoinsAccepted, CoinRejected)


class CannotGoOn(RuntimeError):
    """The machine raised, and again while handling that fault. The message names kind and state only."""


class Terminal:
    """Joins machine, clock, workers, tasks and listeners. `post` and `touched` are thread-safe."""

    def __init__(
        self,
        machine: KioskMachine,
        *,
        clock: Clock,
        workers: Workers,
        tasks: Mapping[TaskName, Task],
        polls: Mapping[PollName, Poll],
        clock_monitor: ClockMonitor,
        timeouts: Mapping[str, float] = TIMEOUTS,
        first_waits: Mapping[str, float] = FIRST_WAITS,
        parting: Callable[[S], None] = lambda state: None,
        worker_lost: Callable[[str, S], None] = lambda device, state: None,
    ) -> None:
        """`parting` is called when the terminal cannot go on, with the state in which it ends; `worker_lost`
        with the name and the state when a worker was replaced."""
        self.machine = machine
        self._listeners = Listeners()
        self.listeners = self._listeners.of_visits
        self.event_listeners = self._listeners.of_events
        """Told of each event that was handled, before the view is; see Listeners."""
        self._clock = clock
        self._workers = workers
        self._polling = Polling(workers, self)
        self._tasks = tasks
        self._polls = polls
        self._clock_monitor = clock_monitor
        self._ticks = ClockTicks(clock_monitor, self, self._look_around)
        self._timeouts = timeouts
        self._parting = parting
        self._worker_lost = worker_lost
        self._queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._timers = Timers()
        self._wait_times = WaitTimes(first_waits)
        self._since = 0.0
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
        """Clock or calendar was changed, on purpose: look now rather than within seconds."""
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
        self._ticks.set_next()
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
            event.discard()
            return
        before, visit = self.machine.state, self.machine.visit.id
        try:
            entered = self.machine.handle(event)
        except NotExpected:
            log.debug("event_not_expected", event_type=type(event).__name__, state=self.machine.state)
            event.discard()
            return
        except Exception as error:  # noqa: BLE001 - whatever happened, the money must be accounted for
            if isinstance(event, Faulted):
                raise CannotGoOn(f"{type(error).__name__} in {self.machine.state}") from None
            self._faulted(error, "machine")
            return
        self._listeners.visit_passed(self.machine.take_ended(), visit, self.machine.visit)
        self._measure(before, event, entered=entered)
        self._listeners.handled(type(event), self.machine.state if entered else None)
        if entered:
            log.info(
                "state_entered", state=self.machine.state.value, before=before.value, on=type(event).__name__
            )
            self._enter()
        elif isinstance(event, _RESTARTS_DEADLINE):
            self._set_deadline()
        self._publish()

    def _measure(self, before: S, event: Event, *, entered: bool) -> None:
        """Count the wait that `event` ended, and begin the next one."""
        now = self._clock.monotonic()
        if isinstance(event, SheetPrinted):
            self._wait_times.took(SHEET, now - self._since)
        elif entered and not isinstance(event, (TimedOut, Faulted)):
            self._wait_times.took(before.value, now - self._since)
        if entered or isinstance(event, SheetPrinted):
            self._since = now

    def _enter(self) -> None:
        generation = self.machine.generation
        resting = self.machine.state in RESTING
        self._ticks.entered(resting=resting)
        self._timers.drop_bound()
        self._set_deadline()
        spec, context = self.machine.spec, self._context()
        if spec.task is not None:
            task = self._tasks[spec.task]
            # A task that waited behind one that hung must not begin after its state has gone.
            job = lambda: task.run(context) if context.wanted() else None  # noqa: E731
            self._workers.submit(task.worker, job, self._answer(generation, task), self._limit(task))
        for name in spec.polls:
            poll = self._polls[name]
            self._polling.begin(poll.at_rest() if resting else poll, context)

    def _context(self) -> TaskContext:
        context = self.machine.task_context()
        return replace(
            context, wanted=lambda: self.machine.generation == context.generation and lease.is_held()
        )

    def _limit(self, task: Task) -> float:
        if task.limit is not None:
            return task.limit
        timeout = self.machine.spec.timeout or ""
        return self._timeouts[timeout] + GRACE if timeout in DEVICE else LIMIT

    # what a poll needs (`polling.Loop`)

    @property
    def generation(self) -> int:
        """The number of the present state entry."""
        return self.machine.generation

    def call(self, function: Callable[[], None]) -> None:
        """Call a function on the terminal's thread."""
        self._queue.put(function)

    def later(self, seconds: float, function: Callable[[], None], slack: float = 0.0) -> None:
        """Call a function on the terminal's thread in so many seconds, unless the state is left before.

        With `slack` it may be so many seconds before or after, when the thread is awake anyway.
        """
        self._later(seconds, function, slack=slack)

    def remind(self, seconds: float, function: Callable[[], None]) -> None:
        """As `later`, whatever states are left meanwhile."""
        self._later(seconds, function, bound=False)

    def poll_failed(self, error: BaseException | None, generation: int) -> None:
        """A poll of that state entry raised."""
        self._answer(generation)(None, error)

    def _answer(
        self, generation: int, task: Task | None = None
    ) -> Callable[[Event | None, BaseException | None], None]:
        def done(event: Event | None, error: BaseException | None) -> None:
            if isinstance(error, WorkerLost):
                for each in task.when_lost if task is not None else ():
                    self.post(each, generation)
            elif error is not None:
                self._queue.put(lambda: self._faulted(error, "device", generation))
            elif event is not None:
                self.post(event, generation)

        return done

    def _faulted(self, error: BaseException, where: str, generation: int | None = None) -> None:
        log.error("unexpected_exception", where=where, state=self.machine.state.value, **described(error))
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

    def _look_around(self) -> None:
        """Look at the clock, and for workers that hang."""
        self._look_at_clock()
        for device in self._workers.give_up(self._clock.monotonic()):
            log.error("worker_replaced", device=device, state=self.machine.state.value)
            self._worker_lost(device, self.machine.state)

    def _look_anew(self) -> None:
        self._clock_monitor.trust()
        self._ticks.tick()

    def _look_at_clock(self) -> None:
        for event in self._clock_monitor.look(self.machine.status):
            self._take(event, None)

    def _later(
        self, seconds: float, call: Callable[[], None], *, bound: bool = True, slack: float = 0.0
    ) -> None:
        self._timers.add(self._clock.monotonic() + seconds, call, bound=bound, slack=slack)

    def _publish(self) -> None:
        timeout = self._timeouts.get(self.machine.spec.timeout or "")
        kind = SHEET if self.machine.state in PRINTING else self.machine.state.value
        expected = self._wait_times.expected(kind)
        since = None if expected is None else self._since
        view = self.machine.view(self._deadline, timeout, since, expected)
        if view == self._view:
            return
        with self.view_changed:
            self._view = view
            self.view_changed.notify_all()
        self._listeners.shown(view)

    def _stop(self) -> None:
        self._running = False

    def _part(self, error: BaseException) -> None:
        """Show that the terminal has ended, before the process ends. From the journal the next start learns
        what is owed."""
        self._running, self._failed = False, True
        log.critical("terminal_cannot_go_on", state=self.machine.state.value, **described(error))
        last = View(
            S.OUT_OF_SERVICE, self.machine.generation + 1, status=TerminalStatus(stop=Reason.UNEXPECTED)
        )
        with self.view_changed:
            self._view = last
            self.view_changed.notify_all()
        self._listeners.shown(last)
        try:
            self._parting(self.machine.state)
        except Exception as failure:  # noqa: BLE001 - the process ends all the same
            log.error("parting_failed", kind=type(failure).__name__)
