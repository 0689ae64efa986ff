"""One run of scenarios at a time, in the background: how far it is, and how each scenario ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.logs import Log, described
from kiosk_simulator.console.scenarios.apart import Apart
from kiosk_simulator.console.scenarios.bench import Bench, Stopped
from kiosk_simulator.console.scenarios.library import Entry
from kiosk_simulator.console.scenarios.live_run import check_free, play
from kiosk_simulator.console.snapshot import Json
from kiosk_simulator.refusal import Refusal

log = Log()


@dataclass(frozen=True, slots=True)
class Result:
    """How a scenario ended: `where` is "here" or "apart", `message` empty when it passed."""

    where: str
    seconds: float
    step: str = ""
    message: str = ""

    def told(self) -> Json:
        """For the page."""
        return {
            "where": self.where, "passed": not self.message, "seconds": self.seconds, "step": self.step,
            "message": self.message,
        }  # fmt: skip


class Runs:
    """Safe to use from any thread. `bench` makes that of the running terminal; None: it plays none."""

    def __init__(self, bench: Callable[[], Bench] | None, changed: Callable[[], None]) -> None:
        self._make_bench, self._changed = bench, changed
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._bench: Bench | None = None
        self._apart: Apart | None = None
        self._running: Json | None = None
        self._results: dict[str, Result] = {}

    @property
    def can_be_live(self) -> bool:
        """Whether scenarios can be played on the running terminal."""
        return self._make_bench is not None

    def told(self) -> Json:
        """What runs, and the results so far."""
        with self._lock:
            return {
                "running": self._running,
                "results": {id_: each.told() for id_, each in self._results.items()},
            }

    def play_here(self, entry: Entry) -> None:
        """Begin on the running terminal. Raises Refusal."""
        if self._make_bench is None or not entry.can_be_live:
            raise Refusal(
                "this needs a terminal of its own: play it apart",
                "この端末ではできません。「別に」で実行してください",
            )
        bench = self._make_bench()
        check_free(bench)

        def run() -> None:
            began = time.monotonic()

            def doing(number: int) -> None:
                step = str(entry.scenario.steps[number - 1])
                self._tell(entry, "here", number, len(entry.scenario.steps), step)

            step, message = play(bench, entry.scenario, doing)
            seconds = round(time.monotonic() - began, 1)
            self._ended(entry.id, Result("here", seconds, "" if step is None else str(step), message))

        self._begin(run, bench=bench, first=(entry, "here", 0, len(entry.scenario.steps), ""))

    def play_apart(self, entries: Sequence[Entry]) -> None:
        """Begin on terminals of their own. Raises Refusal."""
        if not entries:
            raise Refusal("no scenario was chosen", "シナリオが選ばれていません")
        apart = Apart()

        def told(number: int, outcome: dict[str, object]) -> None:
            seconds, step, message = (outcome[key] for key in ("seconds", "step", "message"))
            self._ended(entries[number].id, Result("apart", float(str(seconds)), str(step), str(message)))
            if number + 1 < len(entries):
                self._tell(entries[number + 1], "apart", number + 2, len(entries), "")

        def run() -> None:
            if not apart.play((each.scenario for each in entries), told):
                raise Stopped

        self._begin(run, apart=apart, first=(entries[0], "apart", 1, len(entries), ""))

    def forget(self, id_: str) -> None:
        """Forget how a scenario ended that is no more."""
        with self._lock:
            self._results.pop(id_, None)

    def stop(self) -> None:
        """End what runs, and wait until it has ended; results so far stay."""
        with self._lock:
            thread, bench, apart = self._thread, self._bench, self._apart
        if bench is not None:
            bench.stop.set()
        if apart is not None:
            apart.end()
        if thread is not None:
            thread.join()

    def _begin(
        self,
        run: Callable[[], None],
        *,
        first: tuple[Entry, str, int, int, str],
        bench: Bench | None = None,
        apart: Apart | None = None,
    ) -> None:
        with self._lock:
            if self._thread is not None:
                raise Refusal("a scenario is being played: wait, or stop it", "シナリオを実行中です")
            self._bench, self._apart = bench, apart
            self._thread = threading.Thread(target=self._run, args=(run,), name="scenario", daemon=True)
        self._tell(*first)
        self._thread.start()

    def _run(self, run: Callable[[], None]) -> None:
        try:
            run()
        except Stopped:
            log.info("scenario_stopped")
        except Exception as error:  # noqa: BLE001 - a scenario that raises must not leave the console busy
            log.error("scenario_broke", **described(error))
        finally:
            with self._lock:
                self._thread = self._bench = self._apart = self._running = None
            self._changed()

    def _tell(self, entry: Entry, where: str, number: int, of: int, step: str) -> None:
        with self._lock:
            self._running = {
                "id": entry.id, "name": entry.scenario.name, "where": where, "number": number, "of": of,
                "step": step,
            }  # fmt: skip
        self._changed()

    def _ended(self, id_: str, result: Result) -> None:
        with self._lock:
            self._results[id_] = result
        self._changed()
